package io.tidemark.jobs.model;

import java.util.function.Consumer;

/**
 * Takes the trades of one file, aggregate ones or fills, one by one and without an object for each: this is the hot path.
 *
 * <p>Prices and quantities are exact: {@code mantissa × 10^-scale}. Quantities are in the venue's unit: base asset, or
 * contracts of an inverse instrument.
 */
public interface TradeConsumer {

    /**
     * Takes a trade.
     *
     * @param id of the aggregate trade or of the fill
     * @param firstFillId id of its first fill
     * @param lastFillId id of its last fill, not below the first
     * @param eventTime µs since 1970-01-01 UTC
     * @param takerBought true if the taker (aggressor) bought
     */
    void trade(
            long id,
            long priceMantissa,
            int priceScale,
            long quantityMantissa,
            int quantityScale,
            long firstFillId,
            long lastFillId,
            long eventTime,
            boolean takerBought);

    /** The file is whole: sends what it adds up to. */
    void finish(Consumer<Fact> facts);

    /** Nothing of the file can be used: sends its gaps. */
    void refuse(String reason, Consumer<Fact> facts);
}
