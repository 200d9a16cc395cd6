package io.tidemark.bench.floor;

/** A whole number of 128 bits, signed, that is added to; overflow beyond them is not looked for. */
final class WideSum {

    private static final double TWO_TO_64 = 0x1p64;

    private long high;
    private long low;

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    void clear() {
        high = 0;
        low = 0;
    }

    void set(WideSum other) {
        high = other.high;
        low = other.low;
    }

    boolean isZero() {
        return (high | low) == 0;
    }

    /** Makes it the larger of itself and another number. */
    void raiseTo(long otherHigh, long otherLow) {
        if (otherHigh > high || (otherHigh == high && Long.compareUnsigned(otherLow, low) > 0)) {
            high = otherHigh;
            low = otherLow;
        }
    }

    void add(WideSum other) {
        add(other.high, other.low);
    }

    /** Adds {@code addedHigh × 2^64 + addedLow}, the lower half unsigned. */
    void add(long addedHigh, long addedLow) {
        long sum = low + addedLow;
        high += addedHigh + (((low & addedLow) | ((low | addedLow) & ~sum)) >>> 63);
        low = sum;
    }

    void subtract(WideSum other) {
        add(~other.high, ~other.low);
        add(0, 1);
    }

    /** Multiplies a number that is not negative by a factor that is not either. */
    void multiply(long factor) {
        long carried = Math.multiplyHigh(low, factor) + (low < 0 ? factor : 0);
        low *= factor;
        high = high * factor + carried;
    }

    /** The number, which is not negative, as a double divided by {@code divisor}; within 1e-15 of its size. */
    double dividedBy(double divisor) {
        return (high * TWO_TO_64 + (low >>> 1) * 2.0 + (low & 1)) / divisor;
    }
}
