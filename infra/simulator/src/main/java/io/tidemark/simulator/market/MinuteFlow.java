package io.tidemark.simulator.market;

/** What each minute of a base's day is like to trade in: its activity, and the side that presses in a burst. */
final class MinuteFlow {
    private final double[] activity = new double[Season.MINUTES];
    private final byte[] pressingSide = new byte[Season.MINUTES];

    private MinuteFlow() {}

    static MinuteFlow of(IndexDay index) {
        MinuteFlow flow = new MinuteFlow();
        for (int minute = 0; minute < Season.MINUTES; minute++) {
            flow.activity[minute] = Season.activity(minute) * Math.sqrt(index.volatility()[minute]);
        }
        for (Burst burst : index.bursts()) {
            for (int minute = burst.startMinute(); minute < burst.startMinute() + burst.minutes(); minute++) {
                flow.activity[minute] *= Burst.VOLUME_FACTOR;
                flow.pressingSide[minute] = (byte) (burst.buying() ? 1 : -1);
            }
        }
        return flow;
    }

    /** Relative activity of each minute. */
    double[] activity() {
        return activity;
    }

    /** 1 where buyers press, -1 where sellers do, 0 in the ordinary minutes. */
    int pressingSide(int minute) {
        return pressingSide[minute];
    }
}
