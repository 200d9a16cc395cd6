package io.tidemark.jobs.venue.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.SeriesDeclaration.Format;
import io.tidemark.jobs.model.SeriesDeclaration.Layout;
import io.tidemark.jobs.model.SeriesDeclaration.Order;
import io.tidemark.jobs.model.SeriesDeclaration.SettledFunding;
import io.tidemark.jobs.model.SeriesDeclaration.Times;
import io.tidemark.jobs.model.SeriesDeclaration.Values;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.declared.SeriesFile.Reading;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundingSeriesTest {

    private static final String HEADER = "time,rate,hours,pair";

    @TempDir
    Path folder;

    private SeriesFile series;

    @BeforeEach
    void declare() {
        series = new SeriesFile(
                folder,
                csv(',', Map.of()),
                new Times("time", "iso", ZoneOffset.UTC, Order.ASCENDING),
                values("1", '.', false),
                new SettledFunding(8, null),
                Availability.AT_EVENT);
    }

    private static Layout csv(char separator, Map<String, String> where) {
        return new Layout(Format.CSV, separator, List.of(), where);
    }

    private static Values values(String factor, char mark, boolean skipsBlanks) {
        return new Values("rate", new BigDecimal(factor), mark, skipsBlanks);
    }

    private static String line(String time, String rate) {
        return time + "," + rate + ",8,BTCUSDT";
    }

    /** A whole day, the middle settlement as given. */
    private Reading day(String middle) {
        return series.read(
                HEADER, line("2026-04-06 00:00:00", "0.0001"), middle, line("2026-04-06 16:00:00", "0.0003"));
    }

    @Test
    void aRowIsASettlementThatIsKnownASecondLater() {
        assertThat(day(line("2026-04-06 08:00:00.004", "-0.00002165")).rates().get(1))
                .isEqualTo(new FundingRate(
                        Facts.BTC,
                        Instant.parse("2026-04-06T08:00:00.004Z"),
                        new BigDecimal("-0.00002165"),
                        8,
                        Instant.parse("2026-04-06T08:00:01.004Z"),
                        "series.txt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1      | . | 0.00010000        | 0.0001",
                "8      | . | 0.0000044913      | 0.0000359304",
                "0.01   | . | 0.01              | 0.0001",
                "0.0001 | . | 1.25              | 0.000125",
                "1      | . | 8.864203735691853e-07 | 0.0000008864203735691853",
                "1      | , | '\"2,428e-05\"'   | 0.00002428",
                "1      | , | '\"-0,0001\"'     | -0.0001",
                "1      | . | '\" 0.0001 \"'    | 0.0001",
                "1      | . | .5                | 0.5",
                "1      | . | 0                 | 0",
            })
    void ratesAreExactAsDeclared(String factor, char mark, String text, String expected) {
        series = series.with(values(factor, mark, false));

        Reading reading = series.read(HEADER, line("2026-04-06 00:00:00", text));

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.rates()).singleElement().satisfies(rate -> assertThat(rate.rate())
                .isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ". | 2026-04-06 08:00:00,abc,8,BTCUSDT | rate 'abc' is no number with decimal mark '.'",
                ". | 2026-04-06 08:00:00,NaN,8,BTCUSDT | rate 'NaN' is no number",
                ". | 2026-04-06 08:00:00,1e400,8,BTCUSDT | rate '1e400' is no number",
                ". | 2026-04-06 08:00:00,1e-99,8,BTCUSDT | rate '1e-99' is no number",
                ". | '2026-04-06 08:00:00,\"0,0002\",8,BTCUSDT' | rate '0,0002' is no number with decimal mark '.'",
                ", | 2026-04-06 08:00:00,0.0002,8,BTCUSDT | rate '0.0002' is no number with decimal mark ','",
                ". | 2026-04-06 08:00:00,,8,BTCUSDT | has no rate",
                ". | 2026-04-06 08:00:00,1.5,8,BTCUSDT | rate '1.5' is 1.5 as a fraction, which is not between -1 and 1",
                ". | 2026-04-06 08:00:00,0.0002,8 | has 3 fields, the header 4",
                ". | 2026-04-06 08:00:00,0.0002,8,BTCUSDT,more | has 5 fields, the header 4",
                ". | '2026-04-06 08:00:00,\"0.0002,8,BTCUSDT' | is no line of CSV",
                ". | 06/04/2026 08:00,0.0002,8,BTCUSDT | time '06/04/2026 08:00' is no time",
            })
    void aLineThatCannotBeUsedIsADeadLetterAndItsSettlementAHole(char mark, String line, String reason) {
        String others = mark == ',' ? "\"0,0001\"" : "0.0001";
        Reading reading = series.with(values("1", mark, false))
                .read(HEADER, line("2026-04-06 00:00:00", others), "", line, line("2026-04-06 16:00:00", others));

        DeadLetter letter = reading.letters().get(0);
        assertThat(reading.letters()).hasSize(1);
        assertThat(letter.reason()).startsWith(reason);
        assertThat(letter.lineNumber()).as("blank lines count").isEqualTo(4);
        assertThat(letter.rawText()).isEqualTo(line);
        assertThat(letter.sourceFile()).isEqualTo("series.txt");
        assertThat(reading.survey().firstRejected()).startsWith("row 4 " + reason);
        assertThat(reading.rates()).hasSize(2);
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T08:00:00Z", "2026-04-06T16:00:00Z"));
    }

    @Test
    void blankValuesArePassedOverIfDeclared() {
        series = series.with(values("1", '.', true));

        Reading reading = day(line("2026-04-06 08:00:00", ""));

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.rates()).hasSize(2);
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T08:00:00Z", "2026-04-06T16:00:00Z"));
    }

    @Test
    void aWholeDayHasNoHoleWhateverItsJitter() {
        Reading reading = day(line("2026-04-06 08:01:51", "0.0002"));

        assertThat(reading.rates()).hasSize(3);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void theIntervalMayStandInAColumn() {
        series = series.with(new SettledFunding(null, "hours"));

        Reading reading = series.read(
                HEADER,
                "2026-04-06 00:00:00,0.0001,8,X",
                "2026-04-06 04:00:00,0.0001,4,X",
                "2026-04-06 08:00:00,0.0001,0,X",
                "2026-04-06 12:00:00,0.0001,4.0,X",
                "2026-04-06 16:00:00,0.0001,,X",
                "2026-04-06 20:00:00,0.0001,4.5,X");

        assertThat(reading.rates()).extracting(FundingRate::intervalHours).containsExactly(8, 4, 4);
        assertThat(reading.letters())
                .extracting(DeadLetter::reason)
                .containsExactly(
                        "hours '0' is not 1 to 24 whole hours",
                        "has no hours",
                        "hours '4.5' is not 1 to 24 whole hours");
        assertThat(reading.gaps())
                .containsExactly(
                        Facts.range("2026-04-06T08:00:00Z", "2026-04-06T12:00:00Z"),
                        Facts.range("2026-04-06T16:00:00Z", "2026-04-07T00:00:00Z"));
    }

    @Test
    void repeatedSettlementsAreDroppedAndContradictoryOnesRejected() {
        Reading reading = series.read(
                HEADER,
                line("2026-04-06 00:00:00", "0.0001"),
                line("2026-04-06 00:00:00", "0.00010000"),
                line("2026-04-06 00:00:00.004", "1e-4"),
                line("2026-04-06 08:00:00", "0.0002"),
                line("2026-04-06 08:00:00", "0.0003"),
                line("2026-04-06 16:00:00", "0.0004"));

        assertThat(reading.survey().duplicates()).isEqualTo(2);
        assertThat(reading.rates()).hasSize(3);
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isEqualTo(6L);
            assertThat(letter.reason())
                    .startsWith("a row of 2026-04-06T08:00:00Z stands in the file before, with other values")
                    .contains("kept is ", "0.0002", "dropped ", "0.0003");
        });
    }

    @Test
    void onlyTheNamedRowsAreOfTheSeries() {
        series = series.with(csv(',', Map.of("pair", "BTCUSDT", "hours", "8")));

        Reading reading = series.read(
                HEADER,
                "2026-04-06 00:00:00,0.0001,8,BTCUSDT",
                "2026-04-06 00:00:00,,8,ETHUSDT",
                "2020-04-06 00:00:00,nonsense,1,BTCUSDT",
                "2026-04-06 08:00:00,0.0002,8,BTCUSDT");

        assertThat(reading.survey().rows()).isEqualTo(2);
        assertThat(reading.letters()).isEmpty();
        assertThat(reading.rates()).hasSize(2);
    }

    @Test
    void aHeaderMayHaveAByteOrderMarkQuotesAndAnotherSeparator() {
        series = series.with(csv(';', Map.of()));

        Reading reading = series.read("\uFEFF\"time\"; rate", "2026-04-06 00:00:00;0.0001");

        assertThat(reading.rates()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,value       | its header has no column rate: time, value",
                "time,rate,rate   | its header has several columns rate: time, rate, rate",
                "''               | it is empty",
            })
    void aHeaderThatIsNotAsDeclaredRefusesTheFile(String header, String reason) {
        assertThatThrownBy(() -> series.read(header))
                .isInstanceOf(RefusedFileException.class)
                .hasMessage(reason);
    }

    @Test
    void elementsOfAnArrayOfJsonAreRows() {
        series = series.with(new Layout(Format.JSON, ',', List.of("result", "data"), Map.of()))
                .with(new Times("time", "epoch-ms", null, Order.ASCENDING));

        Reading reading = series.read(
                "{\"n\": [1, {\"data\": []}], \"result\": {\"source\": {}, \"data\": [",
                "  {\"time\": 1775433600151, \"rate\": \"0.0000617991\", \"more\": {\"a\": 1}},",
                "  {\"time\": 1775462400006, \"rate\": 8.864203735691853e-07},",
                "  {\"time\": 1775462400006, \"rate\": null},",
                "  17,",
                "  {\"rate\": 0.1}",
                "]}, \"after\": true}");

        assertThat(reading.rates())
                .extracting(FundingRate::fundingTime, rate -> rate.rate().toPlainString())
                .containsExactly(
                        tuple(Instant.parse("2026-04-06T00:00:00.151Z"), "0.0000617991"),
                        tuple(Instant.parse("2026-04-06T08:00:00.006Z"), "0.0000008864203735691853"));
        assertThat(reading.letters())
                .extracting(DeadLetter::lineNumber, DeadLetter::reason, DeadLetter::rawText)
                .containsExactly(
                        tuple(3L, "has no rate", "{\"time\":1775462400006,\"rate\":null}"),
                        tuple(4L, "is neither an object nor an array", "17"),
                        tuple(5L, "has no time", "{\"rate\":0.1}"));
    }

    @Test
    void elementsMayBeArraysWhoseColumnsAreNumbered() {
        series = series.with(new Layout(Format.JSON, ',', List.of(), Map.of()))
                .with(new Times("0", "epoch-ms", null, Order.DESCENDING))
                .with(new Values("2", BigDecimal.ONE, '.', false));

        Reading reading = series.read("[[1775462400006, \"x\", 0.0002], [1775433600151, \"x\", \"0.0001\"]]");

        assertThat(reading.rates())
                .extracting(rate -> rate.rate().toPlainString())
                .containsExactly("0.0001", "0.0002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data | [1]                 | it has no array at data",
                "data | {\"other\": []}     | it has no array at data",
                "data | {\"data\": {}}      | it has no array at data",
                "''   | {\"data\": []}      | it is no array: the path to the one with the rows must be named",
                "''   | [{\"time\": 1       | it is no JSON: Unexpected end-of-input",
                "''   | ''                  | it is no array",
            })
    void jsonThatIsNotAsDeclaredRefusesTheFile(String path, String text, String reason) {
        List<String> names = path.isEmpty() ? List.of() : List.of(path);
        SeriesFile json = series.with(new Layout(Format.JSON, ',', names, Map.of()));

        assertThatThrownBy(() -> json.read(text))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void onlyTheAskedDaysAreUsedAndWhatTheFileLacksOfThemIsMissing() {
        String[] lines = {
            HEADER,
            line("2026-04-05 16:00:00", "0.0001"),
            line("2026-04-06 00:00:00", "0.0002"),
            line("2026-04-06 08:00:00", "0.0003"),
            line("2026-04-07 00:00:00", "0.0004")
        };

        Reading reading = series.read(Facts.BTC, Facts.days("2026-04-06", "2026-04-07"), lines);

        assertThat(reading.rates())
                .extracting(rate -> rate.rate().toPlainString())
                .containsExactly("0.0002", "0.0003");
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T16:00:00Z", "2026-04-07T00:00:00Z"));
    }
}
