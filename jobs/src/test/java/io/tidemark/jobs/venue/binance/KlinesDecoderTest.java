package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KlinesDecoderTest {

    private static final String DAY = "2026-04-06";
    private static final TimeRange RANGE = Facts.days(DAY, "2026-04-07");
    private static final String HEADER =
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore";

    @TempDir
    Path root;

    private Reading read(List<String> lines) {
        return new BinanceFiles(root, BinanceMarket.UM)
                .daily(Dataset.KLINES, "BTCUSDT", DAY, lines.toArray(String[]::new))
                .read(Dataset.KLINES, "BTCUSDT", RANGE);
    }

    private static String line(int minute) {
        long start = TimeRange.startOf(LocalDate.parse(DAY)).toEpochMilli() + minute * 60_000L;
        return start + ",16.35,16.41,16.31,16.4,1492.2," + (start + 59_999) + ",24439.317,186,930.2,15232.305,0";
    }

    /** A day's rows with a header; the minutes of {@code there} only. */
    private static List<String> day(IntPredicate there) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        IntStream.range(0, 1440).filter(there).mapToObj(KlinesDecoderTest::line).forEach(lines::add);
        return lines;
    }

    private static TimeRange minutes(int from, int to) {
        Instant midnight = RANGE.from();
        return new TimeRange(midnight.plusSeconds(from * 60L), midnight.plusSeconds(to * 60L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void columnsAreFoundByNameElseInTheOfficialOrder(String layout, String[] lines) {
        Reading reading = read(Arrays.asList(lines));

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.of(Kline.class)).singleElement().satisfies(kline -> {
            assertThat(kline.instrument()).isEqualTo(Facts.BTC);
            assertThat(kline.interval()).isEqualTo("1m");
            assertThat(kline.start()).isEqualTo("2026-04-06T00:01:00Z");
            assertThat(kline.end()).isEqualTo("2026-04-06T00:02:00Z");
            assertThat(kline.availableAt()).isEqualTo("2026-04-06T00:02:00Z");
            assertThat(kline.open()).isEqualByComparingTo("16.35");
            assertThat(kline.high()).isEqualByComparingTo("16.41");
            assertThat(kline.low()).isEqualByComparingTo("16.31");
            assertThat(kline.close()).isEqualByComparingTo("16.4");
            assertThat(kline.volume()).isEqualByComparingTo("1492.2");
            assertThat(kline.quoteVolume()).isEqualByComparingTo("24439.317");
            assertThat(kline.tradeCount()).isEqualTo(186);
            assertThat(kline.takerBuyVolume()).isEqualByComparingTo("930.2");
            assertThat(kline.takerBuyQuoteVolume()).isEqualByComparingTo("15232.305");
            assertThat(kline.source()).isEqualTo("data/futures/um/daily/klines/BTCUSDT/1m/BTCUSDT-1m-2026-04-06.zip");
        });
    }

    static Stream<Arguments> layouts() {
        return Stream.of(
                arguments("with a header", new String[] {HEADER, line(1)}),
                arguments("without a header", new String[] {line(1)}),
                arguments("in µs", new String[] {
                    "1775433660000000,16.35000000,16.41000000,16.31000000,16.40000000,1492.20000000,"
                            + "1775433719999999,24439.31700000,186,930.20000000,15232.30500000,0"
                }),
                arguments("with exponents", new String[] {
                    HEADER,
                    "1775433660000,1.635E1,1.641E+1,1631E-2,1.64E1,1.4922E3,1775433719999,2.4439317E4,186,9.302E2,"
                            + "1.5232305E4,0"
                }),
                arguments("reordered and extended", new String[] {
                    "note,count,taker_buy_quote_volume,taker_buy_volume,quote_volume,close_time,volume,close,low,high,open,"
                            + "open_time",
                    "x,186,15232.305,930.2,24439.317,1775433719999,1492.2,16.4,16.31,16.41,16.35,1775433660000"
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open_time",
                "open,",
                "high",
                "low",
                "close,",
                ",volume",
                ",quote_volume",
                "count",
                "taker_buy_volume",
                "taker_buy_quote_volume"
            })
    void aHeaderWithoutARequiredColumnRefusesTheFile(String column) {
        String name = column.replace(",", "");
        Reading reading = read(List.of(HEADER.replace(column, column.replace(name, "other")), line(1)));

        assertThat(reading.of(Kline.class)).isEmpty();
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isNull();
            assertThat(letter.reason()).contains(name);
        });
        assertThat(reading.gaps()).containsExactly(RANGE);
        assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.REFUSED);
    }

    @Test
    void aWholeDayHasNoGapAndIsDelivered() {
        Reading reading = read(day(minute -> true));

        assertThat(reading.of(Kline.class)).hasSize(1440);
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.delivered(true)).containsExactly(RANGE);
        assertThat(reading.account())
                .isEqualTo(new FileRead(
                        Facts.BTC,
                        "data/futures/um/daily/klines/BTCUSDT/1m/BTCUSDT-1m-2026-04-06.zip",
                        reading.account().rows(),
                        0,
                        0,
                        FileRead.Outcome.USED,
                        reading.account().sha256()));
    }

    @Test
    void missingMinutesAreGapsWithExactBounds() {
        Reading reading =
                read(day(minute -> minute != 0 && minute != 700 && minute != 701 && minute != 1000 && minute < 1438));

        assertThat(reading.gaps())
                .containsExactly(minutes(0, 1), minutes(700, 702), minutes(1000, 1001), minutes(1438, 1440));
        assertThat(reading.delivered(true)).containsExactly(minutes(1, 700), minutes(702, 1000), minutes(1001, 1438));
        assertThat(reading.delivered(false)).isEqualTo(reading.gaps());
        assertThat(reading.of(Gap.class)).allSatisfy(gap -> {
            assertThat(gap.dataset()).isEqualTo(Dataset.KLINES);
            assertThat(gap.firstMissingId()).isNull();
        });
    }

    @Test
    void unsortedAndRepeatedRowsGiveWhatAFileInOrderGives() {
        long seed = 20260406;
        List<String> shuffled = new ArrayList<>(day(minute -> true).subList(1, 1441));
        shuffled.addAll(shuffled.subList(100, 110));
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.add(0, HEADER);

        Reading sorted = read(day(minute -> true));
        Reading reading = read(shuffled);

        assertThat(reading.of(Kline.class)).as("seed %d", seed).isEqualTo(sorted.of(Kline.class));
        assertThat(reading.account().duplicates()).isEqualTo(10);
        assertThat(reading.letters()).isEmpty();
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aRowThatContradictsAnEarlierOneIsRejected() {
        Reading reading = read(List.of(HEADER, line(1), line(2), line(1).replace("16.4,", "16.5,")));

        assertThat(reading.of(Kline.class)).hasSize(2);
        assertThat(reading.of(Kline.class).get(0).close()).isEqualByComparingTo(new BigDecimal("16.4"));
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isEqualTo(4);
            assertThat(letter.reason()).contains("2026-04-06T00:01:00Z");
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unusableLines")
    void anUnusableLineIsADeadLetterAndItsMinuteAGap(String line, String reason) {
        List<String> lines = day(minute -> true);
        lines.set(6, line);
        Reading reading = read(lines);

        assertThat(reading.of(Kline.class)).hasSize(1439);
        assertThat(reading.gaps()).containsExactly(minutes(5, 6));
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isEqualTo(7);
            assertThat(letter.reason()).contains(reason);
            assertThat(letter.rawText()).isEqualTo(line);
            assertThat(letter.sourceFile()).endsWith("BTCUSDT-1m-2026-04-06.zip");
        });
    }

    static Stream<Arguments> unusableLines() {
        String good = line(5);
        return Stream.of(
                arguments(good.replace("16.35", "n/a"), "open 'n/a' is not a number"),
                arguments(good.replace("16.41", "0"), "high '0' is not above 0"),
                arguments(good.replace("16.31", "1e400"), "low '1e400'"),
                arguments(good.replace(",16.4,", ",,"), "close '' is empty"),
                arguments(good.replace("1492.2", "-1"), "volume '-1' is below 0"),
                arguments(good.replace(",186,", ",1.5,"), "count '1.5' is not a whole number"),
                arguments(good.replace("1775433900000", "1743897900000"), "2025-04-06T00:05:00Z"),
                arguments(good.replace("1775433900000", "1775433930000"), "no start of a bar"),
                arguments(good.replace("1775433900000", "soon"), "open_time 'soon' is not a whole number"),
                arguments("1775433900000,16.35,16.41", "has 3 fields, needs 11"));
    }

    @Test
    void aTruncatedLastLineIsADeadLetterAndItsMinuteAGap() {
        List<String> lines = day(minute -> true);
        lines.set(1440, line(1439).substring(0, 40));
        Reading reading = read(lines);

        assertThat(reading.of(Kline.class)).hasSize(1439);
        assertThat(reading.gaps()).containsExactly(minutes(1439, 1440));
        assertThat(reading.letters()).singleElement().satisfies(letter -> assertThat(letter.lineNumber())
                .isEqualTo(1441));
    }

    @Test
    void aMonthIsCutIntoDaysAtMidnight() {
        Reading reading = new BinanceFiles(root, BinanceMarket.UM)
                .monthly(
                        Dataset.KLINES,
                        "BTCUSDT",
                        "2026-04",
                        day(minute -> true).toArray(String[]::new))
                .read(Dataset.KLINES, "BTCUSDT", Facts.days("2026-04-05", "2026-04-08"));

        assertThat(reading.delivered(true)).containsExactly(RANGE);
        assertThat(reading.gaps())
                .containsExactly(Facts.days("2026-04-05", "2026-04-06"), Facts.days("2026-04-07", "2026-04-08"));
        assertThat(reading.of(Kline.class)).hasSize(1440);
    }
}
