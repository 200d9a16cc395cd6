package io.tidemark.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedTrades.Trade;
import io.tidemark.udfs.stats.QuantileSketch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bars of contracts, and of single fills, against plain sums of decimals. */
class InverseBarsTest {

    private static final TimeRange DAY = Facts.days("2026-04-06", "2026-04-07");
    private static final long MIDNIGHT = DAY.from().getEpochSecond() * 1_000_000L;
    private static final Instrument PERPETUAL =
            new Instrument("binance", Market.INVERSE_PERP, "BTCUSD_PERP", "BTC", "USD", "binance:BTC/USD:BTC");
    private static final Instrument SPOT =
            new Instrument("binance", Market.SPOT, "BTCUSDT", "BTC", "USDT", "binance:BTC/USDT");

    private static ArchiveFile file(Instrument instrument, Dataset dataset) {
        return new ArchiveFile(
                "file", dataset, instrument, null, DAY, List.of(DAY), new ArchiveFile.Stored(1, "v", null));
    }

    /** Contracts at prices of very different magnitudes: those of BTC and those of DOGE. */
    private static List<Trade> contracts(Random random) {
        boolean cheap = random.nextBoolean();
        List<Trade> trades = new ArrayList<>();
        long time = MIDNIGHT;
        for (long id = 1; id <= 400; id++) {
            time += random.nextInt(400_000_000);
            BigDecimal price = cheap
                    ? BigDecimal.valueOf(5_000 + random.nextInt(9_000), 5)
                    : BigDecimal.valueOf(600_000 + random.nextInt(90_000), 1);
            trades.add(new Trade(
                    id,
                    price,
                    BigDecimal.valueOf(1 + random.nextInt(random.nextInt(20) == 0 ? 5_000_000 : 50)),
                    10 * id,
                    10 * id + random.nextInt(3),
                    Math.min(time, MIDNIGHT + RandomTrades.MICROS_PER_DAY - 1),
                    random.nextBoolean()));
        }
        return trades;
    }

    private static List<Bar> bars(ArchiveFile file, BigDecimal contractSize, List<Trade> trades) {
        SortingTrades panes = new SortingTrades(new PaneBuilder(file, contractSize));
        trades.forEach(trade -> trade.sendTo(panes));
        List<Fact> facts = new ArrayList<>();
        panes.finish(facts::add);
        return WindowHarness.bars(DAY, facts).bars();
    }

    @ParameterizedTest
    @ValueSource(longs = {81, 82, 83, 84, 85, 86})
    void sumsOfContractsAreExactWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        BigDecimal size = BigDecimal.valueOf(random.nextBoolean() ? 100 : 10);
        List<Trade> trades = contracts(random);
        ArchiveFile file = file(PERPETUAL, Dataset.AGG_TRADES);

        List<Bar> bars = bars(file, size, trades);

        Map<Instant, List<Trade>> byMinute = new TreeMap<>();
        trades.forEach(trade -> byMinute.computeIfAbsent(
                        Instant.ofEpochSecond(Math.floorDiv(trade.time(), 60_000_000L) * 60),
                        unseen -> new ArrayList<>())
                .add(trade));
        int traded = 0;
        for (Bar bar : bars) {
            List<Trade> ofMinute = byMinute.getOrDefault(bar.start(), List.of());
            traded += ofMinute.size();
            assertIsSumOf(bar, ofMinute, size, "seed " + seed + ", " + bar.start());
        }
        assertThat(traded).as("seed %d", seed).isGreaterThan(300);

        List<Trade> shuffled = new ArrayList<>(trades);
        Collections.shuffle(shuffled, random);
        assertThat(bars(file, size, shuffled))
                .as("seed %d", seed)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(bars);
    }

    private static void assertIsSumOf(Bar bar, List<Trade> trades, BigDecimal size, String place) {
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal bought = BigDecimal.ZERO;
        BigDecimal quoteVolume = BigDecimal.ZERO;
        BigDecimal boughtQuote = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        BigDecimal largest = null;
        for (Trade trade : trades) {
            BigDecimal quote = trade.quantity().multiply(size);
            BigDecimal base = quote.divide(trade.price(), 18, RoundingMode.HALF_EVEN);
            volume = volume.add(base);
            quoteVolume = quoteVolume.add(quote);
            squares = squares.add(quote.pow(2));
            largest = largest == null ? quote : largest.max(quote);
            if (trade.takerBought()) {
                bought = bought.add(base);
                boughtQuote = boughtQuote.add(quote);
            }
        }
        assertThat(bar.volume()).as(place).isEqualByComparingTo(volume);
        assertThat(bar.takerBuyVolume()).as(place).isEqualByComparingTo(bought);
        assertThat(bar.quoteVolume()).as(place).isEqualByComparingTo(quoteVolume);
        assertThat(bar.takerBuyQuoteVolume()).as(place).isEqualByComparingTo(boughtQuote);
        assertThat(bar.quoteSquareSum()).as(place).isEqualByComparingTo(squares);
        assertThat(bar.aggregateTradeCount()).as(place).isEqualTo(trades.size());
        if (trades.isEmpty()) {
            assertThat(bar.vwap()).as(place).isNull();
        } else {
            assertThat(bar.largestQuote()).as(place).isEqualByComparingTo(largest);
            assertThat(bar.vwap())
                    .as(place)
                    .isEqualByComparingTo(quoteVolume.divide(volume, 18, RoundingMode.HALF_EVEN));
            List<Double> quotes = trades.stream()
                    .map(trade -> trade.quantity().multiply(size).doubleValue())
                    .sorted()
                    .toList();
            double median = quotes.get((quotes.size() - 1) / 2);
            assertThat(bar.tradeQuoteP50()).as(place).isBetween(median * 0.99, median * 1.01);
            assertThat(QuantileSketch.fromBytes(bar.sketch()).count()).isEqualTo(trades.size());
        }
    }

    private static Trade fill(long id, String at) {
        return new Trade(
                id, BigDecimal.TEN, BigDecimal.ONE, id, id, Instant.parse(at).toEpochMilli() * 1000, true);
    }

    @Test
    void barsOfFillsHaveNoAggregatesAndNoIdsOfThem() {
        List<Bar> bars = bars(
                file(SPOT, Dataset.TRADES),
                null,
                List.of(
                        fill(1, "2026-04-06T00:00:00Z"),
                        fill(2, "2026-04-06T00:00:30Z"),
                        fill(5, "2026-04-06T00:00:40Z"),
                        fill(6, "2026-04-06T23:59:00Z")));

        assertThat(bars).hasSize(1440).allSatisfy(bar -> {
            assertThat(bar.aggregateTradeCount()).isNull();
            assertThat(bar.firstId()).isNull();
            assertThat(bar.lastId()).isNull();
        });
        Bar first = bars.get(0);
        assertThat(first.tradeCount()).isEqualTo(3);
        assertThat(first.missingIds()).isEqualTo(2);
        assertThat(first.complete()).isFalse();
        assertThat(first.coverageRatio()).isEqualTo(3.0 / 5);
        assertThat(bars.get(1).tradeCount()).isZero();
        assertThat(bars.get(1).coverageRatio()).isEqualTo(1);
    }

    @Test
    void idsOfFuturesFillsThatAreNotThereWereUsedUp() {
        ArchiveFile file = file(Facts.BTC, Dataset.TRADES);
        List<Trade> trades = List.of(
                fill(1, "2026-04-06T00:00:00Z"), fill(4, "2026-04-06T00:00:30Z"), fill(6, "2026-04-06T23:59:00Z"));
        List<Fact> facts = new ArrayList<>();
        PaneBuilder panes = new PaneBuilder(file);
        trades.forEach(trade -> trade.sendTo(panes));
        panes.finish(facts::add);

        assertThat(Facts.of(Gap.class, facts)).isEmpty();
        List<Bar> bars = WindowHarness.bars(DAY, facts).bars();
        assertThat(bars.get(0).skippedFillIds()).isEqualTo(2);
        assertThat(bars.get(1439).skippedFillIds()).isEqualTo(1);
        assertThat(bars).allMatch(Bar::complete);
    }
}
