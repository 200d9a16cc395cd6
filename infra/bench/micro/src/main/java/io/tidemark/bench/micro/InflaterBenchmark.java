package io.tidemark.bench.micro;

import com.intel.gkl.compression.IntelInflater;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Inflating a day's file whole, a trade: with the JDK, and with the library that the reader prefers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TradeLines.TRADES)
public class InflaterBenchmark {

    private final byte[] content = TradeLines.text();
    private final byte[] inflated = new byte[content.length];
    private final Inflater jdk = new Inflater(true);
    private final IntelInflater isaL = new IntelInflater(true);
    private byte[] deflated;
    private int deflatedLength;

    /** Deflates the file, and loads the library. */
    @Setup
    public void deflate() {
        deflated = new byte[content.length];
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        deflatedLength = deflater.deflate(deflated);
        deflater.end();
        if (!isaL.load((File) null)) {
            throw new IllegalStateException("the native inflater does not load on this machine");
        }
    }

    /** Gives the memory outside the heap back. */
    @TearDown
    public void end() {
        jdk.end();
        isaL.end();
    }

    /** Java's zlib. */
    @Benchmark
    public int jdk() throws DataFormatException {
        jdk.reset();
        jdk.setInput(deflated, 0, deflatedLength);
        return jdk.inflate(inflated, 0, inflated.length);
    }

    /** ISA-L. */
    @Benchmark
    public int isaL() {
        isaL.reset();
        isaL.setInput(deflated, 0, deflatedLength);
        return isaL.inflate(inflated, 0, inflated.length);
    }
}
