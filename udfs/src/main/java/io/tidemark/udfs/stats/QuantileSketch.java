package io.tidemark.udfs.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Quantiles of non-negative values to within 1 % of the value, from counts in logarithmic bins (DDSketch: Masson, Rim
 * and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019).
 *
 * <p>Bin i counts the values in (gamma^(i-1), gamma^i] with gamma = 1.01 / 0.99, and answers 2 gamma^i / (gamma + 1).
 * Zeros are counted apart and answered exactly. Bins are never collapsed, so the bound holds at every quantile and
 * the order of values and merges cannot matter: sketches of the same values have the same bytes. The bound holds for
 * every double but those below 2.3e-308.
 *
 * <p>Made to be reused: {@link #reset}, {@link #toBytes} and {@link #quantile} cost as much as there are bins with a
 * value in them, however far apart. Mutable; belongs to one thread.
 */
public final class QuantileSketch implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Room on either side of the first value: three octaves, which hold most trades of a pane. */
    private static final int MARGIN = 104;

    private static final int FIRST_CAPACITY = 16;

    /** With one bin in so many touched, looking at every bin costs as much as sorting the touched ones. */
    private static final int SPARSE = 32;

    private long zeroCount;
    private long count;

    /** The count of bin {@code lowest + i} at i. */
    private long[] counts = {};

    private int lowest;

    /** The indexes of the bins whose count is not zero. */
    private int[] touched = new int[FIRST_CAPACITY];

    private int touchedCount;
    private boolean sorted = true;

    /**
     * Counts a value.
     *
     * @throws IllegalArgumentException if the value is negative, infinite or not a number
     */
    public void add(double value) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("value must be finite and not negative, was " + value);
        }
        if (value == 0) {
            zeroCount++;
        } else {
            increase(LogarithmicBins.indexOf(value), 1);
        }
        count++;
    }

    /**
     * Counts every value of another sketch, which stays as it is and may be this one.
     *
     * @throws IllegalArgumentException if the two hold more than 2^63-1 values, with this sketch unchanged
     */
    public void merge(QuantileSketch other) {
        requireRoomFor(other.count);
        int bins = other.touchedCount;
        for (int i = 0; i < bins; i++) {
            int index = other.touched[i];
            increase(index, other.counts[index - other.lowest]);
        }
        zeroCount += other.zeroCount;
        count += other.count;
    }

    /**
     * Counts every value of a sketch in the form of {@link #toBytes}.
     *
     * @throws IllegalArgumentException if the bytes are not such a form or the two hold more than 2^63-1 values, with
     *     this sketch unchanged
     */
    public void mergeBytes(byte[] bytes) {
        DecodedSketch other = new DecodedSketch(bytes);
        requireRoomFor(other.count);
        for (int i = 0; i < other.indexes.length; i++) {
            increase(other.indexes[i], other.counts[i]);
        }
        zeroCount += other.zeroCount;
        count += other.count;
    }

    /** The number of values counted. */
    public long count() {
        return count;
    }

    /**
     * The value of rank floor(q × (n - 1)) among the n values in ascending order, to within 1 %.
     *
     * @param q 0..1
     * @throws IllegalArgumentException if q is outside 0..1 or not a number
     * @throws IllegalStateException if the sketch is empty
     */
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("quantile must be in 0..1, was " + q);
        }
        if (count == 0) {
            throw new IllegalStateException("an empty sketch has no quantile");
        }
        // Above 2^53 values the product may round up past the last rank.
        long rank = Math.min((long) (q * (count - 1)), count - 1);
        if (rank < zeroCount) {
            return 0;
        }
        sortTouched();
        long seen = zeroCount;
        int bin = -1;
        while (seen <= rank) {
            bin++;
            seen += counts[touched[bin] - lowest];
        }
        return LogarithmicBins.valueOf(touched[bin]);
    }

    /** The sketch as bytes, canonical and compact: two to four bytes a bin, three for an empty sketch. */
    public byte[] toBytes() {
        sortTouched();
        return SketchEncoder.encode(zeroCount, touched, touchedCount, index -> counts[index - lowest]);
    }

    /**
     * The sketch as bytes that are quick to write and to add to another one, but neither canonical nor compact; to be
     * read by the same version of this class.
     */
    public byte[] toPartialBytes() {
        return PartialSketch.encode(zeroCount, touched, touchedCount, index -> counts[index - lowest]);
    }

    /**
     * Counts every value of a sketch in the form of {@link #toPartialBytes}.
     *
     * @throws IllegalArgumentException if the two hold more than 2^63-1 values, with this sketch unchanged
     */
    public void mergePartialBytes(byte[] bytes) {
        requireRoomFor(PartialSketch.count(bytes));
        zeroCount += PartialSketch.zeroCount(bytes);
        count += PartialSketch.count(bytes);
        PartialSketch.forEachBin(bytes, this::increase);
    }

    /**
     * The sketch that {@link #toBytes} gave these bytes for.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static QuantileSketch fromBytes(byte[] bytes) {
        QuantileSketch sketch = new QuantileSketch();
        sketch.mergeBytes(bytes);
        return sketch;
    }

    /** Forgets every value, and keeps the memory for the next ones. */
    public void reset() {
        for (int i = 0; i < touchedCount; i++) {
            counts[touched[i] - lowest] = 0;
        }
        touchedCount = 0;
        sorted = true;
        zeroCount = 0;
        count = 0;
    }

    private void increase(int index, long by) {
        int slot = index - lowest;
        if (slot < 0 || slot >= counts.length) {
            cover(index);
            slot = index - lowest;
        }
        if (counts[slot] == 0) {
            touch(index);
        }
        counts[slot] += by;
    }

    private void touch(int index) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touchedCount);
        }
        sorted &= touchedCount == 0 || touched[touchedCount - 1] < index;
        touched[touchedCount++] = index;
    }

    private void cover(int index) {
        if (counts.length == 0) {
            lowest = index;
        }
        int margin = Math.max(MARGIN, counts.length / 2);
        int from = Math.min(lowest, index - margin);
        int to = Math.max(lowest + counts.length, index + margin);
        long[] wider = new long[to - from];
        System.arraycopy(counts, 0, wider, lowest - from, counts.length);
        counts = wider;
        lowest = from;
    }

    private void sortTouched() {
        if (!sorted) {
            if (touchedCount > counts.length / SPARSE) {
                collectTouched();
            } else {
                Arrays.sort(touched, 0, touchedCount);
            }
            sorted = true;
        }
    }

    /** Where bins lie close together, going through all of them is quicker than sorting. */
    private void collectTouched() {
        int found = 0;
        for (int i = 0; found < touchedCount; i++) {
            if (counts[i] != 0) {
                touched[found++] = lowest + i;
            }
        }
    }

    private void requireRoomFor(long added) {
        if (added > Long.MAX_VALUE - count) {
            throw new IllegalArgumentException(
                    "sketches must hold less than 2^63 values together, hold " + count + " and " + added);
        }
    }

    /** The bytes stand for the sketch, so that its spare memory is never written. */
    private Object writeReplace() {
        return new Frozen(toBytes());
    }

    private static final class Frozen implements Serializable {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        private Frozen(byte[] bytes) {
            this.bytes = bytes;
        }

        private Object readResolve() {
            return fromBytes(bytes);
        }
    }
}
