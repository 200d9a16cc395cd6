package io.tidemark.jobs.table;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Rows of the lake's tables: made, written and read back without the code under test. */
final class Rows {

    private Rows() {}

    static Lake lake(Path folder) {
        return Lake.open(LakeSettings.embedded(folder.resolve("lake")));
    }

    /** A row of {@code market.open_interest}. */
    static Map<String, Object> openInterest(String instrument, Instant at, String amount, String run) {
        Map<String, Object> row = new HashMap<>();
        row.put("venue", "binance");
        row.put("instrument", instrument);
        row.put("event_time", at.atOffset(ZoneOffset.UTC));
        row.put("open_interest", new BigDecimal(amount).setScale(18));
        row.put("run_id", run);
        return row;
    }

    static List<Record> records(Table table, TableDefinition definition, List<Map<String, Object>> rows) {
        RowAppender appender = new RowAppender(table, definition);
        return rows.stream().map(appender::row).toList();
    }

    static void append(Table table, TableDefinition definition, List<Map<String, Object>> rows) {
        new RowAppender(table, definition).append(records(table, definition, rows));
    }

    /** The scope of some instruments over a range. */
    static Scope scope(Set<String> instruments, TimeRange range) {
        return new Scope(Map.of("instrument", instruments), range);
    }

    /** All rows of the table, as text, sorted: equal lists are equal multisets. */
    static List<String> all(Table table) {
        table.refresh();
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            records.forEach(row -> rows.add(row.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.sort(null);
        return rows;
    }

    /** The same of rows that are not in a table. */
    static List<String> texts(Table table, TableDefinition definition, List<Map<String, Object>> rows) {
        return records(table, definition, rows).stream()
                .map(Record::toString)
                .sorted()
                .toList();
    }

    /** The rows of the table. */
    static List<Record> records(Table table) {
        table.refresh();
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            records.forEach(row -> rows.add(row.copy()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** The data files of the current snapshot. */
    static Set<String> files(Table table) {
        table.refresh();
        Set<String> files = new TreeSet<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> files.add(task.file().location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
