package io.tidemark.udfs.derivatives;

import java.math.BigDecimal;

/** A fraction as basis points, exactly: 10,000 to one. */
public final class BasisPoints {

    private BasisPoints() {}

    /** The fraction × 10,000; 0.0001 gives 1. Null for null. */
    public static BigDecimal of(BigDecimal fraction) {
        return fraction == null ? null : fraction.movePointRight(4);
    }
}
