package io.tidemark.jobs.table;

import io.tidemark.catalog.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * One commit that replaces exactly the named instruments' rows of a range: files that hold nothing else are dropped,
 * mixed files are written again without those rows. If another commit touches the same rows meanwhile, the whole
 * decision is taken again on the new state, as if this run had come after the other.
 */
final class Restatement {

    private static final int MOST_ATTEMPTS = 20;

    private final Table table;
    private final TableDefinition definition;
    private final Scope scope;
    private final Expression rows;

    Restatement(Table table, TableDefinition definition, Scope scope) {
        if (!scope.values().keySet().equals(Set.copyOf(definition.restatementKey()))) {
            throw new IllegalArgumentException(definition.name() + " is restated by " + definition.restatementKey()
                    + ", not by " + scope.values().keySet());
        }
        this.table = table;
        this.definition = definition;
        this.scope = scope;
        this.rows = rows();
    }

    private Expression rows() {
        Expression all = Expressions.alwaysTrue();
        for (Map.Entry<String, Set<String>> column : scope.values().entrySet()) {
            all = Expressions.and(
                    all, Expressions.in(column.getKey(), column.getValue().toArray()));
        }
        return definition.rangeColumn() == null
                ? all
                : Expressions.and(
                        all,
                        Expressions.greaterThanOrEqual(
                                definition.rangeColumn(), micros(scope.range().from())),
                        Expressions.lessThan(
                                definition.rangeColumn(), micros(scope.range().to())));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /**
     * Commits.
     *
     * @param added the files that hold the new rows
     * @param summary properties of the new snapshot
     * @throws ValidationException if other commits kept touching the same rows
     */
    void commit(List<DataFile> added, Map<String, String> summary) {
        for (int attempt = 1; ; attempt++) {
            List<DataFile> rewritten = new ArrayList<>();
            try {
                tryCommit(added, rewritten, summary);
                return;
            } catch (ValidationException | CommitFailedException e) {
                rewritten.forEach(file -> table.io().deleteFile(file.location()));
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void tryCommit(List<DataFile> added, List<DataFile> rewritten, Map<String, String> summary) {
        table.refresh();
        OverwriteFiles overwrite = table.newOverwrite();
        if (table.currentSnapshot() != null) {
            overwrite.validateFromSnapshot(table.currentSnapshot().snapshotId());
            try (CloseableIterable<FileScanTask> tasks =
                    table.newScan().filter(rows).includeColumnStats().planFiles()) {
                for (FileScanTask task : tasks) {
                    replace(task, overwrite, rewritten);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot plan the restatement of " + definition.name(), e);
            }
        }
        added.forEach(overwrite::addFile);
        rewritten.forEach(overwrite::addFile);
        summary.forEach(overwrite::set);
        overwrite.conflictDetectionFilter(rows).validateNoConflictingData().validateNoConflictingDeletes();
        overwrite.commit();
    }

    private void replace(FileScanTask task, OverwriteFiles overwrite, List<DataFile> rewritten) throws IOException {
        if (holdsNothingElse(task.file())) {
            overwrite.deleteFile(task.file());
            return;
        }
        Schema keyColumns = table.schema().select(keyColumns());
        long kept = 0;
        long replaced = 0;
        try (CloseableIterable<Record> records = read(task, keyColumns)) {
            for (Record row : records) {
                if (isReplaced(row)) {
                    replaced++;
                } else {
                    kept++;
                }
            }
        }
        if (replaced > 0) {
            overwrite.deleteFile(task.file());
            if (kept > 0) {
                rewritten.add(rewrite(task));
            }
        }
    }

    private List<String> keyColumns() {
        List<String> columns = new ArrayList<>(scope.values().keySet());
        if (definition.rangeColumn() != null) {
            columns.add(definition.rangeColumn());
        }
        return columns;
    }

    /** True if the file's bounds prove that every row of it is replaced; bounds of the key's columns are not cut. */
    private boolean holdsNothingElse(DataFile file) {
        for (Map.Entry<String, Set<String>> column : scope.values().entrySet()) {
            Object smallest = bound(file.lowerBounds(), column.getKey());
            Object largest = bound(file.upperBounds(), column.getKey());
            if (smallest == null
                    || !smallest.toString().equals(String.valueOf(largest))
                    || !column.getValue().contains(smallest.toString())) {
                return false;
            }
        }
        if (definition.rangeColumn() == null) {
            return true;
        }
        Object first = bound(file.lowerBounds(), definition.rangeColumn());
        Object last = bound(file.upperBounds(), definition.rangeColumn());
        return first != null
                && last != null
                && (long) first >= micros(scope.range().from())
                && (long) last < micros(scope.range().to());
    }

    private Object bound(Map<Integer, ByteBuffer> bounds, String column) {
        Types.NestedField field = table.schema().findField(column);
        ByteBuffer bytes = bounds == null ? null : bounds.get(field.fieldId());
        return bytes == null ? null : Conversions.fromByteBuffer(field.type(), bytes);
    }

    private boolean isReplaced(Record row) {
        for (Map.Entry<String, Set<String>> column : scope.values().entrySet()) {
            if (!column.getValue().contains((String) row.getField(column.getKey()))) {
                return false;
            }
        }
        return definition.rangeColumn() == null
                || scope.range().contains(((OffsetDateTime) row.getField(definition.rangeColumn())).toInstant());
    }

    private DataFile rewrite(FileScanTask task) throws IOException {
        OutputFileFactory files = OutputFileFactory.builderFor(table, 0, 0)
                .operationId("restated-" + UUID.randomUUID())
                .format(FileFormat.PARQUET)
                .defaultSpec(task.spec())
                .build();
        DataWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .dataSchema(table.schema())
                .dataFileFormat(FileFormat.PARQUET)
                .build()
                .newDataWriter(
                        files.newOutputFile(task.spec(), task.file().partition()),
                        task.spec(),
                        task.file().partition());
        try (writer;
                CloseableIterable<Record> records = read(task, table.schema())) {
            for (Record row : records) {
                if (!isReplaced(row)) {
                    writer.write(row);
                }
            }
        }
        return writer.toDataFile();
    }

    private CloseableIterable<Record> read(FileScanTask task, Schema projection) {
        GenericDeleteFilter deletes = new GenericDeleteFilter(table.io(), task, table.schema(), projection);
        Schema required = deletes.requiredSchema();
        return deletes.filter(Parquet.read(table.io().newInputFile(task.file().location()))
                .project(required)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(required, type))
                .build());
    }
}
