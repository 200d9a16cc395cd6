package io.tidemark.udfs.stats;

import java.util.Arrays;

/**
 * How far a value lies from the median of a window, in units that an outlier of the window does not stretch: the modified
 * z-score of Iglewicz and Hoaglin (1993), "How to detect and handle outliers".
 *
 * <p>NaN stands for an absent value; values are otherwise finite. The order of the window does not matter. Deviations
 * are differences from a middle value, so that those of a nearly flat window are exact.
 */
public final class RobustZScore {

    /** Makes the median absolute deviation of normal values their standard deviation, rounded as the authors do. */
    private static final double MEDIAN_TO_DEVIATION = 0.6745;

    /** √(π/2), which does the same for the mean absolute deviation. */
    private static final double MEAN_TO_DEVIATION = 1.253314;

    private RobustZScore() {}

    /**
     * 0.6745 (x - median) / MAD, with the median absolute deviation from the median; where that is 0,
     * (x - median) / (1.253314 × the mean absolute deviation from the median). Absent values of the window are skipped.
     *
     * @param values the series, in which the window is {@code [from, to)}
     * @param minimum how many values the window must have; one is needed in any case
     * @return NaN if {@code x} is NaN, if there are too few values, and if all are equal
     */
    public static double against(double x, double[] values, int from, int to, int minimum) {
        double[] present = Arrays.stream(values, from, to)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int count = present.length;
        if (Double.isNaN(x) || count < Math.max(minimum, 1)) {
            return Double.NaN;
        }
        double pivot = present[(count - 1) / 2];
        double median = (present[count / 2] - pivot) / 2;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            present[i] = Math.abs(present[i] - pivot - median);
            sum += present[i];
        }
        Arrays.sort(present);
        double deviation = x - pivot - median;
        double medianDeviation = (present[(count - 1) / 2] + present[count / 2]) / 2;
        if (medianDeviation > 0) {
            return MEDIAN_TO_DEVIATION * deviation / medianDeviation;
        }
        return sum > 0 ? deviation / (MEAN_TO_DEVIATION * (sum / count)) : Double.NaN;
    }
}
