package io.tidemark.simulator.market;

import io.tidemark.simulator.random.DailySeries;
import io.tidemark.simulator.random.PinnedPath;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.util.List;

/**
 * What all bases share on a day: the market's own move, second by second, and the volatility of each minute, which
 * clusters: its logarithm wanders over minutes and over days.
 */
final class MarketFactor {
    private final long day;
    private final double[] volatility;
    private final double[] path;

    private MarketFactor(long day, double[] volatility, double[] path) {
        this.day = day;
        this.volatility = volatility;
        this.path = path;
    }

    static MarketFactor of(Seed seed, long day) {
        Seed market = seed.branch("market");
        double[] volatility = volatility(market, day);
        DailySeries series = new DailySeries(market.branch("price"), 0.0, 0.14, 60.0);
        double[] path = IndexDay.path(series, market.branch("seconds"), day, volatility, List.of());
        return new MarketFactor(day, volatility, path);
    }

    /** The day, counted from 1970-01-01. */
    long day() {
        return day;
    }

    /** Relative volatility of each minute, about 1 on average. */
    double[] volatility() {
        return volatility;
    }

    /** The logarithmic price of the market at each second, and at the midnight that ends the day. */
    double[] path() {
        return path;
    }

    private static double[] volatility(Seed market, long day) {
        DailySeries series = new DailySeries(market.branch("volatility"), -0.1, 0.3, 6.0);
        RandomStream random = market.branch("volatility minutes").branch(day).stream();
        double[] logarithm = PinnedPath.walk(random, series.at(day), series.at(day + 1), Season.MINUTES, 0.018);
        double[] volatility = new double[Season.MINUTES];
        for (int minute = 0; minute < Season.MINUTES; minute++) {
            volatility[minute] = StrictMath.exp(logarithm[minute]) * Math.sqrt(Season.activity(minute));
        }
        return volatility;
    }
}
