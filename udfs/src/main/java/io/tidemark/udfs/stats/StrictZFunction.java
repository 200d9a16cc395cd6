package io.tidemark.udfs.stats;

/**
 * {@code strict_z(x DOUBLE, minimum INT) -> DOUBLE}: aggregate over a frame that ends with the current row, such as
 * {@code rows between 288 preceding and current row}: how many sample standard deviations (ddof 1) the
 * last row's value lies from the mean of the rows before it.
 *
 * <p>By {@link ZScore}. Rows before it that are null are skipped. Null if the last value is, if fewer than {@code minimum}
 * (and fewer than two) are left, if those are all equal, and for a null minimum.
 */
public final class StrictZFunction extends LastAgainstEarlierFunction {

    private static final long serialVersionUID = 1L;

    @Override
    double score(double x, double[] values, int from, int to, int minimum) {
        return ZScore.against(x, values, from, to, minimum);
    }
}
