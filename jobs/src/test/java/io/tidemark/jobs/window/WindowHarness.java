package io.tidemark.jobs.window;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.RecordedTrades.Trade;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Trades through the real pane builder, and panes through the real bar operator. Without a cluster. */
public final class WindowHarness {

    private WindowHarness() {}

    /** What the bar operator made of the facts, and how many state entries it kept. */
    public record Result(List<Bar> bars, int stateEntries) {}

    static ArchiveFile file(Instrument instrument, TimeRange period, List<TimeRange> wanted) {
        return new ArchiveFile(
                instrument.symbol() + period,
                Dataset.AGG_TRADES,
                instrument,
                null,
                period,
                wanted,
                new ArchiveFile.Stored(1, "v", null));
    }

    /** What a file of the period with those of the trades that fall into it sends. */
    public static List<Fact> read(Instrument instrument, TimeRange period, List<Trade> trades) {
        return read(file(instrument, period, List.of(period)), trades);
    }

    /** What a file with those of the trades that fall into its period sends. */
    public static List<Fact> read(ArchiveFile file, List<Trade> trades) {
        PaneBuilder panes = new PaneBuilder(file);
        for (Trade trade : trades) {
            if (file.period().contains(Instant.EPOCH.plus(trade.time(), ChronoUnit.MICROS))) {
                trade.sendTo(panes);
            }
        }
        List<Fact> facts = new ArrayList<>();
        panes.finish(facts::add);
        return facts;
    }

    /** The bars of the range from these facts, in this order. */
    public static Result bars(TimeRange range, List<Fact> facts) {
        return bars(range, facts, -1);
    }

    /** Restarts the operator from a snapshot before the fact of that index. */
    static Result bars(TimeRange range, List<Fact> facts, int restartBefore) {
        try {
            List<Bar> bars = new ArrayList<>();
            KeyedOneInputStreamOperatorTestHarness<String, Fact, Bar> harness = harness(range);
            harness.open();
            for (int index = 0; index < facts.size(); index++) {
                if (index == restartBefore) {
                    OperatorSubtaskState state = harness.snapshot(1, 1);
                    bars.addAll(harness.extractOutputValues());
                    harness.close();
                    harness = harness(range);
                    harness.initializeState(state);
                    harness.open();
                }
                // Panes and progress alone reach the operator.
                if (!(facts.get(index) instanceof Gap)) {
                    harness.processElement(facts.get(index), 0);
                }
            }
            int entries = harness.numKeyedStateEntries();
            bars.addAll(harness.extractOutputValues());
            harness.close();
            return new Result(bars, entries);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Fact, Bar> harness(TimeRange range) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new BarFunction(range)),
                fact -> fact.instrument().id(),
                Types.STRING);
    }
}
