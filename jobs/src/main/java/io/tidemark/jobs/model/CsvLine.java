package io.tidemark.jobs.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A view of one comma-separated line in a buffer, without copying. Reused from line to line. Venues publish numbers,
 * words and instants: there are no quotes to unwrap.
 */
public final class CsvLine {

    private static final int MOST_FIELDS = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long COMMAS = 0x2C2C2C2C2C2C2C2CL;
    private static final long LINE_BREAKS = 0x0A0A0A0A0A0A0A0AL;

    private final int[] ends = new int[MOST_FIELDS];
    private byte[] buffer = new byte[0];
    private int start;
    private int end;
    private int fields;
    private long number;

    /**
     * Points the view at the line that starts at {@code from}, and finds where it ends. A carriage return before the line
     * break does not belong to the line.
     *
     * @param limit where the text ends, exclusive
     * @return where the line break is, or -1 if the text ends before one; then the view holds what there is of the line
     */
    public int set(byte[] bytes, int from, int limit, long lineNumber) {
        buffer = bytes;
        start = from;
        number = lineNumber;
        fields = 0;
        int lineBreak = scan(bytes, from, limit);
        int lineEnd = lineBreak < 0 ? limit : lineBreak;
        end = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        ends[fields++] = end;
        return lineBreak;
    }

    /** Notes the commas up to the line break: eight bytes at a time, as this is most of what a reader does. */
    private int scan(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at <= limit - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long separators = matches(word ^ COMMAS) | matches(word ^ LINE_BREAKS);
            while (separators != 0) {
                int found = at + (Long.numberOfTrailingZeros(separators) >>> 3);
                if (bytes[found] == '\n') {
                    return found;
                }
                noteComma(found);
                separators &= separators - 1;
            }
        }
        for (; at < limit; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
            if (bytes[at] == ',') {
                noteComma(at);
            }
        }
        return -1;
    }

    /** The highest bit of each byte that is zero, and no other bit. */
    private static long matches(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }

    private void noteComma(int at) {
        if (fields < MOST_FIELDS - 1) {
            ends[fields++] = at;
        }
    }

    /** True if nothing stands in the line. */
    public boolean isBlank() {
        return start == end;
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
