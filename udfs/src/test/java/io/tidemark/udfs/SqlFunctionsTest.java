package io.tidemark.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.udfs.derivatives.AnnualizedFundingFunction;
import io.tidemark.udfs.derivatives.BasisFunction;
import io.tidemark.udfs.derivatives.BasisPointsFunction;
import io.tidemark.udfs.derivatives.FundingRate8hFunction;
import io.tidemark.udfs.derivatives.QuadrantFunction;
import io.tidemark.udfs.flow.ConcentrationFunction;
import io.tidemark.udfs.flow.TakerImbalanceFunction;
import io.tidemark.udfs.flow.VwapFunction;
import io.tidemark.udfs.stats.MergeSketchesFunction;
import io.tidemark.udfs.stats.QuantileSketch;
import io.tidemark.udfs.stats.SketchQuantileFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.config.AggregatePhaseStrategy;
import org.apache.flink.table.api.config.OptimizerConfigOptions;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The function shells, called from SQL as an analyst would. */
class SqlFunctionsTest {

    private static TableEnvironment tables;

    @BeforeAll
    static void registerFunctions() {
        // Each query starts a cluster of its own: a small one starts faster.
        Configuration small = new Configuration();
        small.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        small.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(8));
        small.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(8));
        tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(small)
                .build());
        // So that merge_sketches merges groups that were merged apart.
        tables.getConfig()
                .set(OptimizerConfigOptions.TABLE_OPTIMIZER_AGG_PHASE_STRATEGY, AggregatePhaseStrategy.TWO_PHASE);
        tables.createTemporarySystemFunction("taker_imbalance", TakerImbalanceFunction.class);
        tables.createTemporarySystemFunction("vwap", VwapFunction.class);
        tables.createTemporarySystemFunction("concentration_hhi", ConcentrationFunction.class);
        tables.createTemporarySystemFunction("funding_rate_8h", FundingRate8hFunction.class);
        tables.createTemporarySystemFunction("to_bps", BasisPointsFunction.class);
        tables.createTemporarySystemFunction("annualized_funding_pct", AnnualizedFundingFunction.class);
        tables.createTemporarySystemFunction("basis_bps", BasisFunction.class);
        tables.createTemporarySystemFunction("oi_price_quadrant", QuadrantFunction.class);
        tables.createTemporarySystemFunction("sketch_quantile", SketchQuantileFunction.class);
        tables.createTemporarySystemFunction("merge_sketches", MergeSketchesFunction.class);
    }

    @Test
    void ratiosOfVolumesAreNullForNullAndWithoutVolume() {
        assertThat(rows("""
                select taker_imbalance(buy, sell), vwap(buy, sell)
                from (values (1, 3.0, 1.00), (2, 2.0, 3.00), (3, 0.0, 2.50), (4, 2.5, 0.00), (5, 0.0, 0.00),
                             (6, cast(null as decimal(4, 1)), 1.00), (7, 1.0, cast(null as decimal(3, 2))))
                     as flow (id, buy, sell)
                order by id"""))
                .containsExactly(
                        Row.of(0.5, new BigDecimal("3.000000000000000000")),
                        Row.of(-0.2, new BigDecimal("0.666666666666666667")),
                        Row.of(-1.0, new BigDecimal("0.000000000000000000")),
                        Row.of(1.0, null),
                        Row.of(null, null),
                        Row.of(null, null),
                        Row.of(null, null));
    }

    @Test
    void takesNullWholeNumbersAndLiteralsOfAnyPrecision() {
        assertThat(rows("""
                select taker_imbalance(3, 1), taker_imbalance(0.00000003, 0.000000010),
                       vwap(7, 2), concentration_hhi(1, 4), funding_rate_8h(1, 4),
                       taker_imbalance(sell => cast(3 as decimal(38, 18)), buy => cast(1 as decimal(38, 18)))
                union all
                select taker_imbalance(null, null), taker_imbalance(null, 1),
                       vwap(null, null), concentration_hhi(null, null), funding_rate_8h(null, null),
                       taker_imbalance(1, null)"""))
                .containsExactlyInAnyOrder(
                        Row.of(
                                0.5,
                                0.5,
                                new BigDecimal("3.500000000000000000"),
                                0.0625,
                                new BigDecimal("2.000000000000000000"),
                                -0.5),
                        new Row(6));
    }

    @Test
    void isNullWhereTheResultDoesNotFitItsType() {
        assertThat(rows("""
                select vwap(cast('90000000000000000000' as decimal(38, 18)), 0.000000000000000001),
                       funding_rate_8h(cast('90000000000000000000' as decimal(38, 18)), 1)""")).containsExactly(new Row(2));
    }

    @Test
    void concentrationKeepsEveryDecimalOfTheSquares() {
        assertThat(rows("""
                select concentration_hhi(square_sum, total),
                       concentration_hhi(cast('2500000000000000000000000000000' as decimal(38, 0)),
                                         cast('5000000000000000' as decimal(38, 18)))
                from (values (1, cast('0.0000000000000000000000000001' as decimal(38, 32)),
                                 cast('0.00000000000001' as decimal(30, 14))),
                             (2, 0.0, 0.0),
                             (3, cast(null as decimal(38, 32)), 1.0),
                             (4, 1.0, cast(null as decimal(30, 14)))) as flow (id, square_sum, total)
                order by id"""))
                .containsExactly(Row.of(1.0, 0.1), Row.of(null, 0.1), Row.of(null, 0.1), Row.of(null, 0.1));
    }

    @Test
    void basisPointsAreExactAndNullForNull() {
        assertThat(rows("""
                select to_bps(0.0001), to_bps(-0.000000000000000001), to_bps(cast(null as decimal(38, 18)))"""))
                .containsExactly(Row.of(new BigDecimal("1.00000000000000"), new BigDecimal("-0.00000000000001"), null));
    }

    @Test
    void fundingRate8hIsNullForNullAndIntervalsThatAreNotPositive() {
        assertThat(rows("""
                select funding_rate_8h(rate, interval_hours)
                from (values (1, 0.0001, 4), (2, -0.0003, 8), (3, 0.0001, 0), (4, 0.0001, -8),
                             (5, cast(null as decimal(5, 4)), 8), (6, 0.0001, cast(null as int)))
                     as funding (id, rate, interval_hours)
                order by id"""))
                .containsExactly(
                        Row.of(new BigDecimal("0.000200000000000000")),
                        Row.of(new BigDecimal("-0.000300000000000000")),
                        new Row(1),
                        new Row(1),
                        new Row(1),
                        new Row(1));
    }

    @Test
    void annualizedFundingIsNullForNullAndIntervalsThatAreNotPositive() {
        assertThat(rows("""
                select annualized_funding_pct(rate, interval_hours), annualized_funding_pct(cast(rate as double), 8)
                from (values (1, 0.0001, 4), (2, -0.0003, 8), (3, 0.0001, 0), (4, 0.0001, -8),
                             (5, cast(null as decimal(5, 4)), 8), (6, 0.0001, cast(null as int)))
                     as funding (id, rate, interval_hours)
                order by id"""))
                .containsExactly(
                        Row.of(21.9, 10.95),
                        Row.of(-32.85, -32.85),
                        Row.of(null, 10.95),
                        Row.of(null, 10.95),
                        new Row(2),
                        Row.of(null, 10.95));
    }

    @Test
    void basisTakesDecimalsDoublesAndWholeNumbersAndIsNullForNullAndAnIndexOfZero() {
        assertThat(rows("""
                select basis_bps(100.05, 100.00), basis_bps(cast(100.05 as double), cast(100 as double)),
                       basis_bps(99, 100), basis_bps(null, 100), basis_bps(100, null), basis_bps(1.5, 0.0)""")).containsExactly(Row.of(5.0, 5.0, -100.0, null, null, null));
    }

    @Test
    void quadrantsAreNamedAndNullForNull() {
        assertThat(rows("""
                select oi_price_quadrant(20, 1), oi_price_quadrant(-20e0, 1.5), oi_price_quadrant(20.0, -1),
                       oi_price_quadrant(-20, -1e0), oi_price_quadrant(5, 1), oi_price_quadrant(20, 0.1),
                       oi_price_quadrant(null, 1), oi_price_quadrant(20, null)"""))
                .containsExactly(
                        Row.of("LONG_BUILD", "SHORT_BUILD", "SHORT_COVER", "LONG_UNWIND", "FLAT", "FLAT", null, null));
    }

    @Test
    void sketchQuantileIsNullForNullEmptyAndUnreadable() {
        QuantileSketch sketch = sketchOf(10, 20, 30, 40, 50);
        assertThat(rows("""
                select sketch_quantile(sketch, q)
                from (values (1, %1$s, 0.5), (2, cast(null as bytes), 0.5), (3, %1$s, cast(null as double)),
                             (4, %2$s, 0.5), (5, x'00ff', 0.5), (6, x'', 0.5), (7, %1$s, 1.5), (8, %1$s, -0.5),
                             (9, %3$s, 0.5)) as bars (id, sketch, q)
                order by id""".formatted(literal(sketch), literal(sketchOf()), literal(sketchOf(0, 0)))))
                .containsExactly(
                        Row.of(sketch.quantile(0.5)),
                        new Row(1),
                        new Row(1),
                        new Row(1),
                        new Row(1),
                        new Row(1),
                        new Row(1),
                        new Row(1),
                        Row.of(0.0));
    }

    @Test
    void mergeSketchesGivesTheSameBytesWhateverTheOrderAndNullForUnreadable() {
        assertThat(rows("""
                select venue, merge_sketches(sketch)
                from (values ('forth', %1$s), ('forth', cast(null as bytes)), ('forth', %2$s), ('forth', %3$s),
                             ('back', %3$s), ('back', %2$s), ('back', cast(null as bytes)), ('back', %1$s),
                             ('null', cast(null as bytes)), ('empty', %2$s),
                             ('bad', %1$s), ('bad', x'00ff'), ('bad', %1$s), ('worse', x'00ff'))
                     as bars (venue, sketch)
                group by venue""".formatted(literal(sketchOf(1, 2)), literal(sketchOf()), literal(sketchOf(0, 2, 1e6)))))
                .containsExactlyInAnyOrder(
                        Row.of("forth", sketchOf(0, 1, 2, 2, 1e6).toBytes()),
                        Row.of("back", sketchOf(0, 1, 2, 2, 1e6).toBytes()),
                        Row.of("null", null),
                        Row.of("empty", sketchOf().toBytes()),
                        Row.of("bad", null),
                        Row.of("worse", null));
    }

    private static QuantileSketch sketchOf(double... values) {
        QuantileSketch sketch = new QuantileSketch();
        for (double value : values) {
            sketch.add(value);
        }
        return sketch;
    }

    private static String literal(QuantileSketch sketch) {
        return "cast(x'" + HexFormat.of().formatHex(sketch.toBytes()) + "' as bytes)";
    }

    /** The rows of the result; one that is read to its end needs no closing. */
    private static List<Row> rows(String query) {
        List<Row> rows = new ArrayList<>();
        tables.executeSql(query).collect().forEachRemaining(rows::add);
        return rows;
    }
}
