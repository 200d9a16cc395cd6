package io.tidemark.bench.micro;

import io.tidemark.udfs.stats.QuantileSketch;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Quantile sketches of as many log-normal amounts as a busy minute has trades. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SketchBenchmark {

    private static final int AMOUNTS = 300;
    private static final long SEED = 7;

    private final double[] amounts = new double[AMOUNTS];
    private final QuantileSketch sketch = new QuantileSketch();
    private byte[] encoded;

    /** Draws the amounts. */
    @Setup
    public void draw() {
        Random random = new Random(SEED);
        for (int amount = 0; amount < AMOUNTS; amount++) {
            amounts[amount] = Math.exp(5 + 1.5 * random.nextGaussian());
        }
        encoded = filled().toBytes();
    }

    private QuantileSketch filled() {
        sketch.reset();
        for (double amount : amounts) {
            sketch.add(amount);
        }
        return sketch;
    }

    /** Counts the amounts, an amount. */
    @Benchmark
    @OperationsPerInvocation(AMOUNTS)
    public long add() {
        return filled().count();
    }

    /** Merges two encoded sketches, a merge. */
    @Benchmark
    @OperationsPerInvocation(2)
    public long merge() {
        sketch.reset();
        sketch.mergeBytes(encoded);
        sketch.mergeBytes(encoded);
        return sketch.count();
    }

    /** Encodes a sketch and asks it for a quantile; filling it is part of the time. */
    @Benchmark
    public double fillEncodeAndAsk() {
        QuantileSketch filled = filled();
        return filled.toBytes().length + filled.quantile(0.9);
    }
}
