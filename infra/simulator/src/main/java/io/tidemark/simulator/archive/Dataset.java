package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Market;

/** A dataset of the archive that can be written. */
public enum Dataset {
    /** Aggregate trades of a day. */
    AGGREGATE_TRADES("aggTrades", true),
    /** Bars of a day. */
    KLINES("klines", true),
    /** Open interest and ratios of a day, every five minutes. */
    METRICS("metrics", false),
    /** Settled funding of a month. */
    FUNDING_RATE("fundingRate", false);

    private final String folder;
    private final boolean onSpot;

    Dataset(String folder, boolean onSpot) {
        this.folder = folder;
        this.onSpot = onSpot;
    }

    /** The dataset's name in the archive. */
    public String folder() {
        return folder;
    }

    /** Whether the archive has this dataset for the market. */
    public boolean existsOn(Market market) {
        return market == Market.UM || onSpot;
    }
}
