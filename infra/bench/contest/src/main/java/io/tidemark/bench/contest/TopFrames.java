package io.tidemark.bench.contest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** The methods on top of the stacks of a flight recording, by group of threads. */
final class TopFrames {

    /** What a sample stands for, in units of 10 ms, with the recorder's profile settings. */
    private static final Map<String, Integer> SAMPLES = Map.of("jdk.ExecutionSample", 1, "jdk.NativeMethodSample", 2);

    /** The recorder takes threads that wait in native code for busy ones. */
    private static final Set<String> WAITING = Set.of("EPoll.wait", "Net.accept", "Net.poll");

    private static final int GROUPS = 6;
    private static final int FRAMES = 12;
    private static final int LONGEST_NAME = 60;

    private final Map<String, Map<String, Integer>> samples = new LinkedHashMap<>();

    private TopFrames() {}

    /** The frames of a recording. */
    static TopFrames of(Path recording) throws IOException {
        TopFrames frames = new TopFrames();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                Integer weight = SAMPLES.get(event.getEventType().getName());
                if (weight != null) {
                    frames.add(event.getThread("sampledThread"), event.getStackTrace(), weight);
                }
            }
        }
        return frames;
    }

    private void add(RecordedThread thread, RecordedStackTrace stack, int weight) {
        if (thread == null
                || thread.getJavaName() == null
                || stack == null
                || stack.getFrames().isEmpty()) {
            return;
        }
        String method = text(stack.getFrames().get(0));
        if (!WAITING.contains(method)) {
            samples.computeIfAbsent(group(thread.getJavaName()), name -> new LinkedHashMap<>())
                    .merge(method, weight, Integer::sum);
        }
    }

    /** Threads whose names differ in their numbers do the same. */
    static String group(String thread) {
        String group = thread.replaceAll("[0-9]+", "#");
        return group.length() > LONGEST_NAME ? group.substring(0, LONGEST_NAME) + "…" : group;
    }

    private static String text(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    /** Prints the busiest groups with their busiest methods. */
    void print(PrintWriter out) {
        int all = samples.values().stream().mapToInt(TopFrames::sum).sum();
        samples.entrySet().stream()
                .sorted(Comparator.comparing(group -> -sum(group.getValue())))
                .limit(GROUPS)
                .forEach(group -> {
                    out.printf(Locale.ROOT, "%n%5.1f %%  %s%n", share(sum(group.getValue()), all), group.getKey());
                    top(group.getValue())
                            .forEach(frame -> out.printf(
                                    Locale.ROOT, "  %5.1f %%  %s%n", share(frame.getValue(), all), frame.getKey()));
                });
        out.flush();
    }

    private static List<Map.Entry<String, Integer>> top(Map<String, Integer> frames) {
        return frames.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(FRAMES)
                .toList();
    }

    private static int sum(Map<String, Integer> frames) {
        return frames.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static double share(int part, int all) {
        return 100.0 * part / all;
    }
}
