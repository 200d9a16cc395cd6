package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Pane;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedTrades.Trade;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of single fills, of which each market has its own form. */
class FillsTest {

    private static final String DAY = "2026-04-06";
    private static final TimeRange RANGE = Facts.days(DAY, "2026-04-07");

    @TempDir
    Path root;

    private Reading read(BinanceMarket market, String... lines) {
        String symbol = symbol(market);
        return new BinanceFiles(root, market)
                .daily(Dataset.TRADES, symbol, DAY, lines)
                .read(Dataset.TRADES, symbol, RANGE);
    }

    private static String symbol(BinanceMarket market) {
        return market == BinanceMarket.CM ? "BTCUSD_PERP" : "BTCUSDT";
    }

    private static Trade fill(long id, String price, String quantity, String at, boolean bought) {
        return new Trade(
                id,
                new BigDecimal(price),
                new BigDecimal(quantity),
                id,
                id,
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(at)),
                bought);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("layouts")
    void everyMarketsFormIsRead(BinanceMarket market, String layout, String[] lines) {
        Reading reading = read(market, lines);

        assertThat(reading.trades())
                .containsExactly(
                        fill(7, "67000.1", "5", "2026-04-06T00:00:01.250Z", false),
                        fill(8, "67000", "2", "2026-04-06T12:00:00Z", true));
        assertThat(reading.letters()).isEmpty();
        assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.USED);
        assertThat(reading.of(Delivered.class)).allMatch(delivered -> delivered.dataset() == Dataset.TRADES);
    }

    static Stream<Arguments> layouts() {
        String[] headless = {
            "7,67000.1,5,335000.5,1775433601250,true", "8,67000.0,2.00,134000.0,1775476800000,false",
        };
        return Stream.of(
                arguments(BinanceMarket.UM, "without a header", headless),
                arguments(BinanceMarket.UM, "with a header", new String[] {
                    "id,price,qty,quote_qty,time,is_buyer_maker", headless[0], headless[1]
                }),
                arguments(BinanceMarket.UM, "reordered, without the amount", new String[] {
                    "time,is_buyer_maker,id,qty,price,is_rpi",
                    "1775433601250,TRUE,7,5,67000.1,0",
                    "1775476800000,False,8,2,67000,1"
                }),
                arguments(BinanceMarket.CM, "without a header", new String[] {
                    "7,67000.1,5,0.00746267,1775433601250,true", "8,67000.0,2,0.00298507,1775476800000,false"
                }),
                arguments(BinanceMarket.CM, "with a header", new String[] {
                    "id,price,qty,base_qty,time,is_buyer_maker",
                    "7,67000.1,5,0.00746267,1775433601250,true",
                    "8,67000.0,2,0.00298507,1775476800000,false"
                }),
                arguments(BinanceMarket.SPOT, "in ms", new String[] {
                    "7,67000.10000000,5.00000000,335000.50000000,1775433601250,True,True",
                    "8,67000.00000000,2.00000000,134000.00000000,1775476800000,False,True"
                }),
                arguments(BinanceMarket.SPOT, "in µs", new String[] {
                    "7,67000.10000000,5.00000000,335000.50000000,1775433601250000,True,True",
                    "8,67000.00000000,2.00000000,134000.00000000,1775476800000000,False,True"
                }));
    }

    @Test
    void aMonthsFileIsReadForTheDaysThatAreWanted() {
        Reading reading = new BinanceFiles(root, BinanceMarket.UM)
                .monthly(
                        Dataset.TRADES,
                        "BTCUSDT",
                        "2026-04",
                        "1,67000,1,67000,1775433599999,true",
                        "2,67000,1,67000,1775433600000,true",
                        "3,67000,1,67000,1775520000000,true")
                .read(Dataset.TRADES, "BTCUSDT", RANGE);

        assertThat(reading.panes()).extracting(Pane::firstId).containsExactly(2L);
        assertThat(reading.delivered(true))
                .isNotEmpty()
                .allMatch(part -> part.equals(part.intersection(RANGE)))
                .allSatisfy(part -> assertThat(part.isEmpty()).isFalse());
        assertThat(reading.delivered(true).stream()
                        .mapToLong(
                                part -> part.to().getEpochSecond() - part.from().getEpochSecond())
                        .sum())
                .isEqualTo(86_400);
    }

    @Test
    void holesInFillIdsOfFuturesAreIdsThatWereUsedUp() {
        for (BinanceMarket market : new BinanceMarket[] {BinanceMarket.UM, BinanceMarket.CM}) {
            Reading reading = read(
                    market,
                    "7,67000.1,5,1,1775433601250,true",
                    "11,67000.0,2,1,1775433602250,false",
                    "12,67000.0,2,1,1775519999000,false");

            assertThat(reading.of(Gap.class)).as("%s", market).isEmpty();
            assertThat(reading.panes()).extracting(Pane::skippedFillIds).containsExactly(3L, 0L);
            assertThat(reading.panes()).extracting(Pane::missingIds).containsExactly(0L, 0L);
            assertThat(reading.panes()).extracting(Pane::fills).containsExactly(2L, 1L);
        }
    }

    @Test
    void holesInFillIdsOfSpotAreMissingTrades() {
        Reading reading = read(
                BinanceMarket.SPOT,
                "7,67000.1,5,1,1775433601250000,True,True",
                "11,67000.0,2,1,1775433602250000,False,True",
                "12,67000.0,2,1,1775519999000000,False,True");

        assertThat(reading.panes()).extracting(Pane::missingIds).containsExactly(3L, 0L);
        assertThat(reading.panes()).extracting(Pane::skippedFillIds).containsExactly(0L, 0L);
        assertThat(reading.of(Gap.class)).singleElement().satisfies(gap -> {
            assertThat(gap.dataset()).isEqualTo(Dataset.TRADES);
            assertThat(gap.firstMissingId()).isEqualTo(8);
            assertThat(gap.lastMissingId()).isEqualTo(10);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x,67000.1,5,1,1775433601250,true; id 'x' is not a whole number",
                "7,0,5,1,1775433601250,true; price '0' is not above 0",
                "7,-1,5,1,1775433601250,true; price '-1' is not above 0",
                "7,67000.1,,1,1775433601250,true; qty '' is empty",
                "7,67000.1,5,1,1775433599999,true; outside the file's",
                "7,67000.1,5,1,1775520000000,true; outside the file's",
                "7,67000.1,5,1,17,true; is no time in ms or µs",
                "7,67000.1,5,1,1775433601250,yes; is_buyer_maker 'yes' is neither true nor false",
                "7,67000.1,5,1,1775433601250; has 5 fields, needs 6",
            })
    void aLineThatCannotBeUsedIsLeftOut(String line, String reason) {
        Reading reading = read(BinanceMarket.UM, "6,67000,1,67000,1775433600000,true", line);

        assertThat(reading.trades()).extracting(Trade::id).containsExactly(6L);
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.dataset()).isEqualTo(Dataset.TRADES);
            assertThat(letter.lineNumber()).isEqualTo(2);
            assertThat(letter.rawText()).isEqualTo(line);
            assertThat(letter.reason()).contains(reason);
        });
    }

    @Test
    void contractsThatNoTableCouldHoldAreLeftOut() {
        Reading reading = read(
                BinanceMarket.CM,
                "6,67000,1,1,1775433600000,true",
                "7,67000,10000000000000000,1,1775433600000,true",
                "8,0.0000000001,1000000,1,1775433600000,true");

        assertThat(reading.trades()).extracting(Trade::id).containsExactly(6L);
        assertThat(reading.letters()).hasSize(2).allSatisfy(letter -> assertThat(letter.reason())
                .contains("not below 1e18"));
    }

    @ParameterizedTest
    @EnumSource(BinanceMarket.class)
    void anAbsentFileIsAHoleInFills(BinanceMarket market) {
        Reading reading = new BinanceFiles(root, market).read(Dataset.TRADES, symbol(market), RANGE);

        assertThat(reading.gaps()).containsExactly(RANGE);
        assertThat(reading.of(Gap.class)).allMatch(gap -> gap.dataset() == Dataset.TRADES);
    }
}
