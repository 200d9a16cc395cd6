package io.tidemark.udfs.stats;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Writes {@link QuantileSketch} as bytes, in the one form that a sketch has.
 *
 * <p>A version byte; the count of zeros; the number of bins; then for each bin, in ascending order, its distance from
 * the one before (the first: its index, zigzag-coded) and its count. All numbers are unsigned LEB128 in the shortest
 * form. {@link DecodedSketch} reads it.
 */
final class SketchEncoder {

    static final byte VERSION = 1;

    private static final int MAX_VARINT_BYTES = 9;
    private static final int USUAL_BIN_BYTES = 4;

    private byte[] buffer;
    private int position;

    private SketchEncoder(int capacity) {
        buffer = new byte[capacity];
    }

    /** Encodes the first {@code bins} indexes, which ascend; {@code counts} gives the positive count of each. */
    static byte[] encode(long zeroCount, int[] indexes, int bins, IntToLongFunction counts) {
        SketchEncoder out = new SketchEncoder(1 + 2 * MAX_VARINT_BYTES + bins * USUAL_BIN_BYTES);
        out.buffer[out.position++] = VERSION;
        out.writeVarint(zeroCount);
        out.writeVarint(bins);
        for (int i = 0; i < bins; i++) {
            out.writeVarint(i == 0 ? zigzag(indexes[0]) : (long) indexes[i] - indexes[i - 1]);
            out.writeVarint(counts.applyAsLong(indexes[i]));
        }
        return Arrays.copyOf(out.buffer, out.position);
    }

    private void writeVarint(long value) {
        if (buffer.length - position < MAX_VARINT_BYTES) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        long rest = value;
        while (rest >= 0x80) {
            buffer[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[position++] = (byte) rest;
    }

    private static long zigzag(int value) {
        return ((long) value << 1) ^ (value >> 31);
    }
}
