package io.tidemark.simulator.testing;

import io.tidemark.simulator.ArchiveRequest;
import io.tidemark.simulator.ArchiveSimulation;
import io.tidemark.simulator.Periods;
import io.tidemark.simulator.archive.BarInterval;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Listings;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.market.MarginMode;
import io.tidemark.simulator.market.MarginTerms;
import io.tidemark.simulator.market.MarketSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Small simulations. */
public final class Simulations {
    /** A Monday. */
    public static final LocalDate DAY = LocalDate.of(2026, 4, 6);

    private static final Set<Dataset> USUAL =
            EnumSet.of(Dataset.AGGREGATE_TRADES, Dataset.KLINES, Dataset.METRICS, Dataset.FUNDING_RATE);
    private static final MarginTerms MARGIN = new MarginTerms(MarginMode.CROSS, 20);

    private Simulations() {}

    /** A market with liquidations that take ids. */
    public static MarketSettings market(long seed, int tradesPerDay) {
        return new MarketSettings(seed, tradesPerDay, true, MARGIN);
    }

    /** The instrument of a symbol in a market. */
    public static Instrument instrument(Market market, String symbol) {
        return Listings.of(symbol).stream()
                .filter(instrument -> instrument.market() == market)
                .findFirst()
                .orElseThrow();
    }

    /** Writes an archive with aggregate trades, bars, metrics and funding. */
    public static void write(
            Path root, MarketSettings market, LocalDate from, int days, FaultLevel faults, String... symbols) {
        run(request(root, market, from, days, USUAL, faults, symbols));
    }

    /** Writes an archive with all datasets. */
    public static void writeAll(
            Path root, MarketSettings market, LocalDate from, int days, FaultLevel faults, String... symbols) {
        run(request(root, market, from, days, EnumSet.allOf(Dataset.class), faults, symbols));
    }

    /** A request of daily files, to be written by two threads. */
    public static ArchiveRequest request(
            Path root,
            MarketSettings market,
            LocalDate from,
            int days,
            Set<Dataset> datasets,
            FaultLevel faults,
            String... symbols) {
        List<Instrument> instruments = new ArrayList<>();
        for (String symbol : symbols) {
            instruments.addAll(Listings.of(symbol));
        }
        return new ArchiveRequest(
                root,
                market,
                from,
                from.plusDays(days),
                instruments,
                datasets,
                BarInterval.M1,
                Periods.DAILY,
                faults,
                2);
    }

    /** Writes what is requested. */
    public static void run(ArchiveRequest request) {
        try {
            new ArchiveSimulation(request).run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
