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

    private final DecimalField field = new DecimalField();
    private final byte[] time = bytes("1775606400555");

    /** A price, a quantity, and the form of {@code Double.toString}, which takes the slow path. */
    @State(Scope.Thread)
    public static class Decimal {
        /** As it stands in a file. */
        @Param({"0.15389", "1258.0", "3.743E-4"})
        public String text;

        private byte[] bytes;

        /** Makes the bytes. */
        @Setup
        public void makeBytes() {
            bytes = bytes(text);
        }
    }

    /** A comma follows, as in a file. */
    private static byte[] bytes(String field) {
        return (field + ",").getBytes(StandardCharsets.US_ASCII);
    }

    /** A decimal. */
    @Benchmark
    public long decimal(Decimal decimal) {
        field.parse(decimal.bytes, 0, decimal.bytes.length - 1);
        return field.mantissa();
    }

    /** A time, read as ids are. */
    @Benchmark
    public long whole() {
        return DecimalField.parseLong(time, 0, time.length - 1);
    }
}
