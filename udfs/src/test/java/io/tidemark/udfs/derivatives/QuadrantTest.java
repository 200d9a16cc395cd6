package io.tidemark.udfs.derivatives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadrantTest {

    @ParameterizedTest
    @CsvSource({
        "20, 1, LONG_BUILD",
        "-20, 1, SHORT_BUILD",
        "20, -1, SHORT_COVER",
        "-20, -1, LONG_UNWIND",
        "0, 0, FLAT",
        "5, 1, FLAT",
        "-5, 1, FLAT",
        "20, 0.1, FLAT",
        "20, -0.1, FLAT",
        "5.000001, 0.100001, LONG_BUILD",
        "-5.000001, 0.100001, SHORT_BUILD",
        "5.000001, -0.100001, SHORT_COVER",
        "-5.000001, -0.100001, LONG_UNWIND",
        "NaN, 1,",
        "20, NaN,",
        "0, NaN,",
        "NaN, 0,",
    })
    void isReadFromTheDirectionsOfPriceAndOpenInterest(double price, double openInterest, Quadrant expected) {
        assertThat(Quadrant.of(price, openInterest)).isEqualTo(expected);
    }
}
