package io.tidemark.udfs.stats;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.AggregateFunction;

/**
 * {@code parity_z(x DOUBLE, n INT [, min_std DOUBLE]) -> DOUBLE}: aggregate over the frame {@code rows between n - 1
 * preceding and current row}: how many sample standard deviations (ddof 1) the last row's value lies from the mean of
 * all n, itself included. What {@code (x - rolling(n).mean()) / rolling(n).std()} is in pandas.
 *
 * <p>By {@link ZScore}. It is never further than (n - 1)/√n from zero, and right there for the first change after a flat
 * frame, whatever its size; {@code min_std}, in the unit of x, is a standard deviation that counts where the frame's is
 * less. Null unless the frame has exactly n rows and all have a value, for values that are all equal, for an n below 2
 * or null, and for a {@code min_std} that is negative or null.
 */
public final class ParityZFunction extends AggregateFunction<Double, FrameValues> {

    private static final long serialVersionUID = 1L;

    @Override
    public FrameValues createAccumulator() {
        return new FrameValues();
    }

    /** Takes the next row of the frame. */
    public void accumulate(FrameValues frame, @DataTypeHint("DOUBLE") Double x, @DataTypeHint("INT") Integer n) {
        frame.add(x, n);
    }

    /** Takes the next row of the frame, with a floor for the standard deviation. */
    public void accumulate(
            FrameValues frame,
            @DataTypeHint("DOUBLE") Double x,
            @DataTypeHint("INT") Integer n,
            @DataTypeHint("DOUBLE") Double leastDeviation) {
        frame.add(x, n, leastDeviation);
    }

    /** Takes a row that has left the frame out, which frames of streams need. */
    public void retract(FrameValues frame, @DataTypeHint("DOUBLE") Double x, @DataTypeHint("INT") Integer n) {
        frame.remove(x);
    }

    /** Takes a row that has left the frame out, whatever the floor it came with. */
    public void retract(
            FrameValues frame,
            @DataTypeHint("DOUBLE") Double x,
            @DataTypeHint("INT") Integer n,
            @DataTypeHint("DOUBLE") Double leastDeviation) {
        frame.remove(x);
    }

    @Override
    public Double getValue(FrameValues frame) {
        if (frame.undetermined || frame.count != frame.required) {
            return null;
        }
        return FrameValues.orNull(ZScore.ofLast(frame.values, 0, frame.count, frame.floor));
    }
}
