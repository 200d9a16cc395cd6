package io.tidemark.udfs.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaneReturnsTest {

    private static final MathContext PRECISION = new MathContext(60);

    @Property
    void isTheLogarithmOfTheRatio(@ForAll("prices") BigDecimal from, @ForAll @IntRange(min = 1, max = 1000) int ticks) {
        BigDecimal to = from.add(from.ulp().multiply(BigDecimal.valueOf(ticks)));
        double expected = logarithmOfRatio(from, to).movePointRight(4).doubleValue();
        assertThat(PaneReturns.logReturnBps(from, to)).isCloseTo(expected, within(4 * Math.ulp(expected)));
    }

    @Property
    void isTheNegativeOfTheWayBack(@ForAll("prices") BigDecimal from, @ForAll("prices") BigDecimal to) {
        assertThat(PaneReturns.logReturnBps(from, to) + PaneReturns.logReturnBps(to, from))
                .isZero();
    }

    @Provide
    Arbitrary<BigDecimal> prices() {
        return Combinators.combine(
                        Arbitraries.longs().between(1_000, 999_999_999_999L),
                        Arbitraries.integers().between(0, 18))
                .as(BigDecimal::valueOf);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.000", "0.00000812, 0.000008120", "87648.21, 87648.21000000"})
    void isExactlyZeroBetweenEqualPrices(BigDecimal from, BigDecimal to) {
        assertThat(Double.doubleToRawLongBits(PaneReturns.logReturnBps(from, to)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 6931.471805599453", "2, 1, -6931.471805599453", "100, 101, 99.50330853168083"})
    void isInBasisPoints(BigDecimal from, BigDecimal to, double expected) {
        assertThat(PaneReturns.logReturnBps(from, to)).isCloseTo(expected, within(1e-11));
    }

    @Test
    void staysFiniteAcrossThirtyOrdersOfMagnitude() {
        BigDecimal dear = new BigDecimal("1e20");
        BigDecimal cheap = new BigDecimal("1e-18");
        double expected = 38 * StrictMath.log(10) * 10_000;
        assertThat(PaneReturns.logReturnBps(cheap, dear)).isCloseTo(expected, within(1e-8));
        assertThat(PaneReturns.logReturnBps(dear, cheap)).isCloseTo(-expected, within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void refusesPricesThatAreNotPositive(BigDecimal price) {
        assertThatThrownBy(() -> PaneReturns.logReturnBps(BigDecimal.ONE, price))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("price must be positive, was " + price);
        assertThatThrownBy(() -> PaneReturns.logReturnBps(price, BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** ln(to / from) = 2 artanh z with z = (to - from) / (to + from), summed in decimals. */
    private static BigDecimal logarithmOfRatio(BigDecimal from, BigDecimal to) {
        BigDecimal z = to.subtract(from).divide(to.add(from), PRECISION);
        BigDecimal square = z.multiply(z, PRECISION);
        BigDecimal power = z;
        BigDecimal sum = BigDecimal.ZERO;
        for (int odd = 1; odd < 200; odd += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(odd), PRECISION));
            power = power.multiply(square, PRECISION);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }
}
