package io.tidemark.bench.contest;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make bench-backfill}. */
@Command(name = "bench-backfill", description = "Measures a backfill of aggTrades against others, in turns.")
public final class Main implements Callable<Integer> {

    private static final int MOST_ROUNDS = 100;
    private static final long MOST_ROWS = 1_000_000_000;

    /** A zip takes about a fifth of its text; some is left for the machine. */
    private static final long CSV_PER_ZIP = 7;

    /** Java 17 does not survive a recording of classes that were stored for quick starts. */
    private static final String RECORDER =
            "-Xshare:off -XX:StartFlightRecording=settings=profile,dumponexit=true,filename=";

    @Spec
    private CommandSpec spec;

    @Option(names = "--tidemark", required = true, paramLabel = "DIR", description = "the distribution")
    private Path tidemark;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "inputs, outputs and results")
    private Path work;

    @Option(names = "--rounds", defaultValue = "3", description = "runs of each contestant: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--rows", defaultValue = "24000000", description = "about the rows of the large input")
    private long rows;

    @Option(names = "--archive", paramLabel = "DIR", description = "an archive to read instead of a simulated one")
    private Path archive;

    @Option(names = "--spark", paramLabel = "DIR", description = "Spark's libraries; without them it is left out")
    private Path spark;

    @Option(names = "--profile", description = "record Tidemark once more, and print where its time goes")
    private boolean profile;

    /** Runs the contest. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireBetween("--rounds", rounds, 1, MOST_ROUNDS);
        requireBetween("--rows", rows, 2 * Inputs.ROWS_PER_SYMBOL, MOST_ROWS);
        PrintWriter out = spec.commandLine().getOut();
        Path home = tidemark.toAbsolutePath().normalize();
        Path folder = Files.createDirectories(work).toRealPath();
        MeasuredProcess processes = new MeasuredProcess(folder);
        List<Input> inputs = inputs(home, folder, processes);
        machine(out);
        Inputs.readOnce(inputs);
        Results results =
                new Contest(folder, processes, out).run(contestants(home, folder, inputs, out), inputs, rounds);
        addSequences(results);
        Report report = new Report(results);
        report.write(folder);
        report.print(out);
        out.println("The figures are in " + folder.resolve("backfill.csv") + " and runs.csv.");
        if (profile) {
            profile(home, folder, inputs.get(inputs.size() - 1), processes, out);
        }
        Contest.empty(folder.resolve("out"));
        Contest.empty(folder.resolve("csv"));
        return 0;
    }

    private void requireBetween(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be " + least + " to " + most + ", was " + value);
        }
    }

    private List<Input> inputs(Path home, Path folder, MeasuredProcess processes)
            throws IOException, InterruptedException {
        try {
            return archive == null
                    ? Inputs.simulated(home, folder.resolve("input"), rows, processes)
                    : Inputs.found(archive.toAbsolutePath().normalize());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Contestant> contestants(Path home, Path folder, List<Input> inputs, PrintWriter out)
            throws IOException, InterruptedException {
        MeasuredProcess processes = new MeasuredProcess(folder);
        processes.run(List.of(home.resolve("bin/tidemark").toString(), "backfill", "--help"), Map.of());
        boolean storesTrades = Files.readString(processes.output()).contains("--store-trades");
        List<Contestant> all = new ArrayList<>(Contestants.ofZips(home, folder, storesTrades));
        long needed = CSV_PER_ZIP * inputs.get(inputs.size() - 1).bytes();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            out.printf(
                    Locale.ROOT,
                    "LEFT OUT: DuckDB and Spark, for CSV needs %,d bytes and %,d are free%n",
                    needed,
                    free);
        } else {
            all.addAll(Contestants.ofCsv(folder, Unzip.best(), spark(out)));
        }
        return all;
    }

    /** Where Spark is; null, which is said, if it is not to take part or could not be had. */
    private Path spark(PrintWriter out) {
        if (spark == null) {
            out.println("left out: Spark (SPARK=1 takes it in)");
        } else if (!Files.isDirectory(spark)) {
            out.println("LEFT OUT: Spark, for its libraries are not in " + spark);
            return null;
        }
        return spark;
    }

    private static void addSequences(Results results) {
        for (String name : results.contestants()) {
            if (name.endsWith(" on CSV")) {
                results.addSequence(
                        "unzip + " + name.replace(" on CSV", ""), Unzip.best().label(), name);
            }
        }
    }

    private static void profile(Path home, Path folder, Input input, MeasuredProcess processes, PrintWriter out)
            throws IOException, InterruptedException {
        Path lake = folder.resolve("out/profiled");
        Path recording = folder.resolve("backfill.jfr");
        Contest.empty(lake);
        Run run = processes.run(
                Contestants.backfill(home, input, lake, "--parallelism", "2"),
                Map.of("TIDEMARK_JAVA_OPTIONS", RECORDER + recording));
        out.printf(
                Locale.ROOT,
                "%nprofile of tidemark, %s: %.2f CPU s with the recorder on; %s%n"
                        + "Shares of the samples of Java threads; the compiler and the collector are not among them.%n",
                input.name(),
                run.cpuSeconds(),
                recording);
        TopFrames.of(recording).print(out);
    }

    private static void machine(PrintWriter out) throws IOException {
        Path processors = Path.of("/proc/cpuinfo");
        String model = Files.exists(processors)
                ? Files.readAllLines(processors).stream()
                        .filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .orElse("")
                : System.getProperty("os.arch");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        out.printf(
                Locale.ROOT,
                "%d processors, %s, Java %s; load %.1f before the start%s%n",
                Runtime.getRuntime().availableProcessors(),
                model,
                System.getProperty("java.version"),
                load,
                load > 0.5 ? ": SOMETHING ELSE IS RUNNING, take the figures as a trial" : "");
        out.flush();
    }
}
