package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.RecordedArchive;
import io.tidemark.engines.testing.SecondEngine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A week of single trades, row by row, against the lines of the venue's own files. */
final class TradesOfRealArchiveITCase {

    private static final LocalDate FROM = LocalDate.of(2026, 4, 6);
    private static final LocalDate TO = LocalDate.of(2026, 4, 13);

    @TempDir
    private static Path folder;

    private static Lake lake;

    @BeforeAll
    static void storeTrades() throws Exception {
        lake = new Lake(folder.resolve("lake"))
                .fill(Backfill.of(RecordedArchive.orSkip(), "um", "BSVUSDT,BASEDUSDT", FROM.toString(), TO.toString())
                        .with("--datasets", "aggTrades", "--store-trades"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BSVUSDT", "BASEDUSDT"})
    void everyRowIsALineOfItsFileAndEveryLineARow(String symbol) {
        SecondEngine spark = SecondEngine.open(lake);
        long compared = 0;
        for (LocalDate day = FROM; day.isBefore(TO); day = day.plusDays(1)) {
            String key = "data/futures/um/daily/aggTrades/" + symbol + "/" + symbol + "-aggTrades-" + day + ".zip";
            List<String> lines = RecordedArchive.lines(key);
            List<String> published = lines.subList(lines.get(0).startsWith("agg_trade_id") ? 1 : 0, lines.size());
            List<Row> rows = spark.query("select trade_id, price, quantity, first_trade_id, last_trade_id, event_time,"
                    + " aggressor_side, quote_quantity, available_at, receive_time, source, dataset, market, base, quote,"
                    + " instrument from market.trades where symbol = '" + symbol + "' and event_time >= timestamp '"
                    + day
                    + " 00:00:00' and event_time < timestamp '" + day.plusDays(1) + " 00:00:00' order by trade_id");
            assertThat(rows).as(key).hasSize(published.size());
            for (int index = 0; index < rows.size(); index++) {
                assertSame(published.get(index), rows.get(index), key, symbol);
            }
            compared += rows.size();
        }
        System.out.println(symbol + ": " + compared + " trades compared");
        assertThat(compared).isGreaterThan(10_000);
    }

    private static void assertSame(String line, Row row, String key, String symbol) {
        String[] cells = line.split(",", -1);
        BigDecimal price = new BigDecimal(cells[1]);
        BigDecimal quantity = new BigDecimal(cells[2]);
        Instant time = Instant.ofEpochMilli(Long.parseLong(cells[5]));
        String base = symbol.replace("USDT", "");
        boolean same = row.getLong(0) == Long.parseLong(cells[0])
                && row.getDecimal(1).compareTo(price) == 0
                && row.getDecimal(2).compareTo(quantity) == 0
                && row.getLong(3) == Long.parseLong(cells[3])
                && row.getLong(4) == Long.parseLong(cells[4])
                && row.getAs(5).equals(time)
                && row.getString(6).equals(cells[6].equals("true") ? "sell" : "buy")
                && row.getDecimal(7).compareTo(price.multiply(quantity)) == 0
                && row.getAs(8).equals(time)
                && row.isNullAt(9)
                && row.getString(10).equals(key)
                && row.getString(11).equals("aggTrades")
                && row.getString(12).equals("linear_perp")
                && row.getString(13).equals(base)
                && row.getString(14).equals("USDT")
                && row.getString(15).equals("binance:" + base + "/USDT:USDT");
        assertThat(same).as("%s of %s is %s", line, key, row).isTrue();
    }

    @Test
    void tradesAddUpToTheBars() {
        List<Row> differences = SecondEngine.open(lake).query("""
                with sums as (
                    select instrument, date_trunc('minute', event_time) as minute, count(*) as trades,
                           sum(quantity) as volume, sum(quote_quantity) as quote_volume,
                           sum(case when aggressor_side = 'buy' then quote_quantity else 0 end) as bought
                    from market.trades group by instrument, date_trunc('minute', event_time))
                select b.instrument, b.window_start
                from flow.bars b full join sums s on s.instrument = b.instrument and s.minute = b.window_start
                where b.instrument is null
                   or b.agg_trade_count <> coalesce(s.trades, 0)
                   or b.volume <> coalesce(s.volume, 0)
                   or b.quote_volume <> coalesce(s.quote_volume, 0)
                   or b.taker_buy_quote_volume <> coalesce(s.bought, 0)""");
        assertThat(differences).isEmpty();
    }
}
