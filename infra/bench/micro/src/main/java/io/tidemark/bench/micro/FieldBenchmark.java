package io.tidemark.bench.micro;

import io.tidemark.udfs.exact.DecimalField;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Numbers out of bytes, a field. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FieldBenchmark {

    /** A price, a quantity, and the form of {@code Double.toString}, which takes the slow path. */
    @Param({"0.15389", "1258.0", "3.743E-4"})
    public String decimal;

    private final DecimalField field = new DecimalField();
    private byte[] decimalBytes;
    private byte[] id;

    /** Makes the bytes; a comma follows each field, as in a file. */
    @Setup
    public void makeBytes() {
        decimalBytes = (decimal + ",").getBytes(StandardCharsets.US_ASCII);
        id = "1775606400555,".getBytes(StandardCharsets.US_ASCII);
    }

    /** A decimal. */
    @Benchmark
    public long decimal() {
        field.parse(decimalBytes, 0, decimalBytes.length - 1);
        return field.mantissa();
    }

    /** A time, as any id. */
    @Benchmark
    public long whole() {
        return DecimalField.parseLong(id, 0, id.length - 1);
    }
}
