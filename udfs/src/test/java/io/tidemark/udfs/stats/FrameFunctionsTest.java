package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The functions over the frame of a window, called from SQL as an analyst would. */
class FrameFunctionsTest {

    private static final long SEED = 20260406;
    private static final int ROWS = 300;
    private static final int FRAME = 96;

    private static TableEnvironment tables;

    private static TableEnvironment streams;

    @BeforeAll
    static void registerFunctions() {
        tables = environment(EnvironmentSettings.newInstance().inBatchMode());
        streams = environment(EnvironmentSettings.newInstance().inStreamingMode());
    }

    private static TableEnvironment environment(EnvironmentSettings.Builder settings) {
        Configuration small = new Configuration();
        small.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        small.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(8));
        small.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(8));
        TableEnvironment environment =
                TableEnvironment.create(settings.withConfiguration(small).build());
        environment.createTemporarySystemFunction("parity_z", ParityZFunction.class);
        environment.createTemporarySystemFunction("strict_z", StrictZFunction.class);
        environment.createTemporarySystemFunction("robust_z", RobustZFunction.class);
        environment.createTemporarySystemFunction("percentile_rank", PercentileRankFunction.class);
        environment.createTemporarySystemFunction("correlation", CorrelationFunction.class);
        return environment;
    }

    @Test
    void everyRowHasTheScoresOfItsFrame() {
        double[] values = series();
        assertScores(rows(tables, scores(values) + " order by id"), values);
    }

    @Test
    void framesOfStreamsForgetTheRowsThatLeaveThem() {
        double[] values = series();
        assertScores(rows(streams, scores(values).replace("order by id", "order by arrived")), values);
    }

    private static String scores(double[] values) {
        return """
                select parity_z(x, %1$d) over w, strict_z(x, 30) over w, robust_z(x, 30) over w,
                       percentile_rank(x) over w, correlation(x, mod(id * id, 17)) over w,
                       parity_z(x, %1$d, 0e0) over w
                from (select id, nullif(price, 0.00) as x, proctime() as arrived
                      from (values %2$s) as given (id, price))
                window w as (order by id rows between %1$d - 1 preceding and current row)""".formatted(FRAME, literals(values));
    }

    @Test
    void rowsMayLeaveAFrameInAnyOrderAmongThem() {
        FrameValues frame = new FrameValues();
        FramePairs pairs = new FramePairs();
        for (Double value : new Double[] {1.0, null, 2.0, 1.0, 2.0, null, 3.0}) {
            frame.add(value);
            pairs.add(value, 2.0);
        }
        for (Double value : new Double[] {2.0, 1.0, null}) {
            frame.remove(value);
            pairs.remove(value, 2.0);
        }
        assertThat(Arrays.copyOf(frame.values, frame.count)).containsExactly(1.0, 2.0, Double.NaN, 3.0);
        assertThat(Arrays.copyOf(pairs.xs, pairs.count)).containsExactly(1.0, 2.0, 3.0);
        assertThat(Arrays.copyOf(pairs.ys, pairs.count)).containsExactly(2.0, 2.0, 2.0);
    }

    private static void assertScores(List<Row> rows, double[] values) {
        assertThat(rows).hasSize(ROWS);
        double[] others = new double[ROWS];
        Arrays.setAll(others, i -> i * i % 17);
        int scored = 0;
        for (int row = 0; row < ROWS; row++) {
            int from = Math.max(0, row + 1 - FRAME);
            double x = values[row];
            double[] frame = Arrays.copyOfRange(values, from, row + 1);
            double[] before = Arrays.copyOfRange(values, from, row);
            boolean full = RandomSeries.present(frame) == FRAME;
            boolean enough = !Double.isNaN(x) && RandomSeries.present(before) >= 30;
            agrees(rows.get(row), 0, full ? ExactStatistics.zScore(x, frame) : Double.NaN);
            agrees(rows.get(row), 1, enough ? ExactStatistics.zScore(x, before) : Double.NaN);
            agrees(rows.get(row), 2, enough ? ExactStatistics.robustZScore(x, before) : Double.NaN);
            agrees(rows.get(row), 3, PercentileRank.of(x, frame, 0, frame.length));
            agrees(rows.get(row), 4, ExactStatistics.correlation(frame, Arrays.copyOfRange(others, from, row + 1)));
            agrees(rows.get(row), 5, full ? ExactStatistics.zScore(x, frame) : Double.NaN);
            scored += full ? 1 : 0;
        }
        assertThat(scored).isBetween(50, 150);
    }

    /** Decimals of two places, flat to begin with; one is absent. */
    private static double[] series() {
        Random random = new Random(SEED);
        double[] values = new double[ROWS];
        Arrays.setAll(values, i -> i < FRAME + 20 ? 90_000.25 : 90_000 + random.nextInt(1000) / 100.0);
        values[180] = Double.NaN;
        return values;
    }

    /** Literals alone, 0.00 for an absent value: with anything else each row becomes a query of its own. */
    private static String literals(double[] values) {
        StringJoiner rows = new StringJoiner(", ");
        for (int i = 0; i < values.length; i++) {
            rows.add(String.format(Locale.ROOT, "(%d, %.2f)", i, Double.isNaN(values[i]) ? 0 : values[i]));
        }
        return rows.toString();
    }

    private static void agrees(Row row, int column, double expected) {
        Double actual = row.getFieldAs(column);
        if (Double.isNaN(expected)) {
            assertThat(actual).as("column %d of %s, seed %d", column, row, SEED).isNull();
        } else {
            assertThat(actual)
                    .as("column %d of %s, seed %d", column, row, SEED)
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void takesDoublesDecimalsAndWholeNumbersAPartitionAtATime() {
        assertThat(rows("""
                select id, strict_z(whole, 2) over w, strict_z(exact_x, 2) over w, strict_z(real_x, 2) over w
                from (values ('a', 1, 1, 0.10, 1e0), ('a', 2, 2, 0.20, 2e0), ('b', 2, 5, 0.50, 5e0),
                             ('a', 3, 3, 0.30, 3e0), ('b', 3, 5, 0.50, 5e0), ('a', 4, 4, 0.40, 4e0))
                     as series (instrument, id, whole, exact_x, real_x)
                window w as (partition by instrument order by id)
                order by instrument, id""").get(3)).satisfies(row -> {
            assertThat(row.<Double>getFieldAs(1)).isEqualTo(2);
            assertThat(row.<Double>getFieldAs(2)).isCloseTo(2, within(1e-12));
            assertThat(row.<Double>getFieldAs(3)).isEqualTo(2);
        });
    }

    @Test
    void aFloorIsALeastDeviation() {
        assertThat(rows("""
                select parity_z(x, 3) over w, parity_z(x, 3, 2e0) over w, parity_z(x, 3, 0.0) over w,
                       parity_z(x, 3, -1.0) over w, parity_z(x, 3, cast(null as double)) over w
                from (values (1, 1e0), (2, 2e0), (3, 3e0)) as series (id, x)
                window w as (order by id rows between 2 preceding and current row)
                order by id""")).containsExactly(new Row(5), new Row(5), Row.of(1.0, 0.5, 1.0, null, null));
    }

    @Test
    void isNullForFramesOfAnotherLengthAndWithoutTheNumberOfValues() {
        assertThat(rows("""
                select parity_z(x, 2) over w, parity_z(x, 4) over w, parity_z(x, cast(null as int)) over w,
                       parity_z(x, 0) over w, strict_z(x, cast(null as int)) over w,
                       robust_z(x, cast(null as int)) over w, strict_z(x, 3) over w, robust_z(x, 3) over w
                from (values (1, 1e0), (2, 2e0), (3, 4e0)) as series (id, x)
                window w as (order by id rows between 2 preceding and current row)
                order by id""").get(2)).isEqualTo(new Row(8));
    }

    private static List<Row> rows(String query) {
        return rows(tables, query);
    }

    private static List<Row> rows(TableEnvironment tables, String query) {
        List<Row> rows = new ArrayList<>();
        tables.executeSql(query).collect().forEachRemaining(rows::add);
        return rows;
    }
}
