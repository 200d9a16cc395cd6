package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** A backfill of USD-margined perpetuals; what a test says nothing of is the same in all of them. */
record TestBackfill(
        Path archive,
        List<String> symbols,
        LocalDate from,
        LocalDate to,
        List<Dataset> datasets,
        RuntimeExecutionMode mode,
        int parallelism,
        int chunkDays,
        Availability availability) {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-01T00:00:00Z"), ZoneOffset.UTC);

    static TestBackfill of(Path archive, List<String> symbols, LocalDate from, LocalDate to) {
        return new TestBackfill(
                archive, symbols, from, to, List.of(), RuntimeExecutionMode.BATCH, 1, 31, Availability.AT_EVENT);
    }

    TestBackfill days(LocalDate first, LocalDate end) {
        return new TestBackfill(archive, symbols, first, end, datasets, mode, parallelism, chunkDays, availability);
    }

    TestBackfill day(LocalDate day) {
        return days(day, day.plusDays(1));
    }

    TestBackfill way(RuntimeExecutionMode other, int subtasks, int together) {
        return new TestBackfill(archive, symbols, from, to, datasets, other, subtasks, together, availability);
    }

    TestBackfill reading(Dataset... some) {
        return new TestBackfill(archive, symbols, from, to, List.of(some), mode, parallelism, chunkDays, availability);
    }

    TestBackfill as(Availability other) {
        return new TestBackfill(archive, symbols, from, to, datasets, mode, parallelism, chunkDays, other);
    }

    RunCounts into(TestLake lake) {
        return into(lake, new Quiet());
    }

    RunCounts into(TestLake lake, RunListener listener) {
        try {
            return new Backfill(
                            new BackfillSettings(
                                    ArchiveSettings.folder(archive),
                                    BinanceMarket.UM,
                                    symbols,
                                    from,
                                    to,
                                    datasets,
                                    "1m",
                                    mode,
                                    parallelism,
                                    chunkDays,
                                    availability,
                                    null,
                                    false,
                                    false,
                                    lake.settings()),
                            "test",
                            CLOCK,
                            listener)
                    .run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Tells nobody. */
    private static final class Quiet implements RunListener {
        @Override
        public void planned(BackfillPlan plan) {}

        @Override
        public void skipped(PlannedChunk unchanged) {}

        @Override
        public void restated(String key, String was, String is) {}

        @Override
        public void progress(PlannedChunk chunk, RunCounts chunkSoFar) {}

        @Override
        public void published(PlannedChunk chunk, RunCounts chunkCounts) {}
    }
}
