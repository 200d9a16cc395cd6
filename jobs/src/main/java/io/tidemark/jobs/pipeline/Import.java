package io.tidemark.jobs.pipeline;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutionException;

/**
 * An import: a backfill of one declared series from one file, published at once. It goes the same way through the same
 * graph, and is not done again when it is done.
 */
public final class Import {

    private final SeriesAssignment assignment;
    private final Clock clock;
    private final Backfill backfill;

    /** An import that tells the listener how it goes on. */
    public Import(ImportSettings settings, String version, Clock clock, RunListener listener) {
        this.assignment = new SeriesAssignment(settings, version);
        this.clock = clock;
        this.backfill = new Backfill(assignment, version, clock, listener);
    }

    /**
     * Looks through the file, and does nothing.
     *
     * @throws UsageException if a setting is not allowed or the file is not what is declared
     */
    public ImportPreview preview() throws IOException {
        return assignment.preview(clock.instant());
    }

    /**
     * Runs.
     *
     * @throws UsageException if a setting is not allowed or the file is not what is declared; then nothing has been
     *     written
     * @throws ExecutionException if it failed; then the tables are as they were
     */
    public RunCounts run() throws IOException, InterruptedException, ExecutionException {
        return backfill.run();
    }
}
