package io.tidemark.udfs.stats;

/** By how much a value has changed, relative to what it was. */
public final class RelativeChange {

    private static final double PERCENT = 100;
    private static final double BPS = 10_000;

    private RelativeChange() {}

    /**
     * (now / before - 1) × 100, in percent; from 100 to 103 it is 3.
     *
     * @return NaN if either is NaN, and if {@code before} is 0
     */
    public static double percent(double now, double before) {
        return of(now, before, PERCENT);
    }

    /**
     * (now / before - 1) × 10,000, in basis points; a simple return, not a logarithmic one.
     *
     * @return NaN if either is NaN, and if {@code before} is 0
     */
    public static double bps(double now, double before) {
        return of(now, before, BPS);
    }

    /** Subtracts first: now / before - 1 would lose the digits in which a small change is written. */
    private static double of(double now, double before, double scale) {
        return before == 0 ? Double.NaN : scale * (now - before) / before;
    }
}
