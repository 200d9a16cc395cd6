package io.tidemark.jobs.table;

import io.tidemark.catalog.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestWriter;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;

/** Writes a few rows, by column name, and appends them in one commit. */
final class RowAppender {

    private static final int MOST_ATTEMPTS = 20;

    private final Table table;
    private final TableDefinition definition;
    private final GenericFileWriterFactory factory;
    private final OutputFileFactory files;

    RowAppender(Table table, TableDefinition definition) {
        this.table = table;
        this.definition = definition;
        this.factory = new GenericFileWriterFactory.Builder(table)
                .dataSchema(table.schema())
                .dataFileFormat(FileFormat.PARQUET)
                .build();
        this.files = OutputFileFactory.builderFor(table, 0, 0)
                .operationId(UUID.randomUUID().toString())
                .format(FileFormat.PARQUET)
                .build();
    }

    /** A row with these values by column name; other columns are null. */
    Record row(Map<String, Object> values) {
        Record row = GenericRecord.create(table.schema());
        values.forEach(row::setField);
        return row;
    }

    /** Appends the rows, or nothing if there are none. */
    void append(List<Record> rows) {
        if (!rows.isEmpty()) {
            AppendFiles append = table.newAppend();
            write(rows).forEach(append::appendFile);
            append.commit();
        }
    }

    /**
     * Appends what is decided on the table as it is. If others appended meanwhile what the decision looked at, it is taken
     * again on the new state, as if this run had come after the others.
     *
     * @param lookedAt the rows that the decision depends on
     * @param decision the rows to append, from what the table holds now
     * @throws ValidationException if others kept appending
     */
    void append(Expression lookedAt, Supplier<List<Record>> decision) {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            RowDelta append =
                    table.newRowDelta().conflictDetectionFilter(lookedAt).validateNoConflictingDataFiles();
            if (table.currentSnapshot() != null) {
                append.validateFromSnapshot(table.currentSnapshot().snapshotId());
            }
            List<Record> rows = decision.get();
            if (rows.isEmpty()) {
                return;
            }
            List<DataFile> written = write(rows);
            written.forEach(append::addRows);
            try {
                append.commit();
                return;
            } catch (ValidationException | CommitFailedException e) {
                written.forEach(file -> table.io().deleteFile(file.location()));
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Appends one row, and can still do so when the process has been told to end and Iceberg's own threads are gone. */
    void appendAtLast(Record row) {
        String name = "last-" + UUID.randomUUID() + ".avro";
        OutputFile file = table.io()
                .newOutputFile(((HasTableOperations) table).operations().metadataFileLocation(name));
        ManifestWriter<DataFile> writer = ManifestFiles.write(2, table.spec(), file, null);
        try (writer) {
            write(List.of(row)).forEach(writer::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + definition.name(), e);
        }
        table.newFastAppend()
                .scanManifestsWith(new CallingThread())
                .appendManifest(writer.toManifestFile())
                .commit();
    }

    /** Writes the rows, a file for each partition, without committing them. */
    List<DataFile> write(List<Record> rows) {
        Map<PartitionKey, DataWriter<Record>> writers = new LinkedHashMap<>();
        try {
            for (Record row : rows) {
                PartitionKey key = new PartitionKey(table.spec(), table.schema());
                key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
                writers.computeIfAbsent(key, this::writer).write(row);
            }
            List<DataFile> written = new ArrayList<>();
            for (DataWriter<Record> writer : writers.values()) {
                writer.close();
                written.add(writer.toDataFile());
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + definition.name(), e);
        }
    }

    private DataWriter<Record> writer(PartitionKey key) {
        return factory.newDataWriter(files.newOutputFile(key), table.spec(), key);
    }
}
