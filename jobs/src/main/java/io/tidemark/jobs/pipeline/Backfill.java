package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.Chunk;
import io.tidemark.jobs.table.ChunkCounts;
import io.tidemark.jobs.table.InstrumentTable;
import io.tidemark.jobs.table.MidnightHoles;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.table.PublishedMark;
import io.tidemark.jobs.table.RunLog;
import io.tidemark.jobs.venue.binance.BinanceInstruments;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
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

    private final BackfillSettings settings;
    private final String version;
    private final Clock clock;
    private final ArchiveStore store;
    private final RunListener listener;

    /**
     * A backfill that tells the listener how it goes on.
     *
     * @throws UsageException if the archive is no place that there can be
     */
    public Backfill(BackfillSettings settings, String version, Clock clock, RunListener listener) {
        this.settings = settings;
        this.version = version;
        this.clock = clock;
        this.store = settings.archive().open(clock);
        this.listener = listener;
    }

    /**
     * Finds out what would be read, and does nothing.
     *
     * @throws UsageException if a setting is not allowed
     */
    public BackfillPlan plan() throws IOException {
        settings.validate(clock.instant());
        return new BackfillPlanner(settings, store).plan();
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
        BinanceInstruments terms = settings.instruments() == null
                ? BinanceInstruments.derived()
                : BinanceInstruments.saved(settings.instruments());
        listener.planned(plan);
        String runId = UUID.randomUUID().toString();
        RunCounts counts = new RunCounts();
        try (Lake lake = Lake.open(settings.lake())) {
            lake.createOrEvolve(Tables.ALL);
            RunLog log = new RunLog(
                    lake,
                    runId,
                    "backfill",
                    RunJson.settings(settings),
                    version,
                    startedAt,
                    RunJson.inputs(plan, new Publications(settings, version)));
            log.started();
            Set<String> midnightHoles = new HashSet<>();
            try {
                new InstrumentTable(lake)
                        .publish(plan.instruments().stream().map(terms::terms).toList(), runId);
                for (PlannedChunk planned : plan.chunks()) {
                    run(lake, plan.instruments(), planned, runId, startedAt, counts);
                    if (settings.datasets().contains(Dataset.AGG_TRADES)) {
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
            Lake lake,
            List<Instrument> instruments,
            PlannedChunk planned,
            String runId,
            Instant startedAt,
            RunCounts counts)
            throws InterruptedException, ExecutionException {
        Map<String, Table> due = new TreeMap<>();
        List<Publication> publications = new ArrayList<>();
        Map<Dataset, Map<String, Long>> known = new EnumMap<>(Dataset.class);
        for (Publication publication : new Publications(settings, version).of(planned, instruments)) {
            Table table = lake.createOrEvolve(Tables.find(publication.table()).orElseThrow());
            Optional<PublishedMark> done =
                    settings.force() ? Optional.empty() : PublishedMark.current(table, publication);
            if (done.isPresent()) {
                known.put(publication.dataset(), done.get().counts());
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
                instruments.stream().map(Instrument::id).toList(),
                planned.range(),
                settings.datasets(),
                settings.klineInterval(),
                publications);
        RunCounts ofChunk =
                new ChunkJob(settings, store).run(planned, chunk, due, soFar -> listener.progress(planned, soFar));
        counts.add(ofChunk);
        listener.published(planned, ofChunk);
    }
}
