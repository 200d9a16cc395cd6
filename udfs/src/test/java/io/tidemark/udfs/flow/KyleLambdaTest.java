package io.tidemark.udfs.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KyleLambdaTest {

    @Property
    void isTheSlopeOfTheNormalEquations(
            @ForAll @Size(min = 5, max = 30) List<@DoubleRange(min = -100, max = 100) Double> signedVolumes,
            @ForAll @DoubleRange(min = -5, max = 5) double noise) {
        double[] volumes =
                signedVolumes.stream().mapToDouble(Double::doubleValue).toArray();
        double spread = spread(volumes);
        Assume.that(spread > 1e-3);
        double[] returns = new double[volumes.length];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = 3 + 0.25 * volumes[i] + (i % 3 - 1) * noise;
        }
        // Rounding errors are those of returns of up to 35, over volumes that are this far apart.
        assertThat(KyleLambda.of(returns, volumes))
                .isCloseTo(slopeByNormalEquations(returns, volumes), within(1e-12 * (1 + 100 / spread)));
    }

    @Test
    void readsTheSlopeOfALine() {
        double[] volumes = {-2, -1, 0, 1, 2, 3};
        double[] returns = {-3, -1, 1, 3, 5, 7};
        assertThat(KyleLambda.of(returns, volumes)).isEqualTo(2.0);
    }

    @Test
    void needsFivePanes() {
        assertThat(KyleLambda.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4}))
                .isNull();
        assertThat(KyleLambda.of(new double[] {}, new double[] {})).isNull();
        assertThat(KyleLambda.of(new double[] {1, 2, 3, 4, 5}, new double[] {1, 2, 3, 4, 5}))
                .isEqualTo(1.0);
    }

    @Test
    void isNullWithoutVarianceThoughTheMeanIsRounded() {
        double[] volumes = new double[7];
        Arrays.fill(volumes, 0.1);
        assertThat(KyleLambda.of(new double[] {1, 2, 3, 4, 5, 6, 7}, volumes)).isNull();
    }

    @Test
    void isZeroForReturnsThatNeverMove() {
        assertThat(KyleLambda.of(new double[5], new double[] {1, 2, 3, 4, 5})).isZero();
    }

    @Test
    void isNullRatherThanNotANumber() {
        double[] volumes = {1, 2, 3, 4, 5};
        assertThat(KyleLambda.of(new double[] {1, 2, Double.NaN, 4, 5}, volumes))
                .isNull();
        assertThat(KyleLambda.of(volumes, new double[] {0, 0, 0, 0, Double.MIN_VALUE}))
                .isNull();
    }

    @Test
    void refusesArraysOfDifferentLength() {
        assertThatThrownBy(() -> KyleLambda.of(new double[5], new double[6]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("every pane must have a return and a volume, got 5 returns and 6 volumes");
    }

    private static double spread(double[] values) {
        return Arrays.stream(values).max().getAsDouble()
                - Arrays.stream(values).min().getAsDouble();
    }

    /** (n Σxy - Σx Σy) / (n Σx² - (Σx)²), in exact decimals. */
    private static double slopeByNormalEquations(double[] returns, double[] volumes) {
        BigDecimal sumX = BigDecimal.ZERO;
        BigDecimal sumY = BigDecimal.ZERO;
        BigDecimal sumXy = BigDecimal.ZERO;
        BigDecimal sumXx = BigDecimal.ZERO;
        for (int i = 0; i < returns.length; i++) {
            BigDecimal x = new BigDecimal(volumes[i]);
            BigDecimal y = new BigDecimal(returns[i]);
            sumX = sumX.add(x);
            sumY = sumY.add(y);
            sumXy = sumXy.add(x.multiply(y));
            sumXx = sumXx.add(x.multiply(x));
        }
        BigDecimal n = BigDecimal.valueOf(returns.length);
        BigDecimal denominator = n.multiply(sumXx).subtract(sumX.multiply(sumX));
        return n.multiply(sumXy)
                .subtract(sumX.multiply(sumY))
                .divide(denominator, MathContext.DECIMAL128)
                .doubleValue();
    }
}
