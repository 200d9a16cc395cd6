package io.tidemark.simulator.random;

/** A SplitMix64 stream with the draws a market needs. Not shared between threads. */
public final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;
    private static final int EXPONENTIAL_BITS = 12;
    private static final double[] EXPONENTIAL = exponentialQuantiles();

    /** The deviation of a 64-coin count (4) widened by the uniform draw that fills the steps between counts. */
    private static final double COIN_DEVIATION = Math.sqrt(16.0 + 1.0 / 12.0);

    private long state;

    RandomStream(long state) {
        this.state = state;
    }

    /** 64 fair bits. */
    public long bits() {
        state += GOLDEN;
        return Seed.mix(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (bits() >>> 11) * UNIT;
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** A whole number in [0, bound). */
    public int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /**
     * Nearly normal, mean 0 and deviation 1: the heads among 64 coins, smoothed. It needs no logarithm, whose last bit
     * may differ between machines, and costs two draws.
     */
    public double gaussian() {
        return (Long.bitCount(bits()) - 32 + uniform() - 0.5) / COIN_DEVIATION;
    }

    /** Exponential with mean 1, from a table of its quantiles. */
    public double exponential() {
        return EXPONENTIAL[(int) (bits() >>> (64 - EXPONENTIAL_BITS))];
    }

    private static double[] exponentialQuantiles() {
        int size = 1 << EXPONENTIAL_BITS;
        double[] quantiles = new double[size];
        for (int i = 0; i < size; i++) {
            quantiles[i] = -StrictMath.log((i + 0.5) / size);
        }
        return quantiles;
    }
}
