package io.tidemark.simulator.market;

import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A one-sided burst on a base: ten times the usual volume, four fifths of it on one side, and the price goes with it.
 *
 * @param startMinute its first minute of the day
 * @param minutes how long it lasts
 * @param buying the side that presses
 * @param move the change of the logarithmic price over the burst
 */
public record Burst(int startMinute, int minutes, boolean buying, double move) {
    /** How many times the usual volume a burst trades. */
    static final double VOLUME_FACTOR = 10.0;
    /** The share of the pressing side. */
    static final double SIDE_SHARE = 0.8;

    private static final int MARGIN_MINUTES = 10;

    /** The bursts of a base on a day, in order and apart from each other. */
    static List<Burst> of(Seed baseSeed, long day) {
        RandomStream random = baseSeed.branch("bursts").branch(day).stream();
        int count = 2 + random.below(4);
        int segment = Season.MINUTES / count;
        List<Burst> bursts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = i * segment + MARGIN_MINUTES + random.below(segment - 2 * MARGIN_MINUTES);
            boolean buying = random.chance(0.5);
            double size = random.between(0.004, 0.012);
            bursts.add(new Burst(start, 1 + random.below(3), buying, buying ? size : -size));
        }
        return bursts;
    }
}
