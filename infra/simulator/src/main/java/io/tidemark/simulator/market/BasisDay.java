package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.random.DailySeries;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;

/**
 * The distance of an instrument from its index through one day, minute by minute; it returns to its mean. A quarterly
 * contract costs more than its index by a carry that is gone on the day of delivery.
 */
final class BasisDay {
    private static final double PERPETUAL_MEAN = -0.00042;
    private static final double PERPETUAL_DEVIATION = 0.00022;
    private static final double SPOT_DEVIATION = 0.00002;
    private static final double CARRY_PER_DAY = 0.05 / 365.0;
    /** The share of the distance that is lost per minute: half of it in two hours. */
    private static final double REVERSION = 0.00578;

    private static final double[] SHARES = sharesOfMinute();

    private final double[] minutes;

    private BasisDay(double[] minutes) {
        this.minutes = minutes;
    }

    static BasisDay of(Seed seed, Instrument instrument, long day) {
        double mean = instrument.isPerpetual() ? PERPETUAL_MEAN : 0.0;
        double deviation = instrument.market().isFutures() ? PERPETUAL_DEVIATION : SPOT_DEVIATION;
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
        addCarry(path, instrument, day);
        return new BasisDay(path);
    }

    /** The basis at the start of a minute, as a fraction of the index; minute 1,440 is the midnight that ends the day. */
    double atMinute(int minute) {
        return minutes[minute];
    }

    /** The basis at a second, between the values of the two minutes around it. */
    double atSecond(int second) {
        int minute = Math.min(second / 60, Season.MINUTES - 1);
        double share = SHARES[second - minute * 60];
        return minutes[minute] + (minutes[minute + 1] - minutes[minute]) * share;
    }

    private static double[] sharesOfMinute() {
        double[] shares = new double[61];
        for (int second = 0; second < shares.length; second++) {
            shares[second] = second / 60.0;
        }
        return shares;
    }

    private static void addCarry(double[] path, Instrument instrument, long day) {
        if (instrument.contract() == null || instrument.contract().delivery() == null) {
            return;
        }
        long daysLeft = instrument.contract().delivery().toEpochDay() - day;
        for (int minute = 0; minute <= Season.MINUTES; minute++) {
            path[minute] += CARRY_PER_DAY * (daysLeft - (double) minute / Season.MINUTES);
        }
    }
}
