package io.tidemark.udfs.stats;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.AggregateFunction;

/**
 * {@code percentile_rank(x DOUBLE) -> DOUBLE}: aggregate over a frame that ends with the current row, such as
 * {@code rows between 8639 preceding and current row}: where the last row's value stands among all of the
 * frame, itself included, in percent: 100 × (less + 0.5 × equal) / n. Equal values give 50.
 *
 * <p>By {@link PercentileRank}. Rows that are null are skipped; null if the last value is.
 */
public final class PercentileRankFunction extends AggregateFunction<Double, FrameValues> {

    private static final long serialVersionUID = 1L;

    @Override
    public FrameValues createAccumulator() {
        return new FrameValues();
    }

    /** Takes the next row of the frame. */
    public void accumulate(FrameValues frame, @ArgumentHint(name = "x", type = @DataTypeHint("DOUBLE")) Double x) {
        frame.add(x);
    }

    /** Takes a row that has left the frame out, which frames of streams need. */
    public void retract(FrameValues frame, @ArgumentHint(name = "x", type = @DataTypeHint("DOUBLE")) Double x) {
        frame.remove(x);
    }

    @Override
    public Double getValue(FrameValues frame) {
        return frame.count == 0
                ? null
                : FrameValues.orNull(PercentileRank.of(frame.last(), frame.values, 0, frame.count));
    }
}
