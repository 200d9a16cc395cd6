package io.tidemark.udfs.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FundingRate8hTest {

    @ParameterizedTest
    @CsvSource({
        "0.0001, 8, 0.000100000000000000",
        "0.0001, 4, 0.000200000000000000",
        "-0.00002, 1, -0.000160000000000000",
        "0.0001, 24, 0.000033333333333333",
        "0.000000000000000001, 16, 0.000000000000000000",
        "0.000000000000000003, 16, 0.000000000000000002",
        "-0.000000000000000003, 16, -0.000000000000000002",
    })
    void scalesToEightHours(BigDecimal rate, int intervalHours, BigDecimal expected) {
        assertThat(FundingRate8h.of(rate, intervalHours)).isEqualTo(expected);
    }

    @Test
    void isNullForAnUnknownRate() {
        assertThat(FundingRate8h.of(null, 8)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -8})
    void refusesIntervalsThatAreNotPositive(int intervalHours) {
        assertThatThrownBy(() -> FundingRate8h.of(BigDecimal.ONE, intervalHours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("funding interval must be positive, was " + intervalHours + " hours");
    }
}
