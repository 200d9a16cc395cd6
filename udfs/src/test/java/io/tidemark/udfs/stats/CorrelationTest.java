package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {

    private static final int DAY = 288;

    @Property(tries = 300)
    void isThatOfExactArithmeticOverThePairsThatArePresent(@ForAll Random random) {
        double[] x = RandomSeries.withAbsentValues(random, DAY);
        double[] y = RandomSeries.withAbsentValues(random, DAY);
        double share = random.nextDouble();
        if (random.nextBoolean()) {
            Arrays.setAll(y, i -> y[i] + share * x[i]);
        }
        int from = random.nextInt(20);
        double exact = ExactStatistics.correlation(Arrays.copyOfRange(x, from, DAY), Arrays.copyOfRange(y, from, DAY));
        double actual = Correlation.of(x, y, from, DAY);
        assertThat(Double.isNaN(actual)).isEqualTo(Double.isNaN(exact));
        if (!Double.isNaN(exact)) {
            assertThat(actual).isCloseTo(exact, within(1e-9)).isBetween(-1.0, 1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6, -1e9, 1e12})
    void theLevelDoesNotMatter(double level) {
        double[] x = {level + 1, level + 2, level + 3, level + 4};
        double[] y = {level + 2, level + 1, level + 4, level + 3};
        assertThat(Correlation.of(x, y, 0, 4)).isCloseTo(0.6, within(1e-15));
    }

    @Test
    void whatMovesInStepIsOneAndNeverMore() {
        Random random = new Random(7);
        for (int tries = 0; tries < 1000; tries++) {
            double[] x = random.doubles(50).toArray();
            double slope = random.nextGaussian();
            double[] y = Arrays.stream(x).map(value -> slope * value).toArray();
            assertThat(Correlation.of(x, y, 0, 50))
                    .isCloseTo(Math.signum(slope), within(1e-12))
                    .isBetween(-1.0, 1.0);
        }
    }

    @Test
    void tinyAndHugeDeviationsAreNoTroubleTogether() {
        double[] tiny = {0, 1e-120, 2e-120, 3e-120};
        double[] huge = {0, -1e120, -2e120, -3e120};
        assertThat(Correlation.of(tiny, huge, 0, 4)).isCloseTo(-1, within(1e-15));
        assertThat(Correlation.of(tiny, tiny, 0, 4)).isCloseTo(1, within(1e-15));
        assertThat(Correlation.of(huge, huge, 0, 4)).isCloseTo(1, within(1e-15));
    }

    @Test
    void needsTwoPairsThatDifferInBoth() {
        double none = Double.NaN;
        assertThat(Correlation.of(new double[] {1, none, 3}, new double[] {none, 2, 3}, 0, 3))
                .isNaN();
        assertThat(Correlation.of(new double[] {1, 2}, new double[] {3, 4}, 0, 0))
                .isNaN();
        assertThat(Correlation.of(new double[] {1, none, 3}, new double[] {5, 2, 3}, 0, 3))
                .isCloseTo(-1, within(1e-15));
        // Only what stands in a pair counts as different.
        assertThat(Correlation.of(new double[] {0.1, 0.1, 7}, new double[] {1, 2, none}, 0, 3))
                .isNaN();
        assertThat(Correlation.of(new double[] {1, 2, none}, new double[] {0.1, 0.1, 7}, 0, 3))
                .isNaN();
    }
}
