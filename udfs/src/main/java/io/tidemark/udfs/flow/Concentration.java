package io.tidemark.udfs.flow;

import io.tidemark.udfs.exact.ExactQuotient;
import java.math.BigDecimal;

/**
 * How few trades made the volume: the Herfindahl-Hirschman index of the trades' sizes (Herfindahl 1950), and the
 * number of equal trades that would have the same index.
 */
public final class Concentration {

    private Concentration() {}

    /**
     * Σ n² / (Σ n)² over the sizes n of trades: 1/count when all are equal, 1 for a single trade.
     *
     * @param squareSum Σ n², in the square of the unit of {@code sum}
     * @param sum Σ n
     * @return null when an input is null or the sum is zero
     */
    public static Double hhi(BigDecimal squareSum, BigDecimal sum) {
        if (squareSum == null || sum == null) {
            return null;
        }
        return ExactQuotient.of(squareSum, sum.multiply(sum));
    }

    /**
     * 1 / hhi, a number of trades.
     *
     * @return null when the index is null or zero
     */
    public static Double effectiveTrades(Double hhi) {
        return hhi == null || hhi == 0 ? null : (Double) (1 / hhi);
    }
}
