package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.RecordedArchive;
import io.tidemark.engines.testing.SecondEngine;
import io.tidemark.engines.testing.Tidemark;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The venue's own files, against readings of them that share no code with the product. */
final class RealArchiveITCase {

    private static final LocalDate FROM = LocalDate.of(2026, 3, 8);
    private static final LocalDate TO = LocalDate.of(2026, 4, 23);
    private static final String ABSENT = "not in the archive";

    @TempDir
    private static Path folder;

    private static Lake grids;

    @BeforeAll
    static void fillRegularDatasets() throws Exception {
        Path archive = RecordedArchive.orSkip();
        grids = new Lake(folder.resolve("grids"))
                .fill(Backfill.of(
                                archive,
                                "um",
                                "ETHUSDT,KITEUSDT,BSVUSDT,XRPUSDT,BASEDUSDT",
                                FROM.toString(),
                                TO.toString())
                        .with("--datasets", "metrics,klines"));
    }

    @Test
    void barsReproduceTheVenuesKlines() throws Exception {
        List<Row> instruments = SecondEngine.open(RecordedArchive.lake()).query("""
                        select b.instrument, count(*),
                               count_if(b.volume = k.volume and (k.volume = 0
                                   or b.open_price = k.open_price and b.high_price = k.high_price
                                   and b.low_price = k.low_price and b.close_price = k.close_price))
                        from flow.bars b
                        join market.klines k on k.instrument = b.instrument and k.window_start = b.window_start
                        where k.dataset = 'klines' and k.bar_interval = '1m'
                        group by b.instrument order by b.instrument""");
        assertThat(instruments).hasSize(4);
        long minutes = instruments.stream().mapToLong(row -> row.getLong(1)).sum();
        long equal = instruments.stream().mapToLong(row -> row.getLong(2)).sum();
        System.out.println("bars equal to klines: " + instruments);
        assertThat((double) equal / minutes)
                .as("%d of %d minutes", equal, minutes)
                .isGreaterThanOrEqualTo(0.985);
        assertThat(shippedSummary())
                .as("the shipped query counts the same")
                .isEqualTo(instruments.stream()
                        .map(row -> row.getString(0) + " " + row.getLong(1) + " " + row.getLong(2))
                        .toList());
    }

    private static List<String> shippedSummary() throws InterruptedException {
        Path query = Tidemark.home().resolve("sql/queries/bars_against_klines_summary.sql");
        assertThat(Files.exists(query)).as("%s", query).isTrue();
        List<String> lines = Tidemark.run(
                        "sql",
                        "--warehouse",
                        RecordedArchive.lake().warehouse().toString(),
                        "--format",
                        "csv",
                        "-f",
                        query.toString())
                .requireCode(0)
                .out()
                .lines()
                .toList();
        List<String> names = Arrays.asList(lines.get(0).split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[names.indexOf("instrument")] + " " + cells[names.indexOf("minutes_compared")] + " "
                        + cells[names.indexOf("minutes_equal")])
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ETHUSDT, METRICS, 2026-03-30T00:05:00Z, 2026-04-05T00:05:00Z",
        "ETHUSDT, KLINES, 2026-03-23T00:00:00Z, 2026-04-01T00:00:00Z",
        "KITEUSDT, METRICS, 2026-04-12T00:05:00Z, 2026-04-23T00:00:00Z",
        "KITEUSDT, KLINES, 2026-04-12T00:00:00Z, 2026-04-23T00:00:00Z",
        "BSVUSDT, METRICS, 2026-03-08T00:00:00Z, 2026-04-05T00:05:00Z",
        "BSVUSDT, KLINES, 2026-04-13T00:00:00Z, 2026-04-23T00:00:00Z",
        "BASEDUSDT, METRICS, 2026-04-19T00:05:00Z, 2026-04-23T00:00:00Z",
        "XRPUSDT, METRICS, 2026-03-30T00:05:00Z, 2026-04-23T00:00:00Z",
        "XRPUSDT, KLINES, 2026-03-08T00:00:00Z, 2026-04-23T00:00:00Z",
    })
    void everyHoleIsAGapWithExactBounds(String symbol, RecordedGrid.Kind kind, Instant from, Instant to) {
        List<RecordedGrid.Hole> holes = new RecordedGrid(symbol, kind, FROM, TO).holes();
        assertThat(holes).as("the known hole begins").anyMatch(hole -> hole.from()
                .equals(from));
        assertThat(holes).as("the known hole ends").anyMatch(hole -> hole.to().equals(to));
        List<RecordedGrid.Hole> gaps = new ArrayList<>();
        for (Row row : SecondEngine.open(grids)
                .query("select from_time, to_time, reason from ops.gaps where dataset = '" + kind.dataset()
                        + "' and instrument = '" + instrument(symbol) + "' order by from_time")) {
            gaps.add(new RecordedGrid.Hole(
                    row.getAs(0), row.getAs(1), !row.getString(2).equals(ABSENT)));
        }
        assertThat(gaps).containsExactlyElementsOf(holes);
    }

    @Test
    void theOneMissingRowOfADayIsAGapOfFiveMinutes() {
        LocalDate day = LocalDate.of(2026, 4, 18);
        RecordedGrid file = new RecordedGrid("BSVUSDT", RecordedGrid.Kind.METRICS, day, day.plusDays(1));
        assertThat(file.holes()).hasSize(1);
        RecordedGrid.Hole hole = file.holes().get(0);
        List<Row> gaps = SecondEngine.open(grids)
                .query("select from_time, to_time, reason from ops.gaps where dataset = 'metrics'"
                        + " and instrument = 'binance:BSV/USDT:USDT' and to_date(from_time) = date '2026-04-18'");
        assertThat(gaps).hasSize(1);
        assertThat(gaps.get(0).<Instant>getAs(0)).isEqualTo(hole.from());
        assertThat(gaps.get(0).<Instant>getAs(1))
                .isEqualTo(hole.to())
                .isEqualTo(hole.from().plusSeconds(300));
        assertThat(gaps.get(0).getString(2)).isEqualTo("rows are missing in the file");
    }

    @Test
    void emptyCellsAreNulls() {
        for (String symbol : List.of("ETHUSDT", "KITEUSDT", "BSVUSDT", "XRPUSDT", "BASEDUSDT")) {
            List<String[]> rows = new RecordedGrid(symbol, RecordedGrid.Kind.METRICS, FROM, TO).rows();
            List<Long> empty = IntStream.rangeClosed(4, 7)
                    .mapToObj(column -> rows.stream()
                            .filter(cells -> cells[column].isEmpty())
                            .count())
                    .toList();
            System.out.println(symbol + ": empty ratio cells by column " + empty);
            Row nulls = SecondEngine.open(grids)
                    .query("select count_if(top_trader_account_ratio is null), count_if(top_trader_position_ratio is"
                            + " null), count_if(account_ratio is null), count_if(taker_volume_ratio is null)"
                            + " from market.long_short_ratios where instrument = '" + instrument(symbol) + "'")
                    .get(0);
            assertThat(List.of(nulls.getLong(0), nulls.getLong(1), nulls.getLong(2), nulls.getLong(3)))
                    .as(symbol)
                    .isEqualTo(empty);
        }
    }

    @Test
    void metricsHoldWhatTheFilesSay() {
        for (String symbol : List.of("BSVUSDT", "XRPUSDT")) {
            RecordedGrid grid = new RecordedGrid(symbol, RecordedGrid.Kind.METRICS, FROM, TO);
            List<String> expected = grid.rows().stream()
                    .map(cells -> RecordedTrades.text(
                            grid.time(cells),
                            number(cells[2]),
                            number(cells[3]),
                            number(cells[4]),
                            number(cells[5]),
                            number(cells[6]),
                            number(cells[7])))
                    .sorted()
                    .toList();
            List<String> found = SecondEngine.open(grids)
                    .query("select o.event_time, o.open_interest, o.open_interest_usd, r.top_trader_account_ratio,"
                            + " r.top_trader_position_ratio, r.account_ratio, r.taker_volume_ratio"
                            + " from market.open_interest o join market.long_short_ratios r"
                            + " on r.instrument = o.instrument and r.event_time = o.event_time"
                            + " where o.instrument = '" + instrument(symbol) + "'")
                    .stream()
                    .map(RealArchiveITCase::text)
                    .sorted()
                    .toList();
            assertThat(found).as(symbol).containsExactlyElementsOf(expected);
        }
    }

    private static BigDecimal number(String cell) {
        return cell.isEmpty() ? null : new BigDecimal(cell);
    }

    @Test
    void aStampOffTheGridKeepsItsTime() {
        List<Row> rows = SecondEngine.open(grids)
                .query("select event_time, available_at from market.open_interest"
                        + " where instrument = 'binance:XRP/USDT:USDT' and second(event_time) <> 0");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).<Instant>getAs(0)).isEqualTo(Instant.parse("2026-03-29T09:50:02Z"));
    }

    @Test
    void settledFundingIsWhatTheMonthlyFileSays() throws Exception {
        Lake lake = new Lake(folder.resolve("funding"))
                .fill(Backfill.of(RecordedArchive.orSkip(), "um", "BTCUSDT", "2026-08-01", "2026-09-01")
                        .with("--datasets", "fundingRate"));
        List<String> expected =
                RecordedArchive.lines("data/futures/um/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2026-08.zip")
                        .stream()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .map(cells -> RecordedTrades.text(
                                Instant.ofEpochMilli(Long.parseLong(cells[0])),
                                Instant.ofEpochMilli(Long.parseLong(cells[0])).plusSeconds(1),
                                Integer.valueOf(cells[1]),
                                new BigDecimal(cells[2]),
                                new BigDecimal(cells[2])))
                        .toList();
        assertThat(expected).hasSize(62);
        assertThat(SecondEngine.open(lake)
                        .query("select funding_time, available_at, interval_hours, funding_rate, funding_rate_8h"
                                + " from market.funding_rates order by funding_time"))
                .extracting(RealArchiveITCase::text)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void spotTradesInMicrosecondsWithoutAHeaderMakeBars() throws Exception {
        Lake lake = new Lake(folder.resolve("spot"))
                .fill(Backfill.of(RecordedArchive.orSkip(), "spot", "BTCUSDT", "2026-01-01", "2026-01-02")
                        .with("--datasets", "aggTrades"));
        List<String> expected = RecordedTrades.bars(
                RecordedArchive.lines("data/spot/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-2026-01-01.zip"),
                ChronoUnit.MICROS);
        SecondEngine spark = SecondEngine.open(lake);
        assertThat(spark.query("select window_start, open_price, high_price, low_price, close_price, volume,"
                        + " quote_volume, taker_buy_volume, trade_count, agg_trade_count"
                        + " from flow.bars order by window_start"))
                .extracting(RealArchiveITCase::text)
                .containsExactlyElementsOf(expected);
        List<Row> gaps = spark.query("select dataset, instrument, from_time, to_time, reason from ops.gaps");
        assertThat(gaps).hasSize(1);
        assertThat(text(gaps.get(0)))
                .startsWith("aggTrades binance:BTC/USDT 2026-01-01T00:08:00Z 2026-01-02T00:00:00Z silent");
    }

    private static String text(Row row) {
        return RecordedTrades.text(
                IntStream.range(0, row.size()).mapToObj(row::get).toArray());
    }

    private static String instrument(String symbol) {
        return "binance:" + symbol.replace("USDT", "/USDT:USDT");
    }
}
