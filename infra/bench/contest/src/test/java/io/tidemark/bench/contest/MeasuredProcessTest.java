package io.tidemark.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {

    @TempDir
    private Path folder;

    @Test
    void timesOfEndedChildrenAreAddedUp() {
        assertThat(MeasuredProcess.cpuSeconds("0m0.000000s 0m0.010000s\n1m2.500000s 0m0.250000s\n"))
                .isEqualTo(62.75);
        assertThatThrownBy(() -> MeasuredProcess.cpuSeconds("0m0s 0m0s\n")).hasMessageContaining("times");
    }

    @Test
    void grandchildrenCount() throws Exception {
        String work = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";

        Run run = new MeasuredProcess(folder).run(List.of("sh", "-c", "sh -c '" + work + "'; true"), Map.of());

        assertThat(run.cpuSeconds()).isPositive();
        assertThat(run.wallSeconds()).isPositive();
    }

    @Test
    void outputAndVariablesArePassedOn() throws Exception {
        MeasuredProcess processes = new MeasuredProcess(folder);

        processes.run(List.of("sh", "-c", "echo \"$0 $NAME\"", "a b"), Map.of("NAME", "c"));

        assertThat(Files.readString(processes.output())).isEqualTo("a b c\n");
    }

    @Test
    void aFailureTellsWhatWasSaid() {
        assertThatThrownBy(() ->
                        new MeasuredProcess(folder).run(List.of("sh", "-c", "echo no disk >&2; exit 3"), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("no disk");
    }
}
