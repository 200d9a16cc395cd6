package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code vwap(quote_volume DECIMAL(38, 18), volume DECIMAL(38, 18)) -> DECIMAL(38, 18)}: the volume-weighted average
 * price, in quote per base, rounded half-even to 18 decimals.
 *
 * <p>By {@link Vwap}. Null for a null argument, without volume, and for a price that does not fit DECIMAL(38, 18).
 */
public final class VwapFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The average price, or null. */
    public @DataTypeHint("DECIMAL(38, 18)") BigDecimal eval(
            @ArgumentHint(name = "quote_volume", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal quoteVolume,
            @ArgumentHint(name = "volume", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal volume) {
        return Vwap.of(quoteVolume, volume);
    }
}
