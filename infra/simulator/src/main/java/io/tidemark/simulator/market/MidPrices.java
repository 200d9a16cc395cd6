package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;

/** The mid price of an instrument through one day, in price units. */
public final class MidPrices {
    private static final int LOOK_AHEAD_SECONDS = 20;
    /** The usual change over the look-ahead, as a fraction of the price. */
    private static final double USUAL_CHANGE = 0.00045;

    private final double[] seconds;

    private MidPrices(double[] seconds) {
        this.seconds = seconds;
    }

    /** The mid prices of the day. */
    public static MidPrices of(MarketDay market, Instrument instrument) {
        double[] prices = market.index(instrument.base()).prices();
        BasisDay basis =
                BasisDay.of(market.settings().seed(), instrument, market.day().toEpochDay());
        double unitsPerQuote = instrument.multiplier() * StrictMath.pow(10.0, instrument.priceDecimals());
        double[] seconds = new double[IndexDay.SECONDS + 1];
        for (int second = 0; second < seconds.length; second++) {
            seconds[second] = prices[second] * unitsPerQuote * (1.0 + basis.atSecond(second));
        }
        return new MidPrices(seconds);
    }

    /** The mid at a second of the day; second 86,400 is the midnight that ends it. */
    public double atSecond(int second) {
        return seconds[second];
    }

    /** The mid at a microsecond of the day. */
    double atMicros(long microsOfDay) {
        int second = (int) (microsOfDay / 1_000_000L);
        double share = (microsOfDay - second * 1_000_000L) * 1e-6;
        return seconds[second] + (seconds[second + 1] - seconds[second]) * share;
    }

    /** The change over the next seconds in units of a usual change: whoever presses now moves the price then. */
    double pressure(int second) {
        double later = seconds[Math.min(second + LOOK_AHEAD_SECONDS, IndexDay.SECONDS)];
        return (later / seconds[second] - 1.0) / USUAL_CHANGE;
    }
}
