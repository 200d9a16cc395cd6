package io.tidemark.simulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the files against each other, as text: nothing of what wrote them is used. */
final class TradeFileTest {
    private static final MarketSettings SETTINGS = Simulations.market(31, 8_000);
    private static final int CONTRACT = 100;

    @TempDir
    static Path root;

    @BeforeAll
    static void write() {
        Simulations.writeAll(root, SETTINGS, Simulations.DAY, 1, FaultLevel.NONE, "BTCUSDT", "BOMEUSDT", "BTCUSD_PERP");
    }

    @ParameterizedTest
    @CsvSource({"futures/um,BTCUSDT", "futures/um,BOMEUSDT", "spot,BTCUSDT", "futures/cm,BTCUSD_PERP"})
    void tradesOfItsIdsMakeUpEachAggregateTrade(String market, String symbol) {
        List<String[]> trades = rows(market, "/trades/", symbol);
        int next = 0;
        for (String[] aggregate : rows(market, "/aggTrades/", symbol)) {
            BigDecimal quantity = BigDecimal.ZERO;
            String firstTime = trades.get(next)[4];
            assertThat(trades.get(next)[0]).isEqualTo(aggregate[3]);
            long last = Long.parseLong(aggregate[4]);
            while (next < trades.size() && Long.parseLong(trades.get(next)[0]) <= last) {
                String[] trade = trades.get(next++);
                assertThat(trade[1]).isEqualTo(aggregate[1]);
                assertThat(trade[5]).isEqualTo(aggregate[6]);
                quantity = quantity.add(new BigDecimal(trade[2]));
            }
            assertThat(trades.get(next - 1)[0]).isEqualTo(aggregate[4]);
            assertThat(firstTime).isEqualTo(aggregate[5]);
            assertThat(quantity).isEqualByComparingTo(aggregate[2]);
        }
        assertThat(next).isEqualTo(trades.size());
    }

    @ParameterizedTest
    @CsvSource({"futures/um,BTCUSDT", "futures/um,BOMEUSDT", "spot,BTCUSDT", "futures/cm,BTCUSD_PERP"})
    void tradesAddUpToTheBars(String market, String symbol) {
        BigDecimal[][] sums = new BigDecimal[1_440][5];
        for (BigDecimal[] minute : sums) {
            Arrays.fill(minute, BigDecimal.ZERO);
        }
        for (String[] trade : rows(market, "/trades/", symbol)) {
            BigDecimal[] minute = sums[minuteOf(trade[4])];
            boolean bought = trade[5].equalsIgnoreCase("false");
            minute[0] = minute[0].add(new BigDecimal(trade[2]));
            minute[1] = minute[1].add(new BigDecimal(trade[3]));
            minute[2] = minute[2].add(BigDecimal.ONE);
            minute[3] = minute[3].add(bought ? new BigDecimal(trade[2]) : BigDecimal.ZERO);
            minute[4] = minute[4].add(bought ? new BigDecimal(trade[3]) : BigDecimal.ZERO);
        }
        List<String[]> bars = rows(market, "/klines/", symbol);
        assertThat(bars).hasSize(1_440);
        for (String[] bar : bars) {
            BigDecimal[] minute = sums[minuteOf(bar[0])];
            int[] columns = {5, 7, 8, 9, 10};
            for (int i = 0; i < columns.length; i++) {
                assertThat(minute[i]).as(bar[0] + " column " + columns[i]).isEqualByComparingTo(bar[columns[i]]);
            }
        }
    }

    @Test
    void quoteQuantityIsPriceTimesQuantity() {
        for (String market : List.of("futures/um", "spot")) {
            for (String[] trade : rows(market, "/trades/", "BTCUSDT")) {
                assertThat(new BigDecimal(trade[1]).multiply(new BigDecimal(trade[2])))
                        .isEqualByComparingTo(trade[3]);
            }
        }
    }

    @Test
    void contractsAreWholeAndBaseQuantityIsTheirValueOverThePrice() {
        for (String[] trade : rows("futures/cm", "/trades/", "BTCUSD_PERP")) {
            assertThat(trade[2]).matches("[1-9]\\d*");
            BigDecimal value = new BigDecimal(trade[2]).multiply(BigDecimal.valueOf(CONTRACT));
            assertThat(trade[3])
                    .isEqualTo(value.divide(new BigDecimal(trade[1]), 8, RoundingMode.HALF_UP)
                            .toPlainString());
        }
    }

    @Test
    void rowsLookLikeTheVenues() {
        assertThat(lines("futures/um", "BTCUSDT").get(0)).isEqualTo("id,price,qty,quote_qty,time,is_buyer_maker");
        assertThat(lines("futures/cm", "BTCUSD_PERP").get(0)).isEqualTo("id,price,qty,base_qty,time,is_buyer_maker");
        assertThat(lines("spot", "BTCUSDT"))
                .allMatch(line -> line.matches("\\d+(,\\d+\\.\\d{8}){3},\\d{16},(True|False),True"));
        assertThat(lines("futures/cm", "BTCUSD_PERP").stream().skip(1))
                .allMatch(line -> line.matches("\\d+,\\d+\\.\\d,\\d+,\\d+\\.\\d{8},\\d{13},(true|false)"));
    }

    private static List<String> lines(String market, String symbol) {
        return Archives.lines(Archives.zip(root, market, "/trades/", symbol));
    }

    private static List<String[]> rows(String market, String dataset, String symbol) {
        return Archives.rows(Archives.zip(root, market, dataset, symbol), market.equals("spot") ? 0 : 1);
    }

    private static int minuteOf(String time) {
        long millis = Long.parseLong(time.substring(0, 13));
        return (int) (millis / 60_000L % 1_440);
    }
}
