package io.tidemark.udfs.stats;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.AggregateFunction;

/**
 * {@code merge_sketches(sketch BYTES) -> BYTES}: the sketch of all values that the sketches of a group counted.
 *
 * <p>The same bytes whatever the order of the rows and the plan, by {@link QuantileSketch}. Null rows are skipped;
 * null for a group without any other row, and for a group that holds bytes which are not a sketch, because a quantile
 * of the rest would be wrong without a sign.
 */
public final class MergeSketchesFunction extends AggregateFunction<byte[], MergeSketchesFunction.Merged> {

    private static final long serialVersionUID = 1L;

    private transient QuantileSketch scratch;

    /** What has been merged so far. */
    public static final class Merged {

        /** The sketch of the rows seen; null before the first. */
        public byte[] sketch;

        /** Whether a row was seen that is not a sketch. */
        public boolean unreadable;
    }

    @Override
    public Merged createAccumulator() {
        return new Merged();
    }

    /** Merges a row's sketch; skips null. */
    public void accumulate(Merged merged, @ArgumentHint(name = "sketch", type = @DataTypeHint("BYTES")) byte[] sketch) {
        if (sketch == null || merged.unreadable) {
            return;
        }
        if (scratch == null) {
            scratch = new QuantileSketch();
        }
        scratch.reset();
        try {
            if (merged.sketch != null) {
                scratch.mergeBytes(merged.sketch);
            }
            scratch.mergeBytes(sketch);
            merged.sketch = scratch.toBytes();
        } catch (IllegalArgumentException notSketch) {
            merged.unreadable = true;
        }
    }

    /** Merges the parts of a group that were merged apart. */
    public void merge(Merged merged, Iterable<Merged> parts) {
        for (Merged part : parts) {
            merged.unreadable |= part.unreadable;
            accumulate(merged, part.sketch);
        }
    }

    @Override
    public byte[] getValue(Merged merged) {
        return merged.unreadable ? null : merged.sketch;
    }
}
