package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Log returns between two prices. */
public final class PaneReturns {

    private static final MathContext PRECISION = new MathContext(40, RoundingMode.HALF_EVEN);
    private static final int EXACT_DIGITS = 15;
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
        BigDecimal difference = high.subtract(low);
        return difference.signum() == 0 ? 0 : BPS * StrictMath.log1p(quotient(difference, low));
    }

    /** One division of whole numbers that doubles hold exactly is the nearest double, and much the quickest way to it. */
    private static double quotient(BigDecimal difference, BigDecimal low) {
        BigDecimal whole = low.setScale(difference.scale());
        if (difference.precision() <= EXACT_DIGITS && whole.precision() <= EXACT_DIGITS) {
            return difference.scaleByPowerOfTen(difference.scale()).doubleValue()
                    / whole.scaleByPowerOfTen(difference.scale()).doubleValue();
        }
        return difference.divide(low, PRECISION).doubleValue();
    }

    private static void requirePositive(BigDecimal price) {
        if (price.signum() <= 0) {
            throw new IllegalArgumentException("price must be positive, was " + price);
        }
    }
}
