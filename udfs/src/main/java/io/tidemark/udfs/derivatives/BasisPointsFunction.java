package io.tidemark.udfs.derivatives;

import java.math.BigDecimal;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code to_bps(fraction DECIMAL(38, 18)) -> DECIMAL(38, 14)}: a fraction as basis points, exactly.
 *
 * <p>By {@link BasisPoints}. Null for a null argument.
 */
public final class BasisPointsFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The basis points, or null. */
    public @DataTypeHint("DECIMAL(38, 14)") BigDecimal eval(
            @ArgumentHint(name = "fraction", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal fraction) {
        return BasisPoints.of(fraction);
    }
}
