package io.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.testing.Archives;
import io.tidemark.simulator.testing.Simulations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompleteMonthsTest {
    private static final LocalDate FROM = LocalDate.of(2026, 1, 31);

    @TempDir
    Path root;

    @Test
    void monthlyFilesHoldTheRowsOfTheirDaysAndOneHeader() throws IOException {
        write(Periods.BOTH);
        // The days from 01-31 to 03-01, of two datasets on perpetual and spot and of one on the perpetual alone.
        assertThat(zips("/daily/")).hasSize(30 * 5);
        assertThat(zips("/monthly/")).hasSize(4);
        for (Path month : zips("/monthly/")) {
            int headers = month.toString().contains("futures") ? 1 : 0;
            List<String> lines = new ArrayList<>(Archives.lines(month));
            String folder = month.getParent().toString().replace("/monthly/", "/daily/");
            List<String> expected = new ArrayList<>();
            for (Path day : zips(folder)) {
                if (day.toString().contains("-2026-02-")) {
                    List<String> rows = Archives.lines(day);
                    expected.addAll(rows.subList(expected.isEmpty() ? 0 : headers, rows.size()));
                }
            }
            assertThat(month.toString()).endsWith("-2026-02.zip");
            assertThat(lines).isEqualTo(expected);
            assertThat(Archives.checksumHolds(month)).isTrue();
        }
    }

    @Test
    void monthlyAloneLeavesTheDaysOfIncompleteMonthsAndWhatHasNoMonths() {
        write(Periods.MONTHLY);
        assertThat(zips("/monthly/")).hasSize(4);
        assertThat(zips("/daily/"))
                .filteredOn(zip -> zip.toString().contains("-2026-02-"))
                .hasSize(28)
                .allMatch(zip -> zip.toString().contains("/metrics/"));
        assertThat(zips("/daily/"))
                .filteredOn(zip -> !zip.toString().contains("-2026-02-"))
                .hasSize(2 * 5);
    }

    private void write(Periods periods) {
        ArchiveRequest daily = Simulations.request(
                root,
                Simulations.market(3, 40),
                FROM,
                30,
                EnumSet.of(Dataset.TRADES, Dataset.KLINES, Dataset.METRICS),
                FaultLevel.NONE,
                "BTCUSDT");
        Simulations.run(new ArchiveRequest(
                root,
                daily.market(),
                daily.from(),
                daily.to(),
                daily.instruments(),
                daily.datasets(),
                daily.interval(),
                periods,
                daily.faults(),
                daily.threads()));
    }

    private List<Path> zips(String part) {
        return Archives.zips(root).stream()
                .filter(zip -> zip.toString().contains(part))
                .toList();
    }
}
