package io.tidemark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    Path folder;

    private Path archive;

    @BeforeEach
    void makeArchive() throws IOException {
        archive = folder.resolve("archive");
        for (String file : List.of("BTCUSDT/BTCUSDT-aggTrades-2026-04-06", "ETHUSDT/ETHUSDT-aggTrades-2026-04-06")) {
            Path path = archive.resolve("data/futures/um/daily/aggTrades/" + file + ".zip");
            Files.createDirectories(path.getParent());
            Files.write(path, new byte[] {1, 2, 3});
        }
    }

    /** The arguments of a backfill that would do, changed or extended by pairs of option and value. */
    private String[] backfill(String... changes) {
        Map<String, String> options = new TreeMap<>(Map.of(
                "--archive", archive.toString(),
                "--market", "um",
                "--symbols", "BTCUSDT",
                "--from", "2026-04-06",
                "--to", "2026-04-07",
                "--warehouse", folder.resolve("lake").toString()));
        for (int at = 0; at < changes.length; at += 2) {
            options.put(changes[at], changes[at + 1].replace("FOLDER", folder.toString()));
        }
        List<String> arguments = new ArrayList<>(List.of("backfill"));
        options.forEach((option, value) -> {
            if (!value.equals("absent")) {
                arguments.add(option);
                if (!value.isEmpty()) {
                    arguments.add(value);
                }
            }
        });
        return arguments.toArray(String[]::new);
    }

    private static void assertWrongUsage(Command command, String... said) {
        assertThat(command.code()).as(command.err()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err().strip().lines()).as(command.err()).hasSize(1);
        assertThat(command.err()).contains(said);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrongOptions")
    void aWrongOptionIsNamedWithItsValueAndWhatIsAllowed(String option, String value, String allowed) {
        assertWrongUsage(Command.tidemark(backfill(option, value)), option, value.replace("FOLDER", ""), allowed);
        assertThat(folder.resolve("lake")).as("nothing is written").doesNotExist();
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                arguments("--market", "options", "um"),
                arguments("--symbols", "XRPUSDT", "BTCUSDT, ETHUSDT"),
                arguments("--symbols", "btcusdt", "capitals"),
                arguments("--symbols", "../..", "capitals"),
                arguments("--symbols", "BTC-USDT", "capitals"),
                arguments("--symbols", "币安人生USDT", "BTCUSDT, ETHUSDT"),
                arguments("--datasets", "bookDepth", "aggTrades, trades, klines, markPriceKlines"),
                arguments("--from", "2026-13-01", "2026-04-06"),
                arguments("--from", "tomorrow", "yesterday or 7-days-ago"),
                arguments("--from", "2026-02-30", "2026-04-06"),
                arguments("--to", "2026/04/07", "2026-04-06"),
                arguments("--to", "2026-04-06", "after --from 2026-04-06"),
                arguments("--to", "2026-04-01", "after --from 2026-04-06"),
                arguments("--archive", "FOLDER/nowhere", "folder"),
                arguments("--kline-interval", "7m", "1m"),
                arguments("--mode", "fast", "batch or streaming"),
                arguments("--parallelism", "0", "1 to"),
                arguments("--parallelism", "-1", "1 to"),
                arguments("--chunk-days", "0", "1 to"),
                arguments("--availability", "never", "event or as-published"),
                arguments("--instruments", "FOLDER/nowhere.json", "readable"),
                arguments("--warehouse", "s3://bucket/lake", "--catalog"),
                arguments("--catalog", "nowhere", "nowhere.properties"));
    }

    @Test
    void datasetsThatTheMarketLacksAreWrong() throws IOException {
        Files.createDirectories(archive.resolve("data/spot/daily/aggTrades/BTCUSDT"));

        assertWrongUsage(
                Command.tidemark(backfill("--market", "spot", "--datasets", "metrics")),
                "--datasets",
                "metrics",
                "aggTrades, trades, klines");
    }

    @Test
    void tradesAreStoredOnlyWhereTradesAreRead() throws IOException {
        assertWrongUsage(
                Command.tidemark(backfill("--store-trades", "", "--datasets", "klines,metrics")),
                "--store-trades",
                "klines,metrics",
                "aggTrades or trades");
        Files.createDirectories(archive.resolve("data/futures/cm/daily/klines/BTCUSD_PERP"));
        assertWrongUsage(
                Command.tidemark(backfill("--store-trades", "", "--market", "cm", "--symbols", "BTCUSD_PERP")),
                "--store-trades",
                "klines",
                "aggTrades or trades");
    }

    @Test
    void anArchiveWithoutAnyDatasetThatIsReadIsNamed() throws IOException {
        Files.createDirectories(archive.resolve("data/futures/cm/daily/bookDepth/BTCUSD_PERP"));

        assertWrongUsage(
                Command.tidemark(backfill("--market", "cm", "--symbols", "BTCUSD_PERP")),
                "--archive",
                "liquidationSnapshot");
    }

    @Test
    void aSymbolThatIsNoCoinMarginedContractIsNamed() throws IOException {
        Files.createDirectories(archive.resolve("data/futures/cm/daily/klines/BTCUSDT"));

        assertWrongUsage(Command.tidemark(backfill("--market", "cm")), "--symbols", "BTCUSDT", "BTCUSD_PERP");
    }

    @Test
    void aMarketThatTheArchiveLacksIsNamedWithTheArchive() {
        assertWrongUsage(
                Command.tidemark(backfill("--market", "spot")), "--archive", archive.toString(), "market spot");
    }

    @Test
    void aDayThatEndedLessThanTwoHoursAgoIsRefused() {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);

        assertWrongUsage(
                Command.tidemark(backfill("--to", tomorrow.toString())), "--to", tomorrow.toString(), "two hours ago");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--archive", "--market", "--symbols", "--from", "--to"})
    void anOptionThatIsNeededIsNamed(String option) {
        assertWrongUsage(Command.tidemark(backfill(option, "absent")), option, "--help");
    }

    @Test
    void anUnknownOptionOrCommandIsNamed() {
        assertWrongUsage(Command.tidemark(backfill("--speed", "11")), "--speed", "--help");
        assertWrongUsage(Command.tidemark("fly"), "fly");
        assertWrongUsage(Command.tidemark(backfill("--parallelism", "many")), "--parallelism", "many");
        assertWrongUsage(Command.tidemark("sql", "--warehouse", folder.toString()), "-e", "-f");
    }

    @Test
    void aDryRunSaysFileByFileWhatWouldBeDoneAndWritesNothing() {
        Command command = Command.tidemark(backfill(
                "--dry-run",
                "",
                "--to",
                "2026-04-08",
                "--datasets",
                "aggTrades",
                "--chunk-days",
                "1",
                "--format",
                "csv"));

        assertThat(command.code()).as(command.err()).isZero();
        String name = "data/futures/um/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-";
        assertThat(command.out().lines())
                .containsExactly(
                        "days,dataset,instrument,file,bytes,action",
                        "2026-04-06,aggTrades,binance:BTC/USDT:USDT," + name + "2026-04-06.zip,3,read",
                        "2026-04-07,aggTrades,binance:BTC/USDT:USDT," + name + "2026-04-07.zip,,absent");
        assertThat(command.err().strip())
                .isEqualTo("nothing done: 1 files to read, 0.0 MB (0 restated, 0 for other settings), 0 unchanged,"
                        + " 1 absent; 2 days, 1 tables");
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void aDryRunHasTheFormatsOfSql() {
        Command table = Command.tidemark(backfill("--dry-run", "", "--datasets", "aggTrades"));
        assertThat(table.out()).startsWith("days        dataset").contains("(1 rows)");

        Command json = Command.tidemark(backfill("--dry-run", "", "--datasets", "aggTrades", "--format", "json"));
        assertThat(json.out().strip())
                .startsWith("{\"days\":\"2026-04-06\"")
                .endsWith("\"bytes\":3,\"action\":\"read\"}");

        assertWrongUsage(Command.tidemark(backfill("--dry-run", "", "--format", "xml")), "--format", "xml", "csv");
        assertWrongUsage(Command.tidemark(backfill("--format", "csv")), "--format", "csv", "--dry-run");
    }

    @Test
    void helpAndVersionAreResults() {
        for (String command : List.of("backfill", "sql", "tables", "hash")) {
            Command help = Command.tidemark(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).startsWith("Usage: tidemark " + command).contains("--warehouse");
            assertThat(help.err()).isEmpty();
        }
        assertThat(Command.tidemark("--version").out()).startsWith("tidemark ");
        assertThat(Command.tidemark("--help").out()).contains("backfill", "sql", "tables", "hash", "simulate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tables", "hash"})
    void commandsThatReadNeedALake(String command) {
        assertWrongUsage(
                Command.tidemark(command, "--warehouse", folder.resolve("lake").toString()),
                "--warehouse",
                folder.resolve("lake").toString(),
                "a folder that holds a lake");
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void sqlNeedsALakeAndAKnownFormatAndAnInstantWithAZone() {
        String lake = folder.resolve("lake").toString();
        assertWrongUsage(Command.tidemark("sql", "-e", "select 1", "--warehouse", lake), "--warehouse", lake);
        assertWrongUsage(
                Command.tidemark("sql", "-e", "select 1", "--format", "xml", "--warehouse", lake),
                "--format",
                "xml",
                "table, csv or json");
        assertWrongUsage(
                Command.tidemark("sql", "-e", "select 1", "--as-of", "2026-04-20 12:00", "--warehouse", lake),
                "--as-of",
                "2026-04-20 12:00");
        assertWrongUsage(
                Command.tidemark("sql", "-f", folder.resolve("no.sql").toString(), "--warehouse", lake),
                "-f",
                "no.sql");
    }

    @Test
    void aWarehouseThatIsAFileIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertWrongUsage(Command.tidemark(backfill("--warehouse", file.toString())), "--warehouse", "a folder");
    }

    @Test
    void tablesAreListedAndDescribed() throws IOException {
        Path warehouse = folder.resolve("lake");
        try (Lake lake = Lake.open(LakeSettings.embedded(warehouse))) {
            lake.createOrEvolve(Tables.ALL);
        }

        Command list = Command.tidemark("tables", "--warehouse", warehouse.toString());
        assertThat(list.code()).isZero();
        assertThat(list.out().lines()).hasSize(Tables.ALL.size());
        assertThat(list.out()).contains("flow.bars", "ops.gaps", "One row per");

        Command bars = Command.tidemark("tables", "flow.bars", "--warehouse", warehouse.toString());
        assertThat(bars.out()).contains("cvd_day_quote", "decimal(38, 18)");

        assertWrongUsage(
                Command.tidemark("tables", "flow.nothing", "--warehouse", warehouse.toString()),
                "TABLE",
                "flow.nothing",
                "flow.bars");
        assertWrongUsage(
                Command.tidemark("hash", "--table", "flow.nothing", "--warehouse", warehouse.toString()),
                "--table",
                "flow.nothing",
                "flow.bars");

        Command hash = Command.tidemark("hash", "--totals", "--warehouse", warehouse.toString());
        assertThat(hash.code()).isZero();
        assertThat(hash.out().lines())
                .hasSize(1 + Tables.ALL.size())
                .contains("table,instrument,day,rows,hash")
                .contains("flow.bars,,,0,00000000000000000000000000000000");
    }
}
