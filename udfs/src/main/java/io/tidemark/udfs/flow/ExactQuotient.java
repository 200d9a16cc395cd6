package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Division of exact sums: rounded to 40 digits, then to a double, so that no earlier rounding shows in the result. */
final class ExactQuotient {

    private static final MathContext PRECISION = new MathContext(40, RoundingMode.HALF_EVEN);

    private ExactQuotient() {}

    /** The quotient as a double; null when the denominator is zero or the quotient too large for a double. */
    static Double of(BigDecimal numerator, BigDecimal denominator) {
        if (denominator.signum() == 0) {
            return null;
        }
        double quotient = numerator.divide(denominator, PRECISION).doubleValue();
        return Double.isFinite(quotient) ? quotient : null;
    }
}
