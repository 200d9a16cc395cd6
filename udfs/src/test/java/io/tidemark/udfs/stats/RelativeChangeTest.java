package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RelativeChangeTest {

    @Property
    void isThatOfExactArithmetic(
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double before,
            @ForAll @DoubleRange(min = -0.5, max = 0.5) double change) {
        double now = before + change * before;
        double exact = new BigDecimal(now)
                .divide(new BigDecimal(before), new MathContext(60))
                .subtract(BigDecimal.ONE)
                .doubleValue();
        assertThat(RelativeChange.percent(now, before)).isCloseTo(100 * exact, within(1e-15 * Math.abs(100 * exact)));
        assertThat(RelativeChange.bps(now, before)).isCloseTo(1e4 * exact, within(1e-15 * Math.abs(1e4 * exact)));
    }

    @Test
    void roundFiguresStayRound() {
        assertThat(RelativeChange.percent(103, 100)).isEqualTo(3);
        assertThat(RelativeChange.percent(1001, 1000)).isEqualTo(0.1);
        assertThat(RelativeChange.bps(60_030, 60_000)).isEqualTo(5);
        assertThat(RelativeChange.bps(99, 100)).isEqualTo(-100);
        assertThat(RelativeChange.percent(0, 100)).isEqualTo(-100);
    }

    @Test
    void isAbsentWithoutEitherValueAndFromZero() {
        assertThat(RelativeChange.percent(Double.NaN, 1)).isNaN();
        assertThat(RelativeChange.bps(1, Double.NaN)).isNaN();
        assertThat(RelativeChange.percent(1, 0)).isNaN();
        assertThat(RelativeChange.bps(0, -0.0)).isNaN();
    }
}
