package io.tidemark.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.testing.RecordedTape;
import io.tidemark.simulator.testing.RecordedTape.Fill;
import io.tidemark.simulator.testing.RecordedTape.Trade;
import io.tidemark.simulator.testing.Simulations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TradingDayTest {
    private static final LocalDate DAY = Simulations.DAY;
    private static final MarketSettings SETTINGS = Simulations.market(11, 20_000);
    private static final Instrument PERPETUAL = Simulations.instrument(Market.UM, "ETHUSDT");
    private static final Instrument SPOT = Simulations.instrument(Market.SPOT, "ETHUSDT");
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long MINUTE_MICROS = 60_000_000L;

    @Test
    void idsAreContiguousWithinAndAcrossDays() {
        long expected = -1;
        long expectedFill = -1;
        for (int offset = 0; offset < 3; offset++) {
            for (Trade trade :
                    RecordedTape.of(SETTINGS, SPOT, DAY.plusDays(offset)).trades()) {
                assertThat(trade.id()).isEqualTo(expected < 0 ? trade.id() : expected);
                assertThat(trade.firstFill()).isEqualTo(expectedFill < 0 ? trade.firstFill() : expectedFill);
                expected = trade.id() + 1;
                expectedFill = trade.lastFill() + 1;
            }
        }
    }

    @Test
    void liquidationsTakeFillIdsOnPerpetualsOnly() {
        RecordedTape tape = RecordedTape.of(SETTINGS, PERPETUAL, DAY);
        IdCounts counts = IdCounts.of(SETTINGS, PERPETUAL, DAY);
        assertThat(tape.liquidations()).isPositive().isEqualTo(counts.liquidations());
        assertThat(tape.fills()).hasSize(counts.fillIds() - counts.liquidations());
        MarketSettings unbroken = new MarketSettings(SETTINGS.seedNumber(), 20_000, false, SETTINGS.margin());
        assertThat(RecordedTape.of(unbroken, PERPETUAL, DAY).fills()).hasSize(counts.fillIds());
        assertThat(RecordedTape.of(SETTINGS, SPOT, DAY).liquidations()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "UM,BTCUSDT",
        "SPOT,BTCUSDT",
        "UM,SOLUSDT",
        "UM,1000PEPEUSDT",
        "SPOT,PEPEUSDT",
        "UM,BOMEUSDT",
        "UM,KITEUSDT"
    })
    void pricesAreOnTheTickSizesOnTheStepAndTimesInOrder(Market market, String symbol) {
        Instrument instrument = Simulations.instrument(market, symbol);
        RecordedTape tape = RecordedTape.of(Simulations.market(3, 5_000), instrument, DAY);
        long start = DAY.toEpochDay() * DAY_MICROS;
        long before = start;
        for (Trade trade : tape.trades()) {
            assertThat(trade.price()).isPositive();
            assertThat(trade.price() % instrument.tick()).isZero();
            assertThat(trade.quantity()).isPositive();
            assertThat(trade.quantity() % instrument.step()).isZero();
            assertThat(trade.timeMicros()).isGreaterThanOrEqualTo(before).isLessThan(start + DAY_MICROS);
            before = trade.timeMicros();
        }
    }

    @Test
    void fillsAddUpToTheirAggregateTradeWithinATenthOfASecond() {
        RecordedTape tape = RecordedTape.of(SETTINGS, PERPETUAL, DAY);
        int next = 0;
        for (Trade trade : tape.trades()) {
            long quantity = 0;
            while (next < tape.fills().size() && tape.fills().get(next).id() <= trade.lastFill()) {
                Fill fill = tape.fills().get(next++);
                assertThat(fill.price()).isEqualTo(trade.price());
                assertThat(fill.quantity()).isPositive();
                assertThat(fill.timeMicros() - trade.timeMicros()).isBetween(0L, 100_000L);
                quantity += fill.quantity();
            }
            assertThat(quantity).isEqualTo(trade.quantity());
        }
        assertThat(next).isEqualTo(tape.fills().size());
    }

    @Test
    void spotAndPerpetualMoveTogether() {
        double[] spot = returns(RecordedTape.of(SETTINGS, SPOT, DAY).trades());
        double[] perpetual = returns(RecordedTape.of(SETTINGS, PERPETUAL, DAY).trades());
        assertThat(correlation(spot, perpetual)).isGreaterThan(0.9);
    }

    @Test
    void basesShareTheMarketFactor() {
        Instrument other = Simulations.instrument(Market.UM, "BTCUSDT");
        double[] ether = returns(RecordedTape.of(SETTINGS, PERPETUAL, DAY).trades());
        double[] bitcoin = returns(RecordedTape.of(SETTINGS, other, DAY).trades());
        assertThat(correlation(ether, bitcoin)).isBetween(0.4, 0.98);
    }

    @Test
    void burstsTradeTenfoldOnOneSideAndMoveThePrice() {
        List<Burst> bursts =
                new MarketDay(SETTINGS, DAY).index(PERPETUAL.base()).bursts();
        Map<Integer, List<Trade>> minutes =
                byMinute(RecordedTape.of(SETTINGS, PERPETUAL, DAY).trades());
        MidPrices mids = MidPrices.of(new MarketDay(SETTINGS, DAY), PERPETUAL);
        assertThat(bursts).hasSizeBetween(2, 5);
        for (Burst burst : bursts) {
            int end = burst.startMinute() + burst.minutes();
            double pressing = 0.0;
            double trades = 0.0;
            for (int minute = burst.startMinute(); minute < end; minute++) {
                List<Trade> ofMinute = minutes.get(minute);
                trades += ofMinute.size();
                pressing += ofMinute.stream()
                        .filter(trade -> trade.takerBuys() == burst.buying())
                        .count();
            }
            double usual = 0.0;
            for (int minute = burst.startMinute() - 6; minute < burst.startMinute(); minute++) {
                usual += minutes.getOrDefault(minute, List.of()).size() / 6.0;
            }
            assertThat(trades / burst.minutes()).isGreaterThan(4.0 * usual);
            assertThat(pressing / trades).isBetween(0.65, 0.95);
            double move = mids.atSecond(end * 60) / mids.atSecond(burst.startMinute() * 60) - 1.0;
            assertThat(move * (burst.buying() ? 1 : -1)).isPositive();
        }
    }

    @Test
    void pricesContinueAcrossMidnight() {
        for (int offset = 0; offset < 3; offset++) {
            double end = MidPrices.of(new MarketDay(SETTINGS, DAY.plusDays(offset)), PERPETUAL)
                    .atSecond(86_400);
            double start = MidPrices.of(new MarketDay(SETTINGS, DAY.plusDays(offset + 1L)), PERPETUAL)
                    .atSecond(0);
            assertThat(end / start - 1.0).isBetween(-1e-9, 1e-9);
        }
    }

    @Test
    void afternoonIsBusierThanNightAndWeekdayThanWeekend() {
        Map<Integer, List<Trade>> minutes =
                byMinute(RecordedTape.of(SETTINGS, PERPETUAL, DAY).trades());
        assertThat(tradesBetween(minutes, 12, 16)).isGreaterThan((int) (1.5 * tradesBetween(minutes, 2, 6)));
        int weekday = IdCounts.of(SETTINGS, PERPETUAL, DAY).trades();
        int weekend = IdCounts.of(SETTINGS, PERPETUAL, DAY.plusDays(5)).trades();
        assertThat(weekend).isLessThan((int) (0.8 * weekday));
    }

    private static int tradesBetween(Map<Integer, List<Trade>> minutes, int fromHour, int toHour) {
        int trades = 0;
        for (int minute = fromHour * 60; minute < toHour * 60; minute++) {
            trades += minutes.getOrDefault(minute, List.of()).size();
        }
        return trades;
    }

    private static Map<Integer, List<Trade>> byMinute(List<Trade> trades) {
        Map<Integer, List<Trade>> minutes = new HashMap<>();
        for (Trade trade : trades) {
            int minute = (int) (trade.timeMicros() / MINUTE_MICROS % Season.MINUTES);
            minutes.computeIfAbsent(minute, unused -> new ArrayList<>()).add(trade);
        }
        return minutes;
    }

    /** Logarithmic returns over five minutes from the last price of each. */
    private static double[] returns(List<Trade> trades) {
        double[] last = new double[288];
        for (Trade trade : trades) {
            last[(int) (trade.timeMicros() % DAY_MICROS / (5 * MINUTE_MICROS))] = trade.price();
        }
        double[] returns = new double[287];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = last[i] == 0 || last[i + 1] == 0 ? 0.0 : Math.log(last[i + 1] / last[i]);
        }
        return returns;
    }

    private static double correlation(double[] left, double[] right) {
        double product = 0.0;
        double leftSquares = 0.0;
        double rightSquares = 0.0;
        for (int i = 0; i < left.length; i++) {
            product += left[i] * right[i];
            leftSquares += left[i] * left[i];
            rightSquares += right[i] * right[i];
        }
        return product / Math.sqrt(leftSquares * rightSquares);
    }
}
