package io.tidemark.udfs.stats;

/**
 * {@code robust_z(x DOUBLE, minimum INT) -> DOUBLE}: aggregate over a frame that ends with the current row, such as
 * {@code rows between 288 preceding and current row}: how far the last row's value lies from the median
 * of the rows before it, in standard deviations as the median absolute deviation tells them (Iglewicz and Hoaglin 1993).
 *
 * <p>By {@link RobustZScore}. Rows before it that are null are skipped. Null if the last value is, if fewer than
 * {@code minimum} (and fewer than one) are left, if those are all equal, and for a null minimum.
 */
public final class RobustZFunction extends LastAgainstEarlierFunction {

    private static final long serialVersionUID = 1L;

    @Override
    double score(double x, double[] values, int from, int to, int minimum) {
        return RobustZScore.against(x, values, from, to, minimum);
    }
}
