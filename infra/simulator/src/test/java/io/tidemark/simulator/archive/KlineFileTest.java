package io.tidemark.simulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.RecordedTape;
import io.tidemark.simulator.testing.RecordedTape.Fill;
import io.tidemark.simulator.testing.Simulations;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KlineFileTest {
    private static final MarketSettings SETTINGS = Simulations.market(21, 30_000);
    private static final LocalDate DAY = Simulations.DAY;

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource(names = {"UM", "SPOT"})
    void barsEqualANaiveAggregationOfTheFills(Market market) {
        Simulations.write(root, SETTINGS, DAY, 1, FaultLevel.NONE, "ETHUSDT");
        Instrument instrument = Simulations.instrument(market, "ETHUSDT");
        Map<Long, List<Fill>> minutes = new TreeMap<>();
        for (Fill fill : RecordedTape.of(SETTINGS, instrument, DAY).fills()) {
            minutes.computeIfAbsent(fill.timeMicros() / 60_000_000L, unused -> new ArrayList<>())
                    .add(fill);
        }
        List<String[]> bars = bars(market);
        assertThat(bars).hasSize(1_440);
        long micros = market == Market.SPOT ? 1L : 1_000L;
        for (String[] bar : bars) {
            long openTime = Long.parseLong(bar[0]) * micros;
            assertThat(Long.parseLong(bar[6])).isEqualTo((openTime + 60_000_000L) / micros - 1);
            List<Fill> fills = minutes.getOrDefault(openTime / 60_000_000L, List.of());
            if (fills.isEmpty()) {
                assertThat(bar[5]).isEqualTo(market == Market.SPOT ? "0.00000000" : "0");
                assertThat(bar[1]).isEqualTo(bar[4]);
            } else {
                assertBar(bar, fills, instrument);
            }
        }
    }

    @Test
    void aFewMinutesDifferFromBarsOfAggregateTradesByOppositeAmounts() {
        Simulations.write(root, SETTINGS, DAY, 3, FaultLevel.NONE, "ETHUSDT");
        BigDecimal[] difference = new BigDecimal[3 * 1_440];
        long start = DAY.toEpochDay() * 86_400_000L;
        for (int day = 0; day < 3; day++) {
            String date = DAY.plusDays(day).toString();
            for (String[] bar : Archives.rows(Archives.zip(root, "um", "klines", date), 1)) {
                difference[(int) ((Long.parseLong(bar[0]) - start) / 60_000L)] = new BigDecimal(bar[5]);
            }
            for (String[] trade : Archives.rows(Archives.zip(root, "um", "aggTrades", date), 1)) {
                int minute = (int) ((Long.parseLong(trade[5]) - start) / 60_000L);
                difference[minute] = difference[minute].subtract(new BigDecimal(trade[2]));
            }
        }
        int differing = 0;
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal minute : difference) {
            differing += minute.signum() == 0 ? 0 : 1;
            sum = sum.add(minute);
            assertThat(sum.signum()).isNotPositive();
        }
        assertThat(sum).isZero();
        assertThat(differing / (double) difference.length).isBetween(0.003, 0.015);
    }

    private List<String[]> bars(Market market) {
        Path zip = Archives.zip(root, market.folder(), "klines", DAY.toString());
        return Archives.rows(zip, market == Market.UM ? 1 : 0);
    }

    private static void assertBar(String[] bar, List<Fill> fills, Instrument instrument) {
        int price = instrument.priceDecimals();
        int quantity = instrument.quantityDecimals();
        long high = fills.stream().mapToLong(Fill::price).max().orElseThrow();
        long low = fills.stream().mapToLong(Fill::price).min().orElseThrow();
        assertCell(bar[1], fills.get(0).price(), price);
        assertCell(bar[2], high, price);
        assertCell(bar[3], low, price);
        assertCell(bar[4], fills.get(fills.size() - 1).price(), price);
        assertCell(bar[5], fills.stream().mapToLong(Fill::quantity).sum(), quantity);
        assertCell(
                bar[7],
                fills.stream().mapToLong(fill -> fill.price() * fill.quantity()).sum(),
                price + quantity);
        assertThat(bar[8]).isEqualTo(Integer.toString(fills.size()));
        List<Fill> bought = fills.stream().filter(Fill::takerBuys).toList();
        assertCell(bar[9], bought.stream().mapToLong(Fill::quantity).sum(), quantity);
        assertCell(
                bar[10],
                bought.stream()
                        .mapToLong(fill -> fill.price() * fill.quantity())
                        .sum(),
                price + quantity);
        assertThat(bar[11]).isEqualTo("0");
    }

    private static void assertCell(String cell, long units, int decimals) {
        assertThat(new BigDecimal(cell)).isEqualByComparingTo(BigDecimal.valueOf(units, decimals));
    }
}
