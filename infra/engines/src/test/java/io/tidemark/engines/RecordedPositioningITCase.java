package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.RecordedArchive;
import io.tidemark.engines.testing.SecondEngine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positioning in the venue's own files: each value stands in a file, and each hole is a null and a gap. */
final class RecordedPositioningITCase {

    private static final LocalDate FROM = LocalDate.of(2026, 3, 8);
    private static final LocalDate TO = LocalDate.of(2026, 4, 23);
    private static final long ROWS = 46L * 288;
    private static final Duration OLDEST = Duration.ofMinutes(10);

    @TempDir
    private static Path folder;

    private static Lake lake;

    @BeforeAll
    static void fill() throws Exception {
        lake = new Lake(folder.resolve("lake"))
                .fill(Backfill.of(
                        RecordedArchive.orSkip(), "um", "ETHUSDT,KITEUSDT,BSVUSDT", FROM.toString(), TO.toString()));
    }

    private static String of(String symbol) {
        return " where instrument = 'binance:" + symbol.replace("USDT", "/USDT:USDT") + "'";
    }

    /** Stretches that the lake says are missing, by their start. */
    private static NavigableMap<Instant, Instant> gaps(String symbol, String dataset) {
        NavigableMap<Instant, Instant> gaps = new TreeMap<>();
        SecondEngine.open(lake)
                .query("select from_time, to_time from ops.gaps" + of(symbol) + " and dataset = '" + dataset + "'")
                .forEach(row -> gaps.put(row.getAs(0), row.getAs(1)));
        return gaps;
    }

    private static boolean isMissing(NavigableMap<Instant, Instant> gaps, Instant at) {
        Map.Entry<Instant, Instant> gap = gaps.floorEntry(at);
        return gap != null && at.isBefore(gap.getValue());
    }

    private static List<Row> rows(String symbol) {
        List<Row> rows = SecondEngine.open(lake)
                .query("select window_end, open_interest, open_interest_event_time, close_price,"
                        + " close_price_event_time, complete, coverage_ratio from derivatives.metrics" + of(symbol)
                        + " order by window_end");
        assertThat(rows).hasSize(Math.toIntExact(ROWS));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETHUSDT", "KITEUSDT", "BSVUSDT"})
    void openInterestIsARowOfTheFilesOrNull(String symbol) {
        RecordedGrid grid = new RecordedGrid(symbol, RecordedGrid.Kind.METRICS, FROM, TO.plusDays(1));
        TreeMap<Instant, BigDecimal> file = new TreeMap<>();
        grid.rows().forEach(cells -> file.put(grid.time(cells), new BigDecimal(cells[2])));
        NavigableMap<Instant, Instant> gaps = gaps(symbol, "metrics");
        int nulls = 0;
        int older = 0;
        for (Row row : rows(symbol)) {
            Instant at = row.getAs(0);
            Map.Entry<Instant, BigDecimal> last = file.floorEntry(at);
            boolean isKnown = last != null && !last.getKey().isBefore(at.minus(OLDEST));
            assertThat(row.<Instant>getAs(2)).as("%s", at).isEqualTo(isKnown ? last.getKey() : null);
            if (isKnown) {
                assertThat(row.getDecimal(1)).as("%s", at).isEqualByComparingTo(last.getValue());
                older += last.getKey().equals(at) ? 0 : 1;
            } else {
                nulls++;
                assertThat(row.isNullAt(1)).as("%s", at).isTrue();
                assertThat(isMissing(gaps, at.minusSeconds(300)))
                        .as("gap at %s", at)
                        .isTrue();
            }
        }
        System.out.printf(
                "%s: %d rows, open interest null in %d, older than the row in %d%n", symbol, ROWS, nulls, older);
        assertThat(nulls).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETHUSDT", "KITEUSDT", "BSVUSDT"})
    void closesAreOfTradedMinutesOrNull(String symbol) {
        Map<Instant, BigDecimal> closes = new HashMap<>(klines(symbol));
        closes.putAll(ownMinutes(symbol));
        NavigableMap<Instant, Instant> gaps = gaps(symbol, "klines");
        int nulls = 0;
        for (Row row : rows(symbol)) {
            Instant at = row.getAs(0);
            Instant end = at;
            while (end.isAfter(at.minusSeconds(300)) && closes.get(end) == null) {
                assertThat(closes.containsKey(end) || isMissing(gaps, end.minusSeconds(60)))
                        .as("%s: no trades, or a gap", end)
                        .isTrue();
                end = end.minusSeconds(60);
            }
            BigDecimal close = end.isAfter(at.minusSeconds(300)) ? closes.get(end) : null;
            assertThat(row.<Instant>getAs(4)).as("%s", at).isEqualTo(close == null ? null : end);
            assertThat(row.isNullAt(3)).as("%s", at).isEqualTo(close == null);
            if (close != null) {
                assertThat(row.getDecimal(3)).as("%s", at).isEqualByComparingTo(close);
            }
            nulls += close == null ? 1 : 0;
            // The archive has neither funding nor mark prices of these: two inputs at most.
            int present = (close == null ? 0 : 1) + (row.isNullAt(1) ? 0 : 1);
            assertThat(row.getBoolean(5)).as("%s complete", at).isFalse();
            assertThat(row.getDouble(6)).as("%s", at).isEqualTo(present / 4.0);
        }
        System.out.printf("%s: %d rows, close null in %d%n", symbol, ROWS, nulls);
        assertThat(nulls).isPositive();
    }

    /** By the end of the minute; null if nothing was traded in it. */
    private static Map<Instant, BigDecimal> klines(String symbol) {
        RecordedGrid grid = new RecordedGrid(symbol, RecordedGrid.Kind.KLINES, FROM, TO);
        Map<Instant, BigDecimal> closes = new HashMap<>();
        grid.rows()
                .forEach(cells -> closes.put(
                        grid.time(cells).plusSeconds(60), cells[8].equals("0") ? null : new BigDecimal(cells[4])));
        return closes;
    }

    /** The same of the days that have aggregate trades. */
    private static Map<Instant, BigDecimal> ownMinutes(String symbol) {
        Map<Instant, BigDecimal> closes = new HashMap<>();
        for (LocalDate day = FROM; day.isBefore(TO); day = day.plusDays(1)) {
            String key = "data/futures/um/daily/aggTrades/" + symbol + "/" + symbol + "-aggTrades-" + day + ".zip";
            if (RecordedArchive.has(key)) {
                Instant midnight = Instant.parse(day + "T00:00:00Z");
                for (int minute = 1; minute <= 1440; minute++) {
                    closes.put(midnight.plus(minute, ChronoUnit.MINUTES), null);
                }
                // Trades stand in the order of their ids.
                RecordedArchive.lines(key).stream()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .forEach(cells -> closes.put(
                                Instant.ofEpochMilli(Long.parseLong(cells[5]))
                                        .truncatedTo(ChronoUnit.MINUTES)
                                        .plusSeconds(60),
                                new BigDecimal(cells[1])));
            }
        }
        return closes;
    }

    @Test
    void takerRatiosOfTheVenueAreThoseOfTheFiveMinutesBeforeTheirInstant() {
        double aligned = share(0);
        double shifted = share(60);
        System.out.printf("taker ratios within 5 %%: %.4f, a minute later %.4f%n", aligned, shifted);
        assertThat(aligned).isGreaterThanOrEqualTo(0.9);
        assertThat(shifted).isLessThanOrEqualTo(0.3);
    }

    /** The share of windows in which the klines' ratio is that of the venue, if the windows begin later by so much. */
    private static double share(int seconds) {
        List<Row> rows = SecondEngine.open(lake).query("""
                with ours as (
                    select instrument,
                           timestamp_seconds(floor((unix_timestamp(window_start) - %d) / 300) * 300 + 300) as at,
                           sum(taker_buy_volume) as bought, sum(volume - taker_buy_volume) as sold
                    from market.klines where dataset = 'klines' and bar_interval = '1m'
                    group by 1, 2 having count(*) = 5)
                select o.instrument, count(*),
                       count_if(o.sold > 0 and abs(double(o.bought) / double(o.sold) - double(r.taker_volume_ratio))
                           <= 0.05 * double(r.taker_volume_ratio))
                from ours o join market.long_short_ratios r on r.instrument = o.instrument and r.event_time = o.at
                where r.taker_volume_ratio is not null
                group by o.instrument order by o.instrument""".formatted(seconds));
        System.out.println("windows, and those within 5 %, " + seconds + " s later: " + rows);
        assertThat(rows).hasSize(3);
        return (double) rows.stream().mapToLong(row -> row.getLong(2)).sum()
                / rows.stream().mapToLong(row -> row.getLong(1)).sum();
    }
}
