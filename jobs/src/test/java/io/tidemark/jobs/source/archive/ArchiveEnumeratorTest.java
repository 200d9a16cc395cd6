package io.tidemark.jobs.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.Test;

// The mock closes with any exception; the tests let it pass.
@SuppressWarnings("try")
class ArchiveEnumeratorTest {

    private static ArchiveSplit split(Instrument instrument, Dataset dataset, String day, boolean absent) {
        LocalDate date = LocalDate.parse(day);
        TimeRange period = TimeRange.ofDay(date);
        return new ArchiveSplit(new ArchiveFile(
                dataset.text() + "/" + instrument.symbol() + "-" + day,
                dataset,
                instrument,
                dataset == Dataset.KLINES ? "1m" : null,
                period,
                List.of(period),
                absent ? null : new ArchiveFile.Stored(123, "v7", "abc")));
    }

    private static List<ArchiveSplit> splits() {
        List<ArchiveSplit> splits = new ArrayList<>();
        for (Instrument instrument : List.of(Facts.ETH, Facts.BTC)) {
            for (String day : List.of("2026-04-07", "2026-04-06", "2026-04-08")) {
                splits.add(split(instrument, Dataset.AGG_TRADES, day, day.endsWith("7")));
                splits.add(split(instrument, Dataset.KLINES, day, false));
            }
        }
        return splits;
    }

    private static List<String> handOut(
            ArchiveEnumerator enumerator, MockSplitEnumeratorContext<ArchiveSplit> context) {
        int handedOut = context.getSplitsAssignmentSequence().size();
        int subtask = 0;
        while (!context.hasNoMoreSplits(0)) {
            enumerator.handleSplitRequest(subtask, null);
            subtask = (subtask + 1) % 2;
            if (context.hasNoMoreSplits(1)) {
                enumerator.handleSplitRequest(0, null);
            }
        }
        return context.getSplitsAssignmentSequence().stream()
                .skip(handedOut)
                .flatMap(assignment -> assignment.assignment().values().stream())
                .flatMap(List::stream)
                .map(split -> split.file().key())
                .toList();
    }

    private static MockSplitEnumeratorContext<ArchiveSplit> context() {
        MockSplitEnumeratorContext<ArchiveSplit> context = new MockSplitEnumeratorContext<>(2);
        context.registerReader(new ReaderInfo(0, "here"));
        context.registerReader(new ReaderInfo(1, "here"));
        return context;
    }

    @Test
    void filesAreHandedOutByDayAcrossInstruments() throws Exception {
        List<ArchiveSplit> shuffled = splits();
        Collections.shuffle(shuffled, new Random(7));
        try (MockSplitEnumeratorContext<ArchiveSplit> context = context()) {
            List<String> order = handOut(new ArchiveEnumerator(context, shuffled), context);

            assertThat(order)
                    .containsExactly(
                            "aggTrades/BTCUSDT-2026-04-06",
                            "klines/BTCUSDT-2026-04-06",
                            "aggTrades/ETHUSDT-2026-04-06",
                            "klines/ETHUSDT-2026-04-06",
                            "aggTrades/BTCUSDT-2026-04-07",
                            "klines/BTCUSDT-2026-04-07",
                            "aggTrades/ETHUSDT-2026-04-07",
                            "klines/ETHUSDT-2026-04-07",
                            "aggTrades/BTCUSDT-2026-04-08",
                            "klines/BTCUSDT-2026-04-08",
                            "aggTrades/ETHUSDT-2026-04-08",
                            "klines/ETHUSDT-2026-04-08");
        }
    }

    @Test
    void filesOfAFailedReaderAreHandedOutAgainFirst() throws Exception {
        try (MockSplitEnumeratorContext<ArchiveSplit> context = context()) {
            ArchiveEnumerator enumerator = new ArchiveEnumerator(context, splits());
            enumerator.handleSplitRequest(0, null);
            enumerator.handleSplitRequest(1, null);
            ArchiveSplit lost = context.getSplitsAssignmentSequence()
                    .get(0)
                    .assignment()
                    .get(0)
                    .get(0);

            enumerator.addSplitsBack(List.of(lost), 0);

            assertThat(handOut(enumerator, context))
                    .hasSize(11)
                    .startsWith(lost.file().key());
        }
    }

    @Test
    void aSnapshotHoldsWhatIsNotHandedOutAndGoesOnFromThere() throws Exception {
        ArchiveSource source = new ArchiveSource(
                null, null, splits().stream().map(ArchiveSplit::file).toList());
        try (MockSplitEnumeratorContext<ArchiveSplit> context = context();
                MockSplitEnumeratorContext<ArchiveSplit> restored = context()) {
            ArchiveEnumerator enumerator = (ArchiveEnumerator) source.createEnumerator(context);
            for (int request = 0; request < 5; request++) {
                enumerator.handleSplitRequest(request % 2, null);
            }
            byte[] state = source.getEnumeratorCheckpointSerializer().serialize(enumerator.snapshotState(1));
            List<ArchiveSplit> pending = source.getEnumeratorCheckpointSerializer()
                    .deserialize(source.getEnumeratorCheckpointSerializer().getVersion(), state);

            assertThat(pending).hasSize(7);
            assertThat(handOut((ArchiveEnumerator) source.restoreEnumerator(restored, pending), restored))
                    .isEqualTo(handOut(enumerator, context));
        }
    }

    @Test
    void splitsComeBackFromTheirBytesAsTheyWere() throws IOException {
        ArchiveSplitSerializer serializer = new ArchiveSplitSerializer();
        for (ArchiveSplit split : splits()) {
            assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
                    .isEqualTo(split);
        }
    }

    @Test
    void bytesOfAnotherVersionAreNotRead() throws IOException {
        ArchiveSplitSerializer serializer = new ArchiveSplitSerializer();
        byte[] bytes = serializer.serialize(splits().get(0));

        assertThatThrownBy(() -> serializer.deserialize(99, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }
}
