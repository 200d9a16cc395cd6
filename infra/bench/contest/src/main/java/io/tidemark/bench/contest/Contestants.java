package io.tidemark.bench.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The list of those who take part, in the order of a round: the floor first, for the others are compared with it. */
final class Contestants {

    static final String FLOOR = "floor";
    static final String FLOOR_JDK = "floor, JDK inflater";
    static final String TIDEMARK = "tidemark";
    static final String ONE_READER = "tidemark, one reader";

    /** Two of everything: readers, threads, processes. */
    private static final String THREADS = "2";

    private static final String JAVA_OPTIONS = "TIDEMARK_JAVA_OPTIONS";

    private final Path tidemark;
    private final Path work;
    private final List<Contestant> list = new ArrayList<>();

    private Contestants(Path tidemark, Path work) {
        this.tidemark = tidemark;
        this.work = work;
    }

    /**
     * Those who read the zips themselves.
     *
     * @param tidemark the distribution
     * @param work where they write
     * @param storesTrades true if the distribution can store trades
     */
    static List<Contestant> ofZips(Path tidemark, Path work, boolean storesTrades) {
        Contestants contestants = new Contestants(tidemark, work);
        contestants.addFloor(FLOOR, "native");
        contestants.addTidemark(TIDEMARK, "", "--parallelism", THREADS);
        contestants.addFloor(FLOOR_JDK, "jdk");
        contestants.addTidemark("tidemark, JDK inflater", "-Dtidemark.inflater=jdk", "--parallelism", THREADS);
        contestants.addTidemark(ONE_READER, "", "--parallelism", "1");
        if (storesTrades) {
            contestants.addTidemark("tidemark, storing trades", "", "--parallelism", THREADS, "--store-trades");
        }
        return contestants.list;
    }

    /**
     * Those who need CSV on disk, and the unzipping.
     *
     * @param unzip the tool that unzips
     * @param spark Spark's libraries; null to leave it out
     */
    static List<Contestant> ofCsv(Path work, Unzip unzip, Path spark) {
        Contestants contestants = new Contestants(null, work);
        Path csv = work.resolve("csv");
        contestants.list.add(new Contestant(unzip.label(), Map.of(), input -> unzip.command(input, csv), csv, null));
        contestants.addEngine("DuckDB", csv, classPath(), List.of(), "io.tidemark.bench.duckdb.DuckBars");
        if (spark != null) {
            contestants.addEngine(
                    "Spark", csv, spark + "/*", SparkOptions.OF_JAVA, "io.tidemark.bench.spark.SparkBars");
        }
        return contestants.list;
    }

    private void addTidemark(String name, String javaOptions, String... options) {
        Path lake = place(name);
        list.add(new Contestant(
                name,
                Map.of(JAVA_OPTIONS, javaOptions),
                input -> backfill(tidemark, input, lake, options),
                lake,
                BarComparison.ofAllColumns()));
    }

    /** A backfill of the input's trades into an empty lake. */
    static List<String> backfill(Path tidemark, Input input, Path lake, String... options) {
        List<String> command = new ArrayList<>(List.of(
                tidemark.resolve("bin/tidemark").toString(),
                "backfill",
                "--archive",
                input.archive().toString(),
                "--market",
                "um",
                "--symbols",
                String.join(",", input.symbols()),
                "--from",
                input.from().toString(),
                "--to",
                input.to().toString(),
                "--datasets",
                "aggTrades",
                "--warehouse",
                lake.toString()));
        command.addAll(List.of(options));
        return command;
    }

    private void addFloor(String name, String inflater) {
        Path out = place(name);
        list.add(new Contestant(
                name,
                Map.of(),
                input -> floor(work, "-XX:SharedArchiveFile=" + storedClasses(work), inflater, out, input),
                out,
                null));
    }

    /** The floor, started as {@code bin/tidemark} starts Java. */
    static List<String> floor(Path work, String option, String inflater, Path out, Input input) {
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                option,
                "-cp",
                classPath(),
                "io.tidemark.bench.floor.Floor",
                inflater,
                THREADS,
                out.toString(),
                names(work, input).toString());
    }

    /** The classes of the floor, stored for quick starts as Tidemark's are. */
    static Path storedClasses(Path work) {
        return work.resolve("floor.jsa");
    }

    private static Path names(Path work, Input input) {
        try {
            return Files.write(
                    work.resolve(input.name() + ".files"),
                    input.zips().stream().map(Path::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addEngine(String name, Path csv, String libraries, List<String> options, String program) {
        Path out = place(name);
        List<String> command = Stream.of(
                        List.of(java()),
                        options,
                        List.of("-cp", libraries, program, THREADS, csv.toString(), out.toString()))
                .flatMap(List::stream)
                .toList();
        list.add(new Contestant(name + " on CSV", Map.of(), input -> command, out, BarComparison.ofCommonColumns()));
    }

    private Path place(String name) {
        return work.resolve("out").resolve(name.replaceAll("[^A-Za-z]+", "-"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
