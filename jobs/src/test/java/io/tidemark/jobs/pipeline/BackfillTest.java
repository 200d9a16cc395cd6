package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidemark.catalog.ContentHash;
import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.testing.SimulatedArchive;
import io.tidemark.jobs.testing.SimulatedArchive.Fault;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whole backfills of a simulated archive, on one small cluster. */
class BackfillTest {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(4)
                    .build());

    private static final List<String> SYMBOLS = List.of("BTCUSDT", "1000PEPEUSDT");
    private static final LocalDate FROM = LocalDate.of(2026, 4, 6);
    private static final LocalDate TO = LocalDate.of(2026, 4, 9);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static SimulatedArchive natural;
    private static SimulatedArchive hostile;

    @BeforeAll
    static void makeArchives() {
        natural = SimulatedArchive.of(folder.resolve("natural"), "natural", SYMBOLS, FROM, TO, 1500);
        hostile = SimulatedArchive.of(folder.resolve("hostile"), "hostile", SYMBOLS, FROM, TO, 1500);
    }

    /** A run; what a test says nothing of is the same in all of them. */
    private record Run(
            Path archive,
            BinanceMarket market,
            List<String> symbols,
            LocalDate from,
            LocalDate to,
            RuntimeExecutionMode mode,
            int parallelism,
            int chunkDays,
            String lake) {

        static Run of(Path archive, String lake) {
            return new Run(archive, BinanceMarket.UM, SYMBOLS, FROM, TO, RuntimeExecutionMode.BATCH, 1, 31, lake);
        }

        Run mode(RuntimeExecutionMode other, int subtasks) {
            return new Run(archive, market, symbols, from, to, other, subtasks, chunkDays, lake);
        }

        Run days(LocalDate first, LocalDate end, int together) {
            return new Run(archive, market, symbols, first, end, mode, parallelism, together, lake);
        }

        Run about(BinanceMarket other, String... names) {
            return new Run(archive, other, List.of(names), from, to, mode, parallelism, chunkDays, lake);
        }

        RunCounts go(Listener listener) {
            try {
                return new Backfill(
                                new BackfillSettings(
                                        ArchiveSettings.folder(archive),
                                        market,
                                        symbols,
                                        from,
                                        to,
                                        List.of(),
                                        "1m",
                                        mode,
                                        parallelism,
                                        chunkDays,
                                        Availability.AT_EVENT,
                                        null,
                                        false,
                                        false,
                                        settings(lake)),
                                "test",
                                CLOCK,
                                listener)
                        .run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        RunCounts go() {
            return go(new Listener());
        }
    }

    private static final class Listener implements RunListener {
        private int skipped;
        private int published;

        @Override
        public void planned(BackfillPlan plan) {}

        @Override
        public void skipped(BackfillPlan.PlannedChunk chunk) {
            skipped++;
        }

        @Override
        public void restated(String key, String was, String is) {
            throw new AssertionError(key + " was never restated");
        }

        @Override
        public void progress(BackfillPlan.PlannedChunk chunk, RunCounts chunkSoFar) {}

        @Override
        public void published(BackfillPlan.PlannedChunk chunk, RunCounts chunkCounts) {
            published++;
        }
    }

    private static LakeSettings settings(String lake) {
        return LakeSettings.embedded(folder.resolve(lake));
    }

    /** The content of every table but the list of runs. */
    private static Map<String, Object> hashes(String name) {
        Map<String, Object> hashes = new TreeMap<>();
        try (Lake lake = Lake.open(settings(name))) {
            for (TableDefinition table : Tables.ALL) {
                if (table != OpsTables.RUNS) {
                    hashes.put(table.name(), ContentHash.of(lake.find(table), table, Expressions.alwaysTrue()));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return hashes;
    }

    private static List<Record> rows(String name, TableDefinition table) {
        List<Record> rows = new ArrayList<>();
        try (Lake lake = Lake.open(settings(name))) {
            Table found = lake.find(table);
            if (found.currentSnapshot() != null) {
                try (CloseableIterable<Record> records =
                        IcebergGenerics.read(found).build()) {
                    records.forEach(row -> rows.add(row.copy()));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static Instant instant(Record row, String column) {
        return ((OffsetDateTime) row.getField(column)).toInstant();
    }

    @Test
    void everyWayOfRunningGivesTheSameTables() {
        RunCounts counts = Run.of(natural.root(), "batch").go();
        assertThat(counts.rowsPublished().get("flow.bars")).isGreaterThan(2 * 2 * 1440L);
        Map<String, Object> expected = hashes("batch");
        assertThat(rows("batch", OpsTables.GAPS)).isNotEmpty();

        Run.of(natural.root(), "streaming")
                .mode(RuntimeExecutionMode.STREAMING, 2)
                .go();
        assertThat(hashes("streaming")).isEqualTo(expected);

        Run.of(natural.root(), "parallel")
                .mode(RuntimeExecutionMode.BATCH, 2)
                .days(FROM, TO, 2)
                .go();
        assertThat(hashes("parallel")).isEqualTo(expected);

        Run byDay = Run.of(natural.root(), "by day").mode(RuntimeExecutionMode.STREAMING, 1);
        for (int day : new int[] {2, 0, 1}) {
            byDay.days(FROM.plusDays(day), FROM.plusDays(day + 1), 31).go();
        }
        assertThat(hashes("by day")).isEqualTo(expected);

        // Again, as a whole: there is nothing to do, and the account is the same.
        Listener skipping = new Listener();
        RunCounts repeated = Run.of(natural.root(), "by day").go(skipping);
        assertThat(skipping.skipped).isEqualTo(1);
        assertThat(skipping.published).isZero();
        assertThat(repeated.gaps()).isEqualTo(counts.gaps());
        assertThat(repeated.rowsWritten()).isZero();
        assertThat(hashes("by day")).isEqualTo(expected);
        assertThat(rows("by day", OpsTables.RUNS))
                .extracting(row -> row.getField("state"))
                .containsOnly("RUNNING", "DONE")
                .hasSize(8);

        // One instrument alone leaves the rows of the other as they are.
        Run.of(natural.root(), "by day").about(BinanceMarket.UM, "BTCUSDT").go();
        assertThat(hashes("by day")).isEqualTo(expected);
        barsReproduceTheKlines("batch");
    }

    private static void barsReproduceTheKlines(String lake) {
        Map<String, Record> klines = new HashMap<>();
        rows(lake, MarketTables.KLINES)
                .forEach(row -> klines.put(row.getField("instrument") + " " + instant(row, "window_start"), row));
        int compared = 0;
        int equal = 0;
        for (Record bar : rows(lake, FlowTables.BARS)) {
            Record kline = klines.get(bar.getField("instrument") + " " + instant(bar, "window_start"));
            if (kline != null && bar.getField("open_price") != null) {
                compared++;
                boolean same = List.of("open_price", "high_price", "low_price", "close_price", "volume").stream()
                        .allMatch(column ->
                                ((BigDecimal) bar.getField(column)).compareTo((BigDecimal) kline.getField(column))
                                        == 0);
                equal += same ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThan(1000);
        assertThat((double) equal / compared).isGreaterThan(0.985);
    }

    @Test
    void everyFaultIsADeadLetterOrAGapAndNothingStopsTheRun() {
        RunCounts um = Run.of(hostile.root(), "faults").go();
        RunCounts spot = Run.of(hostile.root(), "faults")
                .about(BinanceMarket.SPOT, "BTCUSDT")
                .mode(RuntimeExecutionMode.STREAMING, 2)
                .go();
        List<Record> letters = rows("faults", OpsTables.DEAD_LETTERS);
        List<Record> gaps = rows("faults", OpsTables.GAPS);

        assertThat(hostile.faults()).hasSizeGreaterThan(10);
        long refused = 0;
        long rejected = 0;
        for (Fault fault : hostile.faults()) {
            List<Record> ofFile = letters.stream()
                    .filter(row -> fault.path().equals(row.getField("source_file")))
                    .toList();
            switch (fault.name()) {
                case "wrong-checksum", "truncated-zip", "empty-zip" -> {
                    refused++;
                    assertThat(ofFile).as(fault.toString()).singleElement().satisfies(row -> {
                        assertThat(row.getField("line_number")).isNull();
                        assertThat((String) row.getField("reason")).isNotBlank();
                    });
                    assertThat(gaps).as(fault.toString()).anySatisfy(gap -> {
                        assertThat(isAbout(gap, fault)).isTrue();
                        assertThat((String) gap.getField("reason")).startsWith("refused: ");
                    });
                }
                case "missing-file" ->
                    assertThat(gaps).as(fault.toString()).anySatisfy(gap -> {
                        assertThat(isAbout(gap, fault)).isTrue();
                        assertThat(gap.getField("reason")).isEqualTo("not in the archive");
                        Instant midnight = utc(fault.detail() + " 00:00:00");
                        boolean metrics = gap.getField("dataset").equals("metrics");
                        assertThat(instant(gap, "from_time")).isEqualTo(midnight.plusSeconds(metrics ? 300 : 0));
                        assertThat(instant(gap, "to_time")).isEqualTo(midnight.plusSeconds(86_400));
                    });
                case "text-in-number" -> {
                    rejected++;
                    assertThat(ofFile).as(fault.toString()).singleElement().satisfies(row -> {
                        assertThat((Long) row.getField("line_number")).isPositive();
                        assertThat((String) row.getField("raw_text")).contains("n/a");
                        assertThat((String) row.getField("reason")).contains("'n/a' is not a number");
                    });
                }
                case "missing-row" ->
                    assertThat(gaps).as(fault.toString()).anySatisfy(gap -> {
                        assertThat(isAbout(gap, fault)).isTrue();
                        Instant missing = utc(fault.detail());
                        assertThat(instant(gap, "from_time")).isEqualTo(missing);
                        assertThat(instant(gap, "to_time")).isEqualTo(missing.plusSeconds(300));
                    });
                case "missing-trade-ids" -> {
                    String[] words = fault.detail().split(" ", -1);
                    assertThat(gaps).as(fault.toString()).anySatisfy(gap -> {
                        assertThat(isAbout(gap, fault)).isTrue();
                        assertThat(gap.getField("first_missing_id")).isEqualTo(Long.valueOf(words[1]));
                        assertThat(gap.getField("last_missing_id")).isEqualTo(Long.valueOf(words[3]));
                    });
                }
                case "off-grid-stamp" ->
                    assertThat(rows("faults", MarketTables.OPEN_INTEREST))
                            .as(fault.toString())
                            .anySatisfy(row ->
                                    assertThat(instant(row, "event_time")).isEqualTo(utc(fault.detail())));
                case "empty-ratios" -> {
                    for (String stamp : fault.detail().split("; ", -1)) {
                        assertThat(rows("faults", MarketTables.LONG_SHORT_RATIOS))
                                .as("%s %s", fault, stamp)
                                .filteredOn(row -> fault.path().equals(row.getField("source"))
                                        && instant(row, "event_time").equals(utc(stamp)))
                                .singleElement()
                                .satisfies(row -> assertThat(row.getField("taker_volume_ratio"))
                                        .isNull());
                    }
                }
                case "duplicated-and-shuffled-rows", "extra-column", "reordered-columns", "nested-zip" -> {
                    assertThat(ofFile).as(fault.toString()).isEmpty();
                    assertThat(gaps)
                            .as(fault.toString())
                            .noneMatch(gap -> isAbout(gap, fault)
                                    && fault.path()
                                            .contains(instant(gap, "from_time")
                                                    .toString()
                                                    .substring(0, 10)));
                }
                case "skipped-fill-ids" ->
                    assertThat(rows("faults", FlowTables.BARS).stream()
                                    .mapToLong(row -> (Long) row.getField("skipped_fill_ids"))
                                    .sum())
                            .isPositive();
                default -> fail("nothing is said here of the fault %s", fault);
            }
        }
        assertThat(letters).hasSize(Math.toIntExact(refused + rejected));
        assertThat(um.refusedFiles() + spot.refusedFiles()).isEqualTo(refused);
        assertThat(um.deadLetters() + spot.deadLetters()).isEqualTo(letters.size());
        assertThat(um.gaps() + spot.gaps()).isEqualTo(gaps.size());
        if (hostile.faults().stream().anyMatch(fault -> fault.name().startsWith("duplicated"))) {
            assertThat(um.duplicates() + spot.duplicates()).isPositive();
        }
        assertThat(rows("faults", OpsTables.RUNS))
                .filteredOn(row -> row.getField("state").equals("DONE"))
                .hasSize(2);
    }

    private static boolean isAbout(Record gap, Fault fault) {
        String unified = ((String) gap.getField("instrument")).substring("binance:".length());
        String symbol = unified.replaceFirst(":.*", "").replace("/", "");
        return fault.path().contains("/" + gap.getField("dataset") + "/" + symbol + "/")
                && unified.contains(":") == fault.path().contains("/futures/");
    }

    private static Instant utc(String stamp) {
        return Instant.parse(stamp.replace(' ', 'T') + "Z");
    }
}
