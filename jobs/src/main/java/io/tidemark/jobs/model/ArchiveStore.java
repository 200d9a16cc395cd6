package io.tidemark.jobs.model;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Where an archive's files are kept: a folder, a bucket. */
public interface ArchiveStore extends Serializable {

    /**
     * An entry directly below a prefix.
     *
     * @param key path below the archive's root
     * @param bytes size
     * @param version changes whenever the content may have
     */
    record Entry(String key, long bytes, String version) {}

    /** The files directly below the prefix, in order of key; empty if there is no such prefix. */
    List<Entry> files(String prefix) throws IOException;

    /** The names of the folders directly below the prefix, in order; empty if there is no such prefix. */
    List<String> folders(String prefix) throws IOException;

    /**
     * Opens a file as it was listed.
     *
     * @param version the version of the listing
     * @throws ChangedFileException if the file has another version by now
     */
    SeekableByteChannel open(String key, String version) throws IOException;

    /** Where the archive is, for messages. */
    String location();

    /** A file that is not what was listed any more. */
    final class ChangedFileException extends IOException {
        private static final long serialVersionUID = 1L;

        /** The file of that key was listed in one version and found in another. */
        public ChangedFileException(String key, String listed, String found) {
            super(key + " changed after it was listed: version " + listed + ", now " + found);
        }
    }
}
