package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.BaseAsset;
import io.tidemark.simulator.random.DailySeries;
import io.tidemark.simulator.random.PinnedPath;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.util.List;

/**
 * The latent price of a base through one day, second by second: a market factor common to all bases, the base's own
 * walk, and its bursts.
 */
final class IndexDay {
    static final int SECONDS = 86_400;

    private final double[] prices;
    private final double[] volatility;
    private final List<Burst> bursts;

    private IndexDay(double[] prices, double[] volatility, List<Burst> bursts) {
        this.prices = prices;
        this.volatility = volatility;
        this.bursts = bursts;
    }

    static IndexDay of(Seed seed, BaseAsset base, MarketFactor market) {
        Seed own = seed.branch("base").branch(base.name());
        long day = market.day();
        List<Burst> bursts = Burst.of(own, day);
        DailySeries ownSeries = new DailySeries(own.branch("price"), 0.0, base.ownDeviation(), 60.0);
        double[] prices = path(ownSeries, own.branch("seconds"), day, market.volatility(), bursts);
        double[] common = market.path();
        for (int i = 0; i < prices.length; i++) {
            prices[i] = base.referencePrice() * StrictMath.exp(base.marketBeta() * common[i] + prices[i]);
        }
        return new IndexDay(prices, market.volatility(), bursts);
    }

    /** 86,401 prices: at each second of the day, and at the midnight that ends it. */
    double[] prices() {
        return prices;
    }

    /** Relative volatility of each minute, about 1 on average. */
    double[] volatility() {
        return volatility;
    }

    List<Burst> bursts() {
        return bursts;
    }

    /** The logarithmic price of a series at each second of a day, with bursts in it. */
    static double[] path(DailySeries series, Seed seed, long day, double[] volatility, List<Burst> bursts) {
        RandomStream random = seed.branch(day).stream();
        double usual = series.innovation() / Math.sqrt(SECONDS);
        double[] steps = new double[SECONDS];
        double[] deviations = new double[SECONDS];
        for (int second = 0; second < SECONDS; second++) {
            deviations[second] = usual * volatility[second / 60];
            steps[second] = deviations[second] * random.gaussian();
        }
        for (Burst burst : bursts) {
            int first = burst.startMinute() * 60;
            int seconds = burst.minutes() * 60;
            for (int second = first; second < first + seconds; second++) {
                steps[second] += burst.move() / seconds;
            }
        }
        return PinnedPath.through(series.at(day), series.at(day + 1), steps, deviations);
    }
}
