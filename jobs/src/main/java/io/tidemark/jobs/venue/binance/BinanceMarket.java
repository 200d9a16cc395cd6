package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A part of Binance that has its own archive folder. */
public enum BinanceMarket {
    /** USD-margined futures. */
    UM("um", "data/futures/um/", Futures.DATASETS),
    /** Coin-margined futures: inverse contracts. */
    CM("cm", "data/futures/cm/", Futures.DATASETS),
    /** Spot. */
    SPOT("spot", "data/spot/", List.of(Dataset.AGG_TRADES, Dataset.TRADES, Dataset.KLINES));

    /** What both kinds of futures have; constants cannot refer to a field of their own type. */
    private static final class Futures {
        static final List<Dataset> DATASETS = List.of(
                Dataset.AGG_TRADES,
                Dataset.TRADES,
                Dataset.KLINES,
                Dataset.MARK_PRICE_KLINES,
                Dataset.INDEX_PRICE_KLINES,
                Dataset.PREMIUM_INDEX_KLINES,
                Dataset.METRICS,
                Dataset.FUNDING_RATE,
                Dataset.LIQUIDATION_SNAPSHOT);
    }

    private final String text;
    private final String prefix;
    private final List<Dataset> datasets;

    BinanceMarket(String text, String prefix, List<Dataset> datasets) {
        this.text = text;
        this.prefix = prefix;
        this.datasets = datasets;
    }

    /** The name on the command line. */
    public String text() {
        return text;
    }

    /** The datasets that the archive publishes, or has published, for it. */
    public List<Dataset> datasets() {
        return datasets;
    }

    String prefix() {
        return prefix;
    }

    /** The market of that name, if there is one. */
    public static Optional<BinanceMarket> find(String text) {
        return Arrays.stream(values())
                .filter(market -> market.text.equals(text))
                .findFirst();
    }
}
