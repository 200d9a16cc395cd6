package io.tidemark.udfs.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Basis}, {@link AnnualizedFunding} and {@link FundingSpend}: exact decimals, rounded once. */
class FundingAndBasisTest {

    private static final MathContext DIGITS = new MathContext(60);

    @ParameterizedTest
    @CsvSource({
        "100.05, 100.00, 5",
        "99.95, 100, -5",
        "100, 100.000, 0",
        "0.00001001, 0.00001, 10",
        "60000.000000000000000006, 60000, 0.000000000000000001",
    })
    void basisIsTheDistanceOfTheMarkFromTheIndex(BigDecimal mark, BigDecimal index, double expected) {
        assertThat(Basis.bps(mark, index)).isEqualTo(expected);
    }

    @Property
    void basisIsTheNearestDouble(@ForAll Random random) {
        BigDecimal mark = BigDecimal.valueOf(1 + random.nextInt(1_000_000_000), random.nextInt(9));
        BigDecimal index = BigDecimal.valueOf(1 + random.nextInt(1_000_000_000), random.nextInt(9));
        BigDecimal exact = mark.subtract(index).divide(index, DIGITS).multiply(BigDecimal.valueOf(10_000));
        assertThat(Basis.bps(mark, index)).isEqualTo(exact.doubleValue());
    }

    @Test
    void basisIsNullWithoutEitherPriceAndOverAnIndexOfZero() {
        assertThat(Basis.bps(null, BigDecimal.ONE)).isNull();
        assertThat(Basis.bps(BigDecimal.ONE, null)).isNull();
        assertThat(Basis.bps(BigDecimal.ONE, new BigDecimal("0.00"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0.0001, 8, 10.95", "0.0001, 4, 21.9", "-0.00002, 1, -17.52", "0.0003, 24, 10.95", "0, 8, 0"})
    void annualizedFundingIsWhatAYearOfSettlementsPays(BigDecimal rate, int intervalHours, double expected) {
        assertThat(AnnualizedFunding.percent(rate, intervalHours)).isEqualTo(expected);
    }

    @Test
    void annualizedFundingIsNullForAnUnknownRate() {
        assertThat(AnnualizedFunding.percent(null, 8)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -8})
    void annualizedFundingRefusesIntervalsThatAreNotPositive(int intervalHours) {
        assertThatThrownBy(() -> AnnualizedFunding.percent(BigDecimal.ONE, intervalHours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("funding interval must be positive, was " + intervalHours + " hours");
    }

    @Test
    void longsPayShortsWhenTheRateIsPositive() {
        BigDecimal openInterest = new BigDecimal("8000000000.10");
        assertThat(FundingSpend.usd(new BigDecimal("0.0001"), openInterest)).isEqualTo(800000.00001);
        assertThat(FundingSpend.usd(new BigDecimal("-0.0001"), openInterest)).isEqualTo(-800000.00001);
        assertThat(FundingSpend.usd(null, openInterest)).isNull();
        assertThat(FundingSpend.usd(BigDecimal.ONE, null)).isNull();
    }
}
