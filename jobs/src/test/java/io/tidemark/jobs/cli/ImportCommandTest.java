package io.tidemark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.OpsTables;
import io.tidemark.catalog.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImportCommandTest {

    private static final String[] LINES = {
        "ts,rate",
        "1775433600000,0.00001",
        "1775462400004,0.00002",
        "1775491200000,0.00003",
        "1775520000000,0.00004",
        "1775548800000,0.00005",
        "1775577600000,0.00006"
    };

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.write(folder.resolve("funding.csv"), List.of(LINES));
    }

    /** The arguments of an import that would do, changed or extended by pairs of option and value. */
    private String[] imports(String... changes) {
        Map<String, String> options = new TreeMap<>(Map.of(
                "--file", file.toString(),
                "--into", "funding_rates",
                "--venue", "binance",
                "--market", "um",
                "--symbol", "BTCUSDT",
                "--time-column", "ts",
                "--time-format", "epoch-ms",
                "--value-column", "rate",
                "--interval-hours", "8",
                "--warehouse", folder.resolve("lake").toString()));
        for (int at = 0; at < changes.length; at += 2) {
            options.put(changes[at], changes[at + 1].replace("FOLDER", folder.toString()));
        }
        List<String> arguments = new ArrayList<>(List.of("import"));
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

    private Command run(String... changes) {
        return Command.tidemark(imports(changes));
    }

    private List<Record> rows(TableDefinition table) {
        try (Lake lake = Lake.open(LakeSettings.embedded(folder.resolve("lake")));
                CloseableIterable<Record> rows =
                        IcebergGenerics.read(lake.createOrEvolve(table)).build()) {
            List<Record> copies = new ArrayList<>();
            rows.forEach(row -> copies.add(row.copy()));
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> rates(String instrument) {
        return rows(MarketTables.FUNDING_RATES).stream()
                .filter(row -> row.getField("instrument").equals(instrument))
                .map(row -> row.getField("funding_time") + " "
                        + row.getField("funding_rate").toString().replaceAll("0+$", ""))
                .sorted()
                .toList();
    }

    private void assertWrongUsage(Command command, String... said) {
        assertThat(command.code()).as(command.err()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err().strip().lines()).as(command.err()).hasSize(1);
        assertThat(command.err()).contains(said);
        assertThat(folder.resolve("lake")).as("nothing is written").doesNotExist();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrongOptions")
    void aWrongOptionIsNamedWithItsValueAndWhatIsAllowed(String option, String value, String allowed) {
        assertWrongUsage(run(option, value), option, value.replace("FOLDER", ""), allowed);
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                arguments("--file", "FOLDER/nowhere.csv", "a readable file"),
                arguments("--file", "FOLDER", "a readable file"),
                arguments("--format", "parquet", "csv, json"),
                arguments("--separator", ";;", "a single character"),
                arguments("--json-path", "data", "csv has none"),
                arguments("--where", "exchange", "a column and its value"),
                arguments("--into", "flow.bars", "open_interest, funding_rates"),
                arguments("--venue", "Binance", "lower case"),
                arguments("--market", "options", "linear_perp"),
                arguments("--symbol", "BTCXYZ", "ends in a quote asset"),
                arguments("--quote", "USDT", "the symbol says it"),
                arguments("--time-format", "epoch-ns", "epoch-ms, epoch-s, epoch-us, iso or a pattern"),
                arguments("--zone", "Mars", "Europe/Kyiv"),
                arguments("--zone", "+03:00", "epochs count from 1970 UTC"),
                arguments("--order", "sorted", "ascending, descending, any"),
                arguments("--unit", "base", "fraction, percent, bps"),
                arguments("--scale", "0", "a number other than 0"),
                arguments("--scale", "8x", "a number other than 0"),
                arguments("--decimal-mark", "'", "., ,"),
                arguments("--blank", "zero", "reject, skip"),
                arguments("--interval-hours", "25", "1 to 24"),
                arguments("--interval-hours", "8.5", "1 to 24"),
                arguments("--step", "5m", "settled funding has none"),
                arguments("--usd-column", "usd", "settled funding has none"),
                arguments("--availability", "never", "event, as-published"),
                arguments("--from", "yesterday", "a UTC day"),
                arguments("--from", "2026-04-08", "a day after --from 2026-04-08"),
                arguments("--to", "2099-01-01", "or earlier"),
                arguments("--declaration", "FOLDER/nowhere.json", "a readable file"),
                arguments("--warehouse", "s3://bucket/lake", "--catalog"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--where        | exchange=okx | its header has no column exchange: ts, rate",
                "--where        | rate=7       | a file with rows as they are declared to be: it has none of the series",
                "--time-column  | time         | its header has no column time: ts, rate",
                "--time-format  | epoch-s      | row 2 ts '1775433600000' is beyond 2100-01-01T00:00:00Z; declared is epoch-s",
                "--value-column | fundingRate  | its header has no column fundingRate: ts, rate",
                "--order        | descending   | row 3 is of 2026-04-06T08:00:00.004Z, row 2 before it of 2026-04-06T00:00:00Z",
                "--scale        | 100000       | row 2 rate '0.00001' is 1 as a fraction",
                "--format       | json         | it is no JSON",
            })
    void aFileThatIsNotAsDeclaredIsNamedWithWhatItIs(String option, String value, String said) {
        assertWrongUsage(run(option, value), "--file", file.toString(), said);
    }

    @Test
    void optionsThatOnlyOpenInterestHasAreChecked() {
        String[] openInterest = {"--into", "open_interest", "--interval-hours", "absent"};
        assertWrongUsage(run("--into", "open_interest"), "--interval-hours", "open interest has none");
        assertWrongUsage(run(with(openInterest, "--step", "7m")), "--step", "7m", "a part of a day");
        assertWrongUsage(run(with(openInterest, "--step", "5")), "--step", "'5'", "a part of a day");
        assertWrongUsage(run(with(openInterest, "--unit", "percent")), "--unit", "base, contracts, usd");
        assertWrongUsage(run(with(openInterest, "--contract-size", "10")), "--contract-size", "not contracts");
    }

    private static String[] with(String[] options, String... more) {
        return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void whatIsMissingIsSaidAtOnce() {
        assertWrongUsage(
                run("--into", "absent", "--symbol", "absent", "--time-format", "absent"),
                "Missing required option: --into, --symbol, --time-format");
        assertWrongUsage(run("--interval-column", "hours"), "--interval-hours '8'", "--interval-column says the hours");
        assertWrongUsage(run("--interval-hours", "absent"), "--interval-hours or --interval-column");
        assertWrongUsage(run("--venue", "bybit", "--market", "linear_perp"), "Missing required option: --base");
    }

    @Test
    void aRangeThatTheFileDoesNotCoverIsWrong() {
        assertWrongUsage(
                run("--from", "2026-05-01", "--to", "2026-05-02"),
                "--from '2026-05-01'",
                "from 2026-04-06 to 2026-04-08, exclusive");
    }

    @Test
    void aDeclarationInAFileSaysTheSameAndOptionsWin() throws IOException {
        Path declaration = Files.writeString(folder.resolve("declaration.json"), """
                {"file": "%s", "into": "funding_rates", "venue": "bybit", "market": "linear_perp", "symbol": "BTCUSDT",
                 "base": "BTC", "quote": "USDT", "time-column": "ts", "time-format": "epoch-ms", "value-column": "rate",
                 "scale": 3, "interval-hours": 4, "where": ["rate=0.00002"]}
                """.formatted(file));

        Command command = Command.tidemark(
                "import",
                "--declaration",
                declaration.toString(),
                "--scale",
                "8",
                "--dry-run",
                "--warehouse",
                folder.resolve("lake").toString());

        assertThat(command.code()).as(command.err()).isZero();
        assertThat(command.out()).isEqualToNormalizingNewlines("""
                        table,instrument,from,to,rows,duplicates,rejected
                        market.funding_rates,bybit:BTC/USDT:USDT,2026-04-06T00:00:00Z,2026-04-07T00:00:00Z,1,0,0
                        """);
        assertThat(folder.resolve("lake")).as("nothing is written").doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("wrongDeclarations")
    void aFileThatIsNoDeclarationIsWrong(String text, String said) throws IOException {
        Files.writeString(folder.resolve("declaration.json"), text);

        assertWrongUsage(run("--declaration", "FOLDER/declaration.json"), "--declaration", said);
    }

    static Stream<Arguments> wrongDeclarations() {
        return Stream.of(
                arguments("{\"file\": ", "a file of JSON"),
                arguments("{} {}", "a file of JSON"),
                arguments("{\"zone\": \"UTC\", \"zone\": \"UTC\"}", "a file of JSON"),
                arguments("[1]", "a JSON object of options"),
                arguments("", "a JSON object of options"),
                arguments("{\"rate\": 1}", "rate is none"),
                arguments("{\"zone\": true}", "zone is neither"));
    }

    @Test
    void anImportReplacesItsInstrumentsRowsOfItsDaysAndIsNotDoneAgain() throws IOException {
        assertThat(run("--symbol", "ETHUSDT").code()).isZero();
        assertThat(run().code()).isZero();
        Path other = Files.write(
                folder.resolve("other.csv"), List.of("ts,rate", "1775520000000,0.001", "1775548800000,0.002"));

        Command restated = run("--file", other.toString(), "--scale", "8");
        Command again = run("--file", other.toString(), "--scale", "8");

        assertThat(restated.code()).as(restated.err()).isZero();
        assertThat(restated.err()).contains("1 holes");
        assertThat(rates("binance:BTC/USDT:USDT"))
                .containsExactly(
                        "2026-04-06T00:00Z 0.00001",
                        "2026-04-06T08:00:00.004Z 0.00002",
                        "2026-04-06T16:00Z 0.00003",
                        "2026-04-07T00:00Z 0.008",
                        "2026-04-07T08:00Z 0.016");
        assertThat(rates("binance:ETH/USDT:USDT")).hasSize(6);
        assertThat(again.err()).contains("published before, unchanged", "1 holes");
        assertThat(rows(OpsTables.RUNS))
                .filteredOn(run -> "DONE".equals(run.getField("state")))
                .hasSize(4)
                .filteredOn(run -> ((String) run.getField("inputs")).contains("other.csv"))
                .hasSize(2)
                .allSatisfy(run -> {
                    assertThat(run.getField("command")).isEqualTo("import");
                    assertThat((String) run.getField("settings"))
                            .contains("\"scale\":\"8\"", "\"interval-hours\":\"8\"");
                    assertThat((String) run.getField("inputs"))
                            .contains("\"file\":\"other.csv\"")
                            .containsPattern("\"sha256\":\"[0-9a-f]{64}\"");
                });
        assertThat(rows(OpsTables.GAPS)).hasSize(1);
    }

    @Test
    void rejectedRowsEndWithThree() throws IOException {
        Files.write(file, List.of("ts,rate", "1775433600000,0.00001", "1775462400004,n/a", "1775491200000,0.00003"));

        Command command = run();

        assertThat(command.code()).as(command.err()).isEqualTo(3);
        assertThat(rows(OpsTables.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.getField("source_file")).isEqualTo("funding.csv");
            assertThat(letter.getField("line_number")).isEqualTo(3L);
            assertThat(letter.getField("raw_text")).isEqualTo("1775462400004,n/a");
        });
        assertThat(rates("binance:BTC/USDT:USDT")).hasSize(2);
        assertThat(run("--strict", "").code()).as("again").isEqualTo(3);
    }
}
