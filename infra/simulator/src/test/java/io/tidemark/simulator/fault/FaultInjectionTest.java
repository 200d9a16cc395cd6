package io.tidemark.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultInjectionTest {
    @TempDir
    Path root;

    @Test
    void withoutFaultsNothingIsMissing() throws IOException {
        write(FaultLevel.NONE, 1, 3);
        assertThat(Files.readString(root.resolve("faults.csv"))).isEqualTo("path,fault,detail\n");
        assertThat(Archives.zips(root)).hasSize(32);
        for (Path zip : Archives.zips(root)) {
            if (zip.toString().contains("aggTrades")) {
                assertThat(skippedFillIds(zip)).as(zip.toString()).isZero();
            }
        }
    }

    @Test
    void naturalFaultsLeaveEveryFileReadable() throws IOException {
        write(FaultLevel.NATURAL, 1, 3);
        assertThat(faults().stream().map(row -> row[1]).distinct())
                .containsExactlyInAnyOrder(
                        "missing-row", "off-grid-stamp", "empty-ratios", "missing-file", "skipped-fill-ids");
        for (Path zip : Archives.zips(root)) {
            assertThat(Archives.checksumHolds(zip)).as(zip.toString()).isTrue();
            assertThat(Archives.lines(zip)).isNotEmpty();
        }
    }

    @Test
    void noDayIsMissingWhenOnlyTwoAreAsked() {
        write(FaultLevel.NATURAL, 1, 2);
        assertThat(faults()).noneMatch(row -> row[1].equals("missing-file"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyHostileFaultOfTheManifestIsReallyThere(long seed) throws IOException {
        write(FaultLevel.HOSTILE, seed, 3);
        List<String[]> faults = faults();
        assertThat(faults.stream().map(row -> row[1]).distinct()).hasSize(14);
        assertThat(faults).filteredOn(row -> row[1].startsWith("duplicated")).hasSize(2);
        for (String[] fault : faults) {
            assertThat(isThere(root.resolve(fault[0]), fault[1], fault[2]))
                    .as(String.join(",", fault))
                    .isTrue();
        }
        assertNothingElseIsWrong(faults);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyDatasetAndMarketHasItsFaults(long seed) throws IOException {
        MarketSettings market = Simulations.market(seed, 3_000);
        Simulations.writeAll(
                root,
                market,
                Simulations.DAY,
                3,
                FaultLevel.HOSTILE,
                "BTCUSDT",
                "ETHUSDT",
                "BTCUSD_PERP",
                "ETHUSD_PERP");
        List<String[]> faults = faults();
        assertThat(faults.stream().map(row -> row[1]))
                .contains("cut-short", "missing-bars", "undoubled-row")
                .areExactly(3, new Condition<>("nested-zip"::equals, "nested zip"))
                .areExactly(3, new Condition<>("missing-file"::equals, "missing file"));
        for (String[] fault : faults) {
            assertThat(isThere(root.resolve(fault[0]), fault[1], fault[2]))
                    .as(String.join(",", fault))
                    .isTrue();
        }
        assertNothingElseIsWrong(faults);
    }

    private void assertNothingElseIsWrong(List<String[]> faults) throws IOException {
        List<String> paths = faults.stream().map(row -> row[0]).toList();
        for (Path zip : Archives.zips(root)) {
            if (!paths.contains(root.relativize(zip).toString())) {
                assertThat(Archives.checksumHolds(zip)).isTrue();
                assertThat(isSorted(rows(zip))).as(zip.toString()).isTrue();
            }
        }
    }

    private static boolean isThere(Path zip, String fault, String detail) throws IOException {
        return switch (fault) {
            case "missing-file" -> !Files.exists(zip);
            case "wrong-checksum" -> !Archives.checksumHolds(zip) && isSorted(rows(zip));
            case "truncated-zip" -> Archives.checksumHolds(zip) && detail.startsWith(Files.size(zip) + " of ");
            case "empty-zip" -> Archives.checksumHolds(zip) && members(zip).isEmpty();
            case "nested-zip" -> members(zip).equals(List.of(zip.getFileName().toString()));
            case "text-in-number" ->
                rows(zip).stream().filter(row -> row[2].equals("n/a")).count() == 1;
            case "duplicated-and-shuffled-rows" -> !isSorted(rows(zip)) && doubled(zip) == 10;
            case "missing-trade-ids" -> isMissingIds(zip, detail);
            case "extra-column" ->
                Archives.lines(zip).stream().allMatch(line -> line.endsWith(",note") || line.endsWith(",x"));
            case "reordered-columns" -> !usualHeader(zip);
            case "skipped-fill-ids" -> detail.equals(skippedFillIds(zip) + " ids");
            case "cut-short" -> isCutShort(zip, detail);
            case "missing-bars" ->
                rows(zip).size() == 1_435 && stamps(zip).noneMatch(List.of(detail.split("; ", -1))::contains);
            case "undoubled-row" -> isSorted(rows(zip)) && rows(zip).size() % 2 == 1;
            case "missing-row" -> rows(zip).size() == 287 && stamps(zip).noneMatch(detail::equals);
            case "off-grid-stamp" -> detail.endsWith(":02") && stamps(zip).anyMatch(detail::equals);
            case "empty-ratios" -> Arrays.stream(detail.split("; ")).allMatch(stamp -> hasEmptyRatio(zip, stamp));
            default -> throw new AssertionError("no test for " + fault);
        };
    }

    /** The trades end before the id, although the aggregate trades of the day go on. */
    private static boolean isCutShort(Path zip, String detail) {
        List<String[]> rows = rows(zip);
        List<String[]> whole = rows(Path.of(zip.toString().replace("trades", "aggTrades")));
        long last = Long.parseLong(rows.get(rows.size() - 1)[0]);
        long missing = Long.parseLong(detail.substring("from id ".length()));
        return last < missing && missing - last < 3 && missing < Long.parseLong(whole.get(whole.size() - 1)[4]);
    }

    private static Stream<String> stamps(Path zip) {
        return rows(zip).stream().map(row -> row[0]);
    }

    private static boolean hasEmptyRatio(Path zip, String stamp) {
        return rows(zip).stream().anyMatch(row -> row[0].equals(stamp) && row[7].isEmpty());
    }

    private static boolean usualHeader(Path zip) {
        String header = Archives.lines(zip).get(0);
        return header.startsWith("agg_trade_id,price,quantity,")
                || header.startsWith("open_time,open,high,low,")
                || header.startsWith("id,price,qty,")
                || header.startsWith("time,side,order_type,time_in_force,")
                || header.startsWith("create_time,symbol,sum_open_interest,sum_open_interest_value,");
    }

    /** No row has an id of the range, which is between rows that are there. */
    private static boolean isMissingIds(Path zip, String detail) {
        String[] range = detail.substring("ids ".length()).split(" to ", -1);
        long first = Long.parseLong(range[0]);
        long last = Long.parseLong(range[1]);
        List<Long> ids = rows(zip).stream().map(row -> Long.valueOf(row[0])).toList();
        return last - first >= 24
                && ids.stream().noneMatch(id -> id >= first && id <= last)
                && ids.get(0) < first
                && ids.get(ids.size() - 1) > last;
    }

    private static long skippedFillIds(Path zip) {
        long skipped = 0;
        long expected = -1;
        for (String[] row : rows(zip)) {
            boolean single = zip.toString().contains("/trades/");
            skipped += expected < 0 ? 0 : Long.parseLong(row[single ? 0 : 3]) - expected;
            expected = Long.parseLong(row[single ? 0 : 4]) + 1;
        }
        return skipped;
    }

    private static long doubled(Path zip) {
        Map<String, Integer> counts = new TreeMap<>();
        rows(zip).forEach(row -> counts.merge(row[0], 1, Integer::sum));
        return counts.values().stream().filter(count -> count == 2).count();
    }

    private static boolean isSorted(List<String[]> rows) {
        for (int i = 1; i < rows.size(); i++) {
            int order = rows.get(i)[0].compareTo(rows.get(i - 1)[0]);
            // Liquidations stand twice.
            if (order < 0 || (order == 0 && rows.get(i).length != 10)) {
                return false;
            }
        }
        return true;
    }

    private static List<String[]> rows(Path zip) {
        return Archives.rows(zip, zip.toString().contains("futures") ? 1 : 0);
    }

    private static List<String> members(Path zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private List<String[]> faults() {
        try {
            return Files.readAllLines(root.resolve("faults.csv")).stream()
                    .skip(1)
                    .map(row -> row.split(",", -1))
                    .toList();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void write(FaultLevel level, long seed, int days) {
        MarketSettings usual = Simulations.market(seed, 3_000);
        boolean liquidationsTakeIds = level != FaultLevel.NONE;
        MarketSettings market = new MarketSettings(usual.seedNumber(), 3_000, liquidationsTakeIds, usual.margin());
        Simulations.write(root, market, Simulations.DAY, days, level, "BTCUSDT", "ETHUSDT");
    }
}
