package io.tidemark.jobs.source.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// Readers close with any exception; the tests let it pass.
@SuppressWarnings("try")
class ArchiveSourceReaderTest {

    private static final ArchiveFormat FORMAT =
            new BinanceArchiveFormat(BinanceMarket.UM, Availability.AT_EVENT, ContractSizes.NONE, (file, order) -> {
                throw new AssertionError("the files hold no trades");
            });

    @TempDir
    Path root;

    private ArchiveFolder folder;

    @BeforeEach
    void writeFiles() {
        folder = new ArchiveFolder(root);
        for (String day : List.of("2026-04-06", "2026-04-07")) {
            long start = TimeRange.startOf(LocalDate.parse(day)).toEpochMilli();
            folder.put(day + ".zip", start + ",1,1,1,1,1," + (start + 59_999) + ",1,1,1,1,0");
        }
    }

    private ArchiveSplit split(String day) {
        TimeRange period = TimeRange.ofDay(LocalDate.parse(day));
        return new ArchiveSplit(folder.asItIs(new ArchiveFile(
                day + ".zip",
                Dataset.KLINES,
                Facts.BTC,
                "1m",
                period,
                List.of(period),
                new ArchiveFile.Stored(1, "v", null))));
    }

    private SourceReader<Fact, ArchiveSplit> reader(Context context) {
        return new ArchiveSource(folder.store(), FORMAT, List.of()).createReader(context);
    }

    /** Polls until something has come out. */
    private static void pollUntilNext(SourceReader<Fact, ArchiveSplit> reader, Output output) throws Exception {
        int before = output.facts.size();
        while (output.facts.size() == before) {
            if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
                reader.isAvailable().get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aFileIsWholeInTheSnapshotUntilAllOfItIsOut() throws Exception {
        Context context = new Context();
        Output output = new Output();
        try (SourceReader<Fact, ArchiveSplit> reader = reader(context)) {
            reader.start();
            assertThat(context.requests).isEqualTo(1);
            assertThat(reader.snapshotState(1)).isEmpty();

            reader.addSplits(List.of(split("2026-04-06")));
            assertThat(reader.snapshotState(2)).containsExactly(split("2026-04-06"));

            pollUntilNext(reader, output);
            // One poll brings the whole file: there is no state between none of it and all of it.
            assertThat(output.facts)
                    .isEqualTo(folder.read(FORMAT, split("2026-04-06").file()));

            while (context.requests == 1) {
                reader.pollNext(output);
            }
            assertThat(reader.snapshotState(3)).isEmpty();
            assertThat(context.requests).isEqualTo(2);
        }
    }

    @Test
    void aReaderThatTakesOverASnapshotReadsItsFilesAndAsksForNoneBefore() throws Exception {
        Context context = new Context();
        Output output = new Output();
        try (SourceReader<Fact, ArchiveSplit> reader = reader(context)) {
            reader.addSplits(List.of(split("2026-04-07")));
            reader.start();
            assertThat(context.requests).isZero();

            pollUntilNext(reader, output);
            assertThat(output.facts)
                    .isEqualTo(folder.read(FORMAT, split("2026-04-07").file()));
        }
    }

    @Test
    void aReaderWithoutFurtherFilesEnds() throws Exception {
        Context context = new Context();
        Output output = new Output();
        try (SourceReader<Fact, ArchiveSplit> reader = reader(context)) {
            reader.start();
            reader.addSplits(List.of(split("2026-04-06"), split("2026-04-07")));
            reader.notifyNoMoreSplits();
            InputStatus status = InputStatus.NOTHING_AVAILABLE;
            while (status != InputStatus.END_OF_INPUT) {
                status = reader.pollNext(output);
                if (status == InputStatus.NOTHING_AVAILABLE) {
                    reader.isAvailable().get(30, TimeUnit.SECONDS);
                }
            }
            List<Fact> both =
                    new ArrayList<>(folder.read(FORMAT, split("2026-04-06").file()));
            both.addAll(folder.read(FORMAT, split("2026-04-07").file()));
            assertThat(output.facts).isEqualTo(both);
        }
    }

    private static final class Output implements ReaderOutput<Fact> {
        private final List<Fact> facts = new ArrayList<>();

        @Override
        public void collect(Fact fact) {
            facts.add(fact);
        }

        @Override
        public void collect(Fact fact, long timestamp) {
            facts.add(fact);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new AssertionError("archives have no watermarks");
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<Fact> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}
    }

    private static final class Context implements SourceReaderContext {
        private int requests;

        @Override
        public SourceReaderMetricGroup metricGroup() {
            return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public void sendSplitRequest() {
            requests++;
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            throw new AssertionError("there are no events");
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(ArchiveSource.class.getClassLoader());
        }
    }
}
