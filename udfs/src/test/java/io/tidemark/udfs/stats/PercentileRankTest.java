package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PercentileRankTest {

    @Property(tries = 300)
    void isTheMiddleOfTheValuesRanksOnceSorted(@ForAll Random random) {
        double[] values = new double[200];
        Arrays.setAll(values, i -> random.nextInt(9) == 0 ? Double.NaN : random.nextInt(30));
        int from = random.nextInt(50);
        int to = 100 + random.nextInt(100);
        double x = random.nextInt(32) - 1;
        double[] sorted = Arrays.stream(values, from, to)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double ranks = 0;
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks += sorted[rank] < x ? 2 : sorted[rank] == x ? 1 : 0;
        }
        assertThat(PercentileRank.of(x, values, from, to)).isEqualTo(50 * ranks / sorted.length);
    }

    @Test
    void countsHalfOfTheEqualOnes() {
        assertThat(rank(3, 1, 2, 3, 4)).isEqualTo(62.5);
        assertThat(rank(3, 1, 3, 3, 4, Double.NaN)).isEqualTo(50);
        assertThat(rank(5, 5, 5, 5)).isEqualTo(50);
        assertThat(rank(0, -0.0, 0.0)).isEqualTo(50);
        assertThat(rank(0, 1, 2)).isZero();
        assertThat(rank(3, 1, 2)).isEqualTo(100);
    }

    @Test
    void absentHasNoRank() {
        assertThat(rank(Double.NaN, 1, 2)).isNaN();
        assertThat(rank(1)).isNaN();
        assertThat(rank(1, Double.NaN)).isNaN();
    }

    private static double rank(double x, double... values) {
        return PercentileRank.of(x, values, 0, values.length);
    }
}
