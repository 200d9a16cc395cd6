package io.tidemark.simulator.market;

import io.tidemark.simulator.random.RandomStream;

/** Draws the aggressor of each trade: with the price's next move, persistent, and one-sided in a burst. */
final class Aggressor {
    private static final double PERSISTENCE = 0.3;
    private static final double PRESSURE_WEIGHT = 0.1;

    private final RandomStream random;
    private final MinuteFlow flow;
    private final MidPrices mids;
    private boolean lastBought;

    Aggressor(RandomStream random, MinuteFlow flow, MidPrices mids) {
        this.random = random;
        this.flow = flow;
        this.mids = mids;
    }

    /** Whether the taker of a trade at this microsecond of the day buys. */
    boolean buysAt(long microsOfDay) {
        int second = (int) (microsOfDay / 1_000_000L);
        int pressing = flow.pressingSide(second / 60);
        double draw = random.uniform();
        if (pressing != 0) {
            lastBought = draw < Burst.SIDE_SHARE == pressing > 0;
        } else if (!random.chance(PERSISTENCE)) {
            double pressure = Math.max(-2.5, Math.min(2.5, mids.pressure(second)));
            lastBought = draw < 0.5 + PRESSURE_WEIGHT * pressure;
        }
        return lastBought;
    }
}
