package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.LabelTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.EditableArchive;
import io.tidemark.jobs.testing.SimulatedArchive;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every column of every row of some days, against a reading of the same zips that shares no code with the project. */
class PositioningAgainstOracleTest {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private static final Map<String, String> SYMBOLS =
            Map.of("BTCUSDT", "binance:BTC/USDT:USDT", "1000PEPEUSDT", "binance:1000PEPE/USDT:USDT");
    private static final Dataset[] DATASETS = {
        Dataset.AGG_TRADES,
        Dataset.KLINES,
        Dataset.MARK_PRICE_KLINES,
        Dataset.INDEX_PRICE_KLINES,
        Dataset.PREMIUM_INDEX_KLINES,
        Dataset.METRICS,
        Dataset.FUNDING_RATE
    };

    /** What a run writes: who the row is about is checked apart. */
    private static final Set<String> NOT_COMPUTED =
            Set.of("venue", "market", "symbol", "base", "quote", "instrument", "run_id");

    @TempDir
    static Path folder;

    private static Random random;

    @BeforeAll
    static void chooseFaults() {
        long seed = Long.getLong("tidemark.seed", 20260406L);
        System.out.println("positioning against oracle: -Dtidemark.seed=" + seed);
        random = new Random(seed);
    }

    @Test
    void everyColumnIsThatOfTheDefinitions() throws IOException {
        LocalDate first = LocalDate.of(2026, 4, 1);
        requireEqual(first, first.plusDays(7), first.plusDays(9), first.plusDays(9), Availability.AT_EVENT);
    }

    /** The archive begins inside the look-back, and the venue changes what its labels mean on 25 June. */
    @Test
    void openInterestCountsAsLateAsItIsPublishedAcrossTheDayOnWhichLabelsChanged() throws IOException {
        LocalDate first = LocalDate.of(2026, 6, 23);
        requireEqual(first, first.plusDays(1), first.plusDays(3), first.plusDays(3), Availability.AS_PUBLISHED);
    }

    private static void requireEqual(
            LocalDate begin, LocalDate from, LocalDate to, LocalDate end, Availability availability)
            throws IOException {
        SimulatedArchive simulated = SimulatedArchive.of(
                folder.resolve("archive " + begin),
                "natural",
                List.copyOf(SYMBOLS.keySet()),
                begin,
                end,
                400,
                random.nextInt(1_000_000),
                "aggTrades,klines,markPriceKlines,indexPriceKlines,premiumIndexKlines,metrics,fundingRate");
        damage(new EditableArchive(simulated.root()), from, to);
        TestLake lake = new TestLake(folder.resolve("lake " + begin));
        TestBackfill.of(simulated.root(), List.copyOf(SYMBOLS.keySet()), from, to)
                .reading(DATASETS)
                .way(RuntimeExecutionMode.STREAMING, 2, 2)
                .as(availability)
                .into(lake);

        Map<String, Record> metrics = byKey(lake, DerivativesTables.METRICS, "window_end");
        Map<String, Record> labels = byKey(lake, LabelTables.LABELS, "window_end");
        TimeRange days = TimeRange.ofDays(from, to);
        Map<String, Integer> filled = new TreeMap<>();
        int rows = 0;
        for (Map.Entry<String, String> symbol : SYMBOLS.entrySet()) {
            PositioningOracle oracle = new PositioningOracle(
                    new RawArchive(simulated.root()), symbol.getKey(), availability.openInterestLag());
            MetricsRows expected = new MetricsRows(oracle, days.from().minus(Duration.ofDays(7)), days.to());
            for (Instant at = days.from(); !at.isAfter(days.to()); at = at.plus(PositioningOracle.STEP)) {
                String key = symbol.getValue() + " " + at;
                if (at.isAfter(days.from())) {
                    rows++;
                    compare(key, metrics.remove(key), expected.row(expected.indexOf(at)), filled);
                }
                if (at.isBefore(days.to())) {
                    compareLabel(key, labels.remove(key), oracle.close(at), oracle.close(at.plusSeconds(3600)));
                }
            }
        }
        assertThat(metrics).isEmpty();
        assertThat(labels).isEmpty();
        System.out.println(rows + " rows, values by column: " + filled);
        if (begin.plusDays(7).equals(from)) {
            Set<String> never = new TreeSet<>(columns(DerivativesTables.METRICS));
            never.removeAll(filled.keySet());
            never.removeAll(NOT_COMPUTED);
            assertThat(never).containsExactly("funding_rate_running", "funding_rate_running_event_time");
        }
    }

    /** What the simulator does not do to so few days: no trades at all, silence at an edge, repeated and doubtful rows. */
    private static void damage(EditableArchive archive, LocalDate from, LocalDate to) throws IOException {
        String folder = "data/futures/um/";
        Files.deleteIfExists(
                archive.root().resolve(folder + "daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-" + from + ".zip"));
        edit(
                archive,
                folder + "daily/aggTrades/1000PEPEUSDT/1000PEPEUSDT-aggTrades-" + to.minusDays(1),
                lines -> lines.subList(0, lines.size() - lines.size() / 8));
        for (String symbol : SYMBOLS.keySet()) {
            for (LocalDate day = from.minusDays(1); day.isBefore(to); day = day.plusDays(1)) {
                String bars = symbol + "/1m/" + symbol + "-1m-" + day;
                edit(
                        archive,
                        folder + "daily/metrics/" + symbol + "/" + symbol + "-metrics-" + day,
                        lines -> doubtful(lines));
                edit(archive, folder + "daily/klines/" + bars, lines -> without(lines, 20));
                edit(archive, folder + "daily/indexPriceKlines/" + bars, lines -> without(lines, 9));
            }
        }
    }

    /** The simulator has left some files out. */
    private static void edit(EditableArchive archive, String file, UnaryOperator<List<String>> change)
            throws IOException {
        if (Files.exists(archive.root().resolve(file + ".zip"))) {
            archive.edit(file + ".zip", change);
        }
    }

    /** A hole, a row without open interest, stamps a little early and late, and a repeated row. */
    private static List<String> doubtful(List<String> lines) {
        List<String> changed = new ArrayList<>(without(lines, 1 + random.nextInt(4)));
        int empty = 1 + random.nextInt(changed.size() - 1);
        String[] cells = changed.get(empty).split(",", -1);
        cells[2] = "";
        cells[3] = "";
        changed.set(empty, String.join(",", cells));
        for (String seconds : List.of(":02", ":00", ":07")) {
            int row = 1 + random.nextInt(changed.size() - 1);
            String line = changed.get(row);
            changed.set(row, line.substring(0, 16) + seconds + line.substring(19));
        }
        changed.add(changed.get(1 + random.nextInt(changed.size() - 1)));
        Collections.swap(changed, changed.size() - 1, 1 + random.nextInt(changed.size() - 1));
        return changed;
    }

    private static List<String> without(List<String> lines, int rows) {
        List<String> fewer = new ArrayList<>(lines);
        int at = 1 + random.nextInt(lines.size() - rows - 1);
        fewer.subList(at, at + rows).clear();
        return fewer;
    }

    private static Map<String, Record> byKey(TestLake lake, TableDefinition table, String time) {
        Map<String, Record> rows = new HashMap<>();
        for (Record row : lake.rows(table)) {
            Record other = rows.put(row.getField("instrument") + " " + TestLake.instant(row, time), row);
            assertThat(other).as("one row for each key").isNull();
        }
        return rows;
    }

    private static List<String> columns(TableDefinition table) {
        return table.columns().stream().map(TableDefinition.Column::name).toList();
    }

    private static void compare(String key, Record row, Map<String, Object> expected, Map<String, Integer> filled) {
        assertThat(row).as(key).isNotNull();
        for (String column : columns(DerivativesTables.METRICS)) {
            if (!NOT_COMPUTED.contains(column)) {
                assertThat(expected).containsKey(column);
                compare(key + " " + column, row.getField(column), expected.get(column));
                filled.merge(column, row.getField(column) == null ? 0 : 1, Integer::sum);
            }
        }
        filled.values().removeIf(count -> count == 0);
    }

    private static void compare(String what, Object found, Object expected) {
        if (expected instanceof Double number && found != null) {
            assertThat((Double) found).as(what).isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
        } else if (expected instanceof BigDecimal number && found != null) {
            assertThat((BigDecimal) found).as(what).isEqualByComparingTo(number);
        } else {
            assertThat(found).as(what).isEqualTo(expected);
        }
    }

    private static void compareLabel(
            String key, Record row, PositioningOracle.Minute now, PositioningOracle.Minute later) {
        assertThat(row).as(key).isNotNull();
        compare(
                key + " label",
                row.getField("next_1h_return_bps"),
                now == null || later == null
                        ? null
                        : (later.price().doubleValue() / now.price().doubleValue() - 1) * 10_000);
        assertThat(TestLake.instant(row, "label_available_at"))
                .isEqualTo(TestLake.instant(row, "window_end").plusSeconds(3600));
    }
}
