package io.tidemark.bench.floor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/** A zstd Parquet file of bars. Belongs to one thread. */
final class BarFile implements Closeable {

    private final BarColumns columns = new BarColumns();
    private final ParquetWriter<MinuteBar> writer;

    BarFile(Path file) throws IOException {
        writer = new Builder(new LocalOutputFile(file), columns)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withDictionaryEncoding(false)
                .withDictionaryEncoding("venue", true)
                .withDictionaryEncoding("market", true)
                .withDictionaryEncoding("symbol", true)
                .withDictionaryEncoding("base", true)
                .withDictionaryEncoding("quote", true)
                .withDictionaryEncoding("instrument", true)
                .withDictionaryEncoding("run_id", true)
                .withPageWriteChecksumEnabled(false)
                .build();
    }

    /** Whose bars come next. */
    void symbol(String symbol) {
        columns.symbol(symbol);
    }

    /** Writes a bar; {@code dayDelta} is null if a minute of the day was not delivered. */
    void write(MinuteBar bar, WideSum dayDelta) throws IOException {
        columns.dayDelta(dayDelta);
        writer.write(bar);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<MinuteBar, Builder> {
        private final BarColumns columns;

        Builder(OutputFile file, BarColumns columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        protected WriteSupport<MinuteBar> getWriteSupport(Configuration configuration) {
            return new Support(columns);
        }

        @Override
        protected WriteSupport<MinuteBar> getWriteSupport(ParquetConfiguration configuration) {
            return new Support(columns);
        }
    }

    private static final class Support extends WriteSupport<MinuteBar> {
        private final BarColumns columns;
        private RecordConsumer consumer;

        Support(BarColumns columns) {
            this.columns = columns;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public WriteContext init(Configuration configuration) {
            return new WriteContext(BarColumns.SCHEMA, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(BarColumns.SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(MinuteBar bar) {
            columns.write(bar, consumer);
        }
    }
}
