package io.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.testing.Archives;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulationRecordTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path root;

    @Test
    void otherMarketsSymbolsAndDaysMayJoin() throws IOException {
        assertThat(run(root, "--market", "um", "--symbols", "BTCUSDT")).isZero();
        Map<String, String> first = Archives.hashes(root.resolve("data"));
        assertThat(run(root, "--market", "spot,cm", "--symbols", "BTCUSDT,BTCUSD_PERP"))
                .isZero();
        assertThat(run(root, "--market", "um", "--symbols", "ETHUSDT")).isZero();
        assertThat(run(root, "--market", "um", "--symbols", "ETHUSDT", "--interval", "5m"))
                .isZero();
        assertThat(Archives.hashes(root.resolve("data"))).containsAllEntriesOf(first);
        assertThat(Files.readAllLines(root.resolve("simulation.csv")))
                .containsExactly(
                        "market,symbol,from,to,datasets,seed,trades_per_day,faults",
                        "um,BTCUSDT,2026-04-06,2026-04-07,klines fundingRate,1,50,none",
                        "spot,BTCUSDT,2026-04-06,2026-04-07,klines fundingRate,1,50,none",
                        "cm,BTCUSD_PERP,2026-04-06,2026-04-07,klines fundingRate,1,50,none",
                        "um,ETHUSDT,2026-04-06,2026-04-07,klines fundingRate,1,50,none");
    }

    @Test
    void fundingOfAMonthKeepsTheDaysOfEarlierRuns() {
        assertThat(run(root, "--symbols", "BTCUSDT")).isZero();
        assertThat(run(root, "--symbols", "BTCUSDT", "--from", "2026-04-07", "--to", "2026-04-09"))
                .isZero();
        assertThat(run(root.resolve("once"), "--symbols", "BTCUSDT", "--to", "2026-04-09"))
                .isZero();
        List<String> once = Archives.lines(Archives.zip(root.resolve("once"), "fundingRate"));
        assertThat(once).hasSize(1 + 9);
        assertThat(Archives.lines(
                        root.resolve("data/futures/um/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2026-04.zip")))
                .isEqualTo(once);
    }

    @Test
    void faultsOfEarlierRunsStayInTheManifestUnlessTheirFilesAreWrittenAgain() throws IOException {
        String[] natural = {"--faults", "natural", "--datasets", "metrics", "--symbols", "BTCUSDT"};
        run(root, join(natural, "--market", "um"));
        List<String> first = Files.readAllLines(root.resolve("faults.csv"));
        assertThat(first).hasSize(1 + 3);
        run(root, join(natural, "--from", "2026-04-08", "--to", "2026-04-09"));
        assertThat(Files.readAllLines(root.resolve("faults.csv")))
                .hasSize(1 + 6)
                .containsAll(first);
        run(root, join(natural, "--market", "um"));
        assertThat(Files.readAllLines(root.resolve("faults.csv")))
                .hasSize(1 + 6)
                .containsAll(first);
    }

    @ParameterizedTest
    @CsvSource({
        "--seed, 2, 1",
        "--trades-per-day, 60, 50",
        "--faults, natural, none",
    })
    void anotherMarketInTheSameFolderIsWrongUsageAndChangesNothing(String option, String value, String there) {
        assertThat(run(root, "--symbols", "BTCUSDT")).isZero();
        Map<String, String> before = Archives.hashes(root);
        err.getBuffer().setLength(0);
        assertThat(run(root, "--symbols", "BTCUSDT", option, value)).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains(option, "'" + value + "'", "allowed: " + there, "--overwrite");
        assertThat(Archives.hashes(root)).isEqualTo(before);
    }

    @Test
    void overwritingRemovesWhatWasSimulatedBefore() throws IOException {
        assertThat(run(root, "--symbols", "BTCUSDT")).isZero();
        Files.writeString(root.resolve("notes.txt"), "kept");
        assertThat(run(root, "--symbols", "ETHUSDT", "--seed", "2", "--overwrite"))
                .isZero();
        assertThat(run(root.resolve("fresh"), "--symbols", "ETHUSDT", "--seed", "2"))
                .isZero();
        assertThat(Archives.hashes(root.resolve("data"))).isEqualTo(Archives.hashes(root.resolve("fresh/data")));
        assertThat(root.resolve("notes.txt")).exists();
    }

    @Test
    void dataThatNoSimulationWroteIsLeftAlone() throws IOException {
        Files.createDirectories(root.resolve("data/spot"));
        assertThat(run(root, "--symbols", "BTCUSDT", "--overwrite")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--archive-out", root.toString(), "simulation.csv");
        assertThat(root.resolve("data/spot")).isEmptyDirectory();
    }

    private int run(Path folder, String... options) {
        List<String> args = new ArrayList<>(List.of("--archive-out", folder.toString()));
        List<String> usual = List.of(
                "--to", "2026-04-07", "--trades-per-day", "50", "--datasets", "klines,fundingRate", "--faults", "none");
        for (int i = 0; i < usual.size(); i += 2) {
            if (!List.of(options).contains(usual.get(i))) {
                args.addAll(usual.subList(i, i + 2));
            }
        }
        args.addAll(List.of(options));
        return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private static String[] join(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
