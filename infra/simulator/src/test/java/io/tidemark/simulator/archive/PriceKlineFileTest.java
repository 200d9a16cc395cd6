package io.tidemark.simulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceKlineFileTest {
    private static final MarketSettings SETTINGS = Simulations.market(41, 20_000);
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;

    @TempDir
    static Path root;

    @BeforeAll
    static void write() {
        Simulations.writeAll(
                root,
                SETTINGS,
                Simulations.DAY,
                2,
                FaultLevel.NONE,
                "BTCUSDT",
                "1000PEPEUSDT",
                "BTCUSD_PERP",
                "BTCUSD_260626");
    }

    @ParameterizedTest
    @CsvSource({"um,BTCUSDT,BTCUSDT", "um,1000PEPEUSDT,1000PEPEUSDT", "cm,BTCUSD_PERP,BTCUSD"})
    void premiumIsTheDistanceOfMarkAndIndex(String market, String symbol, String pair) {
        List<String[]> mark = bars(market, "markPriceKlines", symbol);
        List<String[]> index = bars(market, "indexPriceKlines", pair);
        List<String[]> premium = bars(market, "premiumIndexKlines", symbol);
        assertThat(mark).hasSize(1_440);
        for (int minute = 0; minute < mark.size(); minute++) {
            assertThat(index.get(minute)[0]).isEqualTo(mark.get(minute)[0]);
            for (int column : new int[] {OPEN, CLOSE}) {
                double reference = cell(index, minute, column);
                double distance = (cell(mark, minute, column) - reference) / reference;
                // Each price is rounded to eight decimals.
                double rounding = 2e-8 / reference + 1e-8;
                assertThat(cell(premium, minute, column) - distance).isBetween(-rounding, rounding);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "um,markPriceKlines,BTCUSDT",
        "um,indexPriceKlines,BTCUSDT",
        "um,premiumIndexKlines,BTCUSDT",
        "cm,markPriceKlines,BTCUSD_260626"
    })
    void barsHoldTheirPricesAndNoVolume(String market, String dataset, String symbol) {
        long openTime = Simulations.DAY.toEpochDay() * 86_400_000L;
        for (String[] bar : bars(market, dataset, symbol)) {
            assertThat(bar).hasSize(12);
            assertThat(Long.parseLong(bar[0])).isEqualTo(openTime);
            assertThat(Long.parseLong(bar[6])).isEqualTo(openTime + 59_999L);
            double low = Double.parseDouble(bar[LOW]);
            double high = Double.parseDouble(bar[HIGH]);
            assertThat(Double.parseDouble(bar[OPEN])).isBetween(low, high);
            assertThat(Double.parseDouble(bar[CLOSE])).isBetween(low, high);
            assertThat(String.join(",", bar[5], bar[7], bar[8], bar[9], bar[10], bar[11]))
                    .isEqualTo("0,0,60,0,0,0");
            openTime += 60_000L;
        }
    }

    @Test
    void tradesHappenAroundTheMarkPrice() {
        List<String[]> mark = bars("um", "markPriceKlines", "BTCUSDT");
        int minute = 0;
        for (String[] bar : bars("um", "klines", "BTCUSDT")) {
            if (!bar[8].equals("0")) {
                double middle = (Double.parseDouble(bar[HIGH]) + Double.parseDouble(bar[LOW])) / 2.0;
                assertThat(middle).isBetween(0.999 * cell(mark, minute, LOW), 1.001 * cell(mark, minute, HIGH));
            }
            minute++;
        }
    }

    @Test
    void fundingAtMidnightIsSettledFromThePremiumOfTheHoursBefore() {
        double sum = 0.0;
        double weights = 0.0;
        List<String[]> premium = bars("um", "premiumIndexKlines", "BTCUSDT");
        for (int weight = 1; weight <= 480; weight++) {
            sum += weight * cell(premium, 1_440 - 481 + weight, CLOSE);
            weights += weight;
        }
        double average = sum / weights;
        double expected = average + Math.max(-0.0005, Math.min(0.0005, 0.0001 - average));
        List<String[]> settled = Archives.rows(Archives.zip(root, "um", "fundingRate", "BTCUSDT"), 1);
        assertThat(settled).hasSize(6);
        assertThat(Double.parseDouble(settled.get(3)[2]) - expected).isBetween(-2e-6, 2e-6);
    }

    @Test
    void quarterliesCostMoreThanTheirIndexAndHaveNeitherPremiumNorFunding() {
        List<String[]> mark = bars("cm", "markPriceKlines", "BTCUSD_260626");
        List<String[]> index = bars("cm", "indexPriceKlines", "BTCUSD");
        double carry = cell(mark, 700, CLOSE) / cell(index, 700, CLOSE) - 1.0;
        assertThat(carry).isBetween(0.009, 0.013);
        assertThat(Archives.zips(root)).noneMatch(zip -> zip.toString().contains("premiumIndexKlines/BTCUSD_260626"));
        assertThat(Archives.zips(root)).noneMatch(zip -> zip.toString().contains("fundingRate/BTCUSD_260626"));
    }

    @Test
    void liquidationsAreOfCoinMarginedContractsAlone() {
        assertThat(Archives.zips(root).stream().filter(zip -> zip.toString().contains("liquidationSnapshot")))
                .hasSize(4)
                .allMatch(zip -> zip.toString().contains("futures/cm/daily"));
    }

    @Test
    void contractsOfAPairShareTheIndexOfThePair() {
        assertThat(Archives.zips(root).stream().filter(zip -> zip.toString().contains("cm/daily/indexPriceKlines")))
                .hasSize(2)
                .allMatch(zip -> zip.toString().contains("indexPriceKlines/BTCUSD/1m/BTCUSD-1m-2026-04-0"));
    }

    private static List<String[]> bars(String market, String dataset, String symbol) {
        String folder = "/" + dataset + "/" + symbol + "/";
        return Archives.rows(Archives.zip(root, market, folder, Simulations.DAY.toString()), 1);
    }

    private static double cell(List<String[]> bars, int minute, int column) {
        return Double.parseDouble(bars.get(minute)[column]);
    }
}
