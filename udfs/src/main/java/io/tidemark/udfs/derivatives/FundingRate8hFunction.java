package io.tidemark.udfs.derivatives;

import java.math.BigDecimal;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code funding_rate_8h(rate DECIMAL(38, 18), interval_hours INT) -> DECIMAL(38, 18)}: a settlement's funding rate
 * as a rate over eight hours, a fraction of notional, rounded half-even to 18 decimals.
 *
 * <p>By {@link FundingRate8h}. Null for a null argument, an interval that is not positive, and a rate that does not
 * fit DECIMAL(38, 18).
 */
public final class FundingRate8hFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The rate over eight hours, or null. */
    public @DataTypeHint("DECIMAL(38, 18)") BigDecimal eval(
            @ArgumentHint(name = "rate", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal rate,
            @ArgumentHint(name = "interval_hours", type = @DataTypeHint("INT")) Integer intervalHours) {
        if (intervalHours == null || intervalHours <= 0) {
            return null;
        }
        return FundingRate8h.of(rate, intervalHours);
    }
}
