package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.source.archive.ArchiveFolder;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinanceArchiveTest {

    private static final String AGG_TRADES = "data/futures/um/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-";
    private static final String AGG_TRADES_MONTHLY = "data/futures/um/monthly/aggTrades/BTCUSDT/BTCUSDT-aggTrades-";
    private static final String METRICS = "data/futures/um/daily/metrics/BTCUSDT/BTCUSDT-metrics-";

    @TempDir
    Path root;

    private ArchiveFolder folder() {
        return new ArchiveFolder(root);
    }

    private void put(String... keys) {
        for (String key : keys) {
            folder().putRaw(key, new byte[] {1, 2, 3});
        }
    }

    private List<ArchiveFile> files(Dataset dataset, TimeRange range) throws IOException {
        return new BinanceArchive(folder().store(), BinanceMarket.UM).files(Facts.BTC, List.of(dataset), "1m", range);
    }

    @Test
    void aDayHasItsOwnFileBeforeTheMonths() throws IOException {
        put(AGG_TRADES + "2026-04-02.zip", AGG_TRADES + "2026-04-04.zip", AGG_TRADES_MONTHLY + "2026-04.zip");

        List<ArchiveFile> files = files(Dataset.AGG_TRADES, Facts.days("2026-04-01", "2026-04-07"));

        assertThat(files)
                .extracting(ArchiveFile::key)
                .containsExactlyInAnyOrder(
                        AGG_TRADES + "2026-04-02.zip",
                        AGG_TRADES + "2026-04-04.zip",
                        AGG_TRADES_MONTHLY + "2026-04.zip");
        ArchiveFile month = files.stream()
                .filter(file -> file.key().contains("monthly"))
                .findFirst()
                .orElseThrow();
        assertThat(month.period()).isEqualTo(Facts.days("2026-04-01", "2026-05-01"));
        assertThat(month.wanted())
                .containsExactly(
                        Facts.days("2026-04-01", "2026-04-02"),
                        Facts.days("2026-04-03", "2026-04-04"),
                        Facts.days("2026-04-05", "2026-04-07"));
    }

    @Test
    void everyInstantOfTheRangeIsWantedOfExactlyOneFile() throws IOException {
        put(
                AGG_TRADES + "2026-03-31.zip",
                AGG_TRADES + "2026-04-02.zip",
                AGG_TRADES_MONTHLY + "2026-04.zip",
                AGG_TRADES + "2026-05-02.zip");
        TimeRange range = Facts.days("2026-03-30", "2026-05-04");

        for (Dataset dataset : List.of(Dataset.AGG_TRADES, Dataset.METRICS)) {
            List<ArchiveFile> files = files(dataset, range);
            for (Instant at = range.from(); at.isBefore(range.to()); at = at.plusSeconds(150)) {
                Instant instant = at;
                assertThat(files.stream().filter(file -> file.wants(instant)).count())
                        .as("%s at %s", dataset, at)
                        .isEqualTo(1);
            }
            assertThat(files).noneMatch(file -> file.wants(range.from().minusNanos(1)) || file.wants(range.to()));
        }
    }

    @Test
    void anAbsentFileStandsForEachDayThatHasNone() throws IOException {
        put(AGG_TRADES + "2026-04-02.zip");

        List<ArchiveFile> files = files(Dataset.AGG_TRADES, Facts.days("2026-04-01", "2026-04-04"));

        assertThat(files).extracting(ArchiveFile::isAbsent).containsExactly(true, false, true);
        assertThat(files)
                .extracting(ArchiveFile::key)
                .containsExactly(
                        AGG_TRADES + "2026-04-01.zip", AGG_TRADES + "2026-04-02.zip", AGG_TRADES + "2026-04-03.zip");
        assertThat(files.get(0).wanted()).containsExactly(Facts.days("2026-04-01", "2026-04-02"));
    }

    @Test
    void theMetricsOfTheDayBeforeAreReadForTheirLastRow() throws IOException {
        put(METRICS + "2026-04-05.zip", METRICS + "2026-04-06.zip");

        List<ArchiveFile> files = files(Dataset.METRICS, Facts.days("2026-04-06", "2026-04-07"));

        assertThat(files)
                .extracting(ArchiveFile::key)
                .containsExactly(METRICS + "2026-04-05.zip", METRICS + "2026-04-06.zip");
        assertThat(files.get(0).wanted()).containsExactly(Facts.range("2026-04-06T00:00:00Z", "2026-04-06T00:05:00Z"));
        assertThat(files.get(1).wanted()).containsExactly(Facts.range("2026-04-06T00:05:00Z", "2026-04-07T00:00:00Z"));
    }

    @Test
    void barsLieInAFolderOfTheirLength() throws IOException {
        put("data/futures/um/daily/klines/BTCUSDT/5m/BTCUSDT-5m-2026-04-06.zip");
        BinanceArchive archive = new BinanceArchive(folder().store(), BinanceMarket.UM);
        TimeRange range = Facts.days("2026-04-06", "2026-04-07");

        assertThat(archive.files(Facts.BTC, List.of(Dataset.KLINES), "5m", range))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.isAbsent()).isFalse();
                    assertThat(file.interval()).isEqualTo("5m");
                });
        assertThat(archive.files(Facts.BTC, List.of(Dataset.KLINES), "1m", range))
                .singleElement()
                .satisfies(file -> assertThat(file.isAbsent()).isTrue());
    }

    @Test
    void theChecksumIsTheFirstWordWithAndWithoutLineFeed() throws IOException {
        String sum = "6B3957a4fb77bfc0bb5e57842c14e1ce8c7b6a6354b73b49bbabf4c3e255aa4a";
        put(AGG_TRADES + "2026-04-01.zip", AGG_TRADES + "2026-04-02.zip", AGG_TRADES + "2026-04-03.zip");
        put(AGG_TRADES + "2026-04-04.zip");
        checksum("2026-04-01", sum + "  BTCUSDT-aggTrades-2026-04-01.zip\n");
        checksum("2026-04-02", sum + "  BTCUSDT-aggTrades-2026-04-02.zip");
        checksum("2026-04-03", sum);

        List<ArchiveFile> files = files(Dataset.AGG_TRADES, Facts.days("2026-04-01", "2026-04-05"));

        String expected = "6b3957a4fb77bfc0bb5e57842c14e1ce8c7b6a6354b73b49bbabf4c3e255aa4a";
        assertThat(files)
                .extracting(file -> file.stored().checksum())
                .containsExactly(expected, expected, expected, null);
        assertThat(files).extracting(file -> file.stored().bytes()).containsOnly(3L);
    }

    private void checksum(String day, String text) {
        folder().putRaw(AGG_TRADES + day + ".zip.CHECKSUM", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void symbolsAreThoseOfAnyDataset() throws IOException {
        put(
                AGG_TRADES + "2026-04-01.zip",
                "data/futures/um/monthly/fundingRate/ETHUSDT/ETHUSDT-fundingRate-2026-04.zip",
                "data/spot/daily/klines/XRPUSDT/1m/XRPUSDT-1m-2026-04-01.zip");

        BinanceArchive um = new BinanceArchive(folder().store(), BinanceMarket.UM);
        assertThat(um.symbols()).containsExactly("BTCUSDT", "ETHUSDT");
        assertThat(um.exists()).isTrue();
        assertThat(new BinanceArchive(folder().store(), BinanceMarket.SPOT).symbols())
                .containsExactly("XRPUSDT");
    }

    @Test
    void anArchiveWithoutTheMarketDoesNotExist() throws IOException {
        put(AGG_TRADES + "2026-04-01.zip");

        assertThat(new BinanceArchive(folder().store(), BinanceMarket.SPOT).exists())
                .isFalse();
    }

    private static final String TRADES = "data/futures/um/daily/trades/BTCUSDT/BTCUSDT-trades-";
    private static final String TRADES_MONTHLY = "data/futures/um/monthly/trades/BTCUSDT/BTCUSDT-trades-";

    @Test
    void aDaysTradesComeFromTheFirstOfFourSourcesThatHasThem() throws IOException {
        put(
                AGG_TRADES + "2026-03-30.zip",
                AGG_TRADES_MONTHLY + "2026-03.zip",
                TRADES + "2026-03-30.zip",
                TRADES + "2026-03-31.zip",
                TRADES + "2026-04-01.zip",
                TRADES_MONTHLY + "2026-04.zip");
        BinanceArchive archive = new BinanceArchive(folder().store(), BinanceMarket.UM);
        TimeRange range = Facts.days("2026-03-30", "2026-05-02");
        // In whatever order they are named.
        List<ArchiveFile> files = archive.files(Facts.BTC, List.of(Dataset.TRADES, Dataset.AGG_TRADES), "1m", range);

        assertThat(files)
                .extracting(file -> file.key() + " " + file.dataset() + " " + file.wanted())
                .containsExactlyInAnyOrder(
                        AGG_TRADES + "2026-03-30.zip AGG_TRADES " + List.of(Facts.days("2026-03-30", "2026-03-31")),
                        AGG_TRADES_MONTHLY + "2026-03.zip AGG_TRADES "
                                + List.of(Facts.days("2026-03-31", "2026-04-01")),
                        TRADES + "2026-04-01.zip TRADES " + List.of(Facts.days("2026-04-01", "2026-04-02")),
                        TRADES_MONTHLY + "2026-04.zip TRADES " + List.of(Facts.days("2026-04-02", "2026-05-01")),
                        AGG_TRADES + "2026-05-01.zip AGG_TRADES " + List.of(Facts.days("2026-05-01", "2026-05-02")));
        assertThat(files)
                .filteredOn(ArchiveFile::isAbsent)
                .extracting(ArchiveFile::key)
                .containsExactly(AGG_TRADES + "2026-05-01.zip");
    }

    @Test
    void fillsAloneAreReadAndMissedAsFills() throws IOException {
        put(AGG_TRADES + "2026-04-01.zip", TRADES + "2026-04-02.zip");

        assertThat(files(Dataset.TRADES, Facts.days("2026-04-01", "2026-04-03")))
                .extracting(file -> file.key() + " " + file.isAbsent())
                .containsExactly(TRADES + "2026-04-01.zip true", TRADES + "2026-04-02.zip false");
    }

    @Test
    void contractsOfOnePairShareTheFilesOfItsIndex() throws IOException {
        put(
                "data/futures/cm/daily/indexPriceKlines/BTCUSD/1m/BTCUSD-1m-2026-04-06.zip",
                "data/futures/cm/daily/markPriceKlines/BTCUSD_PERP/1m/BTCUSD_PERP-1m-2026-04-06.zip");
        BinanceArchive archive = new BinanceArchive(folder().store(), BinanceMarket.CM);
        TimeRange day = Facts.days("2026-04-06", "2026-04-07");

        for (String symbol : List.of("BTCUSD_PERP", "BTCUSD_260626")) {
            assertThat(archive.holdsIndexOf(symbol)).as(symbol).isTrue();
            assertThat(archive.files(
                            BinanceSymbols.instrument(BinanceMarket.CM, symbol).orElseThrow(),
                            List.of(Dataset.INDEX_PRICE_KLINES),
                            "1m",
                            day))
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file.isAbsent()).isFalse();
                        assertThat(file.instrument().symbol()).isEqualTo(symbol);
                    });
        }
        assertThat(archive.holdsIndexOf("BTCUSD")).isFalse();
        assertThat(archive.holdsIndexOf("ETHUSD_PERP")).isFalse();
        assertThat(archive.symbols()).containsExactly("BTCUSD_PERP");
        assertThat(archive.datasets()).containsExactly(Dataset.MARK_PRICE_KLINES, Dataset.INDEX_PRICE_KLINES);
    }

    @Test
    void whatIsDeliveredHasNeitherFundingNorPremium() throws IOException {
        put("data/futures/cm/monthly/fundingRate/BTCUSD_PERP/BTCUSD_PERP-fundingRate-2026-04.zip");
        BinanceArchive archive = new BinanceArchive(folder().store(), BinanceMarket.CM);
        List<Dataset> both = List.of(Dataset.FUNDING_RATE, Dataset.PREMIUM_INDEX_KLINES);
        TimeRange day = Facts.days("2026-04-06", "2026-04-07");

        assertThat(archive.files(
                        BinanceSymbols.instrument(BinanceMarket.CM, "BTCUSD_260626")
                                .orElseThrow(),
                        both,
                        "1m",
                        day))
                .isEmpty();
        assertThat(archive.files(
                        BinanceSymbols.instrument(BinanceMarket.CM, "BTCUSD_PERP")
                                .orElseThrow(),
                        both,
                        "1m",
                        day))
                .extracting(ArchiveFile::isAbsent)
                .containsExactly(false, true);
    }
}
