package io.tidemark.udfs.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The statistics by exact decimals: every double is one, and only the last division and root are rounded. */
final class ExactStatistics {

    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private ExactStatistics() {}

    /** (n x - Σ) / √(n (n Σ² - (Σ)²) / (n - 1)) of the values that are present; NaN if all are equal. */
    static double zScore(double x, double[] window) {
        List<BigDecimal> values = present(window);
        BigDecimal count = BigDecimal.valueOf(values.size());
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal squares = values.stream().map(v -> v.multiply(v)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal spread = count.multiply(squares).subtract(sum.multiply(sum));
        if (spread.signum() == 0) {
            return Double.NaN;
        }
        BigDecimal root = count.multiply(spread)
                .divide(count.subtract(BigDecimal.ONE), DIGITS)
                .sqrt(DIGITS);
        return count.multiply(new BigDecimal(x))
                .subtract(sum)
                .divide(root, DIGITS)
                .doubleValue();
    }

    /** (n Σxy - Σx Σy) / √((n Σx² - (Σx)²) (n Σy² - (Σy)²)) of the pairs; NaN if all of one are equal. */
    static double correlation(double[] x, double[] y) {
        int[] pairs = IntStream.range(0, x.length)
                .filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i]))
                .toArray();
        BigDecimal spreads = spread(pairs, x, x).multiply(spread(pairs, y, y));
        return spreads.signum() == 0
                ? Double.NaN
                : spread(pairs, x, y).divide(spreads.sqrt(DIGITS), DIGITS).doubleValue();
    }

    private static BigDecimal spread(int[] rows, double[] x, double[] y) {
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal xSum = BigDecimal.ZERO;
        BigDecimal ySum = BigDecimal.ZERO;
        for (int row : rows) {
            xSum = xSum.add(new BigDecimal(x[row]));
            ySum = ySum.add(new BigDecimal(y[row]));
            products = products.add(new BigDecimal(x[row]).multiply(new BigDecimal(y[row])));
        }
        return products.multiply(BigDecimal.valueOf(rows.length)).subtract(xSum.multiply(ySum));
    }

    /** As the definition has it: medians of sorted copies, the fallback to the mean deviation, NaN if that is 0 too. */
    static double robustZScore(double x, double[] window) {
        List<BigDecimal> values = present(window);
        BigDecimal median = median(values);
        List<BigDecimal> deviations =
                values.stream().map(v -> v.subtract(median).abs()).toList();
        BigDecimal distance = new BigDecimal(x).subtract(median);
        BigDecimal medianDeviation = median(deviations);
        if (medianDeviation.signum() != 0) {
            return distance.multiply(new BigDecimal("0.6745"))
                    .divide(medianDeviation, DIGITS)
                    .doubleValue();
        }
        BigDecimal sum = deviations.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() == 0) {
            return Double.NaN;
        }
        return distance.multiply(BigDecimal.valueOf(values.size()))
                .divide(sum.multiply(new BigDecimal("1.253314")), DIGITS)
                .doubleValue();
    }

    private static BigDecimal median(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        return sorted.get((count - 1) / 2).add(sorted.get(count / 2)).multiply(HALF);
    }

    private static List<BigDecimal> present(double[] window) {
        return Arrays.stream(window)
                .filter(value -> !Double.isNaN(value))
                .mapToObj(BigDecimal::new)
                .toList();
    }
}
