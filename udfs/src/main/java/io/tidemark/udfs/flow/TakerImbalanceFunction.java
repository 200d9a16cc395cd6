package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code taker_imbalance(buy DECIMAL(38, 18), sell DECIMAL(38, 18)) -> DOUBLE}: (buy - sell) / (buy + sell), between
 * -1 and 1, from volumes in one unit, base or quote.
 *
 * <p>By {@link Imbalance}. Null for a null argument and without volume.
 */
public final class TakerImbalanceFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The imbalance, or null. */
    public @DataTypeHint("DOUBLE") Double eval(
            @ArgumentHint(name = "buy", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal buy,
            @ArgumentHint(name = "sell", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal sell) {
        return Imbalance.of(buy, sell);
    }
}
