package io.tidemark.udfs.stats;

/**
 * What the bytes of {@link SketchEncoder} say: counts are positive, indexes ascend and are those of doubles, and the
 * sum of all counts fits a long.
 */
final class DecodedSketch {

    final long zeroCount;
    final int[] indexes;
    final long[] counts;

    /** The number of values, zeros included. */
    final long count;

    private final byte[] bytes;
    private int position;

    /**
     * Decodes a sketch.
     *
     * @throws IllegalArgumentException if the bytes are not the form of some sketch
     */
    DecodedSketch(byte[] bytes) {
        this.bytes = bytes;
        if (bytes.length == 0 || bytes[position++] != SketchEncoder.VERSION) {
            throw unreadable("version must be " + SketchEncoder.VERSION);
        }
        zeroCount = readVarint();
        long bins = readVarint();
        // A bin takes two bytes at least; checked before anything of that size is allocated.
        if (bins > (bytes.length - position) / 2) {
            throw unreadable("number of bins must fit the bytes that follow, was " + bins);
        }
        indexes = new int[(int) bins];
        counts = new long[(int) bins];
        count = readBins();
        if (position != bytes.length) {
            throw unreadable("it must end after its last bin, " + (bytes.length - position) + " bytes follow");
        }
    }

    private long readBins() {
        long total = zeroCount;
        for (int i = 0; i < indexes.length; i++) {
            long step = readVarint();
            indexes[i] = i == 0 ? index(unzigzag(step)) : next(indexes[i - 1], step);
            counts[i] = readVarint();
            total += counts[i];
            if (counts[i] == 0 || total < 0) {
                throw unreadable("counts must be positive and their sum fit a long, one is " + counts[i]);
            }
        }
        return total;
    }

    private static int index(long index) {
        if (index < LogarithmicBins.FIRST || index > LogarithmicBins.LAST) {
            throw unreadable(
                    "bin must be in " + LogarithmicBins.FIRST + ".." + LogarithmicBins.LAST + ", was " + index);
        }
        return (int) index;
    }

    private static int next(int previous, long step) {
        if (step == 0 || step > LogarithmicBins.LAST - previous) {
            throw unreadable(
                    "bins must ascend up to " + LogarithmicBins.LAST + ", one is " + step + " after " + previous);
        }
        return previous + (int) step;
    }

    /** Reads a number of 0..2^63-1 in its shortest form. */
    private long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            if (position == bytes.length) {
                throw unreadable("it must not end inside a number");
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next == 0 && shift > 0) {
                throw unreadable("numbers must be in their shortest form");
            }
            if (next >= 0) {
                return value;
            }
        }
        throw unreadable("numbers must fit a long");
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    private static IllegalArgumentException unreadable(String reason) {
        return new IllegalArgumentException("sketch cannot be read: " + reason);
    }
}
