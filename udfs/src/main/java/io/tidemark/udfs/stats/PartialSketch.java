package io.tidemark.udfs.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.IntToLongFunction;

/**
 * {@link QuantileSketch} on its way from one operator to the next: the count of zeros and of all values, then index and
 * count of each bin in any order, all in fixed width.
 */
final class PartialSketch {

    static final int FIRST_BIN = 2 * Long.BYTES;
    static final int BIN_BYTES = Integer.BYTES + Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private PartialSketch() {}

    static byte[] encode(long zeroCount, int[] indexes, int bins, IntToLongFunction counts) {
        byte[] bytes = new byte[FIRST_BIN + bins * BIN_BYTES];
        long total = zeroCount;
        for (int bin = 0, at = FIRST_BIN; bin < bins; bin++, at += BIN_BYTES) {
            long count = counts.applyAsLong(indexes[bin]);
            INTS.set(bytes, at, indexes[bin]);
            LONGS.set(bytes, at + Integer.BYTES, count);
            total += count;
        }
        LONGS.set(bytes, 0, zeroCount);
        LONGS.set(bytes, Long.BYTES, total);
        return bytes;
    }

    static long zeroCount(byte[] bytes) {
        return (long) LONGS.get(bytes, 0);
    }

    /** The number of values, zeros included. */
    static long count(byte[] bytes) {
        return (long) LONGS.get(bytes, Long.BYTES);
    }

    static int index(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long count(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at + Integer.BYTES);
    }
}
