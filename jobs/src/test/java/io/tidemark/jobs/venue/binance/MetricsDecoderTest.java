package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsDecoderTest {

    private static final String DAY = "2026-04-06";
    private static final TimeRange RANGE = Facts.days(DAY, "2026-04-07");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String HEADER = "create_time,symbol,sum_open_interest,sum_open_interest_value,"
            + "count_toptrader_long_short_ratio,sum_toptrader_long_short_ratio,count_long_short_ratio,"
            + "sum_taker_long_short_vol_ratio";

    @TempDir
    Path root;

    private static String line(String stamp) {
        return stamp + ",BTCUSDT,250.5,1002000,1.1,1.2,1.3,1.4";
    }

    /** The 288 rows of a file: the first label at the offset from the day's midnight. */
    private static List<String> file(String day, Duration firstLabel) {
        Instant first = TimeRange.startOf(LocalDate.parse(day)).plus(firstLabel);
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int row = 0; row < 288; row++) {
            lines.add(line(STAMP.format(first.plusSeconds(300L * row))));
        }
        return lines;
    }

    private BinanceFiles files() {
        return new BinanceFiles(root, BinanceMarket.UM);
    }

    private static BinanceFiles put(BinanceFiles files, String day, List<String> lines) {
        return files.daily(Dataset.METRICS, "BTCUSDT", day, lines.toArray(String[]::new));
    }

    /** The day's own file and the one of the day before, whole unless the test changes one. */
    private Reading read(List<String> lines) {
        BinanceFiles files = put(files(), "2026-04-05", file("2026-04-05", Duration.ofMinutes(5)));
        return put(files, DAY, lines).read(Dataset.METRICS, "BTCUSDT", RANGE);
    }

    private static List<Instant> times(Reading reading) {
        return reading.of(OpenInterest.class).stream()
                .map(OpenInterest::eventTime)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void columnsAreFoundByNameElseInTheOfficialOrder(String layout, String[] lines) {
        Reading reading = put(files(), DAY, List.of(lines)).read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.of(OpenInterest.class)).singleElement().satisfies(row -> {
            assertThat(row.eventTime()).isEqualTo("2026-04-06T00:10:00Z");
            assertThat(row.availableAt()).isEqualTo(row.eventTime());
            assertThat(row.amount()).isEqualByComparingTo("250.5");
            assertThat(row.unit()).isEqualTo("base");
            assertThat(row.base()).isEqualByComparingTo("250.5");
            assertThat(row.usd()).isEqualByComparingTo("1002000");
            assertThat(row.priceUsed()).isEqualByComparingTo("4000");
        });
        assertThat(reading.of(LongShortRatios.class)).singleElement().satisfies(row -> {
            assertThat(row.eventTime()).isEqualTo("2026-04-06T00:10:00Z");
            assertThat(row.topTraderAccounts()).isEqualByComparingTo("1.1");
            assertThat(row.topTraderPositions()).isEqualByComparingTo("1.2");
            assertThat(row.accounts()).isEqualByComparingTo("1.3");
            assertThat(row.takerVolume()).isEqualByComparingTo("1.4");
        });
    }

    static Stream<Arguments> layouts() {
        return Stream.of(
                arguments("with a header", new String[] {HEADER, line("2026-04-06 00:10:00")}),
                arguments("without a header", new String[] {line("2026-04-06 00:10:00")}),
                arguments("reordered and extended", new String[] {
                    "symbol,note,sum_taker_long_short_vol_ratio,count_long_short_ratio,sum_toptrader_long_short_ratio,"
                            + "count_toptrader_long_short_ratio,sum_open_interest_value,sum_open_interest,create_time",
                    "BTCUSDT,x,1.4,1.3,1.2,1.1,1002000,250.5,2026-04-06 00:10:00"
                }),
                arguments("with exponents and many zeros", new String[] {
                    HEADER,
                    "2026-04-06 00:10:00,BTCUSDT,2.505E2,1002000.0000000000000000,11E-1,1.20000000,1.3,1.4000000000"
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create_time", "symbol", "sum_open_interest"})
    void aHeaderWithoutARequiredColumnRefusesTheFile(String column) {
        Reading reading = put(
                        files(), DAY, List.of(HEADER.replaceFirst(column + ",", "other,"), line("2026-04-06 00:10:00")))
                .read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(reading.of(OpenInterest.class)).isEmpty();
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isNull();
            assertThat(letter.reason()).contains(column);
        });
        assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.REFUSED);
    }

    @Test
    void emptyCellsAreNull() {
        Reading reading = put(
                        files(),
                        DAY,
                        List.of(
                                HEADER,
                                "2026-04-06 00:05:00,BTCUSDT,250.5,1002000,,,1.3,",
                                "2026-04-06 00:10:00,BTCUSDT,250.5,,1.1,1.2,,1.4"))
                .read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(reading.letters()).isEmpty();
        LongShortRatios first = reading.of(LongShortRatios.class).get(0);
        assertThat(first.topTraderAccounts()).isNull();
        assertThat(first.topTraderPositions()).isNull();
        assertThat(first.accounts()).isEqualByComparingTo("1.3");
        assertThat(first.takerVolume()).isNull();
        assertThat(reading.of(LongShortRatios.class).get(1).accounts()).isNull();
        assertThat(reading.of(OpenInterest.class).get(1).usd()).isNull();
        assertThat(reading.of(OpenInterest.class).get(1).priceUsed()).isNull();
    }

    @Test
    void openInterestOfZeroHasNoPrice() {
        Reading reading = put(files(), DAY, List.of(HEADER, "2026-04-06 00:05:00,BTCUSDT,0,0,1,1,1,1"))
                .read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(reading.of(OpenInterest.class)).singleElement().satisfies(row -> {
            assertThat(row.base()).isEqualByComparingTo("0");
            assertThat(row.priceUsed()).isNull();
        });
    }

    @Test
    void thePriceUsedIsTheValueOverTheAmountHalfEven() {
        Reading reading = put(files(), DAY, List.of(HEADER, "2026-04-06 00:05:00,BTCUSDT,3,10,1,1,1,1"))
                .read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(reading.of(OpenInterest.class).get(0).priceUsed())
                .isEqualTo(BigDecimal.TEN.divide(new BigDecimal(3), 18, RoundingMode.HALF_EVEN));
    }

    @Test
    void theLastRowOfAFileBelongsToTheNextDay() {
        Reading reading = read(file(DAY, Duration.ofMinutes(5)));

        assertThat(times(reading))
                .hasSize(288)
                .isSorted()
                .startsWith(RANGE.from())
                .doesNotContain(RANGE.to());
        assertThat(reading.of(OpenInterest.class).get(0).source()).endsWith("BTCUSDT-metrics-2026-04-05.zip");
        assertThat(reading.of(OpenInterest.class).get(1).source()).endsWith("BTCUSDT-metrics-2026-04-06.zip");
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.delivered(true))
                .containsExactlyInAnyOrder(
                        Facts.range("2026-04-06T00:00:00Z", "2026-04-06T00:05:00Z"),
                        Facts.range("2026-04-06T00:05:00Z", "2026-04-07T00:00:00Z"));
    }

    @Test
    void aMissingRowIsAGapOfItsFiveMinutes() {
        List<String> lines = file(DAY, Duration.ofMinutes(5));
        lines.removeIf(line -> line.startsWith("2026-04-06 06:45:00"));
        Reading reading = read(lines);

        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T06:45:00Z", "2026-04-06T06:50:00Z"));
        assertThat(reading.delivered(false)).isEqualTo(reading.gaps());
        assertThat(times(reading)).hasSize(287).doesNotContain(Instant.parse("2026-04-06T06:45:00Z"));
    }

    @Test
    void aMissingLastRowIsAGapOfTheNextDay() {
        List<String> before = file("2026-04-05", Duration.ofMinutes(5));
        before.remove(before.size() - 1);
        BinanceFiles files = put(files(), "2026-04-05", before);
        Reading reading = put(files, DAY, file(DAY, Duration.ofMinutes(5))).read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T00:00:00Z", "2026-04-06T00:05:00Z"));
    }

    @Test
    void anAbsentDayIsAGapUpToTheMidnightRow() {
        Reading reading = put(files(), "2026-04-05", file("2026-04-05", Duration.ofMinutes(5)))
                .read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(times(reading)).containsExactly(RANGE.from());
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T00:05:00Z", "2026-04-07T00:00:00Z"));
        assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.ABSENT);
    }

    @Test
    void aStampOffTheGridStaysAndLeavesNoGap() {
        List<String> lines = file(DAY, Duration.ofMinutes(5));
        lines.replaceAll(line -> line.replace("09:50:00", "09:50:02"));
        Reading reading = read(lines);

        assertThat(times(reading))
                .hasSize(288)
                .contains(Instant.parse("2026-04-06T09:50:02Z"))
                .doesNotContain(Instant.parse("2026-04-06T09:50:00Z"));
        assertThat(reading.of(OpenInterest.class))
                .allSatisfy(row -> assertThat(row.availableAt()).isEqualTo(row.eventTime()));
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.letters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-04-06 00:04:58", "2026-04-06 00:05:02", "2026-04-06 23:59:58"})
    void aStampOffTheGridAtTheEdgeOfAFileIsNotLost(String stamp) {
        List<String> lines = file(DAY, Duration.ofMinutes(5));
        lines.replaceAll(line -> stamp.startsWith("2026-04-06 23")
                ? line.replace("2026-04-07 00:00:00", stamp)
                : line.replace("2026-04-06 00:05:00", stamp));
        Reading reading = read(lines);

        assertThat(times(reading)).contains(Instant.parse(stamp.replace(' ', 'T') + "Z"));
    }

    @Test
    void labelsMeanTheEndOfTheirFiveMinutesUntilTheTwentyFourthOfJuneAndTheStartFromThen() {
        BinanceFiles files = put(files(), "2026-06-24", file("2026-06-24", Duration.ofMinutes(5)));
        put(files, "2026-06-25", file("2026-06-25", Duration.ZERO));
        Reading reading = files.read(Dataset.METRICS, "BTCUSDT", Facts.days("2026-06-25", "2026-06-26"));

        // The label 2026-06-25 00:00 stands in both files: it is 00:00 in the first and 00:05 in the second.
        List<OpenInterest> rows = reading.of(OpenInterest.class);
        assertThat(rows).hasSize(288);
        assertThat(rows.get(0).eventTime()).isEqualTo("2026-06-25T00:00:00Z");
        assertThat(rows.get(0).source()).endsWith("2026-06-24.zip");
        assertThat(rows.get(1).eventTime()).isEqualTo("2026-06-25T00:05:00Z");
        assertThat(rows.get(1).source()).endsWith("2026-06-25.zip");
        assertThat(times(reading)).isSorted().doesNotHaveDuplicates();
        assertThat(reading.of(LongShortRatios.class).get(1).eventTime()).isEqualTo("2026-06-25T00:05:00Z");
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.letters()).isEmpty();
    }

    @Test
    void theLagOfPublicationIsAddedToTheInstantDescribed() {
        BinanceFiles files = files().with(Availability.AS_PUBLISHED);
        Reading reading =
                put(files, DAY, List.of(HEADER, line("2026-04-06 00:10:00"))).read(Dataset.METRICS, "BTCUSDT", RANGE);

        assertThat(reading.of(OpenInterest.class).get(0).availableAt()).isEqualTo("2026-04-06T00:20:00Z");
        assertThat(reading.of(LongShortRatios.class).get(0).availableAt()).isEqualTo("2026-04-06T00:20:00Z");
    }

    @Test
    void unsortedAndRepeatedRowsGiveWhatAFileInOrderGives() {
        long seed = 288;
        List<String> sorted = file(DAY, Duration.ofMinutes(5));
        List<String> shuffled = new ArrayList<>(sorted.subList(1, sorted.size()));
        shuffled.addAll(shuffled.subList(50, 57));
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.add(0, HEADER);

        Reading inOrder = read(sorted);
        Reading reading = read(shuffled);

        assertThat(reading.of(OpenInterest.class)).as("seed %d", seed).isEqualTo(inOrder.of(OpenInterest.class));
        assertThat(reading.account().duplicates()).isEqualTo(7);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aRowThatContradictsAnEarlierOneIsRejected() {
        List<String> lines = file(DAY, Duration.ofMinutes(5));
        lines.add(line("2026-04-06 10:00:00").replace("250.5", "251"));
        Reading reading = read(lines);

        assertThat(reading.of(OpenInterest.class))
                .filteredOn(row -> row.eventTime().equals(Instant.parse("2026-04-06T10:00:00Z")))
                .singleElement()
                .satisfies(row -> assertThat(row.amount()).isEqualByComparingTo("250.5"));
        assertThat(reading.letters()).singleElement().satisfies(letter -> assertThat(letter.lineNumber())
                .isEqualTo(290));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unusableLines")
    void anUnusableLineIsADeadLetterAndItsTimeAGap(String line, String reason) {
        List<String> lines = file(DAY, Duration.ofMinutes(5));
        assertThat(lines.get(2)).startsWith("2026-04-06 00:10:00");
        lines.set(2, line);
        Reading reading = read(lines);

        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isEqualTo(3);
            assertThat(letter.reason()).contains(reason);
            assertThat(letter.rawText()).isEqualTo(line);
            assertThat(letter.dataset()).isEqualTo(Dataset.METRICS);
        });
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T00:10:00Z", "2026-04-06T00:15:00Z"));
        assertThat(times(reading)).hasSize(287);
    }

    static Stream<Arguments> unusableLines() {
        String good = line("2026-04-06 00:10:00");
        return Stream.of(
                arguments(good.replace("250.5", "n/a"), "sum_open_interest 'n/a' is not a number"),
                arguments(good.replace("250.5", "1e400"), "sum_open_interest '1e400'"),
                arguments(good.replace("250.5", "-1"), "sum_open_interest '-1' is below 0"),
                arguments(good.replace("1.4", "x"), "sum_taker_long_short_vol_ratio 'x' is not a number"),
                arguments(good.replace("BTCUSDT", "ETHUSDT"), "symbol 'ETHUSDT' is not BTCUSDT"),
                arguments(good.replace("2026-04-06 00:10:00", "2025-04-06 00:10:00"), "2025-04-06T00:10:00Z"),
                arguments(good.replace("2026-04-06 00:10:00", "2026-04-06 00:00:00"), "2026-04-06T00:00:00Z"),
                arguments(good.replace("2026-04-06 00:10:00", "2026-02-30 00:10:00"), "is no time like"),
                arguments(good.replace("2026-04-06 00:10:00", "1775434200000"), "is no time like"),
                arguments("2026-04-06 00:10:00,BTC", "has 2 fields, needs 3"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-06, 250, 0.37, 25000, 0.37, 67567.567567567567567568",
        "2026-07-01, 250, 0.37, 25000, 0.37, 67567.567567567567567568",
        // The venue computes the value: it has more digits than anything that is traded.
        "2026-04-06, 137224.0000000000000000, 180.5898950286228943, 13722400, 180.5898950286228943, 75986.532900000000003211",
        "2026-04-06, 250, '', 25000, , ",
        "2026-04-06, 0, 0, 0, 0, ",
        "2026-04-06, '', 0.37, , 0.37, ",
    })
    void openInterestOfInverseInstrumentsIsInContractsAndLabelledByItsStart(
            String day, String contracts, String value, BigDecimal usd, BigDecimal base, BigDecimal price) {
        Reading reading = new BinanceFiles(root, BinanceMarket.CM)
                .daily(
                        Dataset.METRICS,
                        "BTCUSD_PERP",
                        day,
                        HEADER,
                        day + " 00:00:00,BTCUSD_PERP," + contracts + "," + value + ",1.1,1.2,1.3,1.4")
                .read(Dataset.METRICS, "BTCUSD_PERP", TimeRange.ofDay(LocalDate.parse(day)));

        assertThat(reading.of(OpenInterest.class)).singleElement().satisfies(found -> {
            assertThat(found.eventTime()).isEqualTo(day + "T00:05:00Z");
            assertThat(found.unit()).isEqualTo("contracts");
            assertSame(found.amount(), contracts.isEmpty() ? null : new BigDecimal(contracts));
            assertSame(found.usd(), usd);
            assertSame(found.base(), base);
            assertSame(found.priceUsed(), price);
        });
        assertThat(reading.of(LongShortRatios.class)).hasSize(1);
        assertThat(reading.letters()).isEmpty();
    }

    private static void assertSame(BigDecimal found, BigDecimal expected) {
        if (expected == null) {
            assertThat(found).isNull();
        } else {
            assertThat(found).isEqualByComparingTo(expected);
        }
    }
}
