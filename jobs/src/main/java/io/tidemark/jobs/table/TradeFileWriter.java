package io.tidemark.jobs.table;

import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Trade;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/**
 * Writes {@code market.trades} as the trades come: an archive file's by ascending id, one instrument at a time. One data
 * file is open at any time, of one instrument and UTC day; it is closed when others begin, when it is large enough, and
 * when the input ends. So memory is bounded by one file's row group, however many trades there are.
 */
public final class TradeFileWriter extends AbstractStreamOperator<WrittenFile>
        implements OneInputStreamOperator<Fact, WrittenFile>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private static final long FILE_BYTES = 128L << 20;

    /** How large a file has become is asked this often, in rows. */
    private static final int ROWS_BETWEEN_LOOKS = 1000;

    /**
     * Ids and times hardly ever repeat: a small dictionary gives them up early, and still holds prices and sizes that do.
     * Nobody looks for a file by the bounds of the columns that have none.
     */
    private static final Map<String, String> WRITER_PROPERTIES = Map.of(
            TableProperties.PARQUET_DICT_SIZE_BYTES,
            Integer.toString(64 << 10),
            TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + "venue",
            "false",
            TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + "aggressor_side",
            "false",
            TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + "source",
            "false",
            TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + "run_id",
            "false");

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final Table table;
    private final String runId;
    private final long fileBytes;

    private transient Schema schema;
    private transient OutputFileFactory files;
    private transient DataWriter<Trade> writer;
    private transient String instrument;
    private transient long day;
    private transient long rows;

    /**
     * Writes on behalf of a run.
     *
     * @param table a serializable copy of the table
     */
    public TradeFileWriter(Table table, String runId) {
        this(table, runId, FILE_BYTES);
    }

    TradeFileWriter(Table table, String runId, long fileBytes) {
        this.table = table;
        this.runId = runId;
        this.fileBytes = fileBytes;
    }

    @Override
    public void open() throws Exception {
        super.open();
        schema = SortedFileWriter.writeSchema(MarketTables.TRADES, table);
        files = OutputFileFactory.builderFor(
                        table, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), 0)
                .operationId(UUID.randomUUID().toString())
                .format(FileFormat.PARQUET)
                .build();
    }

    @Override
    public void processElement(StreamRecord<Fact> element) throws IOException {
        Trade trade = (Trade) element.getValue();
        long dayOfTrade = Math.floorDiv(trade.eventTime(), MICROS_PER_DAY);
        if (writer != null && (day != dayOfTrade || !trade.instrument().id().equals(instrument))) {
            endFile();
        }
        if (writer == null) {
            writer = writer(partition(trade.eventTime()));
            instrument = trade.instrument().id();
            day = dayOfTrade;
        }
        writer.write(trade);
        if (++rows % ROWS_BETWEEN_LOOKS == 0 && writer.length() >= fileBytes) {
            endFile();
        }
    }

    private PartitionKey partition(long eventTime) {
        Record record = GenericRecord.create(schema);
        record.setField("event_time", OpsLedger.utc(Instant.EPOCH.plus(eventTime, ChronoUnit.MICROS)));
        PartitionKey key = new PartitionKey(table.spec(), schema);
        key.partition(new InternalRecordWrapper(schema.asStruct()).wrap(record));
        return key;
    }

    private DataWriter<Trade> writer(PartitionKey partition) throws IOException {
        return Parquet.writeData(files.newOutputFile(partition))
                .forTable(table)
                .schema(schema)
                .withSpec(table.spec())
                .withPartition(partition)
                .setAll(WRITER_PROPERTIES)
                .createWriterFunc(type -> new TradeValueWriter(type, runId))
                .build();
    }

    private void endFile() throws IOException {
        writer.close();
        output.collect(new StreamRecord<>(WrittenFile.of(MarketTables.TRADES.name(), writer.toDataFile())));
        writer = null;
    }

    @Override
    public void endInput() throws IOException {
        if (writer != null) {
            endFile();
        }
    }

    @Override
    public void close() throws Exception {
        if (writer != null) {
            writer.close();
        }
        super.close();
    }
}
