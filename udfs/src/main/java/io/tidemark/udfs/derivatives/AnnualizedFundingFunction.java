package io.tidemark.udfs.derivatives;

import java.math.BigDecimal;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code annualized_funding_pct(rate DECIMAL(38, 18), interval_hours INT) -> DOUBLE}: what a settlement's funding rate
 * would come to in 365 days, in percent of notional, without compounding; positive where longs pay shorts.
 *
 * <p>By {@link AnnualizedFunding}. Null for a null argument and an interval that is not positive.
 */
public final class AnnualizedFundingFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The percent a year, or null. */
    public @DataTypeHint("DOUBLE") Double eval(
            @ArgumentHint(name = "rate", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal rate,
            @ArgumentHint(name = "interval_hours", type = @DataTypeHint("INT")) Integer intervalHours) {
        if (intervalHours == null || intervalHours <= 0) {
            return null;
        }
        return AnnualizedFunding.percent(rate, intervalHours);
    }
}
