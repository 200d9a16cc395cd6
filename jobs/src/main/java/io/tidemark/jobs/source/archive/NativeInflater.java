package io.tidemark.jobs.source.archive;

import com.intel.gkl.compression.IntelInflater;
import java.io.File;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.DataFormatException;

/**
 * Inflates with ISA-L, at about a third of the CPU time of the JDK's zlib, on machines where its library loads.
 *
 * <p>It takes a member as a whole: fed in pieces it does not end. It is for bytes whose checksum has held, since native
 * code is no place for what a stranger made up; who calls it checks the CRC of what comes out.
 */
final class NativeInflater {

    /** Set to {@code jdk} to inflate with the JDK alone. */
    private static final String PROPERTY = "tidemark.inflater";

    /** Held, so that its level stays: the library says where it comes from, which nobody asked. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("com.intel.gkl");

    private static final boolean LOADED = !"jdk".equals(System.getProperty(PROPERTY)) && load();

    private final IntelInflater inflater = new IntelInflater(true);

    private boolean ended;

    private NativeInflater() {}

    /** An inflater for one thread; empty where the library does not load. */
    static Optional<NativeInflater> create() {
        return LOADED ? Optional.of(new NativeInflater()) : Optional.empty();
    }

    private static boolean load() {
        LIBRARY_LOG.setLevel(Level.WARNING);
        try {
            return new IntelInflater(true).load((File) null);
        } catch (LinkageError | RuntimeException e) {
            // Another processor or system: the JDK does it, only slower.
            return false;
        }
    }

    /** Frees what the library holds, once it is not working any more: a reader may be closed while it reads. */
    synchronized void end() {
        ended = true;
        inflater.end();
    }

    /**
     * Inflates a member.
     *
     * @param compressed the deflated bytes, at its start
     * @param content takes what comes out, at its start
     * @return how many bytes came out
     * @throws DataFormatException if the bytes cannot be inflated
     */
    synchronized int inflate(byte[] compressed, int compressedLength, byte[] content, int contentLength)
            throws DataFormatException {
        if (ended) {
            throw new IllegalStateException("the reader is closed");
        }
        inflater.reset();
        inflater.setInput(compressed, 0, compressedLength);
        try {
            return inflater.inflate(content, 0, contentLength);
        } catch (RuntimeException e) {
            DataFormatException reason = new DataFormatException("cannot be inflated: " + e.getMessage());
            reason.initCause(e);
            throw reason;
        }
    }
}
