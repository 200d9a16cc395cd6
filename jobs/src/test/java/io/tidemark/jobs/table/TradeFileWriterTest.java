package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.Trade;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// The harness closes with any exception; the tests let it pass.
@SuppressWarnings("try")
class TradeFileWriterTest {

    private static final Instrument INVERSE =
            new Instrument("binance", Market.INVERSE_PERP, "BTCUSD_PERP", "BTC", "USD", "binance:BTC/USD:BTC");

    @TempDir
    Path folder;

    private Lake lake;
    private Table table;

    @BeforeEach
    void openLake() {
        lake = Rows.lake(folder);
        table = lake.createOrEvolve(MarketTables.TRADES);
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    private static Trade trade(Instrument instrument, long id, Instant at) {
        return new Trade(
                instrument,
                Dataset.AGG_TRADES,
                "file of " + instrument.symbol(),
                null,
                id,
                10 * id,
                10 * id + 2,
                670_001,
                1,
                15,
                3,
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                id % 2 == 0);
    }

    private List<DataFile> write(long fileBytes, List<Trade> trades) throws Exception {
        TradeFileWriter writer = new TradeFileWriter(SerializableTable.copyOf(table), "run", fileBytes);
        try (OneInputStreamOperatorTestHarness<Fact, WrittenFile> harness =
                new OneInputStreamOperatorTestHarness<>(writer)) {
            harness.open();
            for (Trade trade : trades) {
                harness.processElement(trade, 0);
            }
            harness.endInput();
            List<DataFile> files = harness.extractOutputValues().stream()
                    .map(WrittenFile::file)
                    .toList();
            AppendFiles append = table.newAppend();
            files.forEach(append::appendFile);
            append.commit();
            return files;
        }
    }

    @Test
    void aFileHoldsOneInstrumentAndOneDay() throws Exception {
        List<Trade> trades = new ArrayList<>();
        for (String day : List.of("2026-04-06", "2026-04-07")) {
            for (Instrument instrument : List.of(Facts.BTC, Facts.ETH)) {
                for (int second = 0; second < 10; second++) {
                    trades.add(trade(
                            instrument,
                            second,
                            Instant.parse(day + "T23:59:50Z").plusSeconds(second)));
                }
            }
        }

        List<DataFile> files = write(Long.MAX_VALUE, trades);

        assertThat(files).hasSize(4).allMatch(file -> file.recordCount() == 10);
        Map<String, Long> rows = Rows.records(table).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("instrument") + " "
                                + ((OffsetDateTime) row.getField("event_time")).toLocalDate(),
                        Collectors.counting()));
        assertThat(rows).hasSize(4).allSatisfy((part, count) -> assertThat(count)
                .isEqualTo(10));
    }

    @Test
    void aFileThatIsLargeEnoughIsFollowedByAnother() throws Exception {
        Random random = new Random(92);
        List<Trade> trades = new ArrayList<>();
        for (long id = 0; id < 5_500; id++) {
            Trade plain =
                    trade(Facts.BTC, id, Instant.parse("2026-04-06T00:00:00Z").plusSeconds(id));
            trades.add(new Trade(
                    plain.instrument(),
                    plain.dataset(),
                    plain.source(),
                    null,
                    id,
                    id,
                    id,
                    random.nextLong(1, 1_000_000_000_000L),
                    8,
                    1,
                    0,
                    plain.eventTime(),
                    true));
        }

        List<DataFile> files = write(1, trades);

        assertThat(files).extracting(DataFile::recordCount).containsExactly(1000L, 1000L, 1000L, 1000L, 1000L, 500L);
        assertThat(Rows.records(table))
                .extracting(row -> row.getField("trade_id"))
                .hasSize(5_500)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyColumnIsFilled() throws Exception {
        write(Long.MAX_VALUE, List.of(trade(Facts.BTC, 8, Instant.parse("2026-04-06T00:00:01.250007Z"))));

        Record row = Rows.records(table).get(0);
        assertThat(row.getField("venue")).isEqualTo("binance");
        assertThat(row.getField("market")).isEqualTo("linear_perp");
        assertThat(row.getField("symbol")).isEqualTo("BTCUSDT");
        assertThat(row.getField("base")).isEqualTo("BTC");
        assertThat(row.getField("quote")).isEqualTo("USDT");
        assertThat(row.getField("instrument")).isEqualTo("binance:BTC/USDT:USDT");
        assertThat(row.getField("dataset")).isEqualTo("aggTrades");
        assertThat(row.getField("trade_id")).isEqualTo(8L);
        assertThat(row.getField("first_trade_id")).isEqualTo(80L);
        assertThat(row.getField("last_trade_id")).isEqualTo(82L);
        assertThat((BigDecimal) row.getField("price")).isEqualByComparingTo("67000.1");
        assertThat((BigDecimal) row.getField("quantity")).isEqualByComparingTo("0.015");
        assertThat((BigDecimal) row.getField("quote_quantity")).isEqualByComparingTo("1005.0015");
        assertThat(row.getField("aggressor_side")).isEqualTo("buy");
        OffsetDateTime at = OffsetDateTime.parse("2026-04-06T00:00:01.250007Z");
        assertThat(row.getField("event_time")).isEqualTo(at);
        assertThat(row.getField("available_at")).isEqualTo(at);
        assertThat(row.getField("receive_time")).isNull();
        assertThat(row.getField("source")).isEqualTo("file of BTCUSDT");
        assertThat(row.getField("run_id")).isEqualTo("run");
        assertThat(MarketTables.TRADES.columns()).hasSize(19);
    }

    @Test
    void amountsOfAnyMagnitudeAreExactAndContractsAreConverted() throws Exception {
        Random random = new Random(93);
        List<Trade> trades = new ArrayList<>();
        for (long id = 0; id < 2_000; id++) {
            boolean inverse = id < 1_000;
            trades.add(new Trade(
                    inverse ? INVERSE : Facts.BTC,
                    Dataset.TRADES,
                    "file",
                    inverse ? BigDecimal.valueOf(100) : null,
                    id,
                    id,
                    id,
                    1 + random.nextLong(1L << random.nextInt(1, 36)),
                    random.nextInt(13),
                    1 + random.nextLong(1L << random.nextInt(1, inverse ? 12 : 28)),
                    inverse ? 0 : random.nextInt(13),
                    1_775_433_600_000_000L + id,
                    random.nextBoolean()));
        }

        write(Long.MAX_VALUE, trades);

        for (Record row : Rows.records(table)) {
            Trade trade = trades.get(Math.toIntExact((Long) row.getField("trade_id")));
            BigDecimal price = new BigDecimal(trade.priceMantissa() + "e-" + trade.priceScale());
            BigDecimal published = new BigDecimal(trade.quantityMantissa() + "e-" + trade.quantityScale());
            boolean inverse = trade.contractSize() != null;
            BigDecimal quote = inverse ? published.multiply(new BigDecimal(100)) : price.multiply(published);
            BigDecimal base = inverse ? quote.divide(price, 18, RoundingMode.HALF_EVEN) : published;
            assertThat((BigDecimal) row.getField("price")).isEqualByComparingTo(price);
            assertThat((BigDecimal) row.getField("quantity")).isEqualByComparingTo(base);
            assertThat((BigDecimal) row.getField("quote_quantity"))
                    .isEqualByComparingTo(quote.setScale(18, RoundingMode.HALF_EVEN));
            assertThat(row.getField("aggressor_side")).isEqualTo(trade.takerBought() ? "buy" : "sell");
        }
    }

    @Test
    void noTradesAreNoFiles() throws Exception {
        assertThat(write(Long.MAX_VALUE, List.of())).isEmpty();
    }
}
