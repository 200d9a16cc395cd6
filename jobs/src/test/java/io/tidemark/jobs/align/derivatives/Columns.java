package io.tidemark.jobs.align.derivatives;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.TableDefinition;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.types.Type;

/** Reads rows of {@code derivatives.metrics} by column name. */
final class Columns {

    private Columns() {}

    /** The value; null if it is null. */
    static Object of(RowData row, String name) {
        int index = 0;
        for (TableDefinition.Column column : DerivativesTables.METRICS.columns()) {
            if (column.name().equals(name)) {
                return row.isNullAt(index) ? null : value(row, index, column.type());
            }
            index++;
        }
        throw new IllegalArgumentException("no column " + name);
    }

    private static Object value(RowData row, int index, Type type) {
        return switch (type.typeId()) {
            case DOUBLE -> row.getDouble(index);
            case BOOLEAN -> row.getBoolean(index);
            case INTEGER -> row.getInt(index);
            case LONG -> row.getLong(index);
            case STRING -> row.getString(index).toString();
            case TIMESTAMP -> row.getTimestamp(index, 6).toInstant();
            case DECIMAL -> row.getDecimal(index, 38, 18).toBigDecimal();
            default -> throw new IllegalArgumentException(type.toString());
        };
    }
}
