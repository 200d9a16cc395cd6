package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.random.DailySeries;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;

/** The distance of an instrument from its index through one day, minute by minute; it returns to its mean. */
final class BasisDay {
    private static final double PERPETUAL_MEAN = -0.00042;
    private static final double PERPETUAL_DEVIATION = 0.00022;
    private static final double SPOT_DEVIATION = 0.00002;
    /** The share of the distance that is lost per minute: half of it in two hours. */
    private static final double REVERSION = 0.00578;

    private final double[] minutes;

    private BasisDay(double[] minutes) {
        this.minutes = minutes;
    }

    static BasisDay of(Seed seed, Instrument instrument, long day) {
        boolean perpetual = instrument.market() == Market.UM;
        double mean = perpetual ? PERPETUAL_MEAN : 0.0;
        double deviation = perpetual ? PERPETUAL_DEVIATION : SPOT_DEVIATION;
        Seed own = seed.branch("basis").branch(instrument.id());
        DailySeries series = new DailySeries(own.branch("days"), mean, deviation, 1.5);
        RandomStream random = own.branch("minutes").branch(day).stream();
        double noise = deviation * Math.sqrt(2.0 * REVERSION);
        double[] path = new double[Season.MINUTES + 1];
        path[0] = series.at(day);
        for (int minute = 0; minute < Season.MINUTES; minute++) {
            path[minute + 1] = path[minute] + REVERSION * (mean - path[minute]) + noise * random.gaussian();
        }
        double missed = series.at(day + 1) - path[Season.MINUTES];
        for (int minute = 1; minute <= Season.MINUTES; minute++) {
            path[minute] += missed * minute / Season.MINUTES;
        }
        return new BasisDay(path);
    }

    /** The basis at the start of a minute, as a fraction of the index; minute 1,440 is the midnight that ends the day. */
    double atMinute(int minute) {
        return minutes[minute];
    }

    /** The basis at a second, between the values of the two minutes around it. */
    double atSecond(int second) {
        int minute = Math.min(second / 60, Season.MINUTES - 1);
        double share = (second - minute * 60) / 60.0;
        return minutes[minute] + (minutes[minute + 1] - minutes[minute]) * share;
    }
}
