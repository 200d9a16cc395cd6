package io.tidemark.udfs.stats;

import java.util.Arrays;

/**
 * The values of the frame of an {@code over} window, in its order; what the functions over a frame accumulate. Public, with
 * public fields, because the engine keeps it.
 */
public final class FrameValues {

    private static final int INITIAL = 64;

    /** The values of the rows, NaN for null; used up to {@link #count}. */
    public double[] values = new double[INITIAL];

    /** The number of rows. */
    public int count;

    /** How many values are asked for, as the last row says. */
    public int required;

    /** The least standard deviation, as the last row says. */
    public double floor;

    /** Whether the last row left open how many values are asked for, or the least deviation. */
    public boolean undetermined;

    void add(Double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value == null ? Double.NaN : value;
    }

    void add(Double value, Integer required) {
        add(value, required, 0.0);
    }

    void add(Double value, Integer required, Double floor) {
        add(value);
        undetermined = required == null || floor == null || !(floor >= 0);
        this.required = undetermined ? 0 : required;
        this.floor = undetermined ? 0 : floor;
    }

    /**
     * Takes the oldest row with this value out, as a frame moves on. Rows that leave are older than those that stay, so that
     * it does not matter in which order they are taken out.
     */
    void remove(Double value) {
        long bits = Double.doubleToLongBits(value == null ? Double.NaN : value);
        int at = 0;
        while (Double.doubleToLongBits(values[at]) != bits) {
            at++;
        }
        System.arraycopy(values, at + 1, values, at, count - at - 1);
        count--;
    }

    /** The value of the frame's last row, NaN for null. */
    double last() {
        return values[count - 1];
    }

    /** The score, or null where it is not defined. */
    static Double orNull(double score) {
        return Double.isFinite(score) ? score : null;
    }
}
