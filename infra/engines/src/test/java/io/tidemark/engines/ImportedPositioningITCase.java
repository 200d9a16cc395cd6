package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.RecordedHistory;
import io.tidemark.engines.testing.Tidemark;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imported open interest and funding go through the same job as an archive's, row by row as the files say. */
final class ImportedPositioningITCase {

    private static final String OPEN_INTEREST = "theyachtsman-BTC_oi_5m.csv";
    private static final String FUNDING = "theyachtsman-BTC_funding.csv";
    private static final Duration STEP = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void everyRowHasTheSettlementAndTheOpenInterestThatWereKnown() throws Exception {
        NavigableMap<Instant, String> openInterest = series(OPEN_INTEREST);
        NavigableMap<Instant, String> funding = series(FUNDING);
        Lake lake = new Lake(folder.resolve("lake"));
        String whom = "--venue binance --market um --symbol BTCUSDT --to 2026-01-13 ";
        Tidemark.run(RecordedHistory.imported(
                        OPEN_INTEREST,
                        lake,
                        whom + "--into open_interest --time-column t --time-format epoch-ms --value-column oi"
                                + " --usd-column oi_usd --step 5m --from 2026-01-01"))
                .requireCode(0);
        // The rates of this file were divided by eight.
        Tidemark.run(RecordedHistory.imported(
                        FUNDING,
                        lake,
                        whom + "--into funding_rates --time-column ts --time-format epoch-ms --value-column rate"
                                + " --scale 8 --interval-hours 8 --from 2025-12-01"))
                .requireCode(0);
        Tidemark.run(
                        "backfill",
                        "--from-lake",
                        "--venues",
                        "binance",
                        "--symbols",
                        "BTCUSDT",
                        "--from",
                        "2026-01-09",
                        "--to",
                        "2026-01-12",
                        "--warehouse",
                        lake.warehouse().toString())
                .requireCode(0);

        List<List<String>> rows = lake.query("select window_end, funding_rate, funding_rate_event_time, open_interest,"
                + " open_interest_event_time, oi_change_7d_pct, close_price, complete"
                + " from derivatives.metrics order by window_end");

        assertThat(rows).hasSize(1 + 3 * 288);
        Instant at = Instant.parse("2026-01-09T00:00:00Z");
        for (List<String> row : rows.subList(1, rows.size())) {
            at = at.plus(STEP);
            Map.Entry<Instant, String> settled = funding.floorEntry(at.minusSeconds(1));
            Map.Entry<Instant, String> observed = openInterest.floorEntry(at);
            Map.Entry<Instant, String> weekBefore = openInterest.floorEntry(at.minus(Duration.ofDays(7)));
            assertThat(observed.getKey()).as("the file has no hole here").isAfter(at.minusSeconds(600));
            assertThat(row.subList(0, 5))
                    .containsExactly(
                            at.toString(),
                            plain(new BigDecimal(settled.getValue()).multiply(new BigDecimal(8))),
                            settled.getKey().toString(),
                            plain(new BigDecimal(observed.getValue())),
                            observed.getKey().toString());
            double change =
                    100 * (Double.parseDouble(observed.getValue()) / Double.parseDouble(weekBefore.getValue()) - 1);
            assertThat(Double.parseDouble(row.get(5)))
                    .as("a week's change at %s", at)
                    .isCloseTo(change, within(change));
            assertThat(row.subList(6, 8)).as("no price was imported").containsExactly("", "false");
        }
    }

    private static Offset<Double> within(double change) {
        return Assertions.within(1e-9 * Math.max(1, Math.abs(change)));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /** Times in ms and values, by time. */
    private static NavigableMap<Instant, String> series(String name) throws IOException {
        NavigableMap<Instant, String> series = new TreeMap<>();
        List<String> lines = Files.readAllLines(RecordedHistory.file(name));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            series.put(Instant.ofEpochMilli(Long.parseLong(cells[0])), cells[1]);
        }
        return series;
    }
}
