package io.tidemark.simulator;

import io.tidemark.simulator.archive.BarInterval;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Listings;
import io.tidemark.simulator.market.MarginMode;
import io.tidemark.simulator.market.MarginTerms;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.random.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark simulate}: writes a synthetic market in the layout of the venue's public archive. */
@Command(
        name = "tidemark simulate",
        description = "Writes a synthetic market in the layout of Binance's public archive.",
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
    private static final MarginTerms MARGIN = new MarginTerms(MarginMode.CROSS, 20);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--archive-out",
            paramLabel = "DIR",
            required = true,
            description = "Folder to write to; data/... and faults.csv are made in it.")
    private Path root;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = SeedConverter.class,
            description = "Same seed and options, same bytes (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            defaultValue = "2026-04-06",
            converter = DayConverter.class,
            description = "First UTC day (${DEFAULT-VALUE}).")
    private LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            converter = DayConverter.class,
            description = "Day after the last one (three days after --from).")
    private LocalDate to;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            defaultValue = "BTCUSDT,ETHUSDT,1000PEPEUSDT,PEPEUSDT",
            description = "Each in every market that lists it (${DEFAULT-VALUE}).")
    private List<String> symbols;

    @Option(
            names = "--trades-per-day",
            paramLabel = "N",
            defaultValue = "20000",
            converter = TradesPerDayConverter.class,
            description = "Aggregate trades per instrument on an average day (${DEFAULT-VALUE}).")
    private int tradesPerDay;

    @Option(
            names = "--faults",
            paramLabel = "LEVEL",
            defaultValue = "natural",
            converter = FaultLevelConverter.class,
            description = "none, natural (what the real archive has) or hostile (${DEFAULT-VALUE}).")
    private FaultLevel faults;

    @Option(
            names = "--datasets",
            paramLabel = "DATASET",
            split = ",",
            defaultValue = "aggTrades,klines,metrics,fundingRate",
            converter = DatasetConverter.class,
            description = "Some of ${DEFAULT-VALUE} (all).")
    private Set<Dataset> datasets;

    @Option(
            names = "--interval",
            paramLabel = "INTERVAL",
            defaultValue = "1m",
            converter = BarIntervalConverter.class,
            description = "Length of the bars: 1m, 3m, 5m, 15m, 30m, 1h, 4h or 1d (${DEFAULT-VALUE}).")
    private BarInterval interval;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Override
    public Integer call() throws IOException {
        ArchiveRequest request = request();
        long start = System.nanoTime();
        ArchiveSummary summary = new ArchiveSimulation(request).run();
        double seconds = (System.nanoTime() - start) * 1e-9;
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT,
                "simulated %,d files, %,d rows, %,d bytes, %d faults in %.1f s: %s%n",
                summary.files(),
                summary.rows(),
                summary.bytes(),
                summary.faults(),
                seconds,
                root);
        err.flush();
        return 0;
    }

    private ArchiveRequest request() {
        LocalDate end = to == null ? from.plusDays(3) : to;
        if (!end.isAfter(from)) {
            throw wrong("--to", end, "a day after --from " + from);
        }
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw wrong("--archive-out", root, "a folder, or a path where one can be made");
        }
        boolean liquidationsTakeIds = faults != FaultLevel.NONE;
        MarketSettings market = new MarketSettings(Seed.of(seed), tradesPerDay, liquidationsTakeIds, MARGIN);
        return new ArchiveRequest(root, market, from, end, instruments(), datasets, interval, faults);
    }

    private List<Instrument> instruments() {
        Set<Instrument> instruments = new LinkedHashSet<>();
        for (String symbol : symbols) {
            if (!Listings.isSymbol(symbol)) {
                throw wrong("--symbols", symbol, "capitals and digits that end in USDT, such as BTCUSDT");
            }
            instruments.addAll(Listings.of(symbol));
        }
        return List.copyOf(instruments);
    }

    private ParameterException wrong(String option, Object value, String allowed) {
        String message = "Invalid value for option '" + option + "': '" + value + "'; allowed: " + allowed;
        return new ParameterException(spec.commandLine(), message);
    }
}
