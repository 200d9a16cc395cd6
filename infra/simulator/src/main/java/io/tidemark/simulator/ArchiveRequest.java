package io.tidemark.simulator;

import io.tidemark.simulator.archive.BarInterval;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.MarketSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * An archive to be written.
 *
 * @param to exclusive
 */
public record ArchiveRequest(
        Path root,
        MarketSettings market,
        LocalDate from,
        LocalDate to,
        List<Instrument> instruments,
        Set<Dataset> datasets,
        BarInterval interval,
        FaultLevel faults) {}
