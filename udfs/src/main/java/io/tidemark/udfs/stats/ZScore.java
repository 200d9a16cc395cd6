package io.tidemark.udfs.stats;

/**
 * How many sample standard deviations (ddof 1) a value lies from the mean of a window.
 *
 * <p>NaN stands for an absent value; values are otherwise finite, and those that differ do so by 1e-150 to 1e150. Two
 * passes in the order of the window, over differences from one of its values: those of a nearly flat window are exact, so
 * that the score is that of exact arithmetic to within 1e-9. The score of a window whose values are all equal is exactly
 * undefined.
 */
public final class ZScore {

    private ZScore() {}

    /**
     * The score of the last value among all of the window, itself included; after at least one other value at most
     * (n - 1)/√n away from zero.
     *
     * @param values the series, in which the window is {@code [from, to)}
     * @return NaN if a value of the window is NaN, if there are fewer than two, and if all are equal
     */
    public static double ofLast(double[] values, int from, int to) {
        return ofLast(values, from, to, 0);
    }

    /**
     * As {@link #ofLast(double[], int, int)}, with a standard deviation that counts as the floor where it is less: so
     * that a tiny first change after a flat window does not get the largest score there is. A flat window stays
     * undefined.
     *
     * @param floor the least standard deviation, in the unit of the values; not negative
     */
    public static double ofLast(double[] values, int from, int to, double floor) {
        int count = to - from;
        if (count < 2) {
            return Double.NaN;
        }
        double pivot = values[from];
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] - pivot;
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double deviation = values[i] - pivot - mean;
            squares += deviation * deviation;
        }
        return score(values[to - 1] - pivot - mean, squares, count, floor);
    }

    /**
     * The score of a value against those of a window that does not hold it; absent values of the window are skipped.
     *
     * @param values the series, in which the window is {@code [from, to)}
     * @param minimum how many values the window must have; two are needed in any case
     * @return NaN if {@code x} is NaN, if there are too few values, and if all are equal
     */
    public static double against(double x, double[] values, int from, int to, int minimum) {
        double pivot = Double.NaN;
        int count = 0;
        double sum = 0;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                if (count == 0) {
                    pivot = value;
                }
                count++;
                sum += value - pivot;
            }
        }
        if (count < Math.max(minimum, 2)) {
            return Double.NaN;
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                double deviation = values[i] - pivot - mean;
                squares += deviation * deviation;
            }
        }
        return score(x - pivot - mean, squares, count, 0);
    }

    private static double score(double deviation, double squares, int count, double floor) {
        if (squares == 0) {
            return Double.NaN;
        }
        return deviation / Math.max(Math.sqrt(squares / (count - 1)), floor);
    }
}
