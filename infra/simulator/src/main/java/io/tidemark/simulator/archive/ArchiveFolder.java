package io.tidemark.simulator.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** The folder in which an archive is made, and what has been written to it so far. Safe for several threads. */
public final class ArchiveFolder {
    private final Path root;
    private final LongAdder rows = new LongAdder();
    private final LongAdder files = new LongAdder();

    /** An archive below the root. */
    public ArchiveFolder(Path root) {
        this.root = root;
    }

    /** The folder that holds {@code data/}. */
    public Path root() {
        return root;
    }

    /** Where a file stands. */
    public Path path(ArchiveFile file) {
        return root.resolve(file.path());
    }

    /** Starts a file. */
    ArchiveZip create(ArchiveFile file) throws IOException {
        files.increment();
        return new ArchiveZip(root, file, rows);
    }

    /** Files started. */
    public long files() {
        return files.sum();
    }

    /** Rows handed to the files, to within what their buffers hold. */
    public long rows() {
        return rows.sum();
    }
}
