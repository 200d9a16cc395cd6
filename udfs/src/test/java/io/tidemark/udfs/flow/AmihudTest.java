package io.tidemark.udfs.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AmihudTest {

    @Property
    void isTheMeanImpactPerMillion(
            @ForAll @Size(min = 5, max = 40) List<@DoubleRange(min = 0.01, max = 50) Double> volumes) {
        double[] quoteMillions =
                volumes.stream().mapToDouble(Double::doubleValue).toArray();
        double[] returns = new double[quoteMillions.length];
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < returns.length; i++) {
            returns[i] = (i % 2 == 0 ? -1 : 1) * (i + 0.5);
            sum = sum.add(new BigDecimal(Math.abs(returns[i]))
                    .divide(new BigDecimal(quoteMillions[i]), MathContext.DECIMAL128));
        }
        double expected = sum.divide(BigDecimal.valueOf(returns.length), MathContext.DECIMAL128)
                .doubleValue();
        assertThat(Amihud.of(returns, quoteMillions)).isCloseTo(expected, within(1e-13 * expected));
    }

    @Test
    void countsMovesEitherWay() {
        double[] returns = {-10, 10, -10, 10, 0};
        double[] quoteMillions = {1, 2, 4, 5, 1};
        assertThat(Amihud.of(returns, quoteMillions)).isEqualTo((10 + 5 + 2.5 + 2) / 5);
    }

    @Test
    void needsFivePanes() {
        assertThat(Amihud.of(new double[4], new double[] {1, 1, 1, 1})).isNull();
        assertThat(Amihud.of(new double[5], new double[] {1, 1, 1, 1, 1})).isZero();
    }

    @Test
    void isNullWhenAPaneHasNoVolume() {
        assertThat(Amihud.of(new double[] {1, 1, 1, 1, 1}, new double[] {1, 1, 0, 1, 1}))
                .isNull();
        assertThat(Amihud.of(new double[] {1, 1, 0, 1, 1}, new double[] {1, 1, 0, 1, 1}))
                .isNull();
    }

    @Test
    void refusesArraysOfDifferentLength() {
        assertThatThrownBy(() -> Amihud.of(new double[6], new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("every pane must have a return and a volume, got 6 returns and 5 volumes");
    }
}
