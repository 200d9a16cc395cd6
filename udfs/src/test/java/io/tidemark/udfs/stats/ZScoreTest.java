package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZScoreTest {

    private static final int DAY = 288;

    @Property(tries = 300)
    void ofLastIsThatOfExactArithmetic(@ForAll Random random) {
        double[] values = RandomSeries.of(random, DAY + 40);
        int from = random.nextInt(40);
        int to = from + 2 + random.nextInt(DAY - 1);
        double exact = ExactStatistics.zScore(values[to - 1], Arrays.copyOfRange(values, from, to));
        assertThat(ZScore.ofLast(values, from, to)).satisfies(score -> agrees(score, exact));
    }

    @Property(tries = 300)
    void againstIsThatOfExactArithmeticOverThePresentValues(@ForAll Random random) {
        double[] values = RandomSeries.withAbsentValues(random, DAY);
        double x = values[0] + random.nextGaussian();
        int from = random.nextInt(20);
        double[] window = Arrays.copyOfRange(values, from, DAY);
        double exact = Double.isNaN(x) ? Double.NaN : ExactStatistics.zScore(x, window);
        int present = RandomSeries.present(window);
        assertThat(ZScore.against(x, values, from, DAY, present)).satisfies(score -> agrees(score, exact));
        assertThat(ZScore.against(x, values, from, DAY, present + 1)).isNaN();
    }

    private static void agrees(double score, double exact) {
        assertThat(Double.isNaN(score)).isEqualTo(Double.isNaN(exact));
        if (!Double.isNaN(exact)) {
            assertThat(score).isCloseTo(exact, tolerance(exact));
        }
    }

    private static Offset<Double> tolerance(double exact) {
        return within(1e-9 * Math.max(1, Math.abs(exact)));
    }

    @Test
    void theLastOfARampHasTheScoreThatPandasGives() {
        double[] ramp = new double[DAY];
        Arrays.setAll(ramp, i -> i);
        assertThat(ZScore.ofLast(ramp, 0, DAY)).isCloseTo(1.7230479318107161, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-18, -1e-18, 1e-7, -0.001, 1, 1e9, -1e9, 1e-120})
    void theFirstChangeAfterAFlatWindowAlwaysReachesTheBound(double change) {
        double[] values = new double[DAY];
        values[DAY - 1] = change;
        double bound = (DAY - 1) / Math.sqrt(DAY);
        assertThat(bound).isCloseTo(16.9116, within(5e-5));
        assertThat(ZScore.ofLast(values, 0, DAY)).isCloseTo(Math.copySign(bound, change), within(1e-12));

        Arrays.fill(values, 90_000);
        values[DAY - 1] = change < 0 ? Math.nextDown(90_000.0) : Math.nextUp(90_000.0);
        assertThat(ZScore.ofLast(values, 0, DAY)).isCloseTo(Math.copySign(bound, change), within(1e-12));
    }

    @Test
    void aFloorTakesTheEdgeOffATinyChangeAndLeavesOthersAndFlatWindowsAlone() {
        double[] values = new double[DAY];
        values[DAY - 1] = 0.001;
        assertThat(ZScore.ofLast(values, 0, DAY, 0.01)).isCloseTo(0.001 * (DAY - 1) / DAY / 0.01, within(1e-12));
        assertThat(ZScore.ofLast(values, 0, DAY, 1e-9)).isEqualTo(ZScore.ofLast(values, 0, DAY));
        assertThat(ZScore.ofLast(values, 0, DAY - 1, 0.01)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -0.0001, 91_234.56789, 1e300})
    void aFlatWindowHasNoScore(double level) {
        double[] values = new double[DAY];
        Arrays.fill(values, level);
        assertThat(ZScore.ofLast(values, 0, DAY)).isNaN();
        assertThat(ZScore.against(level, values, 0, DAY, 30)).isNaN();
        assertThat(ZScore.against(level + 1, values, 0, DAY, 30)).isNaN();
    }

    @Test
    void oneAbsentValueLeavesItsWindowsWithoutAScoreAndNoOther() {
        double[] values = new Random(7).doubles(3 * DAY).toArray();
        values[DAY] = Double.NaN;
        for (int to = DAY; to <= values.length; to++) {
            assertThat(Double.isNaN(ZScore.ofLast(values, to - DAY, to)))
                    .as("window that ends before %d", to)
                    .isEqualTo(to > DAY && to <= 2 * DAY);
        }
    }

    @Test
    void needsTwoValues() {
        double[] values = {1, 2, 3};
        assertThat(ZScore.ofLast(values, 1, 2)).isNaN();
        assertThat(ZScore.ofLast(values, 1, 1)).isNaN();
        assertThat(ZScore.against(1, values, 1, 2, 0)).isNaN();
        assertThat(ZScore.against(1, values, 1, 1, 0)).isNaN();
        assertThat(ZScore.against(4, values, 0, 3, 3)).isEqualTo(2);
        assertThat(ZScore.against(4, values, 0, 3, 4)).isNaN();
        assertThat(ZScore.against(Double.NaN, values, 0, 3, 3)).isNaN();
    }
}
