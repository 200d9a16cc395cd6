package io.tidemark.udfs.stats;

/**
 * How far two series move together: Pearson's correlation, -1 to 1.
 *
 * <p>NaN stands for an absent value; values are otherwise finite, and those that differ do so by 1e-150 to 1e150. Two
 * passes in the order of the window, over differences from the first pair: those of a nearly flat window are exact, so that
 * nothing cancels as in n Σxy - Σx Σy.
 */
public final class Correlation {

    private Correlation() {}

    /**
     * Σ(x - mean x)(y - mean y) / √(Σ(x - mean x)² Σ(y - mean y)²) over the pairs of the window in which both are present.
     *
     * @param x the one series, in which the window is {@code [from, to)}
     * @param y the other, of the same length
     * @return NaN if there are fewer than two pairs, and if all x or all y of the pairs are equal
     */
    public static double of(double[] x, double[] y, int from, int to) {
        int first = from;
        while (first < to && !isPair(x[first], y[first])) {
            first++;
        }
        int count = 0;
        double xSum = 0;
        double ySum = 0;
        for (int i = first; i < to; i++) {
            if (isPair(x[i], y[i])) {
                count++;
                xSum += x[i] - x[first];
                ySum += y[i] - y[first];
            }
        }
        return count < 2 ? Double.NaN : around(x, y, first, to, xSum / count, ySum / count);
    }

    private static boolean isPair(double x, double y) {
        return !Double.isNaN(x) && !Double.isNaN(y);
    }

    /** The second pass, around means that are told as differences from the first pair. */
    private static double around(double[] x, double[] y, int first, int to, double xMean, double yMean) {
        double xSquares = 0;
        double ySquares = 0;
        double products = 0;
        for (int i = first; i < to; i++) {
            if (isPair(x[i], y[i])) {
                double xDeviation = x[i] - x[first] - xMean;
                double yDeviation = y[i] - y[first] - yMean;
                xSquares += xDeviation * xDeviation;
                ySquares += yDeviation * yDeviation;
                products += xDeviation * yDeviation;
            }
        }
        if (xSquares == 0 || ySquares == 0) {
            return Double.NaN;
        }
        // The product of the squares could be beyond what a double holds. Rounding alone can pass 1.
        double correlation = products / (Math.sqrt(xSquares) * Math.sqrt(ySquares));
        return Math.max(-1, Math.min(1, correlation));
    }
}
