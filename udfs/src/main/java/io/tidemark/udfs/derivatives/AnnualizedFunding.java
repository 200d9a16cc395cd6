package io.tidemark.udfs.derivatives;

import io.tidemark.udfs.exact.ExactQuotient;
import java.math.BigDecimal;

/** What a funding rate would come to in a year of 365 days, without compounding. */
public final class AnnualizedFunding {

    private static final BigDecimal PERCENT_HOURS_OF_A_YEAR = BigDecimal.valueOf(100L * 24 * 365);

    private AnnualizedFunding() {}

    /**
     * rate × (24 / interval hours) × 365 × 100, in percent of notional a year, as the double nearest to the exact value;
     * positive where longs pay shorts. 0.0001 every eight hours gives 10.95.
     *
     * @param rate the rate of one settlement, as a fraction of notional
     * @param intervalHours the hours between settlements
     * @return null when the rate is null
     * @throws IllegalArgumentException if the interval is not positive
     */
    public static Double percent(BigDecimal rate, int intervalHours) {
        if (intervalHours <= 0) {
            throw new IllegalArgumentException("funding interval must be positive, was " + intervalHours + " hours");
        }
        return rate == null
                ? null
                : ExactQuotient.of(rate.multiply(PERCENT_HOURS_OF_A_YEAR), BigDecimal.valueOf(intervalHours));
    }
}
