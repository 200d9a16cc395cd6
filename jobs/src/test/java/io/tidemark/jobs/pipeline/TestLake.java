package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.ContentHash;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** What is in a lake of a test. */
record TestLake(Path folder) {

    LakeSettings settings() {
        return LakeSettings.embedded(folder);
    }

    /** The content of every table but the list of runs. */
    Map<String, Object> hashes() {
        Map<String, Object> hashes = new TreeMap<>();
        try (Lake lake = Lake.open(settings())) {
            for (TableDefinition table : Tables.ALL) {
                if (table != OpsTables.RUNS) {
                    hashes.put(table.name(), ContentHash.of(lake.find(table), table, Expressions.alwaysTrue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hashes;
    }

    /** All rows; none if the table has none. */
    List<Record> rows(TableDefinition table) {
        List<Record> rows = new ArrayList<>();
        try (Lake lake = Lake.open(settings())) {
            Table found = lake.find(table);
            if (found.currentSnapshot() != null) {
                try (CloseableIterable<Record> records =
                        IcebergGenerics.read(found).build()) {
                    records.forEach(row -> rows.add(row.copy()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Null if the cell is. */
    static Instant instant(Record row, String column) {
        OffsetDateTime time = (OffsetDateTime) row.getField(column);
        return time == null ? null : time.toInstant();
    }
}
