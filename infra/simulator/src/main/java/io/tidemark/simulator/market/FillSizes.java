package io.tidemark.simulator.market;

import io.tidemark.simulator.random.RandomStream;

/** Relative sizes of fills: a wide body around 1 and a heavy tail whose chance falls as size to the power of -4/3. */
final class FillSizes {
    private static final double TAIL_CHANCE = 1.0 / 64.0;
    private static final double TAIL_START = 12.0;
    private static final double LARGEST = 1_500.0;

    /** About the mean of the draws, with which a day's volume is foreseen. */
    static final double MEAN = 2.2;

    private FillSizes() {}

    static double draw(RandomStream random) {
        double position = random.uniform();
        if (position < TAIL_CHANCE) {
            double root = Math.sqrt(1.0 - random.uniform());
            return Math.min(LARGEST, TAIL_START / (root * Math.sqrt(root)));
        }
        double exponential = random.exponential();
        return 0.1 + 0.9 * exponential * exponential;
    }
}
