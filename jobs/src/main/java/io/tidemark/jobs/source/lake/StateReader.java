package io.tidemark.jobs.source.lake;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.TableDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;

/** Reads rows of the tables as they were in one state. */
final class StateReader implements Closeable {

    private final LakeState state;
    private final Map<String, Table> tables = new HashMap<>();
    private Lake lake;

    StateReader(LakeState state) {
        this.state = state;
    }

    /** Shows the rows that pass the filter, in no order; a table that held nothing has none. */
    void each(TableDefinition table, Expression filter, Collection<String> columns, Consumer<Record> use) {
        Long snapshot = state.snapshots().get(table.name());
        if (snapshot == null) {
            return;
        }
        try (CloseableIterable<Record> rows = IcebergGenerics.read(load(table))
                .useSnapshot(snapshot)
                .where(filter)
                .select(columns.toArray(String[]::new))
                .build()) {
            rows.forEach(use);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + table.name(), e);
        }
    }

    private Table load(TableDefinition definition) {
        if (lake == null) {
            lake = Lake.openExisting(state.lake())
                    .orElseThrow(() -> new IllegalStateException("the lake is gone that was read a moment ago"));
        }
        return tables.computeIfAbsent(definition.name(), unseen -> lake.find(definition));
    }

    @Override
    public void close() throws IOException {
        if (lake != null) {
            lake.close();
        }
    }
}
