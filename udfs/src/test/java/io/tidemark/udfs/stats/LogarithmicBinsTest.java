package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogarithmicBinsTest {

    @Property(tries = 3000)
    void findsTheBinThatHoldsTheValue(@ForAll @DoubleRange(min = -62, max = 69) double exponent) {
        double value = StrictMath.pow(2, exponent);
        assertHolds(LogarithmicBins.indexOf(value), value);
    }

    @Property(tries = 3000)
    void findsTheBinOnEitherSideOfEveryBound(@ForAll @IntRange(min = -2090, max = 2330) int index) {
        double near = new BigDecimal(BigInteger.valueOf(101).pow(Math.abs(index)))
                .divide(new BigDecimal(BigInteger.valueOf(99).pow(Math.abs(index))), MathContext.DECIMAL128)
                .doubleValue();
        double bound = index >= 0 ? near : 1 / near;
        double value = bound;
        for (int step = 0; step < 3; step++) {
            value = Math.nextDown(value);
        }
        for (int step = 0; step < 7; step++) {
            assertHolds(LogarithmicBins.indexOf(value), value);
            value = Math.nextUp(value);
        }
    }

    @Property(tries = 100)
    void computesWhatLiesBeyondTheTable(@ForAll @DoubleRange(min = -1022, max = 1023.99) double exponent) {
        double value = StrictMath.pow(2, exponent);
        int index = LogarithmicBins.indexOf(value);
        assertHolds(index, value);
        assertThat(LogarithmicBins.valueOf(index) / value).isBetween(0.99 - 1e-12, 1.01 + 1e-12);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0x1p-60,
                0x1.fffffffffffffp-61,
                0x1p67,
                0x1.fffffffffffffp66,
                1e-18,
                1e20,
                Double.MIN_NORMAL,
                Double.MAX_VALUE
            })
    void isExactAtTheEdges(double value) {
        assertHolds(LogarithmicBins.indexOf(value), value);
    }

    @Test
    void putsOneIntoBinZero() {
        assertThat(LogarithmicBins.indexOf(1)).isZero();
        assertThat(LogarithmicBins.indexOf(Math.nextUp(1.0))).isEqualTo(1);
        assertThat(LogarithmicBins.indexOf(Math.nextDown(1.0))).isZero();
    }

    @Test
    void answersFiniteValuesForEveryDouble() {
        assertThat(LogarithmicBins.valueOf(LogarithmicBins.LAST)).isFinite().isGreaterThan(1.7e308);
        assertThat(LogarithmicBins.valueOf(LogarithmicBins.FIRST))
                .isNotNegative()
                .isLessThan(1e-323);
    }

    /** Checks gamma^(index-1) < value <= gamma^index in whole numbers, where gamma is 101/99. */
    private static void assertHolds(int index, double value) {
        assertThat(atMostPower(value, index)).as("%s <= gamma^%d", value, index).isTrue();
        assertThat(atMostPower(value, index - 1))
                .as("%s <= gamma^%d", value, index - 1)
                .isFalse();
    }

    private static boolean atMostPower(double value, int index) {
        BigDecimal up = new BigDecimal(BigInteger.valueOf(index >= 0 ? 101 : 99).pow(Math.abs(index)));
        BigDecimal down =
                new BigDecimal(BigInteger.valueOf(index >= 0 ? 99 : 101).pow(Math.abs(index)));
        return new BigDecimal(value).multiply(down).compareTo(up) <= 0;
    }
}
