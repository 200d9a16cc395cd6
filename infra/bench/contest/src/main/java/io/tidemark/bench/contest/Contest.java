package io.tidemark.bench.contest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the contestants in turns: every round has each of them once on each input, in a fresh process and place. */
final class Contest {

    private final Path work;
    private final MeasuredProcess processes;
    private final PrintWriter out;

    /** Tells of its progress. */
    Contest(Path work, MeasuredProcess processes, PrintWriter out) {
        this.work = work;
        this.processes = processes;
        this.out = out;
    }

    /** The results; in the first round every contestant's bars are held against the floor's. */
    Results run(List<Contestant> contestants, List<Input> inputs, int rounds) throws IOException, InterruptedException {
        storeFloorClasses(inputs.get(0));
        Results results = new Results(inputs);
        for (int round = 1; round <= rounds; round++) {
            for (Input input : inputs) {
                Path floor = null;
                for (Contestant contestant : contestants) {
                    Run run = run(contestant, input);
                    results.add(contestant.name(), input, run);
                    say(
                            "round %d, %s: %s %.2f s, %.2f CPU s",
                            round, input.name(), contestant.name(), run.wallSeconds(), run.cpuSeconds());
                    if (floor == null) {
                        floor = contestant.output();
                        results.rows(input, rows());
                    }
                    if (round == 1 && contestant.comparison() != null) {
                        compare(contestant, floor);
                    }
                }
            }
        }
        return results;
    }

    private Run run(Contestant contestant, Input input) throws IOException, InterruptedException {
        empty(contestant.output());
        return processes.run(contestant.command().of(input), contestant.environment());
    }

    /** What the floor has just told of its rows. */
    private long rows() throws IOException {
        return Long.parseLong(Files.readString(processes.output()).strip().replace("rows=", ""));
    }

    private void compare(Contestant contestant, Path floor) throws IOException {
        Path bars = contestant.output().resolve("flow/bars");
        long same = contestant
                .comparison()
                .requireSame(
                        contestant.name(),
                        BarComparison.below(Files.isDirectory(bars) ? bars : contestant.output()),
                        BarComparison.below(floor));
        say("  its %,d bars are the floor's", same);
    }

    /** Tidemark starts from stored classes, so the floor does too. */
    private void storeFloorClasses(Input input) throws IOException, InterruptedException {
        Path classes = Contestants.storedClasses(work);
        Files.deleteIfExists(classes);
        Path trial = work.resolve("out/floor-trial");
        empty(trial);
        processes.run(Contestants.floor(work, "-XX:ArchiveClassesAtExit=" + classes, "native", trial, input), Map.of());
        empty(trial);
    }

    /** Removes what is there and makes the folder above. */
    static void empty(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (Files.exists(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
