package io.tidemark.simulator;

import io.tidemark.simulator.archive.BarInterval;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.market.MarginMode;
import io.tidemark.simulator.market.MarginTerms;
import io.tidemark.simulator.market.MarketSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            description = "Folder to write to; data/..., faults.csv and simulation.csv are made in it.")
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

    @Mixin
    private InstrumentOptions instruments;

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
            description = "Some of aggTrades, trades, klines, markPriceKlines, indexPriceKlines, premiumIndexKlines,"
                    + " metrics, fundingRate, liquidationSnapshot, or all; each where the market has it"
                    + " (${DEFAULT-VALUE}).")
    private List<DatasetConverter.Chosen> datasets;

    @Option(
            names = "--interval",
            paramLabel = "INTERVAL",
            defaultValue = "1m",
            converter = BarIntervalConverter.class,
            description = "Length of the bars: 1m, 3m, 5m, 15m, 30m, 1h, 4h or 1d (${DEFAULT-VALUE}).")
    private BarInterval interval;

    @Option(
            names = "--periods",
            paramLabel = "PERIODS",
            defaultValue = "daily",
            converter = PeriodsConverter.class,
            description = "Files of complete months: daily, monthly or both; other days are daily (${DEFAULT-VALUE}).")
    private Periods periods;

    @Option(
            names = "--overwrite",
            description = "Remove what earlier simulations wrote to the folder, instead of adding to it.")
    private boolean overwrite;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = ThreadsConverter.class,
            description = "Threads that write (all processors); the bytes are the same with any number.")
    private Integer threads;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Override
    public Integer call() throws IOException {
        ArchiveRequest request;
        try {
            request = request();
            makeRoom(request);
        } catch (WrongOption wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Boolean.getBoolean(ProgressLine.TERMINAL);
        ArchiveSimulation simulation = new ArchiveSimulation(request);
        ArchiveSummary summary;
        double seconds;
        try (ProgressLine progress = new ProgressLine(err, terminal, simulation.archive(), request.expectedRows())) {
            summary = simulation.run();
            seconds = progress.seconds();
        }
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
            throw new WrongOption("--to", end, "a day after --from " + from);
        }
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new WrongOption("--archive-out", root, "a folder, or a path where one can be made");
        }
        boolean liquidationsTakeIds = faults != FaultLevel.NONE;
        Set<Dataset> chosen = EnumSet.noneOf(Dataset.class);
        datasets.forEach(some -> chosen.addAll(some.datasets()));
        return new ArchiveRequest(
                root,
                new MarketSettings(seed, tradesPerDay, liquidationsTakeIds, MARGIN),
                from,
                end,
                instruments.chosen(from),
                chosen,
                interval,
                periods,
                faults,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }

    private void makeRoom(ArchiveRequest request) throws IOException {
        SimulationRecord record = SimulationRecord.read(root);
        if (record.isForeign()) {
            throw new WrongOption(
                    "--archive-out",
                    root,
                    "a folder without data/, or one with the " + SimulationRecord.NAME + " of earlier runs");
        }
        if (overwrite) {
            record.clear();
            return;
        }
        record.conflictWith(request).ifPresent(conflict -> {
            throw conflict;
        });
    }
}
