package io.tidemark.bench.floor;

import com.intel.gkl.compression.IntelInflater;
import java.io.File;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Inflates a whole member into a buffer of the size that its entry states. Belongs to one thread. */
interface MemberInflater {

    /**
     * Inflates deflated bytes.
     *
     * @param deflated the bytes, at its start
     * @param content takes what comes out, at its start
     * @return how many bytes came out, at most {@code contentLength}
     * @throws ZipException if the bytes cannot be inflated
     */
    int inflate(byte[] deflated, int deflatedLength, byte[] content, int contentLength) throws IOException;

    /**
     * The inflater of that name.
     *
     * @param name {@code jdk}, or {@code native} for ISA-L
     */
    static MemberInflater named(String name) {
        return switch (name) {
            case "jdk" -> new OfJdk();
            case "native" -> new OfIsaL();
            default -> throw new IllegalArgumentException("inflater must be jdk or native, was " + name);
        };
    }

    /** The zlib that comes with Java. */
    final class OfJdk implements MemberInflater {
        private final Inflater inflater = new Inflater(true);

        @Override
        public int inflate(byte[] deflated, int deflatedLength, byte[] content, int contentLength) throws IOException {
            inflater.reset();
            inflater.setInput(deflated, 0, deflatedLength);
            try {
                return inflater.inflate(content, 0, contentLength);
            } catch (DataFormatException e) {
                throw corrupt(e);
            }
        }
    }

    /** Intel's ISA-L. */
    final class OfIsaL implements MemberInflater {
        private final IntelInflater inflater = new IntelInflater(true);

        OfIsaL() {
            if (!inflater.load((File) null)) {
                throw new IllegalStateException("the native inflater does not load on this machine");
            }
        }

        @Override
        public int inflate(byte[] deflated, int deflatedLength, byte[] content, int contentLength) throws IOException {
            inflater.reset();
            inflater.setInput(deflated, 0, deflatedLength);
            try {
                return inflater.inflate(content, 0, contentLength);
            } catch (RuntimeException e) {
                throw corrupt(e);
            }
        }
    }

    private static ZipException corrupt(Exception cause) {
        ZipException corrupt = new ZipException("cannot be inflated: " + cause.getMessage());
        corrupt.initCause(cause);
        return corrupt;
    }
}
