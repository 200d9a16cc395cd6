package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.random.DailySeries;
import io.tidemark.simulator.random.PinnedPath;
import io.tidemark.simulator.random.Seed;
import java.time.LocalDate;

/** The long/short ratios of traders through one day, every five minutes. */
public final class TraderRatios {
    /** Five-minute periods of a day. */
    public static final int PERIODS = 288;

    private final double[] topAccounts;
    private final double[] topPositions;
    private final double[] accounts;

    /** The ratios of an instrument's day. */
    public TraderRatios(MarketSettings settings, Instrument instrument, LocalDate day) {
        Seed seed = settings.seed().branch("ratios").branch(instrument.id());
        this.topAccounts = path(seed.branch("top accounts"), day.toEpochDay(), 0.4, 0.3, 0.008);
        this.topPositions = path(seed.branch("top positions"), day.toEpochDay(), 0.1, 0.2, 0.004);
        this.accounts = path(seed.branch("accounts"), day.toEpochDay(), 0.3, 0.3, 0.008);
    }

    /** Top traders long per top trader short, after the given number of periods. */
    public double topAccounts(int periods) {
        return topAccounts[periods];
    }

    /** Top traders' long positions per short position. */
    public double topPositions(int periods) {
        return topPositions[periods];
    }

    /** Accounts long per account short. */
    public double accounts(int periods) {
        return accounts[periods];
    }

    private static double[] path(Seed seed, long day, double mean, double deviation, double noise) {
        DailySeries series = new DailySeries(seed.branch("days"), mean, deviation, 10.0);
        double[] path = PinnedPath.walk(
                seed.branch("periods").branch(day).stream(), series.at(day), series.at(day + 1), PERIODS, noise);
        for (int i = 0; i < path.length; i++) {
            path[i] = StrictMath.exp(path[i]);
        }
        return path;
    }
}
