package io.tidemark.simulator.testing;

import io.tidemark.simulator.ArchiveRequest;
import io.tidemark.simulator.ArchiveSimulation;
import io.tidemark.simulator.archive.BarInterval;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Listings;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.market.MarginMode;
import io.tidemark.simulator.market.MarginTerms;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.random.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Small simulations. */
public final class Simulations {
    /** A Monday. */
    public static final LocalDate DAY = LocalDate.of(2026, 4, 6);

    private static final MarginTerms MARGIN = new MarginTerms(MarginMode.CROSS, 20);

    private Simulations() {}

    /** A market with liquidations that take ids. */
    public static MarketSettings market(long seed, int tradesPerDay) {
        return new MarketSettings(Seed.of(seed), tradesPerDay, true, MARGIN);
    }

    /** The instrument of a symbol in a market. */
    public static Instrument instrument(Market market, String symbol) {
        return Listings.of(symbol).stream()
                .filter(instrument -> instrument.market() == market)
                .findFirst()
                .orElseThrow();
    }

    /** Writes an archive with all datasets. */
    public static void write(
            Path root, MarketSettings market, LocalDate from, int days, FaultLevel faults, String... symbols) {
        List<Instrument> instruments = new ArrayList<>();
        for (String symbol : symbols) {
            instruments.addAll(Listings.of(symbol));
        }
        ArchiveRequest request = new ArchiveRequest(
                root,
                market,
                from,
                from.plusDays(days),
                instruments,
                EnumSet.allOf(Dataset.class),
                BarInterval.M1,
                faults);
        try {
            new ArchiveSimulation(request).run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
