package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.pipeline.FileContents.Content;
import io.tidemark.jobs.table.Chunk;
import io.tidemark.jobs.table.ChunkCounts;
import io.tidemark.jobs.table.MidnightHoles;
import io.tidemark.jobs.table.PastRuns;
import io.tidemark.jobs.table.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.iceberg.Table;

/** One run of a backfill in an open lake: what is due of each chunk is computed and published. */
final class BackfillRun {

    private final Assignment assignment;
    private final Lake lake;
    private final BackfillPlan plan;
    private final String runId;
    private final Instant startedAt;
    private final RunListener listener;
    private final RunCounts counts = new RunCounts();
    private final RunInputs inputs;
    private final PastRuns past;
    private final Set<String> midnightHoles = new HashSet<>();
    private FileHistory history;
    private Set<String> runsDone;

    BackfillRun(
            Assignment assignment,
            Lake lake,
            BackfillPlan plan,
            String runId,
            Instant startedAt,
            RunListener listener) {
        this.assignment = assignment;
        this.lake = lake;
        this.plan = plan;
        this.runId = runId;
        this.startedAt = startedAt;
        this.listener = listener;
        this.inputs = new RunInputs(assignment.inputsJson(plan));
        this.past = new PastRuns(lake);
    }

    /** What has been read and published so far. */
    RunCounts counts() {
        return counts;
    }

    /** What is to be read, and what has been. */
    RunInputs inputs() {
        return inputs;
    }

    /** Does what is due, chunk after chunk. */
    void run() throws InterruptedException, ExecutionException {
        for (PlannedChunk chunk : plan.chunks()) {
            run(chunk);
        }
        counts.add(Map.of(ChunkCounts.GAPS, (long) midnightHoles.size()));
    }

    private void run(PlannedChunk chunk) throws InterruptedException, ExecutionException {
        ChunkWork work = ChunkWork.of(lake, chunk, plan, assignment);
        counts.add(work.knownCounts());
        counts.addRejects(work.knownRejects());
        List<ArchiveFile> untouched = work.untouched();
        List<BackfillPlan> parts = work.parts();
        if (parts.isEmpty() || !untouched.isEmpty()) {
            listener.skipped(new PlannedChunk(chunk.range(), untouched));
        }
        for (BackfillPlan part : parts) {
            publish(part, work.publications(part));
        }
        if (assignment.findsHoles() && plan.datasets().contains(Dataset.AGG_TRADES)) {
            recordMidnights(chunk, work.runsOfTrades());
        }
    }

    private void publish(BackfillPlan part, List<Publication> due) throws InterruptedException, ExecutionException {
        PlannedChunk days = part.chunks().get(0);
        Map<String, Table> tables = new TreeMap<>();
        due.forEach(publication -> tables.put(
                publication.table(),
                lake.createOrEvolve(Tables.find(publication.table()).orElseThrow())));
        Chunk chunk = new Chunk(
                runId,
                startedAt,
                part.instruments().stream().map(Instrument::id).toList(),
                days.range(),
                assignment.findsHoles() ? part.datasets() : List.of(),
                assignment.barInterval(),
                due);
        ChunkJob.Result result =
                new ChunkJob(assignment).run(days, part, chunk, tables, soFar -> listener.progress(days, soFar));
        counts.add(result.counts());
        compare(days.read(), result.files().contents());
        listener.published(days, result.counts());
        if (assignment.findsHoles() && part.datasets().contains(Dataset.AGG_TRADES)) {
            new MidnightHoles(lake, runId, startedAt).record(part.instruments(), days.range());
        }
    }

    /** Notes what was in the files, and tells of those that held something else when they were last used. */
    private void compare(List<ArchiveFile> files, Map<String, String> contents) {
        if (history == null) {
            history = FileHistory.of(past, plan);
        }
        Map<String, ArchiveFile> byKey = new HashMap<>();
        files.forEach(file -> byKey.put(file.key(), file));
        contents.forEach((key, sha256) -> {
            ArchiveFile.Stored stored = byKey.get(key).stored();
            Content content = new Content(sha256, stored.checksum() == null ? stored.version() : null);
            inputs.used(key, content);
            history.replace(key, content).ifPresent(was -> {
                inputs.restated(key, was);
                counts.add(Map.of(RunCounts.RESTATED, 1L));
                listener.restated(key, was, sha256);
            });
        });
    }

    /** A run that was killed may have left published days whose midnights nobody has looked at. */
    private void recordMidnights(PlannedChunk chunk, Map<String, Set<Instrument>> runsOfTrades) {
        MidnightHoles midnights = new MidnightHoles(lake, runId, startedAt);
        if (runsDone == null) {
            runsDone = past.done();
        }
        Set<Instrument> unexamined = new HashSet<>();
        runsOfTrades.forEach((run, instruments) -> {
            if (!runsDone.contains(run)) {
                unexamined.addAll(instruments);
            }
        });
        midnights.record(new ArrayList<>(unexamined), chunk.range());
        midnightHoles.addAll(midnights.open(plan.instruments(), chunk.range()));
    }
}
