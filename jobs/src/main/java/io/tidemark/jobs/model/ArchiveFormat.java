package io.tidemark.jobs.model;

import java.io.Serializable;

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
}
