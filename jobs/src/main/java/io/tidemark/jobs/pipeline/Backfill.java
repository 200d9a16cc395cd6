package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.Chunk;
import io.tidemark.jobs.table.ChunkCounts;
import io.tidemark.jobs.table.InstrumentTable;
import io.tidemark.jobs.table.MidnightHoles;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.table.PublishedMark;
import io.tidemark.jobs.table.RunLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.iceberg.Table;

/**
 * A backfill: plans, and computes and publishes chunk after chunk. What is published and unchanged is not done again, so
 * repeating a run that was killed finishes it.
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

    /** Whatever is assigned. */
    Backfill(Assignment assignment, String version, Clock clock, RunListener listener) {
        this.assignment = assignment;
        this.version = version;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Finds out what would be read, and does nothing.
     *
     * @throws UsageException if a setting is not allowed
     */
    public BackfillPlan plan() throws IOException {
        return assignment.plan(clock.instant());
    }

    /**
     * Runs.
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
        RunCounts counts = new RunCounts();
        try (Lake lake = Lake.open(assignment.lake())) {
            lake.createOrEvolve(Tables.ALL);
            RunLog log = new RunLog(
                    lake,
                    runId,
                    assignment.command(),
                    assignment.settingsJson(plan),
                    version,
                    startedAt,
                    assignment.inputsJson(plan));
            log.started();
            Set<String> midnightHoles = new HashSet<>();
            try {
                new InstrumentTable(lake).publish(terms, runId);
                for (PlannedChunk planned : plan.chunks()) {
                    run(lake, plan, planned, runId, startedAt, counts);
                    if (plan.datasets().contains(Dataset.AGG_TRADES)) {
                        midnightHoles.addAll(
                                new MidnightHoles(lake, runId, startedAt).record(plan.instruments(), planned.range()));
                    }
                }
            } catch (InterruptedException | ExecutionException | RuntimeException e) {
                endFailed(log, counts, e);
                throw e;
            }
            counts.add(Map.of(ChunkCounts.GAPS, (long) midnightHoles.size()));
            log.ended(RunLog.State.DONE, clock.instant(), account(counts));
        }
        return counts;
    }

    /** What made the run fail may keep the log from being written as well; the first reason is the one to tell. */
    private void endFailed(RunLog log, RunCounts counts, Exception reason) {
        try {
            log.ended(RunLog.State.FAILED, clock.instant(), account(counts));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private static RunLog.Account account(RunCounts counts) {
        return new RunLog.Account(counts.rowsRead(), counts.rowsWritten(), counts.deadLetters(), counts.gaps());
    }

    private void run(
            Lake lake, BackfillPlan plan, PlannedChunk planned, String runId, Instant startedAt, RunCounts counts)
            throws InterruptedException, ExecutionException {
        Map<String, Table> due = new TreeMap<>();
        List<Publication> publications = new ArrayList<>();
        Map<List<Dataset>, Map<String, Long>> known = new HashMap<>();
        for (Publication publication : assignment.publications(planned, plan)) {
            Table table = lake.createOrEvolve(Tables.find(publication.table()).orElseThrow());
            Optional<PublishedMark> done =
                    assignment.force() ? Optional.empty() : PublishedMark.current(table, publication);
            if (done.isPresent()) {
                known.put(publication.datasets(), done.get().counts());
            } else {
                due.put(publication.table(), table);
                publications.add(publication);
            }
        }
        if (due.isEmpty()) {
            known.values().forEach(counts::add);
            listener.skipped(planned);
            return;
        }
        Chunk chunk = new Chunk(
                runId,
                startedAt,
                plan.instruments().stream().map(Instrument::id).toList(),
                planned.range(),
                plan.datasets(),
                assignment.barInterval(),
                publications);
        RunCounts ofChunk =
                new ChunkJob(assignment).run(planned, plan, chunk, due, soFar -> listener.progress(planned, soFar));
        counts.add(ofChunk);
        listener.published(planned, ofChunk);
    }
}
