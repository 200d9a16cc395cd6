package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.ContentHash;
import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Backfills of a small archive written by hand that holds every dataset, on one small cluster. */
class EveryDatasetTest {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(4)
                    .build());

    private static final LocalDate FIRST = LocalDate.of(2026, 4, 6);
    private static final LocalDate SECOND = FIRST.plusDays(1);
    private static final LocalDate THIRD = FIRST.plusDays(2);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private HandWrittenArchive archive;

    @BeforeEach
    void makeArchive() {
        archive = new HandWrittenArchive(folder.resolve("archive"));
    }

    private BackfillSettings settings(
            BinanceMarket market, List<String> symbols, List<Dataset> datasets, boolean storeTrades, String lake) {
        return settings(market, symbols, datasets, storeTrades, lake, RuntimeExecutionMode.BATCH, 1);
    }

    private BackfillSettings settings(
            BinanceMarket market,
            List<String> symbols,
            List<Dataset> datasets,
            boolean storeTrades,
            String lake,
            RuntimeExecutionMode mode,
            int parallelism) {
        return new BackfillSettings(
                ArchiveSettings.folder(folder.resolve("archive")),
                market,
                symbols,
                FIRST,
                THIRD.plusDays(1),
                datasets,
                "1m",
                mode,
                parallelism,
                31,
                Availability.AT_EVENT,
                null,
                storeTrades,
                false,
                LakeSettings.embedded(folder.resolve(lake)));
    }

    private static RunCounts run(BackfillSettings settings) {
        try {
            return new Backfill(settings, "test", CLOCK, new Silence()).run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static final class Silence implements RunListener {
        @Override
        public void planned(BackfillPlan plan) {}

        @Override
        public void skipped(BackfillPlan.PlannedChunk chunk) {}

        @Override
        public void restated(String key, String was, String is) {}

        @Override
        public void progress(BackfillPlan.PlannedChunk chunk, RunCounts soFar) {}

        @Override
        public void published(BackfillPlan.PlannedChunk chunk, RunCounts counts) {}
    }

    private List<Record> rows(String lakeName, TableDefinition table) {
        List<Record> rows = new ArrayList<>();
        try (Lake lake = Lake.open(LakeSettings.embedded(folder.resolve(lakeName)))) {
            Table found = lake.find(table);
            if (found.currentSnapshot() != null) {
                try (CloseableIterable<Record> records =
                        IcebergGenerics.read(found).build()) {
                    records.forEach(row -> rows.add(row.copy()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** The content of every table but the ledgers of runs. */
    private Map<String, Object> hashes(String name) {
        Map<String, Object> hashes = new TreeMap<>();
        try (Lake lake = Lake.open(LakeSettings.embedded(folder.resolve(name)))) {
            for (TableDefinition table : Tables.ALL) {
                if (table != OpsTables.RUNS) {
                    hashes.put(table.name(), ContentHash.of(lake.find(table), table, Expressions.alwaysTrue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hashes;
    }

    private static boolean isOn(Record row, String column, LocalDate day) {
        return ((OffsetDateTime) row.getField(column)).toLocalDate().equals(day);
    }

    private static BigDecimal sum(List<Record> rows, String column) {
        return rows.stream().map(row -> (BigDecimal) row.getField(column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void putUm() {
        archive.put("futures/um", "aggTrades", "BTCUSDT", FIRST, HandWrittenArchive.aggregates(FIRST));
        archive.put("futures/um", "trades", "BTCUSDT", FIRST, HandWrittenArchive.fills(FIRST));
        archive.put("futures/um", "trades", "BTCUSDT", SECOND, HandWrittenArchive.fills(SECOND));
        archive.put("futures/um", "markPriceKlines", "BTCUSDT", FIRST, HandWrittenArchive.bars(FIRST, "50001"));
        archive.put("futures/um", "premiumIndexKlines", "BTCUSDT", FIRST, HandWrittenArchive.bars(FIRST, "-0.0001"));
    }

    @Test
    void fillsStandInForAggregatesAndWhatTheArchiveNeverHeldIsNoHole() {
        putUm();
        BackfillSettings all = settings(BinanceMarket.UM, List.of("BTCUSDT"), List.of(), true, "um");

        RunCounts counts = run(all);

        List<Record> bars = rows("um", FlowTables.BARS);
        assertThat(bars).hasSize(2 * 1440);
        assertThat(bars)
                .filteredOn(bar -> isOn(bar, "window_start", FIRST))
                .allSatisfy(bar -> assertThat(bar.getField("agg_trade_count")).isNotNull());
        assertThat(bars)
                .filteredOn(bar -> isOn(bar, "window_start", SECOND))
                .hasSize(1440)
                .allSatisfy(bar -> {
                    assertThat(bar.getField("agg_trade_count")).isNull();
                    assertThat(bar.getField("first_agg_trade_id")).isNull();
                    assertThat(bar.getField("missing_ids")).isEqualTo(0L);
                });
        assertThat(bars.stream()
                        .mapToLong(bar -> (Long) bar.getField("trade_count"))
                        .sum())
                .isEqualTo(144 * 2 + 144);
        assertThat(rows("um", MarketTables.TRADES))
                .hasSize(2 * 144)
                .filteredOn(trade -> isOn(trade, "event_time", SECOND))
                .hasSize(144)
                .allSatisfy(trade -> {
                    assertThat(trade.getField("dataset")).isEqualTo("trades");
                    assertThat(trade.getField("aggressor_side")).isEqualTo("buy");
                    assertThat((BigDecimal) trade.getField("quote_quantity")).isEqualByComparingTo("100000");
                });
        assertThat(rows("um", MarketTables.KLINES))
                .extracting(row -> row.getField("dataset"))
                .containsOnly("markPriceKlines", "premiumIndexKlines");
        assertThat(rows("um", OpsTables.GAPS))
                .extracting(gap -> gap.getField("dataset"))
                .as("of klines, metrics and funding nothing was ever there")
                .containsOnly("aggTrades", "markPriceKlines", "premiumIndexKlines");
        assertThat(counts.rowsPublished())
                .containsEntry("market.trades", 288L)
                .containsEntry("flow.bars", 2880L)
                .containsEntry("market.klines", 288L);

        RunCounts again = run(all);
        assertThat(again.rowsWritten()).isZero();
        assertThat(again.gaps()).isEqualTo(counts.gaps());

        // The day that was absent comes in as fills: the hole in aggregates is filled, and stays so.
        archive.put("futures/um", "trades", "BTCUSDT", THIRD, HandWrittenArchive.fills(THIRD));
        run(all);
        assertThat(rows("um", FlowTables.BARS)).hasSize(3 * 1440);
        assertThat(rows("um", MarketTables.TRADES)).hasSize(3 * 144);
        assertThat(rows("um", OpsTables.GAPS))
                .filteredOn(gap -> gap.getField("dataset").equals("aggTrades"))
                .extracting(gap -> gap.getField("repaired_at") != null)
                .containsExactlyInAnyOrder(false, true);
    }

    @Test
    void everyWayOfRunningStoresTheSameTrades() {
        putUm();
        putCm();
        List<String> contracts = List.of("BTCUSD_PERP", "BTCUSD_260626");
        run(settings(BinanceMarket.UM, List.of("BTCUSDT"), List.of(), true, "batch"));
        run(settings(BinanceMarket.CM, contracts, List.of(), true, "batch"));
        Map<String, Object> expected = hashes("batch");

        run(settings(
                BinanceMarket.UM, List.of("BTCUSDT"), List.of(), true, "streaming", RuntimeExecutionMode.STREAMING, 2));
        run(settings(BinanceMarket.CM, contracts, List.of(), true, "streaming", RuntimeExecutionMode.STREAMING, 2));
        assertThat(hashes("streaming")).isEqualTo(expected);

        // Bars first, and the trades themselves later: their days are read again, and give the same bars.
        run(settings(BinanceMarket.UM, List.of("BTCUSDT"), List.of(), false, "later"));
        run(settings(BinanceMarket.CM, contracts, List.of(), false, "later"));
        assertThat(rows("later", MarketTables.TRADES)).isEmpty();
        RunCounts um = run(settings(BinanceMarket.UM, List.of("BTCUSDT"), List.of(), true, "later"));
        assertThat(um.rowsPublished()).containsKey("market.trades").doesNotContainKey("market.klines");
        run(settings(BinanceMarket.CM, contracts, List.of(), true, "later"));
        assertThat(hashes("later")).isEqualTo(expected);
    }

    private void putCm() {
        for (String symbol : List.of("BTCUSD_PERP", "BTCUSD_260626")) {
            archive.put("futures/cm", "aggTrades", symbol, FIRST, HandWrittenArchive.aggregates(FIRST));
            archive.put("futures/cm", "klines", symbol, FIRST, HandWrittenArchive.bars(FIRST, "50000"));
            archive.put(
                    "futures/cm",
                    "metrics",
                    symbol,
                    FIRST,
                    List.of("2026-04-06 00:00:00," + symbol + ",250,0.5,1,1,1,1"));
        }
        List<String> index = HandWrittenArchive.bars(FIRST, "49999");
        index.add("garbage,1,1,1,1,0,0,0,0,0,0,0");
        archive.put("futures/cm", "indexPriceKlines", "BTCUSD", FIRST, index);
        String liquidation = "1775433661000,SELL,LIMIT,IOC,3,49000,50000,FILLED,1,3";
        archive.put("futures/cm", "liquidationSnapshot", "BTCUSD_PERP", FIRST, List.of(liquidation, liquidation));
        archive.putFile(
                "data/futures/cm/monthly/fundingRate/BTCUSD_PERP/BTCUSD_PERP-fundingRate-2026-04.zip",
                List.of("1775433600003,8,0.0001"));
    }

    @Test
    void coinMarginedContractsFillEveryTable() {
        putCm();

        RunCounts counts =
                run(settings(BinanceMarket.CM, List.of("BTCUSD_PERP", "BTCUSD_260626"), List.of(), true, "cm"));

        List<Record> bars = rows("cm", FlowTables.BARS);
        assertThat(bars).hasSize(2 * 1440).allSatisfy(bar -> assertThat(bar.getField("quote"))
                .isEqualTo("USD"));
        assertThat(bars)
                .extracting(bar -> bar.getField("instrument"))
                .containsOnly("binance:BTC/USD:BTC", "binance:BTC/USD:BTC-260626");
        // Twice 144 trades of two contracts of 100 USD at 50,000.
        assertThat(sum(bars, "quote_volume")).isEqualByComparingTo("57600");
        assertThat(sum(bars, "volume")).isEqualByComparingTo("1.152");
        List<Record> trades = rows("cm", MarketTables.TRADES);
        assertThat(sum(trades, "quote_quantity")).isEqualByComparingTo("57600");
        assertThat(sum(trades, "quantity")).isEqualByComparingTo("1.152");
        List<Record> klines = rows("cm", MarketTables.KLINES);
        assertThat(klines)
                .filteredOn(row -> row.getField("dataset").equals("klines"))
                .hasSize(288)
                .allSatisfy(row -> {
                    assertThat((BigDecimal) row.getField("volume")).isEqualByComparingTo("0.012");
                    assertThat((BigDecimal) row.getField("quote_volume")).isEqualByComparingTo("600");
                    assertThat((BigDecimal) row.getField("taker_buy_quote_volume"))
                            .isEqualByComparingTo("200");
                });
        assertThat(klines)
                .filteredOn(row -> row.getField("dataset").equals("indexPriceKlines"))
                .hasSize(288)
                .allSatisfy(row -> assertThat(row.getField("trade_count")).isNull());
        assertThat(rows("cm", MarketTables.OPEN_INTEREST)).hasSize(2).allSatisfy(row -> {
            assertThat(row.getField("unit")).isEqualTo("contracts");
            assertThat((BigDecimal) row.getField("open_interest_usd")).isEqualByComparingTo("25000");
            assertThat((BigDecimal) row.getField("open_interest_base")).isEqualByComparingTo("0.5");
            assertThat((BigDecimal) row.getField("price_used")).isEqualByComparingTo("50000");
        });
        assertThat(rows("cm", MarketTables.FUNDING_RATES)).hasSize(1);
        assertThat(rows("cm", MarketTables.LIQUIDATIONS)).singleElement().satisfies(row -> {
            assertThat(row.getField("liquidated_side")).isEqualTo("long");
            assertThat(row.getField("lower_bound")).isEqualTo(true);
            assertThat((BigDecimal) row.getField("price")).isEqualByComparingTo("50000");
            assertThat((BigDecimal) row.getField("quantity")).isEqualByComparingTo("0.006");
            assertThat((BigDecimal) row.getField("quote_quantity")).isEqualByComparingTo("300");
        });
        assertThat(counts.duplicates()).isEqualTo(1);
        assertThat(rows("cm", OpsTables.DEAD_LETTERS))
                .extracting(letter -> letter.getField("instrument") + " " + letter.getField("dataset"))
                .containsExactlyInAnyOrder(
                        "binance:BTC/USD:BTC indexPriceKlines", "binance:BTC/USD:BTC-260626 indexPriceKlines");
        assertThat(rows("cm", MarketTables.INSTRUMENTS)).hasSize(2).allSatisfy(row -> {
            assertThat((BigDecimal) row.getField("contract_size")).isEqualByComparingTo("100");
            assertThat(row.getField("margin_asset")).isEqualTo("BTC");
        });
        assertThat(rows("cm", OpsTables.GAPS))
                .filteredOn(gap -> gap.getField("dataset").equals("fundingRate"))
                .extracting(gap -> gap.getField("instrument"))
                .as("what is delivered pays no funding")
                .containsOnly("binance:BTC/USD:BTC");
    }

    @Test
    void namedDatasetsThatAreAbsentAreHoles() {
        putUm();

        run(settings(
                BinanceMarket.UM,
                List.of("BTCUSDT"),
                List.of(Dataset.TRADES, Dataset.LIQUIDATION_SNAPSHOT, Dataset.INDEX_PRICE_KLINES),
                false,
                "named"));

        assertThat(rows("named", OpsTables.GAPS))
                .extracting(gap ->
                        gap.getField("dataset") + " " + ((OffsetDateTime) gap.getField("from_time")).toLocalDate())
                .containsExactlyInAnyOrder(
                        "trades 2026-04-08",
                        "liquidationSnapshot 2026-04-06",
                        "liquidationSnapshot 2026-04-07",
                        "liquidationSnapshot 2026-04-08",
                        "indexPriceKlines 2026-04-06",
                        "indexPriceKlines 2026-04-07",
                        "indexPriceKlines 2026-04-08");
        assertThat(rows("named", FlowTables.BARS))
                .hasSize(2 * 1440)
                .allSatisfy(bar -> assertThat(bar.getField("agg_trade_count")).isNull());
    }

    @Test
    void spotFillsInMicrosecondsMakeBarsAndTrades() {
        List<String> lines = HandWrittenArchive.everyTenMinutes(
                FIRST, at -> at / 600_000 + ",50000.00000000,2.00000000,100000.00000000," + at + "250,True,True");
        lines.remove(70);
        archive.put("spot", "trades", "BTCUSDT", FIRST, lines);

        run(settings(BinanceMarket.SPOT, List.of("BTCUSDT"), List.of(), true, "spot"));

        assertThat(rows("spot", MarketTables.TRADES)).hasSize(143).allSatisfy(trade -> {
            assertThat(trade.getField("instrument")).isEqualTo("binance:BTC/USDT");
            assertThat(trade.getField("aggressor_side")).isEqualTo("sell");
            assertThat(((OffsetDateTime) trade.getField("event_time")).getNano())
                    .isEqualTo(250_000);
        });
        assertThat(rows("spot", FlowTables.BARS).stream()
                        .mapToLong(bar -> (Long) bar.getField("missing_ids"))
                        .sum())
                .isEqualTo(1);
        assertThat(rows("spot", OpsTables.GAPS))
                .filteredOn(gap -> gap.getField("first_missing_id") != null)
                .singleElement()
                .satisfies(gap -> assertThat(gap.getField("dataset")).isEqualTo("trades"));
    }
}
