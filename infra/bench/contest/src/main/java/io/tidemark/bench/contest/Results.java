package io.tidemark.bench.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Every run of every contestant. */
final class Results {

    private final List<Input> inputs;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Run>>> runs = new LinkedHashMap<>();

    /** For the inputs, smallest first. */
    Results(List<Input> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    void add(String contestant, Input input, Run run) {
        runs.computeIfAbsent(contestant, name -> new LinkedHashMap<>())
                .computeIfAbsent(input.name(), name -> new ArrayList<>())
                .add(run);
    }

    /** Adds one who is two of the others, one after the other. */
    void addSequence(String contestant, String first, String second) {
        for (Input input : inputs) {
            List<Run> before = of(first, input);
            List<Run> after = of(second, input);
            IntStream.range(0, before.size())
                    .forEach(round -> add(contestant, input, before.get(round).then(after.get(round))));
        }
    }

    void rows(Input input, long count) {
        rows.put(input.name(), count);
    }

    long rows(Input input) {
        return rows.get(input.name());
    }

    List<Input> inputs() {
        return inputs;
    }

    List<String> contestants() {
        return List.copyOf(runs.keySet());
    }

    List<Run> of(String contestant, Input input) {
        return runs.get(contestant).get(input.name());
    }

    /** Processor seconds. */
    Spread cpu(String contestant, Input input) {
        return Spread.of(of(contestant, input), Run::cpuSeconds);
    }

    /** Seconds on the clock. */
    Spread wall(String contestant, Input input) {
        return Spread.of(of(contestant, input), Run::wallSeconds);
    }

    /** Largest resident memory, MiB. */
    Spread peak(String contestant, Input input) {
        return Spread.of(of(contestant, input), Run::peakMib);
    }

    /** Rows a processor second between the smallest input and the largest: what is left once start-up is taken away. */
    double marginalRowsPerCpuSecond(String contestant) {
        Input small = inputs.get(0);
        Input large = inputs.get(inputs.size() - 1);
        return (rows(large) - rows(small))
                / (cpu(contestant, large).median() - cpu(contestant, small).median());
    }
}
