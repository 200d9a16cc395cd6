package io.tidemark.jobs.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of data that a venue publishes, by the name users give it. */
public enum Dataset {
    /** What a taker order took at one price, a row each. */
    AGG_TRADES("aggTrades"),
    /** Single fills. */
    TRADES("trades"),
    /** Bars of trades. */
    KLINES("klines"),
    /** Bars of the mark price. */
    MARK_PRICE_KLINES("markPriceKlines"),
    /** Bars of the index that the contracts follow. */
    INDEX_PRICE_KLINES("indexPriceKlines"),
    /** Bars of the premium of the contract over its index, a fraction that may be below 0. */
    PREMIUM_INDEX_KLINES("premiumIndexKlines"),
    /** Open interest and long/short ratios. */
    METRICS("metrics"),
    /** Settled funding. */
    FUNDING_RATE("fundingRate"),
    /** Liquidation orders, as far as the venue tells of them. */
    LIQUIDATION_SNAPSHOT("liquidationSnapshot"),
    /** Open interest alone, from elsewhere than the archive, whose {@link #METRICS} hold it beside the ratios. */
    OPEN_INTEREST("openInterest");

    private static final Map<String, Dataset> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Dataset::text, dataset -> dataset));

    private final String text;

    Dataset(String text) {
        this.text = text;
    }

    /** The name on the command line, in archives and in tables. */
    public String text() {
        return text;
    }

    /** True if it holds trades, from which bars are made: aggregate ones or fills. */
    public boolean isOfTrades() {
        return this == AGG_TRADES || this == TRADES;
    }

    /** True if it holds bars of some length. */
    public boolean isOfBars() {
        return this == KLINES || isOfReferencePrices();
    }

    /** True if it holds bars of a price that nobody traded at, so that they have neither volume nor trades. */
    public boolean isOfReferencePrices() {
        return this == MARK_PRICE_KLINES || this == INDEX_PRICE_KLINES || this == PREMIUM_INDEX_KLINES;
    }

    /** The dataset of that name, if there is one. */
    public static Optional<Dataset> find(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
