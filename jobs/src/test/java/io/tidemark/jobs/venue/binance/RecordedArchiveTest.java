package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.PaneGroup;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedData;
import io.tidemark.jobs.testing.RecordedTrades.Trade;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import io.tidemark.jobs.window.WindowHarness;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files as the venue published them, quirks included. */
class RecordedArchiveTest {

    private static Reading um(Dataset dataset, String symbol, String from, String to) {
        return new BinanceFiles(RecordedData.archive(), BinanceMarket.UM).read(dataset, symbol, Facts.days(from, to));
    }

    @Test
    void emptyCellsAndTheMissingRowOfMetricsFilesAreFound() {
        Reading reading = um(Dataset.METRICS, "BSVUSDT", "2026-04-06", "2026-04-22");

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.from())
                    .isBetween(Instant.parse("2026-04-18T00:05:00Z"), Instant.parse("2026-04-18T23:55:00Z"));
            assertThat(gap.to()).isEqualTo(gap.from().plusSeconds(300));
        });
        List<LongShortRatios> ratios = reading.of(LongShortRatios.class);
        assertThat(ratios).hasSize(16 * 288 - 1);
        assertThat(ratios).filteredOn(row -> row.takerVolume() == null).hasSize(39);
        assertThat(ratios)
                .filteredOn(row -> row.topTraderAccounts() == null || row.topTraderPositions() == null)
                .hasSize(3);
    }

    @Test
    void anOffGridStampKeepsItsTime() {
        Reading reading = um(Dataset.METRICS, "XRPUSDT", "2026-03-29", "2026-03-30");

        assertThat(reading.of(OpenInterest.class))
                .extracting(OpenInterest::eventTime)
                .contains(Instant.parse("2026-03-29T09:50:02Z"))
                .doesNotContain(Instant.parse("2026-03-29T09:50:00Z"));
    }

    @Test
    void missingDaysAreGapsWithExactBounds() {
        Reading klines = um(Dataset.KLINES, "ETHUSDT", "2026-03-22", "2026-04-02");
        assertThat(klines.of(Gap.class))
                .extracting(Gap::from)
                .containsExactly(Facts.days("2026-03-23", "2026-04-01").cutAtMidnights().stream()
                        .map(day -> day.from())
                        .toArray(Instant[]::new));
        assertThat(klines.of(Kline.class)).hasSize(2 * 1440);

        Reading metrics = um(Dataset.METRICS, "ETHUSDT", "2026-03-29", "2026-04-06");
        assertThat(metrics.gaps().get(0).from()).isEqualTo("2026-03-30T00:05:00Z");
        assertThat(metrics.gaps().get(metrics.gaps().size() - 1).to()).isEqualTo("2026-04-05T00:05:00Z");
    }

    @Test
    void settlementsKeepTheirJitter() {
        Reading reading = um(Dataset.FUNDING_RATE, "BTCUSDT", "2026-08-01", "2026-09-01");

        List<FundingRate> rates = reading.of(FundingRate.class);
        assertThat(rates).hasSize(62);
        assertThat(rates.get(0).fundingTime()).isEqualTo("2026-08-01T00:00:00.001Z");
        assertThat(rates.get(0).availableAt()).isEqualTo("2026-08-01T00:00:01.001Z");
        // The file holds its first 62 rows only: what follows is a hole from the 63rd settlement.
        assertThat(reading.gaps().get(0).from()).isEqualTo("2026-08-21T16:00:00Z");
    }

    @Test
    void spotTradesInMicrosecondsWithoutAHeaderAreReadToTheLastDigit() {
        Reading reading = new BinanceFiles(RecordedData.archive(), BinanceMarket.SPOT)
                .read(Dataset.AGG_TRADES, "BTCUSDT", Facts.days("2026-01-01", "2026-01-02"));

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.trades()).hasSize(3500);
        assertThat(reading.trades().get(0))
                .isEqualTo(new Trade(
                        3800397495L,
                        new BigDecimal("87648.21"),
                        new BigDecimal("0.08185"),
                        5723703861L,
                        5723703861L,
                        1767225600039409L,
                        false));
    }

    @Test
    void panesOfADayAddUpToItsTrades() {
        Reading reading = um(Dataset.AGG_TRADES, "BSVUSDT", "2026-04-10", "2026-04-11");

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.trades()).hasSizeGreaterThan(1000);
        Map<Long, BigDecimal> quoteByPane = new HashMap<>();
        Map<Long, BigDecimal> boughtByPane = new HashMap<>();
        for (Trade trade : reading.trades()) {
            long start = Math.floorDiv(trade.time(), 10_000_000L) * 10_000_000L;
            quoteByPane.merge(start, trade.quote(), BigDecimal::add);
            boughtByPane.merge(start, trade.takerBought() ? trade.quote() : BigDecimal.ZERO, BigDecimal::add);
        }
        assertThat(reading.panes()).hasSize(quoteByPane.size()).allSatisfy(pane -> {
            assertThat(pane.quoteVolume().toBigDecimal()).isEqualByComparingTo(quoteByPane.get(pane.start()));
            assertThat(pane.takerBuyQuoteVolume().toBigDecimal()).isEqualByComparingTo(boughtByPane.get(pane.start()));
        });
    }

    @Test
    void barsReproduceTheVenuesOwnKlines() {
        String[][] symbolDays = {{"BSVUSDT", "2026-04-06"}, {"XMRUSDT", "2026-04-10"}};
        for (String[] symbolDay : symbolDays) {
            TimeRange day = TimeRange.ofDay(LocalDate.parse(symbolDay[1]));
            BinanceFiles files = new BinanceFiles(RecordedData.archive(), BinanceMarket.UM);
            List<Bar> bars = WindowHarness.bars(
                            day,
                            files.read(Dataset.AGG_TRADES, symbolDay[0], day).facts().stream()
                                    .filter(fact -> fact instanceof PaneGroup || fact instanceof Delivered)
                                    .toList())
                    .bars();
            Map<Instant, Kline> klines = new HashMap<>();
            files.read(Dataset.KLINES, symbolDay[0], day)
                    .of(Kline.class)
                    .forEach(kline -> klines.put(kline.start(), kline));

            assertThat(bars).hasSize(1440);
            assertThat(klines).hasSize(1440);
            long equal = bars.stream()
                    .filter(bar -> isTheSame(bar, klines.get(bar.start())))
                    .count();
            assertThat(equal / 1440.0).as(symbolDay[0]).isGreaterThan(0.985);
        }
    }

    private static boolean isTheSame(Bar bar, Kline kline) {
        if (bar.open() == null) {
            return kline.volume().signum() == 0;
        }
        return bar.open().compareTo(kline.open()) == 0
                && bar.high().compareTo(kline.high()) == 0
                && bar.low().compareTo(kline.low()) == 0
                && bar.close().compareTo(kline.close()) == 0
                && bar.volume().compareTo(kline.volume()) == 0
                && bar.takerBuyVolume().compareTo(kline.takerBuyVolume()) == 0
                && bar.quoteVolume().compareTo(kline.quoteVolume()) == 0;
    }
}
