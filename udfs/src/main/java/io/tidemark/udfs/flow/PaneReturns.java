package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Log returns between two prices. */
public final class PaneReturns {

    private static final MathContext PRECISION = new MathContext(40, RoundingMode.HALF_EVEN);
    private static final double BPS = 10_000;

    private PaneReturns() {}

    /**
     * 10^4 × ln(to / from), in basis points: exactly 0 between equal prices, whatever their scales, and exactly the
     * negative of the way back.
     *
     * <p>The relative difference is divided before it is rounded to a double, so prices that are a tick apart lose
     * nothing to cancellation.
     *
     * @param from a positive price, not null
     * @param to a positive price, not null
     * @throws IllegalArgumentException if a price is not positive
     */
    public static double logReturnBps(BigDecimal from, BigDecimal to) {
        requirePositive(from);
        requirePositive(to);
        return to.compareTo(from) >= 0 ? rise(from, to) : -rise(to, from);
    }

    private static double rise(BigDecimal low, BigDecimal high) {
        double relative = high.subtract(low).divide(low, PRECISION).doubleValue();
        return BPS * StrictMath.log1p(relative);
    }

    private static void requirePositive(BigDecimal price) {
        if (price.signum() <= 0) {
            throw new IllegalArgumentException("price must be positive, was " + price);
        }
    }
}
