package io.tidemark.jobs.model;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Consumer;

/** How the files of an archive are read; what is a venue's own is behind it. */
public interface ArchiveFormat extends Serializable {

    /** In which order a file's rows come. */
    enum RowOrder {
        /** By id, as files nearly always are: decoded as they stream by. */
        BY_ID,
        /** In any order, with duplicates: collected and sorted before use. */
        ANY
    }

    /** A decoder for one reading of the file. */
    FileDecoder decoder(ArchiveFile file, RowOrder order);

    /**
     * A decoder for a second reading of a file that held in the first: it accepts the same lines and sends a fact for
     * each as soon as it can, so that memory does not grow with the file. Its {@link FileDecoder#finish} sends what it
     * has still to send, and nothing that the first reading sent.
     *
     * @return empty if nothing of the file is wanted row by row
     */
    default Optional<FileDecoder> replay(ArchiveFile file, RowOrder order, Consumer<Fact> facts) {
        return Optional.empty();
    }
}
