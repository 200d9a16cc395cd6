package io.tidemark.bench.contest;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command in a process of its own and measures it. Processor time is what the shell's {@code times} tells of its
 * ended children, which is complete; memory is read from {@code /proc} on the way, where there is one.
 */
final class MeasuredProcess {

    private static final String SHELL = "\"$@\"; code=$?; times >\"$BENCH_TIMES\"; exit $code";
    private static final Pattern TIME = Pattern.compile("(\\d+)m([0-9.]+)s");
    private static final long SAMPLE_MILLIS = 20;
    private static final double KIB_PER_MIB = 1024;
    private static final int LAST_LINES = 15;

    private final Path work;

    /** Keeps its logs in that folder. */
    MeasuredProcess(Path work) {
        this.work = work;
    }

    /** What a command printed. */
    Path output() {
        return work.resolve("last.out");
    }

    /**
     * Runs the command to its end.
     *
     * @throws IllegalStateException if it does not end with 0; the message has the end of what it said
     */
    Run run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path times = work.resolve("last.times");
        Path errors = work.resolve("last.err");
        List<String> wrapped = new ArrayList<>(List.of("sh", "-c", SHELL, "sh"));
        wrapped.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(wrapped)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output().toFile())
                .redirectError(errors.toFile());
        builder.environment().put("BENCH_TIMES", times.toString());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        try {
            do {
                peak = Math.max(peak, residentKib(process.pid()));
            } while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            end(process);
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + lastLines(errors));
        }
        return new Run(wall, cpuSeconds(Files.readString(times)), peak / KIB_PER_MIB);
    }

    /** Nothing is left running if the bench is interrupted. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String lastLines(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** The second line of {@code times}: user and system time of the ended children. */
    static double cpuSeconds(String times) {
        Matcher time = TIME.matcher(times.lines().skip(1).findFirst().orElse(""));
        double seconds = 0;
        int found = 0;
        for (; time.find(); found++) {
            seconds += 60.0 * Integer.parseInt(time.group(1)) + Double.parseDouble(time.group(2));
        }
        if (found != 2) {
            throw new IllegalStateException("the shell's times are not as POSIX has them: " + times);
        }
        return seconds;
    }

    /** The peaks of a process and its descendants, as far as they are alive; 0 where there is no /proc. */
    private static long residentKib(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        long sum = 0;
        try {
            for (String line : Files.readAllLines(process.resolve("status"))) {
                if (line.startsWith("VmHWM:")) {
                    sum = Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            String children = Files.readString(process.resolve("task/" + pid + "/children"));
            for (String child :
                    children.isBlank() ? new String[0] : children.trim().split(" ", -1)) {
                sum += residentKib(Long.parseLong(child));
            }
        } catch (IOException e) {
            // It ended while it was looked at.
            return sum;
        }
        return sum;
    }
}
