package io.tidemark.udfs.stats;

/** Where a value stands among others: 0 below all of them, 100 above. */
public final class PercentileRank {

    private PercentileRank() {}

    /**
     * 100 × (less + 0.5 × equal) / n, in percent, over the values of the window that are present. A value that is itself
     * in the window counts among the equal ones, so that a flat window gives 50.
     *
     * @param values the series, in which the window is {@code [from, to)}; NaN stands for an absent value
     * @return NaN if {@code x} is NaN and if no value is present
     */
    public static double of(double x, double[] values, int from, int to) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        int count = 0;
        int less = 0;
        int notMore = 0;
        // Only an absent value is branched on: where noisy values are, the processor would guess wrong half of the
        // time.
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                count++;
                less += value < x ? 1 : 0;
                notMore += value <= x ? 1 : 0;
            }
        }
        return count == 0 ? Double.NaN : 50.0 * (less + notMore) / count;
    }
}
