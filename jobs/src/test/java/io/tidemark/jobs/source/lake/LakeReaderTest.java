package io.tidemark.jobs.source.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.source.archive.ArchiveSource;
import io.tidemark.jobs.source.archive.ArchiveSplit;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.LakeRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeReaderTest {

    private static final Instant DAY = Instant.parse("2026-04-06T00:00:00Z");
    private static final TimeRange PERIOD = Facts.days("2026-04-06", "2026-04-07");

    @TempDir
    Path folder;

    private LakeSettings settings;

    @BeforeEach
    void nameTheLake() {
        settings = LakeSettings.embedded(folder.resolve("lake"));
    }

    private void append(TableDefinition table, List<Map<String, Object>> rows) {
        LakeRows.append(settings, table, rows);
    }

    private LakeState now() {
        try (Lake lake = Lake.open(settings)) {
            return LakeState.of(lake, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchiveFile file(Instrument instrument, Dataset dataset, TimeRange... wanted) {
        return new ArchiveFile(
                "day", dataset, instrument, "1m", PERIOD, List.of(wanted), new ArchiveFile.Stored(0, "v", null));
    }

    private static List<Fact> read(LakeState state, ArchiveFile file) {
        try (LakeReader reader = new LakeReader(state)) {
            return reader.read(file);
        }
    }

    private static Map<String, Object> openInterest(Instrument instrument, Instant at, int amount) {
        return LakeRows.row(
                instrument,
                "event_time",
                at,
                "open_interest",
                BigDecimal.valueOf(amount),
                "unit",
                "base",
                "open_interest_base",
                BigDecimal.valueOf(amount),
                "available_at",
                at.plusSeconds(600),
                "source",
                "somewhere");
    }

    private static OpenInterest observed(Instrument instrument, Instant at, int amount) {
        BigDecimal value = BigDecimal.valueOf(amount).setScale(18);
        return new OpenInterest(instrument, at, value, "base", value, null, null, at.plusSeconds(600), "somewhere");
    }

    @Test
    void rowsOfTheRangeComeInOrderOfTimeAndTheirProgressBehindThem() {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Fact> expected = new ArrayList<>();
        Instant noon = DAY.plusSeconds(43_200);
        Instant last = Instant.parse("2026-04-06T23:59:59.999999Z");
        for (Instant at : List.of(DAY.minusNanos(1000), DAY, noon, noon.plusNanos(1000), last, PERIOD.to())) {
            int amount = rows.size();
            rows.add(openInterest(Facts.BTC, at, amount));
            rows.add(openInterest(Facts.ETH, at, 1000 + amount));
            if (PERIOD.contains(at)) {
                expected.add(observed(Facts.BTC, at, amount));
            }
        }
        Collections.shuffle(rows, new Random(7));
        append(MarketTables.OPEN_INTEREST, rows);
        expected.add(new Delivered(Facts.BTC, Dataset.METRICS, PERIOD.from(), PERIOD.to(), true));
        expected.add(new FileRead(Facts.BTC, "day", 4, 0, 0, FileRead.Outcome.USED, null));

        assertThat(read(now(), file(Facts.BTC, Dataset.METRICS, PERIOD))).isEqualTo(expected);
    }

    @Test
    void severalRangesAreDeliveredOneAfterTheOther() {
        append(
                MarketTables.OPEN_INTEREST,
                List.of(openInterest(Facts.BTC, DAY.plusSeconds(3600), 1), openInterest(Facts.BTC, DAY, 0)));
        TimeRange first = new TimeRange(DAY, DAY.plusSeconds(1));
        TimeRange second = new TimeRange(DAY.plusSeconds(3600), PERIOD.to());

        assertThat(read(now(), file(Facts.BTC, Dataset.OPEN_INTEREST, first, second)))
                .containsExactly(
                        observed(Facts.BTC, DAY, 0),
                        new Delivered(Facts.BTC, Dataset.OPEN_INTEREST, first.from(), first.to(), true),
                        observed(Facts.BTC, DAY.plusSeconds(3600), 1),
                        new Delivered(Facts.BTC, Dataset.OPEN_INTEREST, second.from(), second.to(), true),
                        new FileRead(Facts.BTC, "day", 2, 0, 0, FileRead.Outcome.USED, null));
    }

    @Test
    void whatIsWrittenLaterIsNotRead() {
        append(MarketTables.OPEN_INTEREST, List.of(openInterest(Facts.BTC, DAY, 0)));
        LakeState before = now();
        append(MarketTables.OPEN_INTEREST, List.of(openInterest(Facts.BTC, DAY.plusSeconds(300), 1)));

        assertThat(Facts.of(OpenInterest.class, read(before, file(Facts.BTC, Dataset.METRICS, PERIOD))))
                .containsExactly(observed(Facts.BTC, DAY, 0));
        assertThat(Facts.of(OpenInterest.class, read(now(), file(Facts.BTC, Dataset.METRICS, PERIOD))))
                .hasSize(2);
    }

    @Test
    void aSplitThatIsRestoredReadsWhatItWouldHaveReadBefore() throws IOException, ClassNotFoundException {
        append(MarketTables.OPEN_INTEREST, List.of(openInterest(Facts.BTC, DAY, 0)));
        LakeState state = now();
        ArchiveFile file = file(Facts.BTC, Dataset.METRICS, PERIOD);
        SimpleVersionedSerializer<ArchiveSplit> splits =
                new ArchiveSource(() -> new LakeReader(state), List.of(file)).getSplitSerializer();
        byte[] checkpoint = splits.serialize(new ArchiveSplit(file));
        List<Fact> expected = read(state, file);
        append(MarketTables.OPEN_INTEREST, List.of(openInterest(Facts.BTC, DAY.plusSeconds(300), 1)));

        assertThat(read(
                        InstantiationUtil.clone(state),
                        splits.deserialize(splits.getVersion(), checkpoint).file()))
                .isEqualTo(expected)
                .hasSize(3);
    }

    @Test
    void tablesThatAreEmptyOrAbsentDeliverTheirNothing() {
        try (Lake lake = Lake.open(settings)) {
            lake.createOrEvolve(MarketTables.OPEN_INTEREST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Dataset dataset : List.of(Dataset.METRICS, Dataset.FUNDING_RATE, Dataset.KLINES, Dataset.AGG_TRADES)) {
            assertThat(read(now(), file(Facts.BTC, dataset, PERIOD)))
                    .containsExactly(
                            new Delivered(Facts.BTC, dataset, PERIOD.from(), PERIOD.to(), true),
                            new FileRead(Facts.BTC, "day", 0, 0, 0, FileRead.Outcome.USED, null));
        }
    }

    @Test
    void settlementsKeepTheirStampsAndWhenTheyWereKnown() {
        Instant stamped = DAY.plusMillis(3);
        append(
                MarketTables.FUNDING_RATES,
                List.of(LakeRows.row(
                        Facts.BTC,
                        "funding_time",
                        stamped,
                        "funding_rate",
                        new BigDecimal("-0.0001"),
                        "interval_hours",
                        4,
                        "available_at",
                        stamped.plusSeconds(77),
                        "source",
                        "a file")));

        assertThat(Facts.of(FundingRate.class, read(now(), file(Facts.BTC, Dataset.FUNDING_RATE, PERIOD))))
                .containsExactly(new FundingRate(
                        Facts.BTC,
                        stamped,
                        new BigDecimal("-0.0001").setScale(18),
                        4,
                        stamped.plusSeconds(77),
                        "a file"));
    }

    private static Map<String, Object> kline(Dataset dataset, String interval, Instant start, int close, Long trades) {
        return LakeRows.row(
                Facts.BTC,
                "dataset",
                dataset.text(),
                "bar_interval",
                interval,
                "window_start",
                start,
                "window_end",
                start.plusSeconds(60),
                "close_price",
                BigDecimal.valueOf(close),
                "trade_count",
                trades,
                "available_at",
                start.plusSeconds(60));
    }

    private static Close close(Dataset dataset, Instant start, Integer price) {
        Instant end = start.plusSeconds(60);
        BigDecimal decimal = price == null ? null : BigDecimal.valueOf(price).setScale(18);
        return new Close(Facts.BTC, dataset, end, decimal, end);
    }

    @Test
    void barsOfAVenueAreOfTheirDatasetAndLengthAndHaveNoPriceWithoutTrades() {
        Instant last = PERIOD.to().minusSeconds(60);
        append(
                MarketTables.KLINES,
                List.of(
                        kline(Dataset.KLINES, "1m", last, 4, 1L),
                        kline(Dataset.KLINES, "1m", DAY, 1, 0L),
                        kline(Dataset.KLINES, "5m", DAY, 2, 9L),
                        kline(Dataset.KLINES, "1m", PERIOD.to(), 5, 1L),
                        kline(Dataset.MARK_PRICE_KLINES, "1m", DAY, 3, null)));

        assertThat(Facts.of(Close.class, read(now(), file(Facts.BTC, Dataset.KLINES, PERIOD))))
                .containsExactly(close(Dataset.KLINES, DAY, null), close(Dataset.KLINES, last, 4));
        assertThat(Facts.of(Close.class, read(now(), file(Facts.BTC, Dataset.MARK_PRICE_KLINES, PERIOD))))
                .containsExactly(close(Dataset.MARK_PRICE_KLINES, DAY, 3));
        assertThat(Facts.of(Close.class, read(now(), file(Facts.BTC, Dataset.INDEX_PRICE_KLINES, PERIOD))))
                .isEmpty();
    }

    @Test
    void ownBarsSayWhetherTheyWereMadeOfAggregateTradesOrFills() {
        Instant second = DAY.plusSeconds(60);
        append(
                FlowTables.BARS,
                List.of(
                        LakeRows.row(
                                Facts.BTC,
                                "window_start",
                                second,
                                "window_end",
                                second.plusSeconds(60),
                                "available_at",
                                second.plusSeconds(60)),
                        LakeRows.row(
                                Facts.BTC,
                                "window_start",
                                DAY,
                                "window_end",
                                second,
                                "close_price",
                                BigDecimal.TEN,
                                "agg_trade_count",
                                3L,
                                "available_at",
                                second)));

        assertThat(Facts.of(Close.class, read(now(), file(Facts.BTC, Dataset.AGG_TRADES, PERIOD))))
                .containsExactly(close(Dataset.AGG_TRADES, DAY, 10), close(Dataset.TRADES, second, null));
    }
}
