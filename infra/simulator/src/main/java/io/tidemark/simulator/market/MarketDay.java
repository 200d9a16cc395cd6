package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.BaseAsset;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One day of the whole market. What its instruments share, the common factor and the latent price of each base, is drawn
 * when it is first wanted and kept as long as the day is. Safe for several threads.
 */
public final class MarketDay {
    private final MarketSettings settings;
    private final LocalDate day;
    private final Map<BaseAsset, IndexDay> indices = new ConcurrentHashMap<>();
    private MarketFactor factor;

    /** A day of the market; nothing is drawn yet. */
    public MarketDay(MarketSettings settings, LocalDate day) {
        this.settings = settings;
        this.day = day;
    }

    /** What the market is made from. */
    public MarketSettings settings() {
        return settings;
    }

    /** The UTC day. */
    public LocalDate day() {
        return day;
    }

    IndexDay index(BaseAsset base) {
        return indices.computeIfAbsent(base, wanted -> IndexDay.of(settings.seed(), wanted, factor()));
    }

    private synchronized MarketFactor factor() {
        if (factor == null) {
            factor = MarketFactor.of(settings.seed(), day.toEpochDay());
        }
        return factor;
    }
}
