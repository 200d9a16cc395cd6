package io.tidemark.jobs.testing;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Instrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/** Appends rows to the tables of a lake by Iceberg alone, as anybody might. */
public final class LakeRows {

    private LakeRows() {}

    /** The values of a row of an instrument by column, to which others are added; texts are as they are in tables. */
    public static Map<String, Object> row(Instrument instrument, Object... columnsAndValues) {
        Map<String, Object> row = new HashMap<>();
        row.put("venue", instrument.venue());
        row.put("market", instrument.market().text());
        row.put("symbol", instrument.symbol());
        row.put("base", instrument.base());
        row.put("quote", instrument.quote());
        row.put("instrument", instrument.id());
        for (int at = 0; at < columnsAndValues.length; at += 2) {
            row.put((String) columnsAndValues[at], stored(columnsAndValues[at + 1]));
        }
        return row;
    }

    private static Object stored(Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return value instanceof BigDecimal decimal ? decimal.setScale(18) : value;
    }

    /** Appends the rows in one commit, each in a data file of its own, in this order. */
    public static void append(LakeSettings settings, TableDefinition definition, List<Map<String, Object>> rows) {
        try (Lake lake = Lake.open(settings)) {
            Table table = lake.createOrEvolve(definition);
            AppendFiles append = table.newAppend();
            GenericFileWriterFactory writers = new GenericFileWriterFactory.Builder(table)
                    .dataSchema(table.schema())
                    .dataFileFormat(FileFormat.PARQUET)
                    .build();
            OutputFileFactory files = OutputFileFactory.builderFor(table, 0, 0)
                    .operationId(UUID.randomUUID().toString())
                    .format(FileFormat.PARQUET)
                    .build();
            for (Map<String, Object> values : rows) {
                Record row = GenericRecord.create(table.schema());
                values.forEach(row::setField);
                PartitionKey key = new PartitionKey(table.spec(), table.schema());
                key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
                DataWriter<Record> writer = writers.newDataWriter(files.newOutputFile(key), table.spec(), key);
                try (writer) {
                    writer.write(row);
                }
                append.appendFile(writer.toDataFile());
            }
            append.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
