package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.catalog.ContentHash;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.Availability;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Backfills that are repeated as a schedule does, over archives that change in between. */
class ScheduledBackfillTest {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private static final String BTC = "BTCUSDT";
    private static final String PEPE = "1000PEPEUSDT";
    private static final LocalDate FROM = LocalDate.of(2026, 4, 6);
    private static final LocalDate TO = LocalDate.of(2026, 4, 10);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static SimulatedArchive natural;
    private static SimulatedArchive hostile;

    private Clock clock = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
    private String version = "test";

    @BeforeAll
    static void makeArchives() {
        natural = SimulatedArchive.of(shared.resolve("natural"), "natural", List.of(BTC, PEPE), FROM, TO, 300);
        hostile = SimulatedArchive.of(shared.resolve("hostile"), "hostile", List.of(BTC, PEPE), FROM, TO, 300);
    }

    /** What a run told. */
    private static class Heard implements RunListener {
        private final List<String> restated = new ArrayList<>();
        private final List<TimeRange> published = new ArrayList<>();
        private long skipped;

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

    private Backfill backfill(
            Path archive, List<String> symbols, LocalDate from, LocalDate to, int chunkDays, Heard heard) {
        // Every run is an hour later than the one before.
        clock = Clock.offset(clock, java.time.Duration.ofHours(1));
        return new Backfill(
                new BackfillSettings(
                        ArchiveSettings.folder(archive),
                        BinanceMarket.UM,
                        symbols,
                        from,
                        to,
                        List.of(),
                        "1m",
                        RuntimeExecutionMode.BATCH,
                        1,
                        chunkDays,
                        Availability.AT_EVENT,
                        null,
                        false,
                        false,
                        LakeSettings.embedded(folder.resolve("lake"))),
                version,
                clock,
                heard);
    }

    private RunCounts run(
            Path archive, List<String> symbols, LocalDate from, LocalDate to, int chunkDays, Heard heard) {
        try {
            return backfill(archive, symbols, from, to, chunkDays, heard).run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Heard run(Path archive, List<String> symbols, LocalDate from, LocalDate to) {
        Heard heard = new Heard();
        run(archive, symbols, from, to, 31, heard);
        return heard;
    }

    private Heard run(EditableArchive archive) {
        return run(archive.root(), List.of(BTC, PEPE), FROM, TO);
    }

    private Map<String, Action> preview(EditableArchive archive) throws IOException {
        Map<String, Action> actions = new TreeMap<>();
        backfill(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard())
                .preview()
                .files()
                .forEach(each -> actions.put(each.file().key(), each.action()));
        return actions;
    }

    private EditableArchive copy(SimulatedArchive archive) {
        return EditableArchive.copy(archive.root(), folder.resolve("archive"));
    }

    private List<Record> rows(TableDefinition table) {
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
    private Map<String, String> runs() {
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

    private Map<String, Object> hashes() throws IOException {
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
    private static Set<String> changes(Map<String, String> before, Map<String, String> after) {
        assertThat(after.keySet()).containsAll(before.keySet());
        Set<String> changes = new TreeSet<>();
        after.forEach((part, run) -> {
            if (!run.equals(before.get(part))) {
                changes.add(part.replace("binance:", ""));
            }
        });
        return changes;
    }

    private static String file(String dataset, String symbol, String day) {
        boolean bars = dataset.equals("klines");
        return "data/futures/um/daily/" + dataset + "/" + symbol + "/" + (bars ? "1m/" : "") + symbol + "-"
                + (bars ? "1m" : dataset) + "-" + day + ".zip";
    }

    @Test
    void aTouchedFileIsNotDoneAgain() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        Map<String, String> before = runs();

        archive.touchAll();
        assertThat(preview(archive).values()).containsOnly(Action.UNCHANGED, Action.ABSENT);
        Heard heard = run(archive);
        assertThat(heard.published).isEmpty();
        assertThat(heard.skipped).isPositive();
        assertThat(runs()).isEqualTo(before);
    }

    @Test
    void aGrowingRangeDoesOnlyNewDays() {
        run(natural.root(), List.of(BTC, PEPE), FROM, TO.minusDays(2));
        Map<String, String> before = runs();
        Heard heard = run(natural.root(), List.of(BTC, PEPE), FROM, TO.minusDays(1));

        assertThat(heard.published).containsExactly(TimeRange.ofDay(TO.minusDays(2)));
        assertThat(changes(before, runs())).isNotEmpty().allMatch(part -> part.endsWith(" 2026-04-08"));
    }

    @Test
    void aRestatedFilesDayIsDoneAgainAndNothingElse() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        Map<String, String> before = runs();
        String key = file("klines", BTC, "2026-04-07");
        String was = archive.sha256(key);

        archive.edit(key, lines -> lines.subList(0, lines.size() - 1));
        Map<String, Action> actions = preview(archive);
        assertThat(actions).containsEntry(key, Action.RESTATED);
        assertThat(actions.values().stream().filter(Action.RESTATED::equals)).hasSize(1);
        assertThat(actions.values()).doesNotContain(Action.READ, Action.SETTINGS_CHANGED);
        Heard heard = run(archive);
        assertThat(heard.restated).containsExactly(key);
        assertThat(changes(before, runs())).containsExactly("market.klines BTC/USDT:USDT 2026-04-07");
        assertThat(inputsOfLastRun())
                .contains("\"restated\":{\"" + key + "\":\"" + was + "\"}")
                .contains("\"BTCUSDT-1m-2026-04-07.zip\":\"" + archive.sha256(key) + "\"");

        assertThat(run(archive).restated).isEmpty();
    }

    private String inputsOfLastRun() {
        return rows(OpsTables.RUNS).stream()
                .filter(row -> row.getField("state").equals("DONE"))
                .max((one, two) -> ((OffsetDateTime) one.getField("started_at"))
                        .compareTo((OffsetDateTime) two.getField("started_at")))
                .map(row -> (String) row.getField("inputs"))
                .orElseThrow();
    }

    @Test
    void theLastInstantOfAMetricsFileBelongsToTheNextDay() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        Map<String, String> before = runs();

        archive.edit(file("metrics", BTC, "2026-04-07"), lines -> lines.subList(0, lines.size() - 1));
        run(archive);
        assertThat(changes(before, runs()))
                .containsExactly(
                        "market.long_short_ratios BTC/USDT:USDT 2026-04-07",
                        "market.long_short_ratios BTC/USDT:USDT 2026-04-08",
                        "market.open_interest BTC/USDT:USDT 2026-04-07",
                        "market.open_interest BTC/USDT:USDT 2026-04-08");
    }

    @Test
    void anotherContentOfTheSameSizeIsNoticedWithoutAChecksum() throws IOException {
        EditableArchive archive = copy(natural);
        String key = file("klines", BTC, "2026-04-07");
        archive.storeWithoutChecksum(key, lines -> lines);
        run(archive);
        long bytes = archive.size(key);

        archive.storeWithoutChecksum(key, lines -> {
            List<String> changed = new ArrayList<>(lines);
            String last = changed.remove(changed.size() - 1);
            changed.add(last.substring(0, last.length() - 1) + "7");
            return changed;
        });
        assertThat(archive.size(key)).isEqualTo(bytes);
        assertThat(preview(archive)).containsEntry(key, Action.RESTATED);
        assertThat(run(archive).restated).containsExactly(key);

        // The same content once more is read again, for all we know, but it is no other content.
        archive.touchAll();
        assertThat(preview(archive)).containsEntry(key, Action.READ);
        assertThat(run(archive).restated).isEmpty();
    }

    @Test
    void aRefusedFileIsDoneWhenItIsMended() throws IOException {
        EditableArchive archive = copy(natural);
        String key = file("aggTrades", PEPE, "2026-04-08");
        byte[] sound = archive.bytes(key);
        archive.put(key, new byte[sound.length]);
        RunCounts first = run(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        assertThat(first.refusedFiles()).isEqualTo(1);
        RunCounts repeated = run(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        assertThat(repeated.filesRead()).isZero();
        assertThat(repeated.refusedFiles()).isEqualTo(1);
        Map<String, String> before = runs();

        archive.put(key, sound);
        assertThat(preview(archive)).containsEntry(key, Action.READ);
        RunCounts mended = run(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        assertThat(mended.filesRead()).isEqualTo(1);
        assertThat(mended.deadLetters()).isZero();
        assertThat(changes(before, runs())).containsExactly("flow.bars 1000PEPE/USDT:USDT 2026-04-08");
    }

    @Test
    void everyCutAndOrderGivesTheSameTablesAndAccount() throws IOException {
        long seed = System.nanoTime();
        System.out.println("cuts and orders: seed " + seed);
        Random random = new Random(seed);
        RunCounts whole = run(hostile.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        Map<String, Object> expected = hashes();
        assertThat(whole.refusedFiles()).isPositive();
        assertThat(whole.gaps()).isPositive();

        for (int way = 0; way < 2; way++) {
            EditableArchive.delete(folder.resolve("lake"));
            List<LocalDate> days = new ArrayList<>(FROM.datesUntil(TO).toList());
            Collections.shuffle(days, random);
            for (LocalDate day : days.subList(0, 2)) {
                run(hostile.root(), random.nextBoolean() ? List.of(BTC) : List.of(PEPE, BTC), day, day.plusDays(1));
            }
            RunCounts rest = run(hostile.root(), List.of(BTC, PEPE), FROM, TO, 1 + random.nextInt(3), new Heard());
            assertThat(hashes()).isEqualTo(expected);
            assertThat(rest.refusedFiles()).isEqualTo(whole.refusedFiles());
            assertThat(rest.gaps()).isEqualTo(whole.gaps());
            RunCounts none = run(hostile.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
            assertThat(none.filesRead()).isZero();
            assertThat(none.deadLetters()).isEqualTo(whole.deadLetters());
            assertThat(none.refusedFiles()).isEqualTo(whole.refusedFiles());
            assertThat(none.gaps()).isEqualTo(whole.gaps());
        }
    }

    @Test
    void moreInstrumentsDoOnlyTheNewAndFewerDoNothing() {
        run(natural.root(), List.of(BTC), FROM, TO);
        Map<String, String> before = runs();
        run(natural.root(), List.of(PEPE, BTC), FROM, TO);
        Map<String, String> both = runs();
        assertThat(changes(before, both)).isNotEmpty().allMatch(part -> part.contains(" 1000PEPE/"));

        Heard fewer = run(natural.root(), List.of(BTC), FROM.plusDays(1), TO);
        assertThat(fewer.published).isEmpty();
        assertThat(runs()).isEqualTo(both);
    }

    @Test
    void anotherVersionDoesEverythingAgain() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        version = "next";

        assertThat(preview(archive).values()).containsOnly(Action.SETTINGS_CHANGED, Action.ABSENT);
        assertThat(run(archive).skipped).isZero();
    }

    @Test
    void aRunThatFailedHalfwayIsFinishedByTheNext() throws IOException {
        EditableArchive archive = copy(natural);
        Heard failing = new Heard() {
            @Override
            public void published(PlannedChunk chunk, RunCounts chunkCounts) {
                super.published(chunk, chunkCounts);
                throw new IllegalStateException("the power is gone");
            }
        };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> backfill(archive.root(), List.of(BTC, PEPE), FROM, TO, 2, failing)
                        .run());
        assertThat(rows(OpsTables.RUNS)).anySatisfy(row -> {
            assertThat(row.getField("state")).isEqualTo("FAILED");
            assertThat(row.getField("reason")).isEqualTo("the power is gone");
            assertThat((String) row.getField("inputs")).contains("BTCUSDT-1m-2026-04-06.zip\":\"");
        });
        Map<String, String> half = runs();

        run(archive);
        assertThat(changes(half, runs()))
                .isNotEmpty()
                .allMatch(part -> part.endsWith(" 2026-04-08") || part.endsWith(" 2026-04-09"));
        Map<String, Object> found = hashes();
        EditableArchive.delete(folder.resolve("lake"));
        run(archive);
        assertThat(hashes()).isEqualTo(found);
    }

    @Test
    void aPreviewWritesNothing() throws IOException {
        EditableArchive archive = copy(natural);
        assertThat(preview(archive).values()).containsOnly(Action.READ, Action.ABSENT);
        assertThat(folder.resolve("lake")).doesNotExist();

        run(archive);
        Map<Path, Long> before = new HashMap<>(EditableArchive.sizes(folder.resolve("lake")));
        preview(archive);
        assertThat(EditableArchive.sizes(folder.resolve("lake"))).isEqualTo(before);
    }
}
