package io.tidemark.udfs.derivatives;

import io.tidemark.udfs.exact.ExactQuotient;
import java.math.BigDecimal;

/** How far a derivative trades from what it follows. */
public final class Basis {

    private static final int BPS_DECIMALS = 4;

    private Basis() {}

    /**
     * 10,000 × (mark - index) / index, in basis points, as the double nearest to the exact quotient; positive where the
     * derivative is at a premium. A mark of 100.05 over an index of 100.00 gives 5.
     *
     * @param mark the mark price, in quote per base
     * @param index the index price of the same instant, in the same unit
     * @return null when an input is null or the index is zero
     */
    public static Double bps(BigDecimal mark, BigDecimal index) {
        if (mark == null || index == null) {
            return null;
        }
        return ExactQuotient.of(mark.subtract(index).movePointRight(BPS_DECIMALS), index);
    }
}
