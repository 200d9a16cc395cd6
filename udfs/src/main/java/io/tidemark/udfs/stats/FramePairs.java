package io.tidemark.udfs.stats;

import java.util.Arrays;

/**
 * The pairs of the frame of an {@code over} window in which both values are present, in its order. Public, with public
 * fields, because the engine keeps it.
 */
public final class FramePairs {

    private static final int INITIAL = 64;

    /** The first values; used up to {@link #count}. */
    public double[] xs = new double[INITIAL];

    /** The second values; used up to {@link #count}. */
    public double[] ys = new double[INITIAL];

    /** The number of pairs. */
    public int count;

    void add(Double x, Double y) {
        if (x == null || y == null) {
            return;
        }
        if (count == xs.length) {
            xs = Arrays.copyOf(xs, 2 * count);
            ys = Arrays.copyOf(ys, 2 * count);
        }
        xs[count] = x;
        ys[count] = y;
        count++;
    }

    /** Takes the oldest such pair out, as a frame moves on. */
    void remove(Double x, Double y) {
        if (x == null || y == null) {
            return;
        }
        int at = 0;
        while (Double.compare(xs[at], x) != 0 || Double.compare(ys[at], y) != 0) {
            at++;
        }
        count--;
        System.arraycopy(xs, at + 1, xs, at, count - at);
        System.arraycopy(ys, at + 1, ys, at, count - at);
    }
}
