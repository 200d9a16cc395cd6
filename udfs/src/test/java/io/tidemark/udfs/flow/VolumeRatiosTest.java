package io.tidemark.udfs.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.udfs.exact.ExactQuotient;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Imbalance}, {@link Concentration} and {@link Vwap}: quotients of exact sums. */
class VolumeRatiosTest {

    @ParameterizedTest
    @CsvSource({
        "3, 1, 0.5",
        "1, 3, -0.5",
        "7.50, 7.5, 0",
        "0, 0.00001, -1",
        "1000000000000, 0, 1",
        "0.00000003, 0.00000001, 0.5",
    })
    void imbalanceIsTheShareBoughtLessTheShareSold(BigDecimal buy, BigDecimal sell, double expected) {
        assertThat(Imbalance.of(buy, sell)).isEqualTo(expected);
    }

    @Test
    void imbalanceSurvivesCancellation() {
        BigDecimal buy = new BigDecimal("1000000000000.00000001");
        assertThat(Imbalance.of(buy, new BigDecimal("1000000000000"))).isCloseTo(5e-21, within(1e-35));
    }

    @Property
    void imbalanceTurnsItsSignWithTheSides(@ForAll("volumes") BigDecimal buy, @ForAll("volumes") BigDecimal sell) {
        double imbalance = Imbalance.of(buy, sell);
        assertThat(imbalance).isBetween(-1.0, 1.0);
        assertThat(Imbalance.of(sell, buy) + imbalance).isZero();
        assertThat(imbalance)
                .isCloseTo(buy.subtract(sell).doubleValue() / buy.add(sell).doubleValue(), within(4e-16));
    }

    @Property
    void quotientsAreTheNearestDoubles(
            @ForAll("volumes") BigDecimal numerator, @ForAll("volumes") BigDecimal denominator) {
        double expected = numerator.divide(denominator, new MathContext(60)).doubleValue();
        assertThat(ExactQuotient.of(numerator, denominator)).isEqualTo(expected);
        assertThat(ExactQuotient.of(numerator.negate(), denominator)).isEqualTo(-expected);
        assertThat(ExactQuotient.of(BigDecimal.ZERO, denominator)).isZero();
    }

    @Test
    void imbalanceIsNullWithoutVolume() {
        assertThat(Imbalance.of(BigDecimal.ZERO, new BigDecimal("0.00"))).isNull();
        assertThat(Imbalance.of(null, BigDecimal.ONE)).isNull();
        assertThat(Imbalance.of(BigDecimal.ONE, null)).isNull();
    }

    @Property
    void concentrationIsTheSumOfSquaredShares(@ForAll @NotEmpty List<@From("volumes") BigDecimal> trades) {
        BigDecimal sum = trades.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal squareSum = trades.stream().map(n -> n.multiply(n)).reduce(BigDecimal.ZERO, BigDecimal::add);
        double shares = 0;
        for (BigDecimal trade : trades) {
            double share = trade.doubleValue() / sum.doubleValue();
            shares += share * share;
        }
        double hhi = Concentration.hhi(squareSum, sum);
        assertThat(hhi).isCloseTo(shares, within(1e-12)).isBetween(1.0 / trades.size() - 1e-15, 1.0);
        assertThat(Concentration.effectiveTrades(hhi)).isCloseTo(1 / shares, within(1e-9 / shares));
    }

    @Test
    void concentrationOfEqualTradesIsOneOverTheirNumber() {
        Double hhi = Concentration.hhi(new BigDecimal("0.36"), new BigDecimal("1.20"));
        assertThat(hhi).isEqualTo(0.25);
        assertThat(Concentration.effectiveTrades(hhi)).isEqualTo(4.0);
    }

    @Test
    void concentrationIsNullWithoutTrades() {
        assertThat(Concentration.hhi(BigDecimal.ZERO, BigDecimal.ZERO)).isNull();
        assertThat(Concentration.hhi(null, BigDecimal.ONE)).isNull();
        assertThat(Concentration.hhi(BigDecimal.ONE, null)).isNull();
        assertThat(Concentration.effectiveTrades(null)).isNull();
        assertThat(Concentration.effectiveTrades(0.0)).isNull();
    }

    @Test
    void concentrationIsNullRatherThanInfinite() {
        assertThat(Concentration.hhi(new BigDecimal("1e200"), new BigDecimal("1e-200")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 3, 0.666666666666666667",
        "8120000, 1000000000000, 0.000008120000000000",
        "0.8764821, 0.00001, 87648.210000000000000000",
        "1.000000000000000001, 2, 0.500000000000000000",
        "1.000000000000000003, 2, 0.500000000000000002",
        "0, 4, 0.000000000000000000",
    })
    void vwapIsRoundedHalfEvenToEighteenDecimals(BigDecimal quoteVolume, BigDecimal volume, BigDecimal expected) {
        assertThat(Vwap.of(quoteVolume, volume)).isEqualTo(expected);
    }

    @Test
    void vwapIsNullWithoutVolume() {
        assertThat(Vwap.of(BigDecimal.ONE, new BigDecimal("0.0"))).isNull();
        assertThat(Vwap.of(null, BigDecimal.ONE)).isNull();
        assertThat(Vwap.of(BigDecimal.ONE, null)).isNull();
    }

    @Provide
    Arbitrary<BigDecimal> volumes() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000_000_000L),
                        Arbitraries.integers().between(0, 8))
                .as(BigDecimal::valueOf);
    }
}
