package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.market.IdCounts;
import java.util.Arrays;
import java.util.List;

/** A dataset of the archive that can be written. */
public enum Dataset {
    /** Aggregate trades. */
    AGGREGATE_TRADES("aggTrades"),
    /** The fills of which aggregate trades are made. */
    TRADES("trades"),
    /** Bars of the trades. */
    KLINES("klines"),
    /** Bars of the mark price. */
    MARK_PRICE_KLINES("markPriceKlines"),
    /** Bars of the index, one file for all coin-margined contracts of a pair. */
    INDEX_PRICE_KLINES("indexPriceKlines"),
    /** Bars of the premium of the mark over the index, of perpetuals. */
    PREMIUM_INDEX_KLINES("premiumIndexKlines"),
    /** Open interest and ratios of a day, every five minutes. */
    METRICS("metrics"),
    /** Settled funding of a month, of perpetuals. */
    FUNDING_RATE("fundingRate"),
    /** Orders that closed coin-margined positions by force. The venue published them until October 2024. */
    LIQUIDATION_SNAPSHOT("liquidationSnapshot");

    private static final int MINUTES = 1_440;
    private static final int METRICS_ROWS = 288;

    private final String folder;

    Dataset(String folder) {
        this.folder = folder;
    }

    /** The dataset's name in the archive. */
    public String folder() {
        return folder;
    }

    /** The names of all datasets. */
    public static List<String> folders() {
        return Arrays.stream(values()).map(Dataset::folder).toList();
    }

    /** Whether the archive has this dataset for the instrument. */
    public boolean existsOn(Instrument instrument) {
        return switch (this) {
            case AGGREGATE_TRADES, TRADES, KLINES -> true;
            case MARK_PRICE_KLINES, INDEX_PRICE_KLINES, METRICS ->
                instrument.market().isFutures();
            case PREMIUM_INDEX_KLINES, FUNDING_RATE -> instrument.isPerpetual();
            case LIQUIDATION_SNAPSHOT -> instrument.market() == Market.CM;
        };
    }

    /** Whether the files are told apart by the length of their bars. */
    boolean hasBars() {
        return switch (this) {
            case KLINES, MARK_PRICE_KLINES, INDEX_PRICE_KLINES, PREMIUM_INDEX_KLINES -> true;
            case AGGREGATE_TRADES, TRADES, METRICS, FUNDING_RATE, LIQUIDATION_SNAPSHOT -> false;
        };
    }

    /** Whether there is a file a day. */
    public boolean isDaily() {
        return this != FUNDING_RATE;
    }

    /** Whether there is a file a month. */
    public boolean isMonthly() {
        return this != METRICS && this != LIQUIDATION_SNAPSHOT;
    }

    /** About how many rows a day has. */
    public double rowsPerDay(int tradesPerDay, BarInterval interval) {
        return switch (this) {
            case AGGREGATE_TRADES -> tradesPerDay;
            case TRADES -> tradesPerDay * IdCounts.FILLS_PER_TRADE;
            case KLINES, MARK_PRICE_KLINES, INDEX_PRICE_KLINES, PREMIUM_INDEX_KLINES ->
                (double) MINUTES / interval.minutes();
            case METRICS -> METRICS_ROWS;
            case FUNDING_RATE, LIQUIDATION_SNAPSHOT -> 0.0;
        };
    }
}
