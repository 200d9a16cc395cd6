package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Fact;
import java.io.IOException;
import java.util.List;

/** Reads files whole, one after the other: a file is done or not done. */
@FunctionalInterface
public interface FileReader {

    /**
     * The facts of the file, its {@link io.tidemark.jobs.model.FileRead} last.
     *
     * @throws IOException if the store cannot be read; a file that is itself defective is refused instead
     */
    List<Fact> read(ArchiveFile file) throws IOException;
}
