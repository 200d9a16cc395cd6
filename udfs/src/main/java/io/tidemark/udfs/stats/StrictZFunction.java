package io.tidemark.udfs.stats;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.AggregateFunction;

/**
 * {@code strict_z(x DOUBLE, minimum INT) -> DOUBLE}: aggregate over a frame that ends with the current row, such as
 * {@code rows between 288 preceding and current row}: how many sample standard deviations (ddof 1) the
 * last row's value lies from the mean of the rows before it.
 *
 * <p>By {@link ZScore}. Rows before it that are null are skipped. Null if the last value is, if fewer than {@code minimum}
 * (and fewer than two) are left, if those are all equal, and for a null minimum.
 */
public final class StrictZFunction extends AggregateFunction<Double, FrameValues> {

    private static final long serialVersionUID = 1L;

    @Override
    public FrameValues createAccumulator() {
        return new FrameValues();
    }

    /** Takes the next row of the frame. */
    public void accumulate(
            FrameValues frame,
            @ArgumentHint(name = "x", type = @DataTypeHint("DOUBLE")) Double x,
            @ArgumentHint(name = "minimum", type = @DataTypeHint("INT")) Integer minimum) {
        frame.add(x, minimum);
    }

    /** Takes a row that has left the frame out, which frames of streams need. */
    public void retract(
            FrameValues frame,
            @ArgumentHint(name = "x", type = @DataTypeHint("DOUBLE")) Double x,
            @ArgumentHint(name = "minimum", type = @DataTypeHint("INT")) Integer minimum) {
        frame.remove(x);
    }

    @Override
    public Double getValue(FrameValues frame) {
        if (frame.undetermined || frame.count == 0) {
            return null;
        }
        return FrameValues.orNull(ZScore.against(frame.last(), frame.values, 0, frame.count - 1, frame.required));
    }
}
