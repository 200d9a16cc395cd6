package io.tidemark.jobs.table;

import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.flink.sink.FlinkFileWriterFactory;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Types;

/**
 * Writes the rows of one table into data files, a partition each, sorted as the table's definition says.
 *
 * <p>Rows wait in binary form until the input ends or they fill the buffer; then the partition that came first, which
 * the order of the files makes the most likely to be whole, is written. Memory is bounded whatever the length of the backfill.
 */
public final class SortedFileWriter extends AbstractStreamOperator<WrittenFile>
        implements OneInputStreamOperator<RowData, WrittenFile>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private static final long BUFFER_BYTES = 12L << 20;

    private final String tableName;
    private final Table table;

    private transient RowType rowType;
    private transient RowDataSerializer serializer;
    private transient PartitionKey partition;
    private transient RowDataWrapper wrapper;
    private transient FlinkFileWriterFactory writers;
    private transient OutputFileFactory files;
    private transient List<RowData.FieldGetter> sortKey;
    private transient Map<PartitionKey, List<WaitingRow>> waiting;
    private transient long buffered;

    /** A row and what it is sorted by. */
    private record WaitingRow(Object[] key, BinaryRowData row) implements Comparable<WaitingRow> {

        @Override
        @SuppressWarnings("unchecked")
        public int compareTo(WaitingRow other) {
            int order = 0;
            for (int column = 0; order == 0 && column < key.length; column++) {
                order = ((Comparable<Object>) key[column]).compareTo(other.key[column]);
            }
            return order;
        }
    }

    /**
     * Writes the table of that name.
     *
     * @param table a serializable copy of the table
     */
    public SortedFileWriter(String tableName, Table table) {
        this.tableName = tableName;
        this.table = table;
    }

    @Override
    public void open() throws Exception {
        super.open();
        TableDefinition definition = Tables.find(tableName).orElseThrow();
        Schema schema = writeSchema(definition, table);
        rowType = FlinkSchemaUtil.convert(schema);
        serializer = new RowDataSerializer(rowType);
        partition = new PartitionKey(table.spec(), schema);
        wrapper = new RowDataWrapper(rowType, schema.asStruct());
        writers = new FlinkFileWriterFactory.Builder(table)
                .dataFileFormat(FileFormat.PARQUET)
                .dataSchema(schema)
                .dataFlinkType(rowType)
                .build();
        files = OutputFileFactory.builderFor(
                        table, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), 0)
                .operationId(UUID.randomUUID().toString())
                .format(FileFormat.PARQUET)
                .build();
        sortKey = sortKey(definition, rowType);
        waiting = new LinkedHashMap<>();
    }

    /** The definition's columns in their order, with the field ids of the table, which may have more. */
    public static Schema writeSchema(TableDefinition definition, Table table) {
        List<Types.NestedField> fields = definition.columns().stream()
                .map(column -> table.schema().findField(column.name()))
                .toList();
        return new Schema(fields);
    }

    private static List<RowData.FieldGetter> sortKey(TableDefinition definition, RowType rowType) {
        return definition.sortColumns().stream()
                .map(rowType::getFieldIndex)
                .map(index -> RowData.createFieldGetter(rowType.getTypeAt(index), index))
                .toList();
    }

    /** Read once a row: a comparison that reads its columns again costs more than the sorting. */
    private Object[] keyOf(RowData row) {
        Object[] key = new Object[sortKey.size()];
        for (int column = 0; column < key.length; column++) {
            Object value = sortKey.get(column).getFieldOrNull(row);
            key[column] = value instanceof StringData ? value.toString() : value;
        }
        return key;
    }

    @Override
    public void processElement(StreamRecord<RowData> element) throws IOException {
        RowData value = element.getValue();
        partition.partition(wrapper.wrap(value));
        List<WaitingRow> rows = waiting.get(partition);
        if (rows == null) {
            rows = new ArrayList<>();
            waiting.put(partition.copy(), rows);
        }
        BinaryRowData row = serializer.toBinaryRow(value).copy();
        rows.add(new WaitingRow(keyOf(value), row));
        buffered += row.getSizeInBytes();
        while (buffered > BUFFER_BYTES) {
            writeFirst();
        }
    }

    @Override
    public void endInput() throws IOException {
        while (!waiting.isEmpty()) {
            writeFirst();
        }
    }

    /** Writes the partition that has waited longest. */
    private void writeFirst() throws IOException {
        PartitionKey key = waiting.keySet().iterator().next();
        List<WaitingRow> rows = waiting.remove(key);
        rows.sort(Comparator.naturalOrder());
        DataWriter<RowData> writer = writers.newDataWriter(files.newOutputFile(key), table.spec(), key);
        try (writer) {
            for (WaitingRow waitingRow : rows) {
                buffered -= waitingRow.row.getSizeInBytes();
                writer.write(waitingRow.row);
            }
        }
        output.collect(new StreamRecord<>(WrittenFile.of(tableName, writer.toDataFile())));
    }
}
