package io.tidemark.jobs.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.ArchiveFormat.RowOrder;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FactSerializer;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.model.Trade;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat.Aggregator;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import io.tidemark.jobs.window.PaneBuilder;
import io.tidemark.jobs.window.SortingTrades;
import io.tidemark.jobs.window.TradeFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplayTest {

    private static final String KEY = "data/aggTrades.zip";
    private static final TimeRange DAY = Facts.days("2026-04-06", "2026-04-07");

    @TempDir
    Path root;

    private ArchiveFolder folder() {
        return new ArchiveFolder(root);
    }

    private static ArchiveFormat format(boolean storeTrades) {
        return new BinanceArchiveFormat(
                BinanceMarket.UM,
                Availability.AT_EVENT,
                ContractSizes.NONE,
                (file, order) -> {
                    PaneBuilder panes = new PaneBuilder(file);
                    SortingTrades sorting = new SortingTrades(panes);
                    return order == RowOrder.BY_ID
                            ? new Aggregator(panes, () -> 0)
                            : new Aggregator(sorting, sorting::duplicates);
                },
                storeTrades
                        ? (file, order, facts) -> {
                            TradeFacts each = new TradeFacts(file, null, facts);
                            return order == RowOrder.BY_ID ? each : new SortingTrades(each);
                        }
                        : null);
    }

    private ArchiveFile file(TimeRange... wanted) {
        return new ArchiveFile(
                KEY, Dataset.AGG_TRADES, Facts.BTC, null, DAY, List.of(wanted), new ArchiveFile.Stored(1, "v", null));
    }

    /** A trade every eight seconds. */
    private static String line(long id) {
        return id + ",67000.1,0.5," + id + "," + id + "," + (1775433600000L + 8000 * id) + ",true";
    }

    private static List<String> lines(long from, long to) {
        return new ArrayList<>(
                LongStream.range(from, to).mapToObj(FileReplayTest::line).toList());
    }

    /** Everything that the split reader fetches for the file, fetch by fetch. */
    private List<List<Fact>> fetches(ArchiveFormat format, ArchiveFile file) throws IOException {
        ArchiveSplitReader reader = new ArchiveSplitReader(new ArchiveFileReader(folder().store(), format));
        ArchiveSplit split = new ArchiveSplit(file.isAbsent() ? file : folder().asItIs(file));
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
        List<List<Fact>> fetches = new ArrayList<>();
        boolean finished = false;
        while (!finished) {
            RecordsWithSplitIds<List<Fact>> fetched = reader.fetch();
            while (fetched.nextSplit() != null) {
                for (List<Fact> record = fetched.nextRecordFromSplit();
                        record != null;
                        record = fetched.nextRecordFromSplit()) {
                    fetches.add(record);
                }
            }
            finished = fetched.finishedSplits().contains(split.splitId());
        }
        assertThat(reader.fetch().nextSplit()).isNull();
        reader.close();
        return fetches;
    }

    private static List<Long> ids(List<List<Fact>> fetches) {
        return fetches.stream()
                .flatMap(List::stream)
                .filter(Trade.class::isInstance)
                .map(fact -> ((Trade) fact).id())
                .toList();
    }

    @Test
    void tradesComeInBatchesBeforeWhatTheFileAddsUpTo() throws IOException {
        folder().put(KEY, lines(0, 10_000).toArray(String[]::new));

        List<List<Fact>> fetches = fetches(format(true), file(DAY));

        assertThat(fetches).hasSize(4);
        assertThat(fetches.subList(0, 3)).allSatisfy(batch -> assertThat(batch)
                .hasSizeLessThanOrEqualTo(FileReplay.BATCH)
                .hasOnlyElementsOfType(Trade.class));
        assertThat(ids(fetches)).isEqualTo(LongStream.range(0, 10_000).boxed().toList());
        assertThat(serialized(fetches.get(3)))
                .as("what nobody stores changes nothing in the rest")
                .isEqualTo(serialized(fetches(format(false), file(DAY)).get(0)));
        assertThat(fetches.get(3)).noneMatch(Trade.class::isInstance);
    }

    private static byte[] serialized(List<Fact> facts) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1 << 16);
        for (Fact fact : facts) {
            FactSerializer.INSTANCE.serialize(fact, out);
        }
        return out.getCopyOfBuffer();
    }

    @Test
    void onlyWhatTheFirstReadingAcceptedIsSent() throws IOException {
        List<String> lines = lines(0, 200);
        lines.set(50, line(50).replace("0.5", "n/a"));
        folder().put(KEY, lines.toArray(String[]::new));
        // Trades 75 to 149 are of the second stretch of ten minutes.
        TimeRange wanted = Facts.range("2026-04-06T00:10:00Z", "2026-04-06T00:20:00Z");

        assertThat(ids(fetches(format(true), file(DAY)))).hasSize(199).doesNotContain(50L);
        assertThat(ids(fetches(format(true), file(wanted))))
                .isEqualTo(LongStream.range(75, 150).boxed().toList());
        assertThat(ids(fetches(
                        format(true), file(wanted, Facts.range("2026-04-06T00:25:00Z", "2026-04-06T00:25:09Z")))))
                .hasSize(76)
                .endsWith(149L, 188L);
    }

    @Test
    void aDisorderedFileIsSentSortedAndOnce() throws IOException {
        List<String> lines = lines(0, 5_000);
        lines.addAll(lines(100, 200));
        Collections.shuffle(lines, new Random(91));
        folder().put(KEY, lines.toArray(String[]::new));

        assertThat(ids(fetches(format(true), file(DAY))))
                .isEqualTo(LongStream.range(0, 5_000).boxed().toList());
    }

    @Test
    void membersAndZipsInsideTheZipAreAllReplayed() throws IOException {
        byte[] inner = ArchiveFolder.zip(lines(10, 20).toArray(String[]::new));
        folder().put(
                        KEY,
                        ArchiveFolder.zip(ArchiveFolder.members(
                                "inner.zip",
                                inner,
                                "z.csv",
                                ArchiveFolder.text(lines(20, 30).toArray(String[]::new)))));

        assertThat(ids(fetches(format(true), file(DAY))))
                .isEqualTo(LongStream.range(10, 30).boxed().toList());
    }

    @Test
    void nothingOfARefusedOrAbsentFileIsSent() throws IOException {
        byte[] zip = ArchiveFolder.zip(lines(0, 10_000).toArray(String[]::new));
        folder().putRaw(KEY, Arrays.copyOf(zip, zip.length / 2));

        assertThat(ids(fetches(format(true), file(DAY)))).isEmpty();
        assertThat(fetches(format(true), file(DAY))).hasSize(1);
        ArchiveFile absent =
                new ArchiveFile("nowhere.zip", Dataset.AGG_TRADES, Facts.BTC, null, DAY, List.of(DAY), null);
        assertThat(fetches(format(true), absent)).hasSize(1);
    }

    @Test
    void aFileThatChangesBetweenTheReadingsStopsTheRun() throws IOException {
        folder().put(KEY, lines(0, 100).toArray(String[]::new));
        ArchiveFileReader reader = new ArchiveFileReader(folder().store(), format(true));
        ArchiveFile listed = folder().asItIs(file(DAY));
        reader.read(listed);
        folder().put(KEY, lines(0, 99).toArray(String[]::new));

        assertThatThrownBy(() -> reader.replay(listed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("changed");
        assertThatThrownBy(() -> {
                    FileReplay replay = reader.replay(folder().asItIs(listed)).orElseThrow();
                    while (!replay.next().isEmpty()) {
                        // On to the end.
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("changed");
    }
}
