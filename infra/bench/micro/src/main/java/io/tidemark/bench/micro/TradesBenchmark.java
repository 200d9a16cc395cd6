package io.tidemark.bench.micro;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.window.PaneBuilder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a day's text becomes on its way to panes, a trade. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TradeLines.TRADES)
public class TradesBenchmark {

    private final ArchiveFile file = TradeLines.file();
    private final byte[] text = TradeLines.text();
    private final KeptTrades trades = new KeptTrades();

    /** Decodes the trades that panes are made of. */
    @Setup
    public void decodeOnce() {
        TradeLines.decode(text, file, trades);
    }

    /** Finds the fields of the lines. */
    @Benchmark
    public int lines() {
        CsvLine line = new CsvLine();
        int fields = 0;
        int from = 0;
        for (long number = 1; from < text.length; number++) {
            from = line.set(text, from, text.length, number) + 1;
            fields += line.fields();
        }
        return fields;
    }

    /** Decodes the lines, and adds them up to panes. */
    @Benchmark
    public void linesToPanes(Blackhole facts) {
        PaneBuilder panes = new PaneBuilder(file);
        TradeLines.decode(text, file, panes);
        panes.finish(facts::consume);
    }

    /** The same with every line by itself, as lines of unusual form are. */
    @Benchmark
    public void singleLinesToPanes(Blackhole facts) {
        PaneBuilder panes = new PaneBuilder(file);
        TradeLines.decodeSingly(text, file, panes);
        panes.finish(facts::consume);
    }

    /** Adds decoded trades up to panes. */
    @Benchmark
    public void tradesToPanes(Blackhole facts) {
        PaneBuilder panes = new PaneBuilder(file);
        trades.replay(panes);
        panes.finish(facts::consume);
    }
}
