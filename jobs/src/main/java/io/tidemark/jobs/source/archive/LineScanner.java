package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;

/** Cuts text into lines in place, empty ones left out. */
final class LineScanner {

    /** Far above any line of market data; what is longer is no text. */
    static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer;
    private int start;
    private int end;
    private long number;
    private boolean ended;

    /** Scans a stream, through a buffer of its own. */
    LineScanner(InputStream in) {
        this.in = in;
        this.buffer = new byte[4 * LONGEST_LINE];
    }

    /** Scans the first {@code length} bytes of the text, where they are. */
    LineScanner(byte[] text, int length) {
        this.in = InputStream.nullInputStream();
        this.buffer = text;
        this.end = length;
        this.ended = true;
    }

    /** Points {@code line} at the next line; false at the end of the text. The view holds until the next call. */
    boolean next(CsvLine line) throws IOException {
        while (start < end || !ended) {
            int lineBreak = line.set(buffer, start, end, number + 1);
            if (lineBreak < 0 && !ended) {
                fill();
            } else {
                int lineEnd = lineBreak < 0 ? end : lineBreak;
                int length = lineEnd - start;
                start = Math.min(lineEnd + 1, end);
                number++;
                refuseLongerThanAllowed(length, number);
                if (!line.isBlank()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Lets a decoder take lines in fewer steps, from where the text is; returns how many it took. */
    int takeUsual(FileDecoder decoder) {
        int taken = decoder.usualLines(buffer, start, end);
        if (taken > 0) {
            start = decoder.usualLinesEnd();
            number += taken;
        }
        return taken;
    }

    /** Reads on, with the unfinished line moved to the front. */
    private void fill() throws IOException {
        refuseLongerThanAllowed(end - start - 1, number + 1);
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int read = in.readNBytes(buffer, end, buffer.length - end);
        ended = read < buffer.length - end;
        end += read;
    }

    private static void refuseLongerThanAllowed(int length, long line) {
        if (length > LONGEST_LINE) {
            throw new RefusedFileException(
                    "line " + line + " is longer than " + LONGEST_LINE + " bytes: this is no text");
        }
    }
}
