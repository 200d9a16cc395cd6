package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.random.Seed;

/**
 * Files that get their faults together. Each family has every fault of the level once, and draws on its own, so that
 * asking for one more dataset or market leaves the files of the others as they are.
 */
enum FaultFamily {
    /** What perpetuals and spot have always had here: aggregate trades, bars, metrics, funding. */
    USUAL,
    /** The single trades of perpetuals and spot, and the bars of mark, index and premium. */
    FURTHER,
    /** All of the coin-margined market. */
    COIN;

    static FaultFamily of(WrittenFile file) {
        if (file.file().instrument().market() == Market.CM) {
            return COIN;
        }
        return switch (file.file().dataset()) {
            case AGGREGATE_TRADES, KLINES, METRICS, FUNDING_RATE -> USUAL;
            case TRADES, MARK_PRICE_KLINES, INDEX_PRICE_KLINES, PREMIUM_INDEX_KLINES, LIQUIDATION_SNAPSHOT -> FURTHER;
        };
    }

    Seed seed(Seed faults) {
        return this == USUAL ? faults : faults.branch(name());
    }
}
