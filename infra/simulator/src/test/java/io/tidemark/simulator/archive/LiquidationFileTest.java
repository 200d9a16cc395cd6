package io.tidemark.simulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiquidationFileTest {
    /** Busy enough for several liquidations in one second. */
    private static final int TRADES_PER_DAY = 150_000;

    @TempDir
    static Path root;

    private static List<String[]> orders;
    private static List<String[]> bars;

    @BeforeAll
    static void write() {
        Simulations.run(Simulations.request(
                root,
                Simulations.market(51, TRADES_PER_DAY),
                Simulations.DAY,
                1,
                EnumSet.of(Dataset.KLINES, Dataset.LIQUIDATION_SNAPSHOT),
                FaultLevel.NONE,
                "BTCUSD_PERP"));
        orders = Archives.rows(Archives.zip(root, "cm", "liquidationSnapshot"), 1);
        bars = Archives.rows(Archives.zip(root, "cm", "/klines/"), 1);
    }

    @Test
    void everyRowStandsTwice() {
        assertThat(orders).hasSizeGreaterThan(40);
        assertThat(orders.size() % 2).isZero();
        for (int i = 0; i < orders.size(); i += 2) {
            assertThat(orders.get(i + 1)).isEqualTo(orders.get(i));
        }
    }

    @Test
    void thereIsAtMostOneOrderASecondInOrderOfTime() {
        long before = -1;
        for (int i = 0; i < orders.size(); i += 2) {
            long second = Long.parseLong(orders.get(i)[0]) / 1_000L;
            assertThat(second).isGreaterThan(before);
            before = second;
        }
    }

    @Test
    void ordersAreFilledInTheirMinutesRangeAndLimitedBeyondIt() {
        boolean severalFills = false;
        for (String[] order : orders) {
            assertThat(String.join(",", order))
                    .matches("\\d{13},(SELL|BUY),LIMIT,IOC,\\d+,\\d+\\.\\d,\\d+\\.\\d,FILLED,\\d+,\\d+");
            String[] bar = bars.get((int) (Long.parseLong(order[0]) / 60_000L % 1_440));
            double average = Double.parseDouble(order[6]);
            assertThat(average).isBetween(Double.parseDouble(bar[3]), Double.parseDouble(bar[2]));
            double limit = Double.parseDouble(order[5]);
            assertThat(order[1].equals("SELL") ? average - limit : limit - average)
                    .isPositive();
            assertThat(order[9]).isEqualTo(order[4]);
            assertThat(Long.parseLong(order[8])).isBetween(1L, Long.parseLong(order[4]));
            severalFills |= !order[8].equals(order[4]);
        }
        assertThat(severalFills).isTrue();
    }

    @Test
    void longsAreClosedWhereThePriceFallsAndShortsWhereItRises() {
        int with = 0;
        for (String[] order : orders) {
            int minute = (int) (Long.parseLong(order[0]) / 60_000L % 1_440);
            double before = Double.parseDouble(bars.get(Math.max(0, minute - 1))[4]);
            boolean fell = Double.parseDouble(order[6]) < before;
            with += order[1].equals("SELL") == fell ? 1 : 0;
        }
        // The close of the last bar is up to a minute old, so that it does not tell of every order.
        assertThat(with / (double) orders.size()).isGreaterThan(0.7);
    }
}
