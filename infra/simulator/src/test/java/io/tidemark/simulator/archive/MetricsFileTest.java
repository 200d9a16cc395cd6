package io.tidemark.simulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsFileTest {
    @TempDir
    Path root;

    @Test
    void labelsChangeFromPeriodEndToPeriodStart() {
        LocalDate before = LocalDate.of(2026, 6, 24);
        Simulations.write(root, Simulations.market(1, 500), before, 2, FaultLevel.NONE, "BTCUSDT");
        List<String[]> byEnd = Archives.rows(Archives.zip(root, "metrics", "2026-06-24"), 1);
        List<String[]> byStart = Archives.rows(Archives.zip(root, "metrics", "2026-06-25"), 1);
        assertThat(byEnd).hasSize(288);
        assertThat(byEnd.get(0)[0]).isEqualTo("2026-06-24 00:05:00");
        assertThat(byEnd.get(287)[0]).isEqualTo("2026-06-25 00:00:00");
        assertThat(byStart).hasSize(288);
        assertThat(byStart.get(0)[0]).isEqualTo("2026-06-25 00:00:00");
        assertThat(byStart.get(287)[0]).isEqualTo("2026-06-25 23:55:00");
    }

    @Test
    void coinMarginedFilesAreLabelledByStartAndValueContractsInTheBaseAsset() {
        Simulations.writeAll(root, Simulations.market(1, 500), Simulations.DAY, 1, FaultLevel.NONE, "BTCUSD_PERP");
        List<String[]> rows = Archives.rows(Archives.zip(root, "metrics"), 1);
        List<String[]> mark = Archives.rows(Archives.zip(root, "markPriceKlines"), 1);
        assertThat(rows).hasSize(288);
        assertThat(rows.get(0)[0]).isEqualTo("2026-04-06 00:00:00");
        for (int period = 0; period < 287; period++) {
            BigDecimal contracts = new BigDecimal(rows.get(period)[2]);
            assertThat(contracts.stripTrailingZeros().scale()).isNotPositive();
            // The row of a period holds what there was at its end, where the next bar opens.
            double price = Double.parseDouble(mark.get(5 * (period + 1))[1]);
            double value = contracts.doubleValue() * 100.0 / price;
            assertThat(Double.parseDouble(rows.get(period)[3]) / value).isBetween(1.0 - 1e-7, 1.0 + 1e-7);
        }
    }

    @Test
    void takerRatioIsTheTradesOfThePeriodAndEmptyWithoutSales() {
        LocalDate day = Simulations.DAY;
        Simulations.write(root, Simulations.market(2, 600), day, 1, FaultLevel.NONE, "BTCUSDT");
        double[] bought = new double[288];
        double[] sold = new double[288];
        // Bars, because the fills of a trade may reach into the next period.
        for (String[] bar : Archives.rows(Archives.zip(root, "um", "klines"), 1)) {
            int period = (int) ((Long.parseLong(bar[0]) - day.toEpochDay() * 86_400_000L) / 300_000L);
            bought[period] += Double.parseDouble(bar[9]);
            sold[period] += Double.parseDouble(bar[5]) - Double.parseDouble(bar[9]);
        }
        List<String[]> rows = Archives.rows(Archives.zip(root, "metrics"), 1);
        int empty = 0;
        for (int period = 0; period < 288; period++) {
            String cell = rows.get(period)[7];
            if (sold[period] < 1e-9) {
                assertThat(cell).isEmpty();
                empty++;
            } else {
                assertThat(Double.parseDouble(cell) - bought[period] / sold[period])
                        .isBetween(-1e-6, 1e-6);
            }
        }
        assertThat(empty).isPositive();
    }

    @Test
    void openInterestMovesByNoMoreThanWasTraded() {
        LocalDate day = Simulations.DAY;
        Simulations.write(root, Simulations.market(2, 5_000), day, 1, FaultLevel.NONE, "ETHUSDT");
        double[] volume = new double[288];
        for (String[] bar : Archives.rows(Archives.zip(root, "um", "klines"), 1)) {
            int period = (int) ((Long.parseLong(bar[0]) - day.toEpochDay() * 86_400_000L) / 300_000L);
            volume[period] += Double.parseDouble(bar[5]);
        }
        List<String[]> rows = Archives.rows(Archives.zip(root, "metrics"), 1);
        for (int period = 1; period < 288; period++) {
            BigDecimal before = new BigDecimal(rows.get(period - 1)[2]);
            BigDecimal after = new BigDecimal(rows.get(period)[2]);
            assertThat(after).isPositive();
            // A liquidation closes positions without printing: it may add up to an order's size.
            assertThat(after.subtract(before).abs().doubleValue()).isLessThanOrEqualTo(1.5 * volume[period] + 50.0);
        }
    }
}
