package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.LabelTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.LakeRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LakeBackfillTest extends ScheduledRuns {

    /** The day after is in the lake: the last row and the last labels look at it. */
    private static final LocalDate END = TO.minusDays(1);

    @BeforeEach
    void backfillTheArchive() {
        run(natural.root(), List.of(BTC, PEPE), FROM, TO);
    }

    private LakeSettings lake() {
        return LakeSettings.embedded(folder.resolve("lake"));
    }

    private RunCounts again(
            List<String> symbols, LocalDate from, LocalDate to, RuntimeExecutionMode mode, int chunkDays, Heard heard) {
        try {
            return new Backfill(
                            new LakeBackfillSettings(
                                    List.of("binance"), symbols, from, to, "1m", mode, 2, chunkDays, false, lake()),
                            version,
                            clock,
                            heard)
                    .run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Heard again() {
        Heard heard = new Heard();
        again(List.of(BTC, PEPE), FROM, END, RuntimeExecutionMode.BATCH, 31, heard);
        return heard;
    }

    private void clear(TableDefinition table) throws IOException {
        try (Lake lake = Lake.open(lake())) {
            long midnight = TimeRange.startOf(END).getEpochSecond() * 1_000_000;
            lake.find(table)
                    .newDelete()
                    .deleteFromRowFilter(Expressions.lessThan(table.rangeColumn(), midnight))
                    .commit();
        }
    }

    @Test
    void featuresFromTheLakeEqualThoseFromTheArchive() throws IOException {
        Map<String, Object> expected = hashes();
        assertThat(rows(DerivativesTables.METRICS))
                .hasSize(2 * 4 * 288)
                .anySatisfy(row -> assertThat(row.getField("oi_change_24h")).isNotNull())
                .anySatisfy(row -> assertThat(row.getField("funding_rate")).isNotNull())
                .anySatisfy(row -> assertThat(row.getField("close_price")).isNotNull());
        assertThat(rows(LabelTables.LABELS)).anySatisfy(row -> assertThat(row.getField("next_1h_return_bps"))
                .isNotNull());
        assertThat(rows(OpsTables.GAPS)).isNotEmpty();

        // Over the rows that are there: every table, the holes as well, is as it was.
        RunCounts counts = again(List.of(BTC, PEPE), FROM, END, RuntimeExecutionMode.BATCH, 31, new Heard());
        assertThat(counts.rowsPublished())
                .containsOnly(
                        Map.entry("derivatives.metrics", 2 * 3 * 288L), Map.entry("derivatives.labels", 2 * 3 * 288L));
        assertThat(counts.gaps()).isZero();
        assertThat(hashes()).isEqualTo(expected);

        // And once they are gone, in parts and another mode.
        clear(DerivativesTables.METRICS);
        clear(LabelTables.LABELS);
        assertThat(hashes()).isNotEqualTo(expected);
        again(List.of(PEPE), FROM, END, RuntimeExecutionMode.STREAMING, 2, new Heard());
        again(List.of(BTC), FROM.plusDays(1), END, RuntimeExecutionMode.STREAMING, 1, new Heard());
        again(List.of(BTC), FROM, FROM.plusDays(1), RuntimeExecutionMode.BATCH, 31, new Heard());
        assertThat(hashes()).isEqualTo(expected);
    }

    @Test
    void onlyDaysWhoseFactsAreOthersAreDoneAgain() {
        assertThat(again().published).containsExactly(Facts.days("2026-04-06", "2026-04-09"));
        assertThat(again().published).isEmpty();

        Instant at = Instant.parse("2026-04-07T09:00:00Z");
        LakeRows.append(
                lake(),
                MarketTables.FUNDING_RATES,
                List.of(LakeRows.row(
                        Facts.BTC,
                        "funding_time",
                        at,
                        "funding_rate",
                        new BigDecimal("0.0077"),
                        "interval_hours",
                        8,
                        "available_at",
                        at.plusSeconds(1),
                        "run_id",
                        "somebody else")));
        Map<String, String> before = runsOfFeatures();
        assertThat(again().published).containsExactly(Facts.days("2026-04-07", "2026-04-08"));
        assertThat(changes(before, runsOfFeatures())).containsExactly("derivatives.metrics BTC/USDT:USDT 2026-04-07");
        assertThat(rows(DerivativesTables.METRICS))
                .filteredOn(LakeBackfillTest::isNew)
                .extracting(row -> row.getField("window_end").toString())
                .contains("2026-04-07T09:05Z", "2026-04-07T15:55Z")
                .doesNotContain("2026-04-07T09:00Z");
        assertThat(again().published).isEmpty();
    }

    /** Of features alone: two runs have written the changed day of funding, so that no single one stands for it. */
    private Map<String, String> runsOfFeatures() {
        Map<String, String> runs = runs();
        runs.keySet().removeIf(part -> !part.startsWith("derivatives."));
        return runs;
    }

    private static boolean isNew(Record row) {
        BigDecimal rate = (BigDecimal) row.getField("funding_rate");
        return rate != null && rate.compareTo(new BigDecimal("0.0077")) == 0;
    }
}
