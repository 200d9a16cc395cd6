package io.tidemark.jobs.table;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.util.SerializationUtil;

/**
 * A data file that is written and not yet part of its table.
 *
 * @param table name of the table
 * @param dataFile the serialized {@link DataFile}
 */
public record WrittenFile(String table, byte[] dataFile) {

    static WrittenFile of(String table, DataFile file) {
        return new WrittenFile(table, SerializationUtil.serializeToBytes(file));
    }

    DataFile file() {
        return SerializationUtil.deserializeFromBytes(dataFile);
    }
}
