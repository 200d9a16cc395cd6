package io.tidemark.jobs.align.derivatives;

import java.util.Arrays;

/**
 * The last values of a series on the grid, NaN where there is none. Each stands twice in the array, so that any stretch
 * of up to {@code length} values is in one piece and in order.
 *
 * @param length how many values are kept
 * @param rows how many have been added
 * @param twice written over as values are added
 */
public record GridSeries(int length, long rows, double[] twice) {

    /** Keeps that many values; none is there yet. */
    static GridSeries of(int length) {
        double[] twice = new double[2 * length];
        Arrays.fill(twice, Double.NaN);
        return new GridSeries(length, 0, twice);
    }

    /** The same series, a row later. */
    GridSeries plus(double value) {
        int place = Math.toIntExact(rows % length);
        twice[place] = value;
        twice[place + length] = value;
        return new GridSeries(length, rows + 1, twice);
    }

    /** Where the last value stands: the stretch of the last n values is [end - n, end). */
    int end() {
        return Math.toIntExact((rows + length - 1) % length) + length + 1;
    }

    /** The value that many rows before the last; NaN if there was none. */
    double before(int rowsBefore) {
        return rowsBefore < length ? twice[end() - 1 - rowsBefore] : Double.NaN;
    }
}
