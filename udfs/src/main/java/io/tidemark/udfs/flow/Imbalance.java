package io.tidemark.udfs.flow;

import io.tidemark.udfs.exact.ExactQuotient;
import java.math.BigDecimal;

/** The taker imbalance: which side crossed the spread, between -1 (all sold) and 1 (all bought). */
public final class Imbalance {

    private Imbalance() {}

    /**
     * (buy - sell) / (buy + sell), from exact sums in one unit, base or quote.
     *
     * @return null when an input is null or the two add up to zero
     */
    public static Double of(BigDecimal takerBuyVolume, BigDecimal takerSellVolume) {
        if (takerBuyVolume == null || takerSellVolume == null) {
            return null;
        }
        return ExactQuotient.of(takerBuyVolume.subtract(takerSellVolume), takerBuyVolume.add(takerSellVolume));
    }
}
