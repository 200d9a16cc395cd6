package io.tidemark.udfs.derivatives;

import java.math.BigDecimal;

/** What one side of a market pays the other at a settlement. */
public final class FundingSpend {

    private FundingSpend() {}

    /**
     * rate × open interest, in USD, as the double nearest to the exact product; positive where longs pay shorts.
     *
     * @param rate the rate of the settlement, as a fraction of notional
     * @param openInterestUsd the value of open interest, in USD
     * @return null when an input is null
     */
    public static Double usd(BigDecimal rate, BigDecimal openInterestUsd) {
        return rate == null || openInterestUsd == null
                ? null
                : (Double) rate.multiply(openInterestUsd).doubleValue();
    }
}
