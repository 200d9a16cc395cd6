package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.ArchiveFiles;
import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Folders;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.Lanes;
import io.tidemark.engines.testing.SecondEngine;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in an archive is refused by the file or by the line, told, and costs nothing else. */
final class BadInputITCase {

    private static final String SYMBOL = "BTCUSDT";
    private static final String INSTRUMENT = "binance:BTC/USDT:USDT";
    private static final String TO = "2026-04-13";

    private static final String SPOILT_CHECKSUM = "2026-04-06";
    private static final String CORRUPT_ZIP = "2026-04-07";
    private static final String TRUNCATED = "2026-04-08";
    private static final String TEXT = "2026-04-09";
    private static final String ZERO = "2026-04-10";
    private static final String HUGE = "2026-04-11";
    private static final String OTHER_YEAR = "2026-04-12";

    /** The damaged line, from 1, the header counted. */
    private static final int LINE = 500;

    @TempDir
    private static Path folder;

    private static Path damaged;
    private static Map<String, String> unharmed;
    private static Lake lake;
    private static Tidemark.Outcome refusedFiles;
    private static Tidemark.Outcome rejectedLines;
    private static SecondEngine spark;

    @BeforeAll
    static void backfillDamagedArchive() throws Exception {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), TO, 53, "none");
        damaged = damage(Folders.copy(archive, folder.resolve("damaged")));
        LocalDate firstDay = LocalDate.parse(SPOILT_CHECKSUM);
        LocalDate firstLines = LocalDate.parse(TRUNCATED);
        Backfill whole = SimulatedArchive.backfill(damaged, TO);
        lake = new Lake(folder.resolve("lake"));
        List<Map<String, String>> results = Lanes.run(List.of(
                () -> new Lake(folder.resolve("unharmed"))
                        .fill(whole.from(archive))
                        .hashes(),
                () -> {
                    refusedFiles =
                            Tidemark.run(whole.between(firstDay, firstLines).into(lake.warehouse()));
                    rejectedLines = Tidemark.run(
                            whole.between(firstLines, LocalDate.parse(TO)).into(lake.warehouse()));
                    return Map.of();
                }));
        unharmed = results.get(0);
        spark = SecondEngine.open(lake);
    }

    private static Path damage(Path archive) {
        ArchiveFiles.spoilChecksum(trades(archive, SPOILT_CHECKSUM));
        ArchiveFiles.corrupt(trades(archive, CORRUPT_ZIP));
        ArchiveFiles.rewrite(trades(archive, TRUNCATED), BadInputITCase::truncated, "");
        ArchiveFiles.rewrite(trades(archive, TEXT), withCell(1, "12x"), "\n");
        ArchiveFiles.rewrite(trades(archive, ZERO), withCell(1, "0"), "\n");
        ArchiveFiles.rewrite(trades(archive, HUGE), withCell(1, "1e400"), "\n");
        ArchiveFiles.rewrite(trades(archive, OTHER_YEAR), BadInputITCase::aYearOff, "\n");
        return archive;
    }

    private static Path trades(Path archive, String day) {
        return ArchiveFiles.trades(archive, SYMBOL, day);
    }

    /** Ends in the middle of the damaged line. */
    private static List<String> truncated(List<String> lines) {
        List<String> rest = new ArrayList<>(lines.subList(0, LINE));
        rest.set(LINE - 1, rest.get(LINE - 1).substring(0, rest.get(LINE - 1).indexOf(',') + 3));
        return rest;
    }

    private static UnaryOperator<List<String>> withCell(int column, String text) {
        return lines -> {
            List<String> changed = new ArrayList<>(lines);
            String[] cells = changed.get(LINE - 1).split(",", -1);
            cells[column] = text;
            changed.set(LINE - 1, String.join(",", cells));
            return changed;
        };
    }

    private static List<String> aYearOff(List<String> lines) {
        long time = Long.parseLong(lines.get(LINE - 1).split(",", -1)[5]);
        return withCell(5, Long.toString(time + 365L * 24 * 3600 * 1000)).apply(lines);
    }

    @Test
    void refusedFilesAndRejectedLinesEndWithExitCodeThree() {
        for (Tidemark.Outcome outcome : List.of(refusedFiles, rejectedLines)) {
            assertThat(outcome.code()).as("%s", outcome).isEqualTo(3);
            assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("Exception");
        }
        // Labels look an hour ahead, at the truncated file, and returns an hour back, at the corrupt one.
        assertThat(refusedFiles.lastWord()).contains("2 files refused", "1 lines rejected", "ops.dead_letters");
        assertThat(rejectedLines.lastWord()).contains("1 files refused", "5 lines rejected", "ops.dead_letters");
    }

    @ParameterizedTest
    @CsvSource({SPOILT_CHECKSUM + ", SHA-256", CORRUPT_ZIP + ", ''"})
    void aRefusedFileLeavesNoRowsButADeadLetterAndAGap(String day, String reason) {
        assertThat(bars(day)).isEmpty();
        List<Row> letters = deadLetters(day);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).isNullAt(0)).as("line number").isTrue();
        assertThat(letters.get(0).getString(1)).contains(reason);
        assertThat(letters.get(0).isNullAt(2)).as("raw text").isTrue();
        List<Row> gaps = gaps(day);
        assertThat(gaps).hasSize(1);
        assertThat(RecordedTrades.text(gaps.get(0).get(0), gaps.get(0).get(1)))
                .isEqualTo(day + "T00:00:00Z " + LocalDate.parse(day).plusDays(1) + "T00:00:00Z");
        assertThat(gaps.get(0).getString(2)).startsWith("refused");
    }

    @ParameterizedTest
    @CsvSource({
        TRUNCATED + ", ''",
        TEXT + ", price",
        ZERO + ", price",
        HUGE + ", price",
        OTHER_YEAR + ", transact_time",
    })
    void aRejectedLineIsADeadLetterAndTheRestIsUsed(String day, String reason) {
        List<String> lines = ArchiveFiles.lines(trades(damaged, day));
        List<Row> letters = deadLetters(day);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).getLong(0)).isEqualTo(LINE);
        assertThat(letters.get(0).getString(1)).contains(reason);
        assertThat(letters.get(0).getString(2)).isEqualTo(lines.get(LINE - 1));
        List<String> used = new ArrayList<>(lines);
        used.remove(LINE - 1);
        used.remove(0);
        assertThat(bars(day)).containsExactlyElementsOf(RecordedTrades.bars(used, ChronoUnit.MILLIS));
    }

    @Test
    void theMissingEndOfATruncatedFileIsASuspectedGap() {
        List<Row> gaps = gaps(TRUNCATED);
        assertThat(gaps).hasSize(1);
        assertThat(gaps.get(0).get(1)).hasToString("2026-04-09T00:00:00Z");
        assertThat(gaps.get(0).getString(2)).contains("silent");
    }

    @Test
    void everythingElseIsAsWithoutTheDamage() throws Exception {
        assertThat(Lake.differences(withoutItsTrades(lake.hashes()), withoutItsTrades(unharmed)))
                .isEmpty();
    }

    /** All parts but what is made of the damaged instrument's trades, dead letters, gaps and totals. */
    private static Map<String, String> withoutItsTrades(Map<String, String> hashes) {
        Map<String, String> rest = new TreeMap<>(hashes);
        rest.keySet()
                .removeIf(part -> part.startsWith("flow.bars " + INSTRUMENT)
                        || part.matches("derivatives\\.\\w+ " + Pattern.quote(INSTRUMENT) + " .*")
                        || part.startsWith("ops.dead_letters ")
                        || part.startsWith("ops.gaps " + INSTRUMENT)
                        || part.contains("  "));
        return rest;
    }

    @Test
    void anArchiveWithoutReadPermissionIsToldInOneLine() throws Exception {
        Path closed = Files.createDirectories(folder.resolve("closed/data/futures/um"))
                .getParent()
                .getParent();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(closed), "SKIPPED: this user may read everything");
        try {
            Tidemark.Outcome outcome = Tidemark.run(
                    SimulatedArchive.backfill(closed.getParent(), TO).into(folder.resolve("never")));
            assertThat(outcome.code()).as("%s", outcome).isIn(1, 2);
            assertThat(outcome.err()).hasLineCount(1).contains("closed", "permission");
            assertThat(folder.resolve("never")).doesNotExist();
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static List<String> bars(String day) {
        return spark
                .query("select window_start, open_price, high_price, low_price, close_price, volume, quote_volume,"
                        + " taker_buy_volume, trade_count, agg_trade_count from flow.bars where instrument = '"
                        + INSTRUMENT + "' and to_date(window_start) = date '" + day
                        + "' and agg_trade_count > 0 order by window_start")
                .stream()
                .map(row -> RecordedTrades.text(
                        IntStream.range(0, row.size()).mapToObj(row::get).toArray()))
                .toList();
    }

    private static List<Row> deadLetters(String day) {
        return spark.query("select line_number, reason, raw_text from ops.dead_letters where dataset = 'aggTrades'"
                + " and instrument = '" + INSTRUMENT + "' and source_file like '%" + day + ".zip'");
    }

    /** Stretches of time that are missing; single ids are not among them. */
    private static List<Row> gaps(String day) {
        return spark.query("select from_time, to_time, reason from ops.gaps where dataset = 'aggTrades'"
                + " and instrument = '" + INSTRUMENT + "' and to_date(from_time) = date '" + day
                + "' and first_missing_id is null");
    }
}
