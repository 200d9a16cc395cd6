package io.tidemark.jobs.cli;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.pipeline.Backfill;
import io.tidemark.jobs.pipeline.BackfillSettings;
import io.tidemark.jobs.pipeline.LakeBackfillSettings;
import io.tidemark.jobs.pipeline.Preview;
import io.tidemark.jobs.pipeline.RunCounts;
import io.tidemark.jobs.pipeline.UsageException;
import io.tidemark.jobs.venue.binance.BarIntervals;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.RuntimeExecutionMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark backfill}: an archive's files become the lake's tables. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description =
                "Reads a venue's archive (--archive, --market), or the facts that the lake holds (--from-lake, --venues), and"
                        + " replaces the named instruments' rows of the range. What is published and unchanged is not done"
                        + " again.")
final class BackfillCommand implements Callable<Integer> {

    private static final int MOST_READERS = 128;
    private static final String MARKET = "--market";

    @Spec
    private CommandSpec spec;

    @Mixin
    private LakeOptions lake;

    @Mixin
    private ArchiveOptions archive;

    @Mixin
    private FromLakeOptions fromLake;

    @Option(names = MARKET, description = "um, cm or spot; what of the archive is read")
    private String market;

    @Option(
            names = "--symbols",
            required = true,
            split = ",",
            paramLabel = "A,B",
            description = "the venue's own symbols")
    private List<String> symbols;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DAY",
            description = "first UTC day: 2026-04-06, today, yesterday or 7-days-ago")
    private String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DAY",
            description = "last UTC day, exclusive; the same spellings")
    private String to;

    @Option(
            names = "--datasets",
            split = ",",
            description =
                    "aggTrades, trades, klines, markPriceKlines, indexPriceKlines, premiumIndexKlines, metrics, fundingRate,"
                            + " liquidationSnapshot; by default all that the archive holds of the market, trades where there are"
                            + " no aggTrades")
    private List<String> datasets;

    @Option(names = "--kline-interval", defaultValue = "1m", description = "length of the venue's bars to read: 1m")
    private String klineInterval;

    @Option(names = "--mode", defaultValue = "batch", description = "batch or streaming; the result is the same")
    private String mode;

    @Option(names = "--parallelism", description = "readers and writers; by default the number of processors")
    private Integer parallelism;

    @Option(names = "--chunk-days", defaultValue = "31", description = "days that are published at once: 31")
    private int chunkDays;

    @Option(
            names = "--availability",
            defaultValue = "event",
            description = "event (default): open interest is known at its instant; as-published: ten minutes later")
    private String availability;

    @Option(
            names = "--instruments",
            paramLabel = "FILE",
            description = "a saved exchangeInfo response; by default the terms are derived from the symbols")
    private Path instruments;

    @Option(
            names = "--store-trades",
            description = "also write every trade into market.trades; needs aggTrades or trades")
    private boolean storeTrades;

    @Option(names = "--force", description = "do days again that are published and unchanged")
    private boolean force;

    @Option(names = "--dry-run", description = "print file by file what would be done, and write nothing")
    private boolean dryRun;

    @Option(names = "--format", description = "of --dry-run: table (default), csv or json (one object a line)")
    private String format;

    @Option(names = "--strict", description = "exit with 3 if the archive has holes")
    private boolean strict;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        fromLake.check(spec.commandLine().getParseResult());
        String unit = fromLake.isOn() ? "days of facts" : "files";
        ProgressReport report = new ProgressReport(err, Boolean.getBoolean(ProgressReport.TERMINAL), unit);
        Backfill backfill = backfill(Clock.systemUTC(), report);
        if (dryRun) {
            Preview preview = backfill.preview();
            PreviewReport.files(preview, format(), spec.commandLine().getOut());
            PreviewReport.summary(preview, unit, err);
            return ExitCode.DONE;
        }
        RunCounts counts = backfill.run();
        report.summary(counts);
        boolean holes = strict && counts.gaps() > 0;
        return counts.deadLetters() > 0 || holes ? ExitCode.REJECTS : ExitCode.DONE;
    }

    private Backfill backfill(Clock clock, ProgressReport report) {
        if (format != null && !dryRun) {
            throw new UsageException("--format", format, "used with --dry-run");
        }
        format();
        return fromLake.isOn()
                ? new Backfill(lakeSettings(clock), Main.Version.number(), clock, report)
                : new Backfill(archiveSettings(clock), Main.Version.number(), clock, report);
    }

    private ResultFormat format() {
        return ResultFormat.of(format == null ? "table" : format);
    }

    private LakeBackfillSettings lakeSettings(Clock clock) {
        DayOption days = new DayOption(clock);
        requireInterval();
        return new LakeBackfillSettings(
                fromLake.venues(),
                FromLakeOptions.unique("--symbols", symbols),
                days.parse("--from", from),
                days.parse("--to", to),
                klineInterval,
                mode(),
                parallelism(),
                positive("--chunk-days", chunkDays, 366),
                force,
                lake.existing());
    }

    private BackfillSettings archiveSettings(Clock clock) {
        requireGiven(ArchiveOptions.NAME);
        requireGiven(MARKET);
        DayOption days = new DayOption(clock);
        BinanceMarket binance = BinanceMarket.find(market)
                .orElseThrow(() -> new UsageException(
                        "--market",
                        market,
                        "one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(BinanceMarket.values())
                                                .map(BinanceMarket::text)
                                                .toList())));
        requireInterval();
        if (instruments != null && !Files.isReadable(instruments)) {
            throw new UsageException("--instruments", instruments.toString(), "a readable file");
        }
        return new BackfillSettings(
                archive.settings(),
                binance,
                symbols(),
                days.parse("--from", from),
                days.parse("--to", to),
                datasets(binance),
                klineInterval,
                mode(),
                parallelism(),
                positive("--chunk-days", chunkDays, 366),
                availability(),
                instruments,
                storeTrades,
                force,
                lake.settings());
    }

    private void requireGiven(String option) {
        if (!spec.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: " + option + ", or " + FromLakeOptions.NAME);
        }
    }

    private void requireInterval() {
        if (!BarIntervals.names().contains(klineInterval)) {
            throw new UsageException(
                    "--kline-interval", klineInterval, "one of " + String.join(", ", BarIntervals.names()));
        }
    }

    private int parallelism() {
        return positive(
                "--parallelism",
                parallelism == null ? Math.min(Runtime.getRuntime().availableProcessors(), MOST_READERS) : parallelism,
                MOST_READERS);
    }

    private List<String> symbols() {
        LinkedHashSet<String> unique = new LinkedHashSet<>();
        for (String symbol : symbols) {
            if (!isSymbol(symbol)) {
                throw new UsageException("--symbols", symbol, "symbols in capitals, separated by commas");
            }
            unique.add(symbol);
        }
        return List.copyOf(unique);
    }

    /** Symbols are not all ASCII, but they are in capitals and one word, which also is the name of a folder. */
    private static boolean isSymbol(String text) {
        return !text.isEmpty()
                && text.codePoints()
                        .allMatch(character -> character == '_'
                                || (Character.isLetterOrDigit(character) && !Character.isLowerCase(character)));
    }

    /** Empty for all that the archive holds. */
    private List<Dataset> datasets(BinanceMarket binance) {
        LinkedHashSet<Dataset> chosen = new LinkedHashSet<>();
        for (String name : datasets == null ? List.<String>of() : datasets) {
            chosen.add(Dataset.find(name)
                    .orElseThrow(() -> new UsageException(
                            "--datasets",
                            name,
                            "one that --market " + binance.text() + " has: "
                                    + String.join(
                                            ", ",
                                            binance.datasets().stream()
                                                    .map(Dataset::text)
                                                    .toList()))));
        }
        return List.copyOf(chosen);
    }

    private RuntimeExecutionMode mode() {
        return switch (mode) {
            case "batch" -> RuntimeExecutionMode.BATCH;
            case "streaming" -> RuntimeExecutionMode.STREAMING;
            default -> throw new UsageException("--mode", mode, "batch or streaming");
        };
    }

    private Availability availability() {
        return switch (availability) {
            case "event" -> Availability.AT_EVENT;
            case "as-published" -> Availability.AS_PUBLISHED;
            default -> throw new UsageException("--availability", availability, "event or as-published");
        };
    }

    private static int positive(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new UsageException(option, Integer.toString(value), "1 to " + most);
        }
        return value;
    }
}
