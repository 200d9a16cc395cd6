package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * {@code concentration_hhi(square_sum DECIMAL, sum DECIMAL) -> DOUBLE}: the Herfindahl-Hirschman index of trade
 * sizes, Σ n² / (Σ n)², from 1/count (all equal) to 1 (a single trade).
 *
 * <p>By {@link Concentration#hhi}. Null for a null argument and a sum of zero. Decimals keep their own precision and
 * scale: squares have twice the decimals of sums, and a cast to one common type would cut them off.
 */
public final class ConcentrationFunction extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** The index, or null. */
    public @DataTypeHint("DOUBLE") Double eval(BigDecimal squareSum, BigDecimal sum) {
        return Concentration.hhi(squareSum, sum);
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory types) {
        return TypeInference.newBuilder()
                .inputTypeStrategy(InputTypeStrategies.sequence(
                        List.of("square_sum", "sum"),
                        List.of(
                                InputTypeStrategies.logical(LogicalTypeRoot.DECIMAL),
                                InputTypeStrategies.logical(LogicalTypeRoot.DECIMAL))))
                .outputTypeStrategy(TypeStrategies.explicit(DataTypes.DOUBLE()))
                .build();
    }
}
