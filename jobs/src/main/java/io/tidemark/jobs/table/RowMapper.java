package io.tidemark.jobs.table;

import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Turns values into rows of one table, column by column by name. A mapper that misses a column, names one that is not
 * there or gives it another type cannot be built.
 */
public final class RowMapper<T> {

    private final List<Function<T, Object>> columns;
    private final int runIdColumn;

    private RowMapper(List<Function<T, Object>> columns, int runIdColumn) {
        this.columns = columns;
        this.runIdColumn = runIdColumn;
    }

    /** Starts the mapper of a table. */
    public static <T> Builder<T> into(TableDefinition table) {
        return new Builder<>(table);
    }

    /** The value's row, in the order of the table's definition. */
    public RowData row(T value, String runId) {
        GenericRowData row = new GenericRowData(columns.size());
        for (int column = 0; column < columns.size(); column++) {
            row.setField(
                    column,
                    column == runIdColumn
                            ? StringData.fromString(runId)
                            : columns.get(column).apply(value));
        }
        return row;
    }

    /** Collects the columns. */
    public static final class Builder<T> {

        private static final String RUN_ID = "run_id";

        private final TableDefinition table;
        private final Map<String, Function<T, Object>> values = new LinkedHashMap<>();

        private Builder(TableDefinition table) {
            this.table = table;
        }

        private Builder<T> column(String name, Type type, Function<T, Object> value) {
            TableDefinition.Column column = table.columns().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(table.name() + " has no column " + name));
            if (!column.type().equals(type)) {
                throw new IllegalArgumentException(
                        table.name() + "." + name + " is " + column.type() + ", the mapper gives " + type);
            }
            values.put(name, value);
            return this;
        }

        /** Text. */
        public Builder<T> text(String name, Function<T, String> value) {
            LastText last = new LastText();
            return column(name, Types.StringType.get(), row -> last.of(value.apply(row)));
        }

        /** An exact amount; what does not fit 38 digits, 18 of them decimals rounded half-even, becomes null. */
        public Builder<T> decimal(String name, Function<T, BigDecimal> value) {
            return column(name, Types.DecimalType.of(38, 18), row -> decimal(value.apply(row)));
        }

        /** An instant, to the microsecond. */
        public Builder<T> instant(String name, Function<T, Instant> value) {
            return column(name, Types.TimestampType.withZone(), row -> {
                Instant instant = value.apply(row);
                return instant == null ? null : TimestampData.fromInstant(instant);
            });
        }

        /** A count or an id. */
        public Builder<T> whole(String name, Function<T, Long> value) {
            return column(name, Types.LongType.get(), value::apply);
        }

        /** A small whole number. */
        public Builder<T> small(String name, Function<T, Integer> value) {
            return column(name, Types.IntegerType.get(), value::apply);
        }

        /** A statistic; NaN and infinity become null. */
        public Builder<T> statistic(String name, Function<T, Double> value) {
            return column(name, Types.DoubleType.get(), row -> {
                Double statistic = value.apply(row);
                return statistic == null || !Double.isFinite(statistic) ? null : statistic;
            });
        }

        /** A yes or a no. */
        public Builder<T> flag(String name, Function<T, Boolean> value) {
            return column(name, Types.BooleanType.get(), value::apply);
        }

        /** Bytes. */
        public Builder<T> bytes(String name, Function<T, byte[]> value) {
            return column(name, Types.BinaryType.get(), value::apply);
        }

        /** The six columns of the instrument. */
        public Builder<T> instrument(Function<T, Instrument> instrument) {
            return text("venue", row -> instrument.apply(row).venue())
                    .text("market", row -> instrument.apply(row).market().text())
                    .text("symbol", row -> instrument.apply(row).symbol())
                    .text("base", row -> instrument.apply(row).base())
                    .text("quote", row -> instrument.apply(row).quote())
                    .text("instrument", row -> instrument.apply(row).id());
        }

        /** The finished mapper; every column but {@code run_id} must have its value. */
        public RowMapper<T> build() {
            List<String> names =
                    table.columns().stream().map(TableDefinition.Column::name).toList();
            names.stream()
                    .filter(name -> !name.equals(RUN_ID) && !values.containsKey(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("nothing fills " + table.name() + "." + name);
                    });
            return new RowMapper<>(
                    names.stream()
                            .map(name -> values.getOrDefault(name, row -> null))
                            .toList(),
                    names.indexOf(RUN_ID));
        }

        private static DecimalData decimal(BigDecimal value) {
            return value == null
                    ? null
                    : DecimalData.fromBigDecimal(value.setScale(18, RoundingMode.HALF_EVEN), 38, 18);
        }
    }

    /** Rows that follow each other mostly have the same text, which is encoded once. Any thread may ask. */
    private static final class LastText {

        private record Encoded(String text, StringData data) {}

        private Encoded last = new Encoded(null, null);

        StringData of(String text) {
            Encoded known = last;
            if (text == null || text.equals(known.text)) {
                return text == null ? null : known.data;
            }
            StringData data = StringData.fromBytes(text.getBytes(StandardCharsets.UTF_8));
            last = new Encoded(text, data);
            return data;
        }
    }
}
