package io.tidemark.jobs.table;

import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import java.io.IOException;
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
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
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
    private static final int MICROS = 6;
    private static final long MICROS_PER_MILLI = 1000;
    private static final int NANOS_PER_MICRO = 1000;

    private final String tableName;
    private final Table table;

    private transient RowType rowType;
    private transient RowDataSerializer serializer;
    private transient PartitionKey partition;
    private transient RowDataWrapper wrapper;
    private transient FlinkFileWriterFactory writers;
    private transient OutputFileFactory files;
    private transient int textColumn;
    private transient int instantColumn;
    private transient StringData lastText;
    private transient String lastTextDecoded;
    private transient Map<PartitionKey, WaitingRows> waiting;
    private transient long buffered;

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
        textColumn = columnOf(definition, LogicalTypeRoot.VARCHAR);
        instantColumn = columnOf(definition, LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        waiting = new LinkedHashMap<>();
    }

    /** The definition's columns in their order, with the field ids of the table, which may have more. */
    public static Schema writeSchema(TableDefinition definition, Table table) {
        List<Types.NestedField> fields = definition.columns().stream()
                .map(column -> table.schema().findField(column.name()))
                .toList();
        return new Schema(fields);
    }

    /** Tables are sorted by a text, by an instant, or by a text and then an instant; -1 if not by one of that type. */
    private int columnOf(TableDefinition definition, LogicalTypeRoot type) {
        return definition.sortColumns().stream()
                .map(rowType::getFieldIndex)
                .filter(index -> rowType.getTypeAt(index).is(type))
                .findFirst()
                .orElse(-1);
    }

    /** Rows that follow each other mostly have the same text. */
    private String textOf(RowData row) {
        if (textColumn < 0) {
            return "";
        }
        StringData text = row.getString(textColumn);
        if (!text.equals(lastText)) {
            lastText = text;
            lastTextDecoded = text.toString();
        }
        return lastTextDecoded;
    }

    private long instantOf(RowData row) {
        if (instantColumn < 0) {
            return 0;
        }
        TimestampData instant = row.getTimestamp(instantColumn, MICROS);
        return instant.getMillisecond() * MICROS_PER_MILLI + instant.getNanoOfMillisecond() / NANOS_PER_MICRO;
    }

    @Override
    public void processElement(StreamRecord<RowData> element) throws IOException {
        RowData value = element.getValue();
        partition.partition(wrapper.wrap(value));
        WaitingRows rows = waiting.get(partition);
        if (rows == null) {
            rows = new WaitingRows(rowType.getFieldCount());
            waiting.put(partition.copy(), rows);
        }
        BinaryRowData row = serializer.toBinaryRow(value);
        rows.add(row, textOf(value), instantOf(value));
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
        WaitingRows rows = waiting.remove(key);
        buffered -= rows.bytes();
        DataWriter<RowData> writer = writers.newDataWriter(files.newOutputFile(key), table.spec(), key);
        try (writer) {
            rows.writeTo(writer::write);
        }
        output.collect(new StreamRecord<>(WrittenFile.of(tableName, writer.toDataFile())));
    }
}
