package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.LabelTables;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What aligned rows look at around their days, and what of it a run leaves in the lake. */
class AlignedBackfillTest {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private static final String BTC = "BTCUSDT";
    private static final LocalDate BEGIN = LocalDate.of(2026, 4, 4);
    private static final LocalDate FROM = LocalDate.of(2026, 4, 6);
    private static final LocalDate END = LocalDate.of(2026, 4, 9);
    private static final String METRICS = "data/futures/um/daily/metrics/BTCUSDT/BTCUSDT-metrics-";
    private static final String FUNDING = "data/futures/um/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2026-04.zip";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static SimulatedArchive natural;

    @BeforeAll
    static void makeArchive() {
        natural = SimulatedArchive.of(
                shared.resolve("archive"),
                "natural",
                List.of(BTC, "1000PEPEUSDT"),
                BEGIN,
                END,
                200,
                11,
                "aggTrades,klines,markPriceKlines,indexPriceKlines,premiumIndexKlines,metrics,fundingRate");
    }

    private static TestBackfill backfill(Path archive) {
        return TestBackfill.of(archive, List.of(BTC, "1000PEPEUSDT"), FROM, END);
    }

    private TestLake lake(String name) {
        return new TestLake(folder.resolve(name));
    }

    private EditableArchive copy() {
        return EditableArchive.copy(natural.root(), folder.resolve("archive"));
    }

    /** Days in any order, one by one, are for the slower tests. */
    @Test
    void anotherCutAndModeGivesTheSameTables() {
        TestBackfill whole = backfill(natural.root());
        whole.into(lake("whole"));
        Map<String, Object> expected = lake("whole").hashes();
        assertThat(lake("whole").rows(DerivativesTables.METRICS)).hasSize(2 * 3 * 288);
        assertThat(lake("whole").rows(LabelTables.LABELS)).hasSize(2 * 3 * 288);

        whole.way(RuntimeExecutionMode.STREAMING, 2, 2).into(lake("by two days"));
        assertThat(lake("by two days").hashes()).isEqualTo(expected);

        // Bars are the same whether or not what lies around their days is read for others.
        whole.reading(Dataset.AGG_TRADES).into(lake("bars"));
        assertThat(lake("bars").hashes()).containsEntry("flow.bars", expected.get("flow.bars"));
        assertThat(lake("bars").rows(DerivativesTables.METRICS)).isEmpty();
    }

    @Test
    void whatLiesAroundTheDaysIsLookedAtAndNotPublished() throws IOException {
        EditableArchive archive = copy();
        LocalDate day = FROM.plusDays(2);
        Files.delete(archive.root().resolve(METRICS + day.minusDays(2) + ".zip"));
        TestLake lake = lake("one day");
        RunCounts counts = backfill(archive.root()).day(day).into(lake);
        assertThat(counts.deadLetters()).isZero();

        TimeRange asked = TimeRange.ofDay(day);
        int tables = 0;
        for (TableDefinition table : Tables.ALL) {
            List<Record> rows = table.rangeColumn() == null ? List.of() : lake.rows(table);
            tables += rows.isEmpty() || table.restatementKey().isEmpty() ? 0 : 1;
            if (!table.restatementKey().isEmpty()) {
                assertThat(rows).as(table.name()).allSatisfy(row -> assertThat(
                                asked.contains(TestLake.instant(row, table.rangeColumn())))
                        .isTrue());
            }
        }
        assertThat(tables).as("tables with rows").isEqualTo(7);
        assertThat(lake.rows(OpsTables.GAPS))
                .allSatisfy(gap -> assertThat(asked.contains(TestLake.instant(gap, "from_time")))
                        .isTrue());
        assertThat(counts.gaps()).isEqualTo(lake.rows(OpsTables.GAPS).size());
        // Nobody knows what was before the archive began, and what its hole held.
        Map<Instant, Record> rows = metrics(lake);
        assertThat(rows).hasSize(288);
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(row.getField("oi_change_7d")).isNull();
            assertThat(row.getField("open_interest")).isNotNull();
        });
        assertThat(rows.values())
                .anySatisfy(row -> assertThat(row.getField("oi_change_24h")).isNotNull());
    }

    @Test
    void aDefectiveFileOfTheLookBackIsADeadLetterOfTheRun() throws IOException {
        EditableArchive archive = copy();
        LocalDate day = FROM.plusDays(2);
        String key = METRICS + day.minusDays(3) + ".zip";
        archive.put(key, new byte[Math.toIntExact(archive.size(key))]);
        TestLake lake = lake("refused");
        RunCounts counts = backfill(archive.root()).day(day).into(lake);

        assertThat(counts.refusedFiles()).isEqualTo(1);
        assertThat(lake.rows(OpsTables.DEAD_LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getField("source_file")).isEqualTo(key));
        assertThat(lake.rows(OpsTables.GAPS))
                .as("a hole is of its own day's run")
                .noneMatch(gap -> TestLake.instant(gap, "from_time").isBefore(TimeRange.startOf(day)));

        backfill(archive.root()).day(day.minusDays(3)).into(lake);
        assertThat(lake.rows(OpsTables.DEAD_LETTERS)).as("noted once").hasSize(1);
        assertThat(lake.rows(OpsTables.GAPS))
                .anySatisfy(gap -> assertThat((String) gap.getField("reason")).startsWith("refused: "));
    }

    @Test
    void aSettlementIsKnownASecondLaterAndOpenInterestAtItsInstant() throws IOException {
        EditableArchive archive = copy();
        Instant settled = Instant.parse("2026-04-07T16:00:00.003Z");
        archive.edit(FUNDING, lines -> lines.stream()
                .map(line -> isOf(line, settled) ? settled.toEpochMilli() + ",8,0.00077" : line)
                .map(line -> isOf(line, settled.minusSeconds(28_800))
                        ? Instant.parse("2026-04-07T08:00:00Z").toEpochMilli() + ",8,0.00088"
                        : line)
                .toList());
        TestBackfill day = TestBackfill.of(archive.root(), List.of(BTC), FROM, FROM.plusDays(2));
        day.into(lake("at event"));
        day.as(Availability.AS_PUBLISHED).into(lake("as published"));

        Map<Instant, Record> rows = metrics(lake("at event"));
        requireFunding(rows, "2026-04-07T16:00:00Z", "2026-04-07T08:00:00Z", "0.00088");
        requireFunding(rows, "2026-04-07T16:05:00Z", "2026-04-07T16:00:00.003Z", "0.00077");
        assertThat(TestLake.instant(rows.get(Instant.parse("2026-04-07T08:00:00Z")), "funding_rate_event_time"))
                .as("a settlement at the very instant of a row")
                .isBefore(Instant.parse("2026-04-07T00:01:00Z"));
        requireFunding(rows, "2026-04-07T08:05:00Z", "2026-04-07T08:00:00Z", "0.00088");

        requireOpenInterest(lake("at event"), Duration.ZERO);
        requireOpenInterest(lake("as published"), Duration.ofMinutes(10));
    }

    private static boolean isOf(String line, Instant settled) {
        return Character.isDigit(line.charAt(0))
                && Math.abs(Long.parseLong(line.split(",", -1)[0]) - settled.toEpochMilli()) < 60_000;
    }

    private static void requireFunding(Map<Instant, Record> rows, String at, String time, String rate) {
        Record row = rows.get(Instant.parse(at));
        assertThat(TestLake.instant(row, "funding_rate_event_time")).as(at).isEqualTo(time);
        assertThat((BigDecimal) row.getField("funding_rate")).as(at).isEqualByComparingTo(rate);
    }

    /** Stamps at the very instants of rows: each row has the one of its instant, or of its instant without the lag. */
    private static void requireOpenInterest(TestLake lake, Duration lag) {
        Map<Instant, BigDecimal> facts = new HashMap<>();
        lake.rows(MarketTables.OPEN_INTEREST)
                .forEach(fact ->
                        facts.put(TestLake.instant(fact, "event_time"), (BigDecimal) fact.getField("open_interest")));
        int exact = 0;
        for (Map.Entry<Instant, Record> row : metrics(lake).entrySet()) {
            Instant time = row.getKey().minus(lag);
            if (facts.containsKey(time)) {
                exact++;
                assertThat(TestLake.instant(row.getValue(), "open_interest_event_time"))
                        .isEqualTo(time);
                assertThat(row.getValue().getField("open_interest")).isEqualTo(facts.get(time));
            }
        }
        assertThat(exact).isGreaterThan(500);
    }

    private static Map<Instant, Record> metrics(TestLake lake) {
        Map<Instant, Record> rows = new HashMap<>();
        for (Record row : lake.rows(DerivativesTables.METRICS)) {
            if (row.getField("symbol").equals(BTC)) {
                rows.put(TestLake.instant(row, "window_end"), row);
            }
        }
        return rows;
    }
}
