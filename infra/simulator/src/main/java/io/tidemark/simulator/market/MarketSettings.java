package io.tidemark.simulator.market;

import io.tidemark.simulator.random.Seed;

/**
 * What the market is made from.
 *
 * @param seedNumber the user's seed
 * @param tradesPerDay aggregate trades per instrument on an average day
 * @param liquidationsTakeIds whether liquidations consume fill ids that no aggregate trade shows, as on the real venue
 * @param margin the terms of all positions
 */
public record MarketSettings(long seedNumber, int tradesPerDay, boolean liquidationsTakeIds, MarginTerms margin) {
    /** The root of the market's random streams. */
    public Seed seed() {
        return Seed.of(seedNumber);
    }
}
