package io.tidemark.udfs.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.IntToLongFunction;

/**
 * {@link QuantileSketch} on its way from one operator to the next: the count of zeros and of all values, then the bins in
 * any order. A bin is one word, its index and its count; a count that does not fit follows in two more.
 */
final class PartialSketch {

    private static final int FIRST_BIN = 2 * Long.BYTES;
    private static final int COUNT_BITS = 12;

    /** Stands for a count that follows. */
    private static final int FOLLOWS = (1 << COUNT_BITS) - 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private PartialSketch() {}

    /** Takes the bins one by one. */
    @FunctionalInterface
    interface Bins {
        void bin(int index, long count);
    }

    static byte[] encode(long zeroCount, int[] indexes, int bins, IntToLongFunction counts) {
        long total = zeroCount;
        int large = 0;
        for (int bin = 0; bin < bins; bin++) {
            long count = counts.applyAsLong(indexes[bin]);
            total += count;
            large += count >= FOLLOWS ? 1 : 0;
        }
        byte[] bytes = new byte[FIRST_BIN + bins * Integer.BYTES + large * Long.BYTES];
        LONGS.set(bytes, 0, zeroCount);
        LONGS.set(bytes, Long.BYTES, total);
        int at = FIRST_BIN;
        for (int bin = 0; bin < bins; bin++) {
            long count = counts.applyAsLong(indexes[bin]);
            INTS.set(bytes, at, (indexes[bin] << COUNT_BITS) | (int) Math.min(count, FOLLOWS));
            at += Integer.BYTES;
            if (count >= FOLLOWS) {
                LONGS.set(bytes, at, count);
                at += Long.BYTES;
            }
        }
        return bytes;
    }

    static long zeroCount(byte[] bytes) {
        return (long) LONGS.get(bytes, 0);
    }

    /** The number of values, zeros included. */
    static long count(byte[] bytes) {
        return (long) LONGS.get(bytes, Long.BYTES);
    }

    static void forEachBin(byte[] bytes, Bins bins) {
        int at = FIRST_BIN;
        while (at < bytes.length) {
            int bin = (int) INTS.get(bytes, at);
            at += Integer.BYTES;
            long count = bin & FOLLOWS;
            if (count == FOLLOWS) {
                count = (long) LONGS.get(bytes, at);
                at += Long.BYTES;
            }
            bins.bin(bin >> COUNT_BITS, count);
        }
    }
}
