package io.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.market.MarginMode;
import io.tidemark.simulator.market.MarginTerms;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveSimulationTest {
    private static final LocalDate DAY = Simulations.DAY;
    private static final MarketSettings SETTINGS = Simulations.market(1, 2_000);

    @TempDir
    Path root;

    @Test
    void sameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        Simulations.write(root.resolve("a"), SETTINGS, DAY, 3, FaultLevel.HOSTILE, "BTCUSDT", "ETHUSDT");
        Simulations.write(root.resolve("b"), SETTINGS, DAY, 3, FaultLevel.HOSTILE, "BTCUSDT", "ETHUSDT");
        Simulations.write(root.resolve("c"), Simulations.market(2, 2_000), DAY, 3, FaultLevel.HOSTILE, "BTCUSDT");
        Map<String, String> first = Archives.hashes(root.resolve("a"));
        assertThat(Archives.hashes(root.resolve("b"))).isEqualTo(first);
        assertThat(Archives.hashes(root.resolve("c"))).doesNotContainValue(first.get("faults.csv"));
    }

    @Test
    void aDayIsTheSameWhateverOtherDaysAndSymbolsAreAsked() {
        Simulations.write(root.resolve("many"), SETTINGS, DAY, 3, FaultLevel.NONE, "ETHUSDT", "BTCUSDT");
        Simulations.write(root.resolve("one"), SETTINGS, DAY.plusDays(1), 1, FaultLevel.NONE, "BTCUSDT");
        Map<String, String> one = Archives.hashes(root.resolve("one"));
        one.keySet().removeIf(path -> path.contains("fundingRate") || path.endsWith(".csv"));
        assertThat(one).hasSize(10);
        assertThat(Archives.hashes(root.resolve("many"))).containsAllEntriesOf(one);
    }

    @Test
    void leverageAndMarginModeChangeNothing() {
        MarginTerms isolated = new MarginTerms(MarginMode.ISOLATED, 3);
        MarketSettings other = new MarketSettings(SETTINGS.seedNumber(), 2_000, true, isolated);
        Simulations.write(root.resolve("cross"), SETTINGS, DAY, 1, FaultLevel.NATURAL, "BTCUSDT");
        Simulations.write(root.resolve("isolated"), other, DAY, 1, FaultLevel.NATURAL, "BTCUSDT");
        assertThat(Archives.hashes(root.resolve("isolated"))).isEqualTo(Archives.hashes(root.resolve("cross")));
    }

    @Test
    void checksumsHold() throws IOException {
        Simulations.write(root, SETTINGS, DAY, 2, FaultLevel.NATURAL, "BTCUSDT");
        List<Path> zips = Archives.zips(root);
        assertThat(zips).hasSize(11);
        for (Path zip : zips) {
            assertThat(Archives.checksumHolds(zip)).as(zip.toString()).isTrue();
        }
    }

    @Test
    void rowsLookLikeTheVenues() {
        Simulations.write(root, SETTINGS, DAY, 1, FaultLevel.NONE, "ETHUSDT", "BOMEUSDT");
        assertThat(body("um/daily/aggTrades/ETH", 1))
                .allMatch(line ->
                        line.matches("\\d+,\\d+\\.(0|\\d?[1-9]),\\d+\\.(0|\\d*[1-9]),\\d+,\\d+,\\d{13},(true|false)"));
        assertThat(body("spot/daily/aggTrades/ETH", 0))
                .allMatch(line -> line.matches("\\d+,\\d+\\.\\d{8},\\d+\\.\\d{8},\\d+,\\d+,\\d{16},(True|False),True"));
        assertThat(body("um/daily/klines/ETH", 1))
                .allMatch(line ->
                        line.matches("\\d{13}(,\\d+\\.\\d{2}){4},(0|\\d+\\.\\d{3}),\\d{13},(0|\\d+\\.\\d{5}),\\d+"
                                + ",(0|\\d+\\.\\d{3}),(0|\\d+\\.\\d{5}),0"));
        assertThat(body("spot/daily/klines/ETH", 0))
                .allMatch(line -> line.matches(
                        "\\d{16}(,\\d+\\.\\d{8}){5},\\d{10}999999,\\d+\\.\\d{8},\\d+(,\\d+\\.\\d{8}){2},0"));
        assertThat(body("daily/metrics/ETH", 1))
                .allMatch(
                        line -> line.matches(
                                "2026-04-0[67] \\d\\d:\\d[05]:00,ETHUSDT(,\\d+\\.\\d{16}){2}(,\\d+\\.\\d{8}){3},(\\d+\\.\\d{6}00)?"));
        assertThat(body("monthly/fundingRate/ETH", 1))
                .hasSize(3)
                .allMatch(line -> line.matches("\\d{11}\\d{2},8,-?0\\.\\d{8}"));
        assertThat(body("um/daily/aggTrades/BOME", 1)).allMatch(line -> line.matches("\\d+,\\d\\.\\d+E-4,.*"));
    }

    @Test
    void spotTimesAreMillisecondsBefore2025() {
        Simulations.write(root, SETTINGS, LocalDate.of(2024, 12, 31), 2, FaultLevel.NONE, "BTCUSDT");
        assertThat(Archives.rows(Archives.zip(root, "spot", "aggTrades", "2024-12-31"), 0))
                .allMatch(row -> row[5].length() == 13);
        assertThat(Archives.rows(Archives.zip(root, "spot", "aggTrades", "2025-01-01"), 0))
                .allMatch(row -> row[5].length() == 16);
    }

    private List<String> body(String part, int headers) {
        List<String> lines = Archives.lines(Archives.zip(root, part));
        return lines.subList(headers, lines.size());
    }
}
