package io.tidemark.jobs.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data recorded from real venues, which lies beside the project and is no part of it. */
public final class RecordedData {

    /** Seen from the module. */
    private static final Path ARCHIVE = Path.of("../../shared/data/archive");

    private static final Path HISTORY = Path.of("../../shared/data/history");

    private RecordedData() {}

    /** The folder of series that others collected; the test is skipped, visibly, where it is absent. */
    public static Path history() {
        assumeTrue(Files.isDirectory(HISTORY), "needs the recorded series in " + HISTORY);
        return HISTORY;
    }

    /** The recorded archive; the test is skipped, visibly, where it is absent. */
    public static Path archive() {
        assumeTrue(Files.isDirectory(ARCHIVE.resolve("data")), "needs the recorded archive in " + ARCHIVE);
        return ARCHIVE;
    }
}
