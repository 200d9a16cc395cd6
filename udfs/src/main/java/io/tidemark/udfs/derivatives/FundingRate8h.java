package io.tidemark.udfs.derivatives;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Funding rates of any interval, made comparable. */
public final class FundingRate8h {

    private static final BigDecimal HOURS = BigDecimal.valueOf(8);
    private static final int DECIMALS = 18;

    private FundingRate8h() {}

    /**
     * rate × 8 / interval hours, the rate that would be paid over eight hours, as a fraction of notional, rounded
     * half-even to 18 decimals.
     *
     * @param rate the rate of one settlement, as a fraction of notional
     * @param intervalHours the hours between settlements
     * @return null when the rate is null
     * @throws IllegalArgumentException if the interval is not positive
     */
    public static BigDecimal of(BigDecimal rate, int intervalHours) {
        if (intervalHours <= 0) {
            throw new IllegalArgumentException("funding interval must be positive, was " + intervalHours + " hours");
        }
        if (rate == null) {
            return null;
        }
        return rate.multiply(HOURS).divide(BigDecimal.valueOf(intervalHours), DECIMALS, RoundingMode.HALF_EVEN);
    }
}
