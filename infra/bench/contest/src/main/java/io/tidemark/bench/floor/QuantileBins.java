package io.tidemark.bench.floor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Counts of positive values in logarithmic bins (DDSketch, 1 %): bin i holds (γ^(i-1), γ^i] with γ = 1.01 / 0.99. Holds
 * values of 2^-60 to 2^67, which are all that prices and quantities of 64 bits give.
 */
final class QuantileBins {

    private static final MathContext PRECISION = new MathContext(40);
    private static final BigDecimal GAMMA = new BigDecimal("1.01").divide(new BigDecimal("0.99"), PRECISION);
    private static final double LOG_GAMMA = StrictMath.log(1.01 / 0.99);

    private static final double FROM = 0x1p-60;
    private static final double TO = 0x1p67;

    /** Bins are numbered from this one, so that no number is negative. */
    private static final int FIRST = (int) Math.floor(Math.log(FROM) / LOG_GAMMA) - 1;

    private static final int BINS = (int) Math.ceil(Math.log(TO) / LOG_GAMMA) + 2 - FIRST;
    private static final double[] UPPER_BOUNDS = new double[BINS];
    private static final double[] MIDDLES = new double[BINS];

    /** Doubles that agree in exponent and six more bits; no more than one bound falls between them. */
    private static final int CELL_SHIFT = 52 - 6;

    private static final int FIRST_CELL = cell(FROM);
    private static final short[] BIN_AT_CELL_START = new short[cell(TO) - FIRST_CELL];

    private static final byte SKETCH_VERSION = 1;

    static {
        BigDecimal bound = GAMMA.pow(FIRST, PRECISION);
        for (int bin = 0; bin < BINS; bin++, bound = bound.multiply(GAMMA, PRECISION)) {
            UPPER_BOUNDS[bin] = bound.doubleValue();
            MIDDLES[bin] = bound.multiply(new BigDecimal("0.99")).doubleValue();
        }
        for (int cell = 0, bin = 0; cell < BIN_AT_CELL_START.length; cell++) {
            double start = Double.longBitsToDouble((long) (FIRST_CELL + cell) << CELL_SHIFT);
            while (UPPER_BOUNDS[bin] < start) {
                bin++;
            }
            BIN_AT_CELL_START[cell] = (short) bin;
        }
    }

    private final int[] counts = new int[BINS];
    private final long[] touched = new long[BINS / Long.SIZE + 1];
    private byte[] encoded = new byte[1024];
    private int encodedLength;

    private static int cell(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> CELL_SHIFT);
    }

    /** Counts a value. */
    void add(double value) {
        int bin = BIN_AT_CELL_START[cell(value) - FIRST_CELL];
        bin += value > UPPER_BOUNDS[bin] ? 1 : 0;
        counts[bin]++;
        touched[bin >>> 6] |= 1L << bin;
    }

    /** The value whose rank among the counted ones, from 0, is that; within 1 %. */
    double atRank(long rank) {
        long seen = 0;
        for (int bin = next(0); bin >= 0; bin = next(bin + 1)) {
            seen += counts[bin];
            if (seen > rank) {
                return MIDDLES[bin];
            }
        }
        throw new IllegalArgumentException("rank must be below " + seen + ", was " + rank);
    }

    /** The bins as bytes: version, zeros, number of bins, then each bin's distance and count, in LEB128. */
    byte[] toBytes() {
        int bins = 0;
        for (long word : touched) {
            bins += Long.bitCount(word);
        }
        encoded = encoded.length < 10 * bins + 16 ? new byte[20 * bins] : encoded;
        encodedLength = 0;
        encoded[encodedLength++] = SKETCH_VERSION;
        write(0);
        write(bins);
        int previous = -1;
        for (int bin = next(0); bin >= 0; bin = next(bin + 1)) {
            int index = bin + FIRST;
            write(previous < 0 ? ((index << 1) ^ (index >> 31)) : bin - previous);
            write(counts[bin]);
            previous = bin;
        }
        return Arrays.copyOf(encoded, encodedLength);
    }

    private void write(int value) {
        int rest = value;
        while (rest >= 0x80) {
            encoded[encodedLength++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        encoded[encodedLength++] = (byte) rest;
    }

    /** Forgets every value. */
    void clear() {
        for (int bin = next(0); bin >= 0; bin = next(bin + 1)) {
            counts[bin] = 0;
        }
        Arrays.fill(touched, 0);
    }

    /** The first bin from that one on that holds a value; -1 if none does. */
    private int next(int from) {
        int word = from >>> 6;
        if (word >= touched.length) {
            return -1;
        }
        long rest = touched[word] & (-1L << from);
        while (rest == 0) {
            if (++word == touched.length) {
                return -1;
            }
            rest = touched[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }
}
