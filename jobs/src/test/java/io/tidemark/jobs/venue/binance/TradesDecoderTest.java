package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Pane;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedTrades.Trade;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import io.tidemark.udfs.exact.ExactSum;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradesDecoderTest {

    private static final String DAY = "2026-04-06";
    private static final TimeRange RANGE = Facts.days(DAY, "2026-04-07");
    private static final String HEADER =
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker";

    @TempDir
    Path root;

    private Reading read(String... lines) {
        return new BinanceFiles(root, BinanceMarket.UM)
                .daily(Dataset.AGG_TRADES, "BTCUSDT", DAY, lines)
                .read(Dataset.AGG_TRADES, "BTCUSDT", RANGE);
    }

    private static Trade trade(long id, String price, String quantity, long first, long last, String at, boolean buy) {
        return new Trade(
                id,
                new BigDecimal(price),
                new BigDecimal(quantity),
                first,
                last,
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(at)),
                buy);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void columnsAreFoundByNameElseInTheOfficialOrder(String layout, String[] lines) {
        Reading reading = read(lines);

        assertThat(reading.trades())
                .containsExactly(
                        trade(7, "67000.1", "0.5", 100, 101, "2026-04-06T00:00:01.250Z", false),
                        trade(8, "67000", "0.25", 102, 102, "2026-04-06T12:00:00Z", true));
        assertThat(reading.letters()).isEmpty();
        assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.USED);
    }

    static Stream<Arguments> layouts() {
        return Stream.of(
                arguments("with a header", new String[] {
                    HEADER, "7,67000.1,0.5,100,101,1775433601250,true", "8,67000.0,0.250,102,102,1775476800000,false"
                }),
                arguments("without a header", new String[] {
                    "7,67000.1,0.5,100,101,1775433601250,true", "8,67000.0,0.250,102,102,1775476800000,false"
                }),
                arguments("without a header, with one more column, in µs, capitalised", new String[] {
                    "7,67000.10000000,0.50000000,100,101,1775433601250000,True,True",
                    "8,67000.00000000,0.25000000,102,102,1775476800000000,False,True"
                }),
                arguments("reordered", new String[] {
                    "is_buyer_maker,transact_time,agg_trade_id,quantity,price,last_trade_id,first_trade_id",
                    "true,1775433601250,7,0.5,67000.1,101,100",
                    "false,1775476800000,8,0.25,67000,102,102"
                }),
                arguments("extended with columns unknown", new String[] {
                    "venue_note," + HEADER + ",rpi",
                    "x,7,67000.1,0.5,100,101,1775433601250,true,0",
                    "y,8,67000,0.25,102,102,1775476800000,false,1"
                }),
                arguments("with CRLF and empty lines", new String[] {
                    HEADER + "\r",
                    "\r",
                    "7,67000.1,0.5,100,101,1775433601250,true\r",
                    "",
                    "8,67000.0,0.250,102,102,1775476800000,false\r"
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agg_trade_id",
                "price",
                "quantity",
                "first_trade_id",
                "last_trade_id",
                "transact_time",
                "is_buyer_maker"
            })
    void aHeaderWithoutARequiredColumnRefusesTheFile(String column) {
        Reading reading = read(HEADER.replace(column, "other"), "7,67000.1,0.5,100,101,1775433601250,true");

        assertThat(reading.trades()).isEmpty();
        assertThat(reading.panes()).isEmpty();
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isNull();
            assertThat(letter.reason()).contains(column);
            assertThat(letter.sourceFile()).endsWith("BTCUSDT-aggTrades-2026-04-06.zip");
        });
        assertThat(reading.gaps()).containsExactly(RANGE);
        assertThat(reading.delivered(true)).isEmpty();
        assertThat(reading.delivered(false)).containsExactly(RANGE);
        assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.REFUSED);
    }

    @Test
    void millisecondsAndMicrosecondsAreToldApartRowByRow() {
        Reading reading = read(
                "7,1,1,1,1,1775433601250,true",
                "8,1,1,2,2,1775433601250001,true",
                "9,1,1,3,3,1775433601251,true",
                "10,1,1,4,4,1775519999999999,true");

        assertThat(reading.trades())
                .extracting(Trade::time)
                .containsExactly(1775433601250000L, 1775433601250001L, 1775433601251000L, 1775519999999999L);
    }

    @Test
    void numbersWithExponentsAreExact() {
        Reading reading = read(
                HEADER, "7,3.743E-4,2.5096897E7,1,1,1775433601250,true", "8,3.743e-4,+1E+3,2,2,1775433601251,true");

        assertThat(reading.trades()).extracting(Trade::price).allSatisfy(price -> assertThat(price)
                .isEqualByComparingTo("0.0003743"));
        assertThat(reading.trades().get(0).quantity()).isEqualByComparingTo("25096897");
        assertThat(reading.trades().get(1).quantity()).isEqualByComparingTo("1000");
        assertThat(reading.panes().get(0).quoteVolume().toBigDecimal())
                .isEqualByComparingTo(new BigDecimal("0.0003743").multiply(new BigDecimal("25097897")));
    }

    @Test
    void theBuyerBeingTheMakerMeansThatTheTakerSold() {
        Reading reading = read(
                HEADER,
                "7,2,3,1,1,1775433601250,true",
                "8,2,5,2,2,1775433601251,false",
                "9,2,7,3,3,1775433601252,TRUE",
                "10,2,11,4,4,1775433601253,False");

        Pane pane = reading.panes().get(0);
        assertThat(pane.volume().toBigDecimal()).isEqualByComparingTo("26");
        assertThat(pane.takerBuyVolume().toBigDecimal()).isEqualByComparingTo("16");
    }

    @Test
    void unsortedRowsGiveWhatSortedOnesGive() {
        String first = "7,2,3,10,10,1775433601250,true";
        String second = "8,2.5,5,11,13,1775433601250,false";
        String third = "9,2.25,7,14,14,1775433700000,true";
        String fourth = "10,2.125,7,15,15,1775433700001,true";

        Reading sorted = read(HEADER, first, second, third, fourth);
        Reading unsorted = read(HEADER, third, first, fourth, second);

        assertThat(unsorted.trades()).isEqualTo(sorted.trades());
        assertThat(unsorted.panes())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .withEqualsForType(ExactSum::equals, ExactSum.class)
                .isEqualTo(sorted.panes());
        assertThat(unsorted.account().rejected()).isEqualTo(sorted.account().rejected());
        assertThat(unsorted.account().duplicates()).isEqualTo(sorted.account().duplicates());
        assertThat(unsorted.account().rows()).isEqualTo(sorted.account().rows());
    }

    @Test
    void repeatedRowsAreDroppedAndCounted() {
        String first = "7,2,3,10,10,1775433601250,true";
        String second = "8,2.5,5,11,13,1775433601250,false";
        Reading reading = read(HEADER, first, first, second, first, second);

        assertThat(reading.trades()).extracting(Trade::id).containsExactly(7L, 8L);
        assertThat(reading.account().duplicates()).isEqualTo(3);
        assertThat(reading.account().rejected()).isZero();
        assertThat(reading.panes().get(0).volume().toBigDecimal()).isEqualByComparingTo("8");
    }

    @Test
    void aRowThatContradictsAnEarlierOneIsRejected() {
        Reading reading = read(
                HEADER,
                "7,2,3,10,10,1775433601250,true",
                "8,2,3,11,11,1775433601251,true",
                "7,2.01,3,10,10,1775433601250,true");

        assertThat(reading.trades()).extracting(Trade::id).containsExactly(7L, 8L);
        assertThat(reading.trades().get(0).price()).isEqualByComparingTo("2");
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.lineNumber()).isEqualTo(4);
            assertThat(letter.rawText()).isEqualTo("7,2.01,3,10,10,1775433601250,true");
            assertThat(letter.reason()).contains("7");
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unusableLines")
    void anUnusableLineIsADeadLetterAndTheRestIsUsed(String line, String reason) {
        Reading reading = read(HEADER, "7,2,3,10,10,1775433601250,true", line, "9,2,3,12,12,1775433601252,true");

        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.sourceFile())
                    .isEqualTo("data/futures/um/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-2026-04-06.zip");
            assertThat(letter.lineNumber()).isEqualTo(3);
            assertThat(letter.reason()).contains(reason);
            assertThat(letter.rawText()).isEqualTo(line);
            assertThat(letter.instrument().id()).isEqualTo("binance:BTC/USDT:USDT");
            assertThat(letter.dataset()).isEqualTo(Dataset.AGG_TRADES);
        });
        assertThat(reading.trades()).extracting(Trade::id).containsExactly(7L, 9L);
        assertThat(reading.account().rows()).isGreaterThanOrEqualTo(3);
        assertThat(reading.account().rejected()).isEqualTo(1);
        // The trade that could not be read is missing, and the table of gaps says so.
        assertThat(reading.of(Gap.class))
                .filteredOn(gap -> gap.firstMissingId() != null)
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.firstMissingId()).isEqualTo(8);
                    assertThat(gap.lastMissingId()).isEqualTo(8);
                });
    }

    static Stream<Arguments> unusableLines() {
        return Stream.of(
                arguments("8,n/a,3,11,11,1775433601251,true", "price 'n/a' is not a number"),
                arguments("8,2,many,11,11,1775433601251,true", "quantity 'many' is not a number"),
                arguments("8,0,3,11,11,1775433601251,true", "price '0' is not above 0"),
                arguments("8,0.00000000,3,11,11,1775433601251,true", "price '0.00000000' is not above 0"),
                arguments("8,-2,3,11,11,1775433601251,true", "price '-2' is not above 0"),
                arguments("8,1e400,3,11,11,1775433601251,true", "price '1e400'"),
                arguments("8,2,1e-400,11,11,1775433601251,true", "quantity '1e-400'"),
                arguments("8,NaN,3,11,11,1775433601251,true", "price 'NaN' is not a number"),
                arguments("8,2,0,11,11,1775433601251,true", "quantity '0' is not above 0"),
                arguments("8,,3,11,11,1775433601251,true", "price '' is empty"),
                arguments("x,2,3,11,11,1775433601251,true", "agg_trade_id 'x' is not a whole number"),
                arguments("8,2,3,11,10,1775433601251,true", "last_trade_id '10' is below first_trade_id 11"),
                arguments("8,2,3,11,11,1743897601251,true", "transact_time '1743897601251' is 2025-04-06"),
                arguments("8,2,3,11,11,1775520000000,true", "transact_time '1775520000000' is 2026-04-07"),
                arguments("8,2,3,11,11,1775433599999,true", "transact_time '1775433599999' is 2026-04-05"),
                arguments("8,2,3,11,11,1775433601,true", "is no time in ms or µs"),
                arguments("8,2,3,11,11,1775433601251,maybe", "is_buyer_maker 'maybe' is neither true nor false"),
                arguments("8,2,3,11,11,1775433601251", "has 6 fields, needs 7"),
                arguments("garbage", "has 1 fields, needs 7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9,2", "9,2,3,12,12,17754336", "9,2,3,12,12,1775433601252,tr"})
    void aTruncatedLastLineIsADeadLetter(String cut) {
        BinanceFiles files = new BinanceFiles(root, BinanceMarket.UM)
                .daily(Dataset.AGG_TRADES, "BTCUSDT", DAY, HEADER, "7,2,3,10,10,1775433601250,true", cut);
        Reading reading = files.read(Dataset.AGG_TRADES, "BTCUSDT", RANGE);

        assertThat(reading.trades()).extracting(Trade::id).containsExactly(7L);
        assertThat(reading.letters())
                .singleElement()
                .extracting(DeadLetter::rawText)
                .isEqualTo(cut);
        assertThat(reading.letters())
                .singleElement()
                .extracting(DeadLetter::lineNumber)
                .isEqualTo(3L);
    }

    @Test
    void missingIdsAreAGapFromTheTradeBeforeToTheTradeAfter() {
        Reading reading = read(
                HEADER,
                "7,2,3,10,10,1775433601250,true",
                "12,2,3,20,20,1775433725000,true",
                "13,2,3,21,21,1775519999999,true");

        assertThat(reading.of(Gap.class))
                .filteredOn(gap -> gap.firstMissingId() != null)
                .containsExactly(new Gap(
                        Facts.BTC,
                        Dataset.AGG_TRADES,
                        null,
                        8L,
                        11L,
                        Instant.parse("2026-04-06T00:00:01.250Z"),
                        Instant.parse("2026-04-06T00:02:05Z"),
                        "trade ids are missing"));
    }

    @Test
    void aFileOfAHeaderOnlyDeliversNothing() {
        Reading reading = read(HEADER);

        assertThat(reading.gaps()).containsExactly(RANGE);
        assertThat(reading.delivered(true)).isEmpty();
        assertThat(reading.letters()).isEmpty();
    }
}
