package io.tidemark.jobs.align;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Runs the as-of join over facts in a given order. */
public final class AlignHarness {

    private AlignHarness() {}

    /** An input that is delivered from the instant on. */
    public static AlignedInput input(Dataset dataset, String from, Duration lag) {
        return new AlignedInput(dataset, Instant.parse(from), lag, dataset == Dataset.FUNDING_RATE);
    }

    /** Decisions at these instants, ascending. */
    public static Decisions at(Instant... instants) {
        List<Instant> ascending = List.of(instants);
        return instant -> ascending.stream()
                .filter(each -> instant == null || each.isAfter(instant))
                .findFirst()
                .orElse(null);
    }

    /** The rows. */
    public static <S, R> List<R> rows(AsOfFunction<S, R> function, List<? extends Fact> facts) {
        return rows(function, facts, -1);
    }

    /** The rows, when the operator is restarted from a snapshot before the fact of that index. */
    public static <S, R> List<R> rows(AsOfFunction<S, R> function, List<? extends Fact> facts, int restartBefore) {
        try {
            List<R> rows = new ArrayList<>();
            KeyedOneInputStreamOperatorTestHarness<String, Fact, R> harness = harness(function);
            harness.open();
            for (int index = 0; index < facts.size(); index++) {
                if (index == restartBefore) {
                    OperatorSubtaskState state = harness.snapshot(1, 1);
                    rows.addAll(harness.extractOutputValues());
                    harness.close();
                    harness = harness(function);
                    harness.initializeState(state);
                    harness.open();
                }
                harness.processElement(facts.get(index), 0);
            }
            rows.addAll(harness.extractOutputValues());
            harness.close();
            return rows;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static <S, R> KeyedOneInputStreamOperatorTestHarness<String, Fact, R> harness(AsOfFunction<S, R> function)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), fact -> fact.instrument().id(), Types.STRING);
    }
}
