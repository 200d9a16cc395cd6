package io.tidemark.udfs.derivatives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Crowding} and {@link StressRegime}: what is read from the three scores together. */
class CrowdingTest {

    @ParameterizedTest
    @CsvSource({
        "2, 2, -1, 1, 3, 1",
        "NaN, 2, -1, 0.5, 2, NaN",
        "2, NaN, -1, 0.5, 2, NaN",
        "-3, 2, NaN, -0.5, 2, NaN",
        "NaN, NaN, -1.25, -1.25, 1, NaN",
        "NaN, NaN, NaN, NaN, 0, NaN",
        "0, 0, 0, 0, 3, 0",
    })
    void crowdingIsTheMeanOfThePresentScoresAndStrictlyOfAll(
            double funding, double basis, double openInterest, Double parity, int inputs, Double strict) {
        assertThat(Crowding.parity(funding, basis, openInterest)).isEqualTo(parity);
        assertThat(Crowding.inputs(funding, basis, openInterest)).isEqualTo(inputs);
        assertThat(Crowding.strict(funding, basis, openInterest)).isEqualTo(strict);
    }

    @ParameterizedTest
    @CsvSource({
        "1.6, 1.6, 1.1, true, true",
        "1.5, 1.6, 1.1, false, false",
        "1.6, 1.5, 1.1, false, false",
        "1.6, 1.6, 1.0, false, false",
        "1.5000000000000002, 1.5000000000000002, 1.0000000000000002, true, true",
        "NaN, 1.6, 1.1, false,",
        "1.6, NaN, 1.1, false,",
        "1.6, 1.6, NaN, false,",
        "NaN, -1, -1, false,",
    })
    void stressIsAboveEveryBoundAndStrictlyUnknownWithoutAScore(
            double funding, double basis, double openInterest, boolean parity, Boolean strict) {
        assertThat(StressRegime.parity(funding, basis, openInterest)).isEqualTo(parity);
        assertThat(StressRegime.strict(funding, basis, openInterest)).isEqualTo(strict);
    }
}
