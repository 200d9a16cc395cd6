package io.tidemark.udfs.stats;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code sketch_quantile(sketch BYTES, q DOUBLE) -> DOUBLE}: a quantile of the values that a sketch counted, in their
 * unit, to within 1 %.
 *
 * <p>Rank floor(q × (n - 1)), by {@link QuantileSketch}. Null for a null argument, an empty sketch, a q outside 0..1,
 * and bytes that are not a sketch.
 */
public final class SketchQuantileFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The quantile, or null. */
    public @DataTypeHint("DOUBLE") Double eval(
            @ArgumentHint(name = "sketch", type = @DataTypeHint("BYTES")) byte[] sketch,
            @ArgumentHint(name = "q", type = @DataTypeHint("DOUBLE")) Double q) {
        if (sketch == null || q == null || !(q >= 0 && q <= 1)) {
            return null;
        }
        try {
            QuantileSketch values = QuantileSketch.fromBytes(sketch);
            return values.count() == 0 ? null : values.quantile(q);
        } catch (IllegalArgumentException notSketch) {
            return null;
        }
    }
}
