package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Fact;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads files whole, one after the other: a file is done or not done. */
@FunctionalInterface
public interface FileReader extends Closeable {

    /**
     * The facts of the file, its {@link io.tidemark.jobs.model.FileRead} last.
     *
     * @throws IOException if the store cannot be read; a file that is itself defective is refused instead
     */
    List<Fact> read(ArchiveFile file) throws IOException;

    /**
     * Opens the file that was read last once more, for those of its facts that are wanted row by row.
     *
     * @return empty if the file was not used or nothing is wanted row by row
     */
    default Optional<FileReplay> replay(ArchiveFile file) throws IOException {
        return Optional.empty();
    }

    /** Lets go of what it keeps from file to file. */
    @Override
    default void close() {}
}
