package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.ContentHash;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.pipeline.Preview.Action;
import io.tidemark.jobs.testing.EditableArchive;
import io.tidemark.jobs.testing.SimulatedArchive;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs backfills as a schedule does, over archives that change in between, and notes what they did. */
abstract class ScheduledRuns {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    static final String BTC = "BTCUSDT";
    static final String PEPE = "1000PEPEUSDT";
    static final LocalDate FROM = LocalDate.of(2026, 4, 6);
    static final LocalDate TO = LocalDate.of(2026, 4, 10);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    static SimulatedArchive natural;
    static SimulatedArchive hostile;

    Clock clock = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
    String version = "test";
    List<Dataset> datasets = List.of();
    Availability availability = Availability.AT_EVENT;

    @BeforeAll
    static void makeArchives() {
        natural = SimulatedArchive.of(shared.resolve("natural"), "natural", List.of(BTC, PEPE), FROM, TO, 300);
        hostile = SimulatedArchive.of(shared.resolve("hostile"), "hostile", List.of(BTC, PEPE), FROM, TO, 300);
    }

    /** What a run told. */
    static class Heard implements RunListener {
        final List<String> restated = new ArrayList<>();
        final List<TimeRange> published = new ArrayList<>();
        long skipped;

        @Override
        public void planned(BackfillPlan plan) {}

        @Override
        public void skipped(PlannedChunk unchanged) {
            skipped += unchanged.present();
        }

        @Override
        public void restated(String key, String was, String is) {
            assertThat(was).isNotEqualTo(is).matches("[0-9a-f]{64}");
            restated.add(key);
        }

        @Override
        public void progress(PlannedChunk chunk, RunCounts chunkSoFar) {}

        @Override
        public void published(PlannedChunk chunk, RunCounts chunkCounts) {
            published.add(chunk.range());
        }
    }

    Backfill backfill(Path archive, List<String> symbols, LocalDate from, LocalDate to, int chunkDays, Heard heard) {
        // Every run is an hour later than the one before.
        clock = Clock.offset(clock, java.time.Duration.ofHours(1));
        return new Backfill(
                new BackfillSettings(
                        ArchiveSettings.folder(archive),
                        BinanceMarket.UM,
                        symbols,
                        from,
                        to,
                        datasets,
                        "1m",
                        RuntimeExecutionMode.BATCH,
                        1,
                        chunkDays,
                        availability,
                        null,
                        false,
                        false,
                        LakeSettings.embedded(folder.resolve("lake"))),
                version,
                clock,
                heard);
    }

    RunCounts run(Path archive, List<String> symbols, LocalDate from, LocalDate to, int chunkDays, Heard heard) {
        try {
            return backfill(archive, symbols, from, to, chunkDays, heard).run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Heard run(Path archive, List<String> symbols, LocalDate from, LocalDate to) {
        Heard heard = new Heard();
        run(archive, symbols, from, to, 31, heard);
        return heard;
    }

    Heard run(EditableArchive archive) {
        return run(archive.root(), List.of(BTC, PEPE), FROM, TO);
    }

    Map<String, Action> preview(EditableArchive archive) throws IOException {
        Map<String, Action> actions = new TreeMap<>();
        backfill(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard())
                .preview()
                .files()
                .forEach(each -> actions.put(each.file().key(), each.action()));
        return actions;
    }

    EditableArchive copy(SimulatedArchive archive) {
        return EditableArchive.copy(archive.root(), folder.resolve("archive"));
    }

    List<Record> rows(TableDefinition table) {
        List<Record> rows = new ArrayList<>();
        try (Lake lake = Lake.open(LakeSettings.embedded(folder.resolve("lake")));
                CloseableIterable<Record> records =
                        IcebergGenerics.read(lake.find(table)).build()) {
            records.forEach(row -> rows.add(row.copy()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    /** The run that wrote the rows of each table, instrument and day that backfills restate. */
    Map<String, String> runs() {
        Map<String, String> runs = new TreeMap<>();
        for (TableDefinition table : Tables.ALL) {
            if (table.rangeColumn() == null || table.restatementKey().isEmpty()) {
                continue;
            }
            for (Record row : rows(table)) {
                OffsetDateTime at = (OffsetDateTime) row.getField(table.rangeColumn());
                String run = (String) row.getField("run_id");
                String other = runs.put(table.name() + " " + row.getField("instrument") + " " + at.toLocalDate(), run);
                assertThat(other == null || other.equals(run) || runs.containsValue(run))
                        .isTrue();
            }
        }
        return runs;
    }

    Map<String, Object> hashes() throws IOException {
        Map<String, Object> hashes = new TreeMap<>();
        try (Lake lake = Lake.open(LakeSettings.embedded(folder.resolve("lake")))) {
            for (TableDefinition table : Tables.ALL) {
                if (table != OpsTables.RUNS) {
                    hashes.put(table.name(), ContentHash.of(lake.find(table), table, Expressions.alwaysTrue()));
                }
            }
        }
        return hashes;
    }

    /** What differs between two accounts of the runs. */
    static Set<String> changes(Map<String, String> before, Map<String, String> after) {
        assertThat(after.keySet()).containsAll(before.keySet());
        Set<String> changes = new TreeSet<>();
        after.forEach((part, run) -> {
            if (!run.equals(before.get(part))) {
                changes.add(part.replace("binance:", ""));
            }
        });
        return changes;
    }

    static String file(String dataset, String symbol, String day) {
        boolean bars = dataset.equals("klines");
        return "data/futures/um/daily/" + dataset + "/" + symbol + "/" + (bars ? "1m/" : "") + symbol + "-"
                + (bars ? "1m" : dataset) + "-" + day + ".zip";
    }
}
