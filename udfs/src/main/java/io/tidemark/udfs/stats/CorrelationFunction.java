package io.tidemark.udfs.stats;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.AggregateFunction;

/**
 * {@code correlation(x DOUBLE, y DOUBLE) -> DOUBLE}: aggregate over a group or a frame: Pearson's correlation of the pairs in
 * which both are present, from -1 (against each other) to 1 (together).
 *
 * <p>By {@link Correlation}. Null with fewer than two pairs, and if all x or all y of the pairs are equal.
 */
public final class CorrelationFunction extends AggregateFunction<Double, FramePairs> {

    private static final long serialVersionUID = 1L;

    @Override
    public FramePairs createAccumulator() {
        return new FramePairs();
    }

    /** Takes the next row. */
    public void accumulate(
            FramePairs pairs,
            @ArgumentHint(name = "x", type = @DataTypeHint("DOUBLE")) Double x,
            @ArgumentHint(name = "y", type = @DataTypeHint("DOUBLE")) Double y) {
        pairs.add(x, y);
    }

    /** Takes a row that has left the frame out, which frames of streams need. */
    public void retract(
            FramePairs pairs,
            @ArgumentHint(name = "x", type = @DataTypeHint("DOUBLE")) Double x,
            @ArgumentHint(name = "y", type = @DataTypeHint("DOUBLE")) Double y) {
        pairs.remove(x, y);
    }

    @Override
    public Double getValue(FramePairs pairs) {
        return FrameValues.orNull(Correlation.of(pairs.xs, pairs.ys, 0, pairs.count));
    }
}
