package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FundingRateDecoderTest {

    private static final String HEADER = "calc_time,funding_interval_hours,last_funding_rate";
    private static final TimeRange MONTH = Facts.days("2026-04-01", "2026-05-01");

    @TempDir
    Path root;

    private Reading read(TimeRange range, List<String> lines) {
        return new BinanceFiles(root, BinanceMarket.UM)
                .monthly(Dataset.FUNDING_RATE, "BTCUSDT", "2026-04", lines.toArray(String[]::new))
                .read(Dataset.FUNDING_RATE, "BTCUSDT", range);
    }

    private static String line(String time, int hours) {
        return Instant.parse(time).toEpochMilli() + "," + hours + ",0.00004123";
    }

    /** A month of settlements every {@code hours}, with a header and some ms of jitter. */
    private static List<String> month(int hours) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        int jitter = 0;
        for (Instant at = MONTH.from(); at.isBefore(MONTH.to()); at = at.plusSeconds(3600L * hours)) {
            lines.add(line(at.plusMillis(jitter).toString(), hours));
            jitter = (jitter + 7) % 27;
        }
        return lines;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void columnsAreFoundByNameElseInTheOfficialOrder(String layout, String[] lines) {
        Reading reading = read(Facts.days("2026-04-01", "2026-04-02"), List.of(lines));

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.of(FundingRate.class))
                .singleElement()
                .usingRecursiveComparison()
                .withComparatorForType(java.math.BigDecimal::compareTo, java.math.BigDecimal.class)
                .isEqualTo(new FundingRate(
                        Facts.BTC,
                        Instant.parse("2026-04-01T16:00:00.003Z"),
                        new java.math.BigDecimal("-0.0003743"),
                        8,
                        Instant.parse("2026-04-01T16:00:01.003Z"),
                        "data/futures/um/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2026-04.zip"));
    }

    static Stream<Arguments> layouts() {
        return Stream.of(
                arguments("with a header", new String[] {HEADER, "1775059200003,8,-0.00037430"}),
                arguments("without a header", new String[] {"1775059200003,8,-0.0003743"}),
                arguments("in µs, with exponents", new String[] {HEADER, "1775059200003000,8,-3.743E-4"}),
                arguments("reordered and extended", new String[] {
                    "last_funding_rate,note,calc_time,funding_interval_hours", "-0.0003743,x,1775059200003,8"
                }));
    }

    @Test
    void aHeaderWithoutARequiredColumnRefusesTheFile() {
        for (String column : HEADER.split(",", -1)) {
            Reading reading = read(MONTH, List.of(HEADER.replace(column, "other"), line("2026-04-01T00:00:00Z", 8)));

            assertThat(reading.of(FundingRate.class)).isEmpty();
            assertThat(reading.letters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                    .contains(column));
            assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.REFUSED);
            assertThat(reading.gaps()).hasSize(30);
        }
    }

    @Test
    void aWholeMonthHasNoGap() {
        for (int hours : new int[] {1, 4, 8}) {
            Reading reading = read(MONTH, month(hours));

            assertThat(reading.of(FundingRate.class)).hasSize(30 * 24 / hours);
            assertThat(reading.gaps()).isEmpty();
            assertThat(reading.delivered(true)).hasSize(30);
        }
    }

    @Test
    void aMissingSettlementIsAGapUntilTheNextOne() {
        List<String> lines = month(8);
        lines.remove(1 + 3 * 9 + 1);
        Reading reading = read(MONTH, lines);

        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-10T08:00:00Z", "2026-04-10T16:00:00Z"));
    }

    @Test
    void missingSettlementsAtTheEdgesOfTheMonthAreGaps() {
        List<String> lines = month(8);
        lines.remove(lines.size() - 1);
        lines.remove(1);
        Reading reading = read(MONTH, lines);

        assertThat(reading.gaps())
                .containsExactly(
                        Facts.range("2026-04-01T00:00:00Z", "2026-04-01T08:00:00Z"),
                        Facts.range("2026-04-30T16:00:00Z", "2026-05-01T00:00:00Z"));
    }

    @Test
    void aLongHoleIsAGapADay() {
        List<String> lines = month(8);
        lines.subList(1 + 3 * 9 + 1, 1 + 3 * 11 + 2).clear();
        Reading reading = read(MONTH, lines);

        assertThat(reading.gaps())
                .containsExactly(
                        Facts.range("2026-04-10T08:00:00Z", "2026-04-11T00:00:00Z"),
                        Facts.range("2026-04-11T00:00:00Z", "2026-04-12T00:00:00Z"),
                        Facts.range("2026-04-12T00:00:00Z", "2026-04-12T16:00:00Z"));
    }

    @Test
    void aShorterIntervalFromSomeRowOnIsNoGap() {
        List<String> lines = List.of(
                HEADER,
                line("2026-04-01T00:00:00.001Z", 8),
                line("2026-04-01T08:00:00Z", 8),
                line("2026-04-01T12:00:00.002Z", 4),
                line("2026-04-01T16:00:00Z", 4),
                line("2026-04-01T17:00:00Z", 1),
                line("2026-04-01T18:00:00Z", 1));
        Reading reading = read(Facts.days("2026-04-01", "2026-04-02"), lines);

        assertThat(reading.of(FundingRate.class)).hasSize(6);
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-01T19:00:00Z", "2026-04-02T00:00:00Z"));
    }

    @Test
    void aLongerIntervalFromSomeRowOnIsNoGap() {
        List<String> lines = List.of(
                HEADER,
                line("2026-04-01T00:00:00Z", 4),
                line("2026-04-01T04:00:00.001Z", 4),
                line("2026-04-01T08:00:00Z", 4),
                line("2026-04-01T16:00:00.003Z", 8),
                line("2026-04-02T00:00:00Z", 8));
        Reading reading = read(Facts.days("2026-04-01", "2026-04-02"), lines);

        // The row of 16:00 says that it covers the eight hours since 08:00: nothing was due at 12:00.
        assertThat(reading.of(FundingRate.class)).hasSize(4);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void onlyTheWantedDaysLeaveTheFile() {
        List<String> lines = month(8);
        lines.remove(1 + 3 * 9 + 1);
        Reading reading = read(Facts.days("2026-04-11", "2026-04-13"), lines);

        assertThat(reading.of(FundingRate.class)).hasSize(6).allSatisfy(rate -> assertThat(
                        Facts.days("2026-04-11", "2026-04-13").contains(rate.fundingTime()))
                .isTrue());
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.delivered(true))
                .containsExactly(Facts.days("2026-04-11", "2026-04-12"), Facts.days("2026-04-12", "2026-04-13"));
    }

    @Test
    void repeatedRowsAreDroppedAndContradictingOnesRejected() {
        List<String> lines = month(8);
        String repeated = lines.get(5);
        lines.add(repeated);
        lines.add(repeated.replace("0.00004123", "0.1"));
        Reading reading = read(MONTH, lines);

        assertThat(reading.of(FundingRate.class)).hasSize(90);
        assertThat(reading.account().duplicates()).isEqualTo(1);
        assertThat(reading.letters()).singleElement().satisfies(letter -> assertThat(letter.lineNumber())
                .isEqualTo(93));
    }

    @Test
    void unsortedRowsAreUsedInOrder() {
        List<String> lines = month(8);
        lines.add(1, lines.remove(40));
        Reading reading = read(MONTH, lines);

        assertThat(reading.of(FundingRate.class))
                .extracting(FundingRate::fundingTime)
                .isSorted()
                .hasSize(90);
        assertThat(reading.gaps()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unusableLines")
    void anUnusableLineIsADeadLetterAndItsTimeAGap(String line, String reason) {
        List<String> lines = month(8);
        lines.set(3, line);
        Reading reading = read(MONTH, lines);

        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isEqualTo(4);
            assertThat(letter.reason()).contains(reason);
            assertThat(letter.rawText()).isEqualTo(line);
        });
        assertThat(reading.of(FundingRate.class)).hasSize(89);
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-01T16:00:00Z", "2026-04-02T00:00:00Z"));
    }

    static Stream<Arguments> unusableLines() {
        return Stream.of(
                arguments("1775059200003,8,text", "last_funding_rate 'text' is not a number"),
                arguments("1775059200003,8,1e400", "last_funding_rate '1e400'"),
                arguments("1775059200003,0,0.0001", "funding_interval_hours '0' is not 1 to 24"),
                arguments("1775059200003,25,0.0001", "funding_interval_hours '25' is not 1 to 24"),
                arguments("1743523200003,8,0.0001", "2025-04-01T16:00:00.003Z"),
                arguments("1775059200003,8", "has 2 fields, needs 3"));
    }
}
