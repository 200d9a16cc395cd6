package io.tidemark.jobs.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
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

    /** Opens a file from its start. */
    InputStream open(String key) throws IOException;

    /** Where the archive is, for messages. */
    String location();
}
