package io.tidemark.simulator.random;

import java.time.LocalDate;

/**
 * A mean-reverting series with one value at the start of each UTC day, walked forward from a fixed first day, so that
 * its value on a day never depends on the days that were asked for.
 */
public final class DailySeries {
    /** The first simulated day, counted from 1970-01-01; before it there is no market. */
    public static final long FIRST_DAY = LocalDate.of(2020, 1, 1).toEpochDay();

    private final Seed seed;
    private final double mean;
    private final double persistence;
    private final double innovation;

    /**
     * @param mean what the series returns to
     * @param deviation its standard deviation in the long run
     * @param reversionDays the days in which a distance from the mean falls to 1/e
     */
    public DailySeries(Seed seed, double mean, double deviation, double reversionDays) {
        this.seed = seed;
        this.mean = mean;
        this.persistence = StrictMath.exp(-1.0 / reversionDays);
        this.innovation = deviation * Math.sqrt(1.0 - persistence * persistence);
    }

    /** The value at 00:00 of the day. */
    public double at(long day) {
        double distance = 0.0;
        for (long walked = FIRST_DAY; walked <= day; walked++) {
            distance = persistence * distance
                    + innovation * seed.branch(walked).stream().gaussian();
        }
        return mean + distance;
    }

    /** The standard deviation of the part of a day's change that could not be foreseen. */
    public double innovation() {
        return innovation;
    }
}
