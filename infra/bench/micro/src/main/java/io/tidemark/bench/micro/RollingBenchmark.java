package io.tidemark.bench.micro;

import io.tidemark.udfs.stats.PercentileRank;
import io.tidemark.udfs.stats.ZScore;
import java.util.Arrays;
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

/**
 * Rolling statistics of a year of five-minute rows of one instrument, a row: three series scored over a day, open
 * interest ranked among thirty days. Beside each the same arithmetic in a bare loop that knows no absent values: what it
 * costs less is what their treatment costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RollingBenchmark {

    private static final int ROWS = 365 * 288;
    private static final int DAY = 288;
    private static final int MONTH = 30 * DAY;
    private static final int MINIMUM = 30;
    private static final long SEED = 7;

    private final double[] funding = new double[ROWS];
    private final double[] basis = new double[ROWS];
    private final double[] openInterest = new double[ROWS];
    private double[][] series;

    /** Draws funding in steps, a noisy basis and wandering open interest. */
    @Setup
    public void draw() {
        Random random = new Random(SEED);
        Arrays.setAll(funding, i -> i % 96 == 0 ? random.nextGaussian() : funding[i - 1]);
        Arrays.setAll(basis, i -> 5 + random.nextGaussian());
        Arrays.setAll(openInterest, i -> i == 0 ? 90_000 : openInterest[i - 1] + 20 * random.nextGaussian());
        series = new double[][] {funding, basis, openInterest};
    }

    /** Scores with the row itself in the window, three a row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double parity() {
        double sum = 0;
        for (double[] values : series) {
            for (int row = DAY - 1; row < ROWS; row++) {
                sum += ZScore.ofLast(values, row + 1 - DAY, row + 1);
            }
        }
        return sum;
    }

    /** What {@link #parity} does, bare. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double parityBare() {
        double sum = 0;
        for (double[] values : series) {
            for (int row = DAY - 1; row < ROWS; row++) {
                sum += bareScore(values[row], values, row + 1 - DAY, row + 1);
            }
        }
        return sum;
    }

    /** Scores against the rows before, three a row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double strict() {
        double sum = 0;
        for (double[] values : series) {
            for (int row = DAY; row < ROWS; row++) {
                sum += ZScore.against(values[row], values, row - DAY, row, MINIMUM);
            }
        }
        return sum;
    }

    /** What {@link #strict} does, bare. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double strictBare() {
        double sum = 0;
        for (double[] values : series) {
            for (int row = DAY; row < ROWS; row++) {
                sum += bareScore(values[row], values, row - DAY, row);
            }
        }
        return sum;
    }

    /** Ranks open interest, one a row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double percentile() {
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += PercentileRank.of(openInterest[row], openInterest, Math.max(0, row + 1 - MONTH), row + 1);
        }
        return sum;
    }

    /** What {@link #percentile} does, bare. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double percentileBare() {
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += barePercentile(openInterest[row], openInterest, Math.max(0, row + 1 - MONTH), row + 1);
        }
        return sum;
    }

    private static double bareScore(double x, double[] values, int from, int to) {
        double pivot = values[from];
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] - pivot;
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            double deviation = values[i] - pivot - mean;
            squares += deviation * deviation;
        }
        return (x - pivot - mean) / Math.sqrt(squares / (to - from - 1));
    }

    private static double barePercentile(double x, double[] values, int from, int to) {
        int less = 0;
        int equal = 0;
        for (int i = from; i < to; i++) {
            if (values[i] < x) {
                less++;
            } else if (values[i] == x) {
                equal++;
            }
        }
        return 100 * (less + 0.5 * equal) / (to - from);
    }
}
