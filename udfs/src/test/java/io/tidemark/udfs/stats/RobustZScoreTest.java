package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RobustZScoreTest {

    @Property(tries = 300)
    void isThatOfExactArithmeticOverThePresentValues(@ForAll Random random) {
        double[] values = RandomSeries.withAbsentValues(random, 100);
        double x = values[99] + (random.nextBoolean() ? 0 : random.nextGaussian());
        int to = 60 + random.nextInt(40);
        double[] window = Arrays.copyOfRange(values, 3, to);
        int present = RandomSeries.present(window);
        double exact = Double.isNaN(x) ? Double.NaN : ExactStatistics.robustZScore(x, window);
        double score = RobustZScore.against(x, values, 3, to, present);
        assertThat(Double.isNaN(score)).isEqualTo(Double.isNaN(exact));
        if (!Double.isNaN(exact)) {
            assertThat(score).isCloseTo(exact, within(1e-9 * Math.max(1, Math.abs(exact))));
        }
        assertThat(RobustZScore.against(x, values, 3, to, present + 1)).isNaN();
    }

    @Test
    void measuresInMedianDeviations() {
        assertThat(score(9, 1, 2, 3, 4, 100)).isEqualTo(0.6745 * 6 / 1);
        assertThat(score(0, 4, 1, 3, 2)).isEqualTo(0.6745 * -2.5 / 1);
    }

    @Test
    void measuresInMeanDeviationsWhereMostValuesAreEqual() {
        assertThat(score(7, 5, 5, 5, 5, 6)).isCloseTo(2 / (1.253314 * 0.2), within(1e-15));
        assertThat(score(5, 5, 5, 5, 5, 6)).isZero();
    }

    @Test
    void aFlatWindowHasNoScore() {
        assertThat(score(5, 5, 5, 5)).isNaN();
        assertThat(score(6, 5, 5, 5)).isNaN();
        assertThat(score(6, 5)).isNaN();
    }

    @Test
    void absentHasNoScore() {
        assertThat(score(Double.NaN, 1, 2, 3)).isNaN();
        assertThat(score(1)).isNaN();
        assertThat(score(1, Double.NaN)).isNaN();
    }

    @Test
    void leavesTheSeriesAsItIs() {
        double[] values = new Random(7).doubles(50).toArray();
        double[] before = values.clone();
        RobustZScore.against(0.5, values, 0, 50, 30);
        assertThat(values).isEqualTo(before);
    }

    private static double score(double x, double... values) {
        return RobustZScore.against(x, values, 0, values.length, 0);
    }
}
