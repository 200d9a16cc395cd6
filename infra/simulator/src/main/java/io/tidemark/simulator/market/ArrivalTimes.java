package io.tidemark.simulator.market;

import io.tidemark.simulator.random.RandomStream;

/**
 * The times of a known number of trades in one day, in order. The expected activity of each tenth of a second is the
 * season of its minute, plus clusters: now and then a trade sets off others, whose number falls off within a second.
 */
final class ArrivalTimes {
    private static final int SLOTS = 864_000;
    private static final int SLOTS_PER_MINUTE = 600;
    private static final long SLOT_MICROS = 100_000L;
    /** Slots that are passed at once when the next trade is beyond them. */
    private static final int BLOCK = 12;
    /** The share of trades that another trade set off. */
    private static final double EXCITED_SHARE = 0.75;

    private static final double CLUSTERS_PER_TRADE = 0.2;
    private static final double DECAY = 0.55;
    private static final double NOTHING = 1e-12;

    private final RandomStream random;
    private final float[] expected;
    /** The sum of all slots before each block, added up in their order. */
    private final double[] passedBefore = new double[SLOTS / BLOCK];

    private final double stride;
    private int drawn;
    private int slot;
    private double passed;
    private double clusterStart;

    /** @param minuteActivity relative activity of each minute */
    ArrivalTimes(RandomStream random, double[] minuteActivity, int trades) {
        this.random = random;
        this.expected = new float[SLOTS];
        this.stride = excite(minuteActivity, trades) / trades;
    }

    /** Microseconds of the day of the next trade; to be called once per trade. */
    long next() {
        double target = (drawn++ + random.uniform()) * stride;
        int before = slot;
        int block = slot / BLOCK + 1;
        while (block < passedBefore.length && passedBefore[block] <= target) {
            slot = block * BLOCK;
            passed = passedBefore[block++];
        }
        while (slot < SLOTS - 1 && passed + expected[slot] <= target) {
            passed += expected[slot++];
        }
        if (slot != before) {
            clusterStart = random.uniform();
        }
        double share = Math.min(1.0, Math.max(0.0, (target - passed) / expected[slot]));
        // The cube draws the trades of a cluster together, to milliseconds.
        double position = clusterStart + (1.0 - clusterStart) * share * share * share;
        return slot * SLOT_MICROS + Math.min(SLOT_MICROS - 1, (long) (position * SLOT_MICROS));
    }

    private double excite(double[] minuteActivity, int trades) {
        double sum = 0.0;
        for (double activity : minuteActivity) {
            sum += activity;
        }
        double total = 0.0;
        double excitement = 0.0;
        for (int minute = 0; minute < minuteActivity.length; minute++) {
            double usual = trades * minuteActivity[minute] / (sum * SLOTS_PER_MINUTE);
            double background = (1.0 - EXCITED_SHARE) * usual;
            double clusterChance = Math.min(0.5, usual * CLUSTERS_PER_TRADE);
            double cluster = (1.0 - DECAY) * EXCITED_SHARE * usual / clusterChance;
            int first = minute * SLOTS_PER_MINUTE;
            for (int index = first; index < first + SLOTS_PER_MINUTE; index++) {
                // Left alone it would fade into subnormal numbers, which cost a hundred times as much.
                excitement = excitement < NOTHING ? 0.0 : excitement * DECAY;
                if (random.uniform() < clusterChance) {
                    excitement += cluster * random.exponential();
                }
                if (index % BLOCK == 0) {
                    passedBefore[index / BLOCK] = total;
                }
                expected[index] = (float) (background + excitement);
                total += expected[index];
            }
        }
        return total;
    }
}
