package io.tidemark.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Input SMALL = input("small");
    private static final Input LARGE = input("large");

    private final Results results = new Results(List.of(SMALL, LARGE));

    @Test
    void theMedianIsTheMiddleOne() {
        add("one", SMALL, 9, 1, 2);
        add("two", SMALL, 4, 1);

        assertThat(results.cpu("one", SMALL)).isEqualTo(new Spread(2, 1, 9));
        assertThat(results.cpu("two", SMALL)).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void marginalRatesLeaveStartUpOut() {
        results.rows(SMALL, 1_000);
        results.rows(LARGE, 11_000);
        // Five seconds of start-up, and 2000 rows a second.
        add("one", SMALL, 5.5);
        add("one", LARGE, 10.5);

        assertThat(results.marginalRowsPerCpuSecond("one")).isEqualTo(2_000);
    }

    @Test
    void aSequenceCostsBothAndPeaksOnce() {
        for (Input input : List.of(SMALL, LARGE)) {
            results.add("unzip", input, new Run(1, 2, 10));
            results.add("engine", input, new Run(3, 5, 300));
        }

        results.addSequence("both", "unzip", "engine");

        assertThat(results.of("both", LARGE)).containsExactly(new Run(4, 7, 300));
    }

    private void add(String contestant, Input input, double... cpuSeconds) {
        for (double seconds : cpuSeconds) {
            results.add(contestant, input, new Run(seconds, seconds, 1));
        }
    }

    private static Input input(String name) {
        LocalDate day = LocalDate.of(2026, 4, 6);
        return new Input(name, Path.of("archive"), List.of("A"), day, day.plusDays(1), List.of(), 0);
    }
}
