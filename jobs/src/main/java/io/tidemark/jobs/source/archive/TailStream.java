package io.tidemark.jobs.source.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers the end of a stream. A zip that was cut between two members reads like a whole one; only the record at its
 * very end says that it is.
 */
final class TailStream extends FilterInputStream {

    /** The record itself, and the longest comment that may follow it. */
    private static final int KEPT = 22 + 65_535;

    private static final byte[] END_OF_ZIP = {'P', 'K', 5, 6};

    private final byte[] tail = new byte[KEPT];
    private long length;

    TailStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            tail[(int) (length++ % KEPT)] = (byte) value;
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        for (int at = Math.max(0, read - KEPT); at < read; at++) {
            tail[(int) ((length + at) % KEPT)] = bytes[offset + at];
        }
        length += Math.max(0, read);
        return read;
    }

    /** True if the record that ends a zip has been read. */
    boolean endsAZip() {
        for (long at = Math.max(0, length - KEPT); at + 22 <= length; at++) {
            int matching = 0;
            while (matching < END_OF_ZIP.length && tail[(int) ((at + matching) % KEPT)] == END_OF_ZIP[matching]) {
                matching++;
            }
            if (matching == END_OF_ZIP.length) {
                return true;
            }
        }
        return false;
    }
}
