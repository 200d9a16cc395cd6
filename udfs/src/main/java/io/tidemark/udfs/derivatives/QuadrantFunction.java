package io.tidemark.udfs.derivatives;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code oi_price_quadrant(price_change_bps DOUBLE, oi_change_pct DOUBLE) -> STRING}: {@code LONG_BUILD},
 * {@code SHORT_BUILD}, {@code SHORT_COVER} or {@code LONG_UNWIND}; {@code FLAT} where the price changed by 5 bps or
 * less, or open interest, which is in contracts or base, by 0.1 % or less.
 *
 * <p>By {@link Quadrant}. Null for a null argument.
 */
public final class QuadrantFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The quadrant, or null. */
    public @DataTypeHint("STRING") String eval(
            @ArgumentHint(name = "price_change_bps", type = @DataTypeHint("DOUBLE")) Double priceChangeBps,
            @ArgumentHint(name = "oi_change_pct", type = @DataTypeHint("DOUBLE")) Double openInterestChangePercent) {
        if (priceChangeBps == null || openInterestChangePercent == null) {
            return null;
        }
        Quadrant quadrant = Quadrant.of(priceChangeBps, openInterestChangePercent);
        return quadrant == null ? null : quadrant.name();
    }
}
