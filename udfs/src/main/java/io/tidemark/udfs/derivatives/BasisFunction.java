package io.tidemark.udfs.derivatives;

import java.math.BigDecimal;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code basis_bps(mark DECIMAL(38, 18), index DECIMAL(38, 18)) -> DOUBLE}: how far the mark price is from the index
 * price of the same instant, in basis points of the index; positive at a premium.
 *
 * <p>By {@link Basis}. Null for a null argument and an index of zero.
 */
public final class BasisFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The basis, or null. */
    public @DataTypeHint("DOUBLE") Double eval(
            @ArgumentHint(name = "mark", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal mark,
            @ArgumentHint(name = "index", type = @DataTypeHint("DECIMAL(38, 18)")) BigDecimal index) {
        return Basis.bps(mark, index);
    }
}
