package io.tidemark.simulator;

import io.tidemark.simulator.archive.BarInterval;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.MarketSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * An archive to be written.
 *
 * @param to exclusive
 * @param threads how many threads write; it changes the speed alone
 */
public record ArchiveRequest(
        Path root,
        MarketSettings market,
        LocalDate from,
        LocalDate to,
        List<Instrument> instruments,
        Set<Dataset> datasets,
        BarInterval interval,
        Periods periods,
        FaultLevel faults,
        int threads) {

    /** About how many rows will be written. */
    double expectedRows() {
        double rowsPerDay = 0.0;
        for (Instrument instrument : instruments) {
            for (Dataset dataset : datasets) {
                if (dataset.existsOn(instrument)) {
                    rowsPerDay += dataset.rowsPerDay(market.tradesPerDay(), interval);
                }
            }
        }
        return rowsPerDay * ChronoUnit.DAYS.between(from, to);
    }
}
