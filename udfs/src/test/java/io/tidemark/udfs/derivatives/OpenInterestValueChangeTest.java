package io.tidemark.udfs.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class OpenInterestValueChangeTest {

    @Property
    void thePartsAddUpToTheChangeInValue(
            @ForAll @DoubleRange(min = 0, max = 1e6) double quantityBefore,
            @ForAll @DoubleRange(min = 0, max = 1e5) double priceBefore,
            @ForAll @DoubleRange(min = 0, max = 1e6) double quantityNow,
            @ForAll @DoubleRange(min = 0, max = 1e5) double priceNow) {
        OpenInterestValueChange change =
                OpenInterestValueChange.between(quantityBefore, priceBefore, quantityNow, priceNow);
        assertThat(change.contracts() + change.price() + change.cross())
                .isCloseTo(quantityNow * priceNow - quantityBefore * priceBefore, within(1e11 * 1e-14));
    }

    @Test
    void aMoveOfThePriceAloneIsNoChangeInContracts() {
        assertThat(OpenInterestValueChange.between(80_000, 100, 80_000, 105))
                .isEqualTo(new OpenInterestValueChange(0, 400_000, 0));
        assertThat(OpenInterestValueChange.between(80_000, 100, 79_000, 100))
                .isEqualTo(new OpenInterestValueChange(-100_000, 0, -0.0));
        assertThat(OpenInterestValueChange.between(10, 100, 12, 90))
                .isEqualTo(new OpenInterestValueChange(200, -100, -20));
    }

    @Test
    void isNullForAnythingUnknown() {
        double[] known = {1, 2, 3, 4};
        for (int unknown = 0; unknown < known.length; unknown++) {
            double[] given = known.clone();
            given[unknown] = Double.NaN;
            assertThat(OpenInterestValueChange.between(given[0], given[1], given[2], given[3]))
                    .isNull();
        }
    }
}
