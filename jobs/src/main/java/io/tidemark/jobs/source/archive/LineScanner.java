package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into lines in place, empty ones left out. */
final class LineScanner {

    /** Far above any line of market data; what is longer is no text. */
    static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[4 * LONGEST_LINE];
    private int start;
    private int end;
    private long number;
    private boolean ended;

    LineScanner(InputStream in) {
        this.in = in;
    }

    /** Points {@code line} at the next line; false at the end of the stream. The view holds until the next call. */
    boolean next(CsvLine line) throws IOException {
        int scanned = start;
        while (true) {
            for (int at = scanned; at < end; at++) {
                if (buffer[at] == '\n' && take(line, at, at + 1)) {
                    return true;
                }
            }
            scanned = end;
            if (ended) {
                return start < end && take(line, end, end);
            }
            scanned -= fill();
        }
    }

    /** Takes [start, lineEnd) unless it is empty; the next line starts at {@code next}. */
    private boolean take(CsvLine line, int lineEnd, int next) {
        int from = start;
        int to = lineEnd > from && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        start = next;
        number++;
        if (to == from) {
            return false;
        }
        refuseLongerThanAllowed(to - from, number);
        line.set(buffer, from, to, number);
        return true;
    }

    /** Reads on, moving the unfinished line to the front; returns by how much it moved. */
    private int fill() throws IOException {
        refuseLongerThanAllowed(end - start - 1, number + 1);
        int moved = start;
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= moved;
        start = 0;
        int read = in.readNBytes(buffer, end, buffer.length - end);
        ended = read < buffer.length - end;
        end += read;
        return moved;
    }

    private static void refuseLongerThanAllowed(int length, long line) {
        if (length > LONGEST_LINE) {
            throw new RefusedFileException(
                    "line " + line + " is longer than " + LONGEST_LINE + " bytes: this is no text");
        }
    }
}
