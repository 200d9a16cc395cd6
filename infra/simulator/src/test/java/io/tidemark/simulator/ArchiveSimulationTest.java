package io.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.market.MarginMode;
import io.tidemark.simulator.market.MarginTerms;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
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
    void bytesDoNotDependOnTheNumberOfThreads() {
        String[] symbols = {"BTCUSDT", "BTCUSD_PERP", "BTCUSD_260626"};
        for (int threads : new int[] {1, 5}) {
            ArchiveRequest request = Simulations.request(
                    root.resolve("by" + threads),
                    SETTINGS,
                    DAY,
                    3,
                    EnumSet.allOf(Dataset.class),
                    FaultLevel.HOSTILE,
                    symbols);
            Simulations.run(withThreads(request, threads));
        }
        Map<String, String> one = Archives.hashes(root.resolve("by1"));
        assertThat(one).hasSizeGreaterThan(100);
        assertThat(Archives.hashes(root.resolve("by5"))).isEqualTo(one);
    }

    @Test
    void moreDatasetsAndMarketsLeaveTheOthersAsTheyAre() {
        Simulations.write(root.resolve("usual"), SETTINGS, DAY, 3, FaultLevel.HOSTILE, "BTCUSDT", "ETHUSDT");
        Simulations.writeAll(
                root.resolve("all"), SETTINGS, DAY, 3, FaultLevel.HOSTILE, "BTCUSDT", "ETHUSDT", "BTCUSD_PERP");
        assertThat(Archives.hashes(root.resolve("all/data")))
                .containsAllEntriesOf(Archives.hashes(root.resolve("usual/data")));
    }

    @Test
    void layoutOfTheCoinMarginedMarketIsTheVenues() {
        Simulations.writeAll(root, SETTINGS, DAY, 1, FaultLevel.NONE, "BTCUSD_PERP", "BTCUSD_260626");
        String cm = "data/futures/cm/";
        assertThat(Archives.zips(root).stream().map(zip -> root.relativize(zip).toString()))
                .containsExactlyInAnyOrder(
                        cm + "daily/aggTrades/BTCUSD_PERP/BTCUSD_PERP-aggTrades-2026-04-06.zip",
                        cm + "daily/aggTrades/BTCUSD_260626/BTCUSD_260626-aggTrades-2026-04-06.zip",
                        cm + "daily/trades/BTCUSD_PERP/BTCUSD_PERP-trades-2026-04-06.zip",
                        cm + "daily/trades/BTCUSD_260626/BTCUSD_260626-trades-2026-04-06.zip",
                        cm + "daily/klines/BTCUSD_PERP/1m/BTCUSD_PERP-1m-2026-04-06.zip",
                        cm + "daily/klines/BTCUSD_260626/1m/BTCUSD_260626-1m-2026-04-06.zip",
                        cm + "daily/markPriceKlines/BTCUSD_PERP/1m/BTCUSD_PERP-1m-2026-04-06.zip",
                        cm + "daily/markPriceKlines/BTCUSD_260626/1m/BTCUSD_260626-1m-2026-04-06.zip",
                        cm + "daily/indexPriceKlines/BTCUSD/1m/BTCUSD-1m-2026-04-06.zip",
                        cm + "daily/premiumIndexKlines/BTCUSD_PERP/1m/BTCUSD_PERP-1m-2026-04-06.zip",
                        cm + "daily/metrics/BTCUSD_PERP/BTCUSD_PERP-metrics-2026-04-06.zip",
                        cm + "daily/metrics/BTCUSD_260626/BTCUSD_260626-metrics-2026-04-06.zip",
                        cm + "daily/liquidationSnapshot/BTCUSD_PERP/BTCUSD_PERP-liquidationSnapshot-2026-04-06.zip",
                        cm + "daily/liquidationSnapshot/BTCUSD_260626/BTCUSD_260626-liquidationSnapshot-2026-04-06.zip",
                        cm + "monthly/fundingRate/BTCUSD_PERP/BTCUSD_PERP-fundingRate-2026-04.zip");
    }

    @Test
    void quarterliesTradeInTheHalfYearBeforeTheirDelivery() {
        LocalDate delivery = LocalDate.of(2026, 6, 26);
        Simulations.write(root, SETTINGS, delivery.minusDays(2), 4, FaultLevel.NONE, "BTCUSD_260626");
        Simulations.write(root, SETTINGS, delivery.minusWeeks(26).minusDays(1), 2, FaultLevel.NONE, "BTCUSD_260626");
        assertThat(Archives.zips(root).stream()
                        .map(Path::toString)
                        .filter(zip -> zip.contains("klines"))
                        .map(zip -> zip.substring(zip.length() - "2026-06-24.zip".length())))
                .containsExactlyInAnyOrder("2026-06-24.zip", "2026-06-25.zip", "2025-12-26.zip");
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

    private static ArchiveRequest withThreads(ArchiveRequest request, int threads) {
        return new ArchiveRequest(
                request.root(),
                request.market(),
                request.from(),
                request.to(),
                request.instruments(),
                request.datasets(),
                request.interval(),
                request.periods(),
                request.faults(),
                threads);
    }

    private List<String> body(String part, int headers) {
        List<String> lines = Archives.lines(Archives.zip(root, part));
        return lines.subList(headers, lines.size());
    }
}
