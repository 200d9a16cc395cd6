package io.tidemark.udfs.stats;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.AggregateFunction;

/** An aggregate over a frame that ends with the current row: a score of the last value against those before it. */
public abstract class LastAgainstEarlierFunction extends AggregateFunction<Double, FrameValues> {

    private static final long serialVersionUID = 1L;

    /** The score; NaN where it is not defined. */
    abstract double score(double x, double[] values, int from, int to, int minimum);

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
        return FrameValues.orNull(score(frame.last(), frame.values, 0, frame.count - 1, frame.required));
    }
}
