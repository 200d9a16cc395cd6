package io.tidemark.jobs.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One delivered minute of an instrument's trades; the columns of {@code flow.bars} say what each value means. Prices and
 * statistics are null in a minute without trades.
 *
 * @param start inclusive
 * @param end exclusive
 * @param aggregateTradeCount null if the minute was made from single fills
 * @param cvdDayQuote null if a minute since 00:00 UTC was not delivered
 * @param firstId smallest aggregate trade id; null without trades, and if the minute was made from single fills
 * @param lastId largest aggregate trade id; null as the smallest
 */
public record Bar(
        Instrument instrument,
        Instant start,
        Instant end,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal vwap,
        BigDecimal volume,
        BigDecimal quoteVolume,
        long tradeCount,
        Long aggregateTradeCount,
        BigDecimal takerBuyVolume,
        BigDecimal takerBuyQuoteVolume,
        long takerBuyCount,
        BigDecimal cvdDayQuote,
        BigDecimal largestQuote,
        Double concentration,
        Double tradeQuoteP50,
        Double tradeQuoteP90,
        Double tradeQuoteP99,
        Double kyleLambda,
        Double amihud,
        long missingIds,
        long skippedFillIds,
        BigDecimal quoteSquareSum,
        byte[] sketch,
        Long firstId,
        Long lastId) {

    /** Base quantity sold by takers. */
    public BigDecimal takerSellVolume() {
        return volume.subtract(takerBuyVolume);
    }

    /** Quote amount sold by takers. */
    public BigDecimal takerSellQuoteVolume() {
        return quoteVolume.subtract(takerBuyQuoteVolume);
    }

    /** Taker buys less taker sells, quote amount. */
    public BigDecimal deltaQuote() {
        return takerBuyQuoteVolume.subtract(takerSellQuoteVolume());
    }

    /** Ids present over ids present and missing, 1 without trades. */
    public double coverageRatio() {
        long present = aggregateTradeCount == null ? tradeCount : aggregateTradeCount;
        return missingIds == 0 ? 1.0 : (double) present / (present + missingIds);
    }

    /** True if no trade of the minute is known to be missing. */
    public boolean complete() {
        return missingIds == 0;
    }
}
