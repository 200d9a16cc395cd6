package io.tidemark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.LakeRows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
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

class FromLakeCommandTest {

    private static final Instrument SPOT =
            new Instrument("binance", Market.SPOT, "PEPEUSDT", "PEPE", "USDT", "binance:PEPE/USDT");

    @TempDir
    Path folder;

    @BeforeEach
    void makeLake() {
        LakeSettings settings = LakeSettings.embedded(folder.resolve("lake"));
        LakeRows.append(
                settings,
                MarketTables.INSTRUMENTS,
                List.of(LakeRows.row(Facts.BTC), LakeRows.row(Facts.ETH), LakeRows.row(SPOT)));
        Instant at = Instant.parse("2026-04-06T08:00:00Z");
        LakeRows.append(
                settings,
                MarketTables.FUNDING_RATES,
                List.of(LakeRows.row(
                        Facts.BTC,
                        "funding_time",
                        at,
                        "funding_rate",
                        BigDecimal.ONE,
                        "interval_hours",
                        8,
                        "available_at",
                        at,
                        "run_id",
                        "first")));
    }

    /** A run that would do, changed or extended by pairs of option and value. */
    private Command run(String... changes) {
        Map<String, String> options = new TreeMap<>(Map.of(
                "--from-lake", "",
                "--venues", "binance",
                "--symbols", "BTCUSDT",
                "--from", "2026-04-06",
                "--to", "2026-04-08",
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
        return Command.tidemark(arguments.toArray(String[]::new));
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
        assertWrongUsage(run(option, value), option, value.replace("FOLDER", ""), allowed);
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                arguments("--archive", "FOLDER/archive", "left out with --from-lake"),
                arguments("--market", "um", "left out with --from-lake"),
                arguments("--datasets", "klines,metrics", "left out with --from-lake"),
                arguments("--availability", "event", "left out with --from-lake"),
                arguments("--store-trades", "", "left out with --from-lake"),
                arguments("--s3-endpoint", "http://localhost", "left out with --from-lake"),
                arguments("--cache", "FOLDER", "left out with --from-lake"),
                arguments("--instruments", "FOLDER/x.json", "left out with --from-lake"),
                arguments("--venues", "bybit", "one that the lake holds contracts of: binance"),
                arguments("--venues", ",binance", "separated by commas"),
                arguments("--symbols", "XRPUSDT", "a contract that the lake holds of binance: BTCUSDT, ETHUSDT"),
                arguments("--symbols", "PEPEUSDT", "a contract that the lake holds of binance: BTCUSDT, ETHUSDT"),
                arguments("--to", "2026-04-06", "after --from 2026-04-06"),
                arguments("--kline-interval", "7m", "1m"),
                arguments("--chunk-days", "0", "1 to"),
                arguments("--warehouse", "FOLDER/nowhere", "a folder that holds a lake"));
    }

    @Test
    void venuesAndTheLakeBelongTogether() {
        assertWrongUsage(run("--venues", "absent"), "--from-lake", "--venues");
        assertWrongUsage(run("--from-lake", "absent"), "--venues 'binance'", "--from-lake");
        assertWrongUsage(
                run("--from-lake", "absent", "--venues", "absent"), "Missing required option", "--archive", "--help");
    }

    @Test
    void aVenueWithoutAnyOfTheSymbolsIsNamed() {
        Instrument elsewhere = new Instrument("okx", Market.LINEAR_PERP, "X-SWAP", "X", "USDT", "okx:X/USDT:USDT");
        LakeRows.append(
                LakeSettings.embedded(folder.resolve("lake")),
                MarketTables.INSTRUMENTS,
                List.of(LakeRows.row(elsewhere)));

        assertWrongUsage(run("--venues", "binance,okx"), "--venues 'okx'", "one that lists some of --symbols: binance");
    }

    @Test
    void aDryRunNamesTheDaysThatWouldBeRead() {
        Command command = run("--dry-run", "", "--format", "csv");

        assertThat(command.code()).as(command.err()).isZero();
        assertThat(command.out().lines())
                .contains(
                        "2026-04-06,fundingRate,binance:BTC/USDT:USDT,market.funding_rates/fundingRate/2026-04-06,0,read",
                        "2026-04-07,fundingRate,binance:BTC/USDT:USDT,market.funding_rates/fundingRate/2026-04-07,,absent",
                        "2026-04-06,aggTrades,binance:BTC/USDT:USDT,flow.bars/aggTrades/2026-04-06,,absent")
                .hasSize(1 + 2 * 7);
        assertThat(command.err()).contains("1 days of facts to read", "13 absent", "2 days, 2 tables");
    }
}
