package io.tidemark.jobs.model;

import java.nio.charset.StandardCharsets;

/**
 * A view of one comma-separated line in a buffer, without copying. Reused from line to line. Venues publish numbers,
 * words and instants: there are no quotes to unwrap.
 */
public final class CsvLine {

    private static final int MOST_FIELDS = 64;

    private final int[] ends = new int[MOST_FIELDS];
    private byte[] buffer = new byte[0];
    private int start;
    private int end;
    private int fields;
    private long number;

    /** Points the view at the line in [from, to) of the buffer; {@code to} is where the line break is. */
    public void set(byte[] bytes, int from, int to, long lineNumber) {
        buffer = bytes;
        start = from;
        end = to;
        number = lineNumber;
        int count = 0;
        for (int at = from; at < to && count < MOST_FIELDS - 1; at++) {
            if (bytes[at] == ',') {
                ends[count++] = at;
            }
        }
        ends[count++] = to;
        fields = count;
    }

    /** How many fields the line has, at least one. */
    public int fields() {
        return fields;
    }

    /** The line's number in its file, from 1. */
    public long number() {
        return number;
    }

    /** The buffer that {@link #from} and {@link #to} index. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the field starts, inclusive. */
    public int from(int field) {
        return field == 0 ? start : ends[field - 1] + 1;
    }

    /** Where the field ends, exclusive. */
    public int to(int field) {
        return ends[field];
    }

    /** True if the field has no characters. */
    public boolean isEmpty(int field) {
        return from(field) == to(field);
    }

    /** The field as text. */
    public String text(int field) {
        return new String(buffer, from(field), to(field) - from(field), StandardCharsets.UTF_8);
    }

    /** The whole line as text, cut after {@link DeadLetter#LONGEST_TEXT} bytes. */
    public String text() {
        return new String(buffer, start, Math.min(end - start, DeadLetter.LONGEST_TEXT), StandardCharsets.UTF_8);
    }
}
