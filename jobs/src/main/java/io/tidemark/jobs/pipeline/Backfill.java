package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.table.InstrumentTable;
import io.tidemark.jobs.table.RunLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * A backfill: plans, and computes and publishes chunk after chunk. Days that are published and unchanged are not done
 * again, so repeating a run that was killed finishes it.
 */
public final class Backfill {

    private final Assignment assignment;
    private final String version;
    private final Clock clock;
    private final RunListener listener;

    /**
     * A backfill that tells the listener how it goes on.
     *
     * @throws UsageException if the archive is no place that there can be
     */
    public Backfill(BackfillSettings settings, String version, Clock clock, RunListener listener) {
        this(new ArchiveAssignment(settings, version, settings.archive().open(clock)), version, clock, listener);
    }

    /** A backfill of the tables of features, from facts that the lake holds, that tells the listener how it goes on. */
    public Backfill(LakeBackfillSettings settings, String version, Clock clock, RunListener listener) {
        this(new LakeAssignment(settings, version), version, clock, listener);
    }

    /** Whatever is assigned. */
    Backfill(Assignment assignment, String version, Clock clock, RunListener listener) {
        this.assignment = assignment;
        this.version = version;
        this.clock = clock;
        this.listener = listener;
    }

    private BackfillPlan plan() throws IOException {
        return assignment.plan(clock.instant());
    }

    /**
     * Finds out what would be done, file by file, and writes nothing.
     *
     * @throws UsageException if a setting is not allowed
     */
    public Preview preview() throws IOException {
        BackfillPlan plan = plan();
        Optional<Lake> lake = Lake.openExisting(assignment.lake());
        try {
            return Preview.of(lake.orElse(null), plan, assignment);
        } finally {
            if (lake.isPresent()) {
                lake.get().close();
            }
        }
    }

    /**
     * Runs. A process that is told to end meanwhile still notes that the run failed.
     *
     * @throws UsageException if a setting is not allowed; then nothing has been written
     * @throws ExecutionException if a chunk failed; chunks before it are published
     */
    public RunCounts run() throws IOException, InterruptedException, ExecutionException {
        Instant startedAt = clock.instant();
        BackfillPlan plan = plan();
        List<InstrumentTerms> terms = assignment.terms(plan);
        listener.planned(plan);
        String runId = UUID.randomUUID().toString();
        try (Lake lake = Lake.open(assignment.lake())) {
            lake.createOrEvolve(Tables.ALL);
            RunLog log =
                    new RunLog(lake, runId, assignment.command(), assignment.settingsJson(plan), version, startedAt);
            BackfillRun run = new BackfillRun(assignment, lake, plan, runId, startedAt, listener);
            log.started(run.inputs().json());
            Interruption interruption = new Interruption(() -> ended(log, run, "interrupted"));
            try {
                new InstrumentTable(lake).publish(terms, runId);
                run.run();
                ended(log, run, null);
            } catch (InterruptedException | ExecutionException | RuntimeException e) {
                endFailed(log, run, e);
                throw e;
            } finally {
                interruption.over();
            }
            return run.counts();
        }
    }

    /** What made the run fail may keep the log from being written as well; the first reason is the one to tell. */
    private void endFailed(RunLog log, BackfillRun run, Exception reason) {
        try {
            ended(log, run, String.valueOf(rootOf(reason).getMessage()));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private void ended(RunLog log, BackfillRun run, String failure) {
        RunCounts counts = run.counts();
        log.ended(
                failure == null ? RunLog.State.DONE : RunLog.State.FAILED,
                clock.instant(),
                new RunLog.Account(counts.rowsRead(), counts.rowsWritten(), counts.deadLetters(), counts.gaps()),
                run.inputs().json(),
                failure);
    }
}
