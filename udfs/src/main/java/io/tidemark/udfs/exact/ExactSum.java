package io.tidemark.udfs.exact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * The exact sum of non-negative decimals, which no order of addition and no merge tree can change.
 *
 * <p>Nothing is ever rounded, whatever the magnitudes: amounts of 10^12 units and of 10^-8 stand in one sum. Two sums
 * are equal when their values are, and then {@link #toBigDecimal}, {@link #doubleValue} and {@link #hashCode} are
 * equal too. An addend has at most 255 decimals and at most 255 digits before the point.
 *
 * <p>Inside, the sum is a whole number of up to 127 bits at the largest scale seen so far; a sum that outgrows it
 * goes on as a {@link BigDecimal}. Mutable; belongs to one thread.
 */
public final class ExactSum implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MAX_SCALE = 255;
    private static final int MAX_INTEGER_DIGITS = 255;

    private static final int ONE_LONG = 0;
    private static final int TWO_LONGS = 1;
    private static final int WIDE_FORM = 2;

    /** The {@link #scale} of a sum kept in {@link #wide}: no addend has it, which spares the hot path a check. */
    private static final int WIDE = -1;

    private static final int MAX_POWER = 18;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    /** The upper half of the sum × 10^scale; never negative. */
    private long high;

    /** The lower half of the sum × 10^scale; unsigned. */
    private long low;

    private int scale;
    private BigDecimal wide;

    /**
     * Adds {@code mantissa × 10^-scale}.
     *
     * @throws IllegalArgumentException if the mantissa is negative or the scale is outside 0..255
     */
    public void add(long mantissa, int addendScale) {
        if (addendScale == scale && mantissa >= 0) {
            long sum = low + mantissa;
            if (Long.compareUnsigned(sum, low) >= 0) {
                low = sum;
                return;
            }
        }
        requireAmount(mantissa, addendScale, MAX_SCALE);
        addNarrow(0, mantissa, addendScale);
    }

    /**
     * Adds the square of {@code mantissa × 10^-scale}.
     *
     * @throws IllegalArgumentException if the mantissa is negative or the scale is outside 0..127
     */
    public void addSquare(long mantissa, int valueScale) {
        requireAmount(mantissa, valueScale, MAX_SCALE / 2);
        addNarrow(Math.multiplyHigh(mantissa, mantissa), mantissa * mantissa, 2 * valueScale);
    }

    /**
     * Adds a decimal, which is not null.
     *
     * @throws IllegalArgumentException if the value is negative, or has more than 255 decimals or 255 digits before
     *     the point
     */
    public void add(BigDecimal value) {
        long integerDigits = (long) value.precision() - value.scale();
        if (value.signum() < 0 || value.scale() > MAX_SCALE || integerDigits > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException("amount must not be negative, nor have more than " + MAX_SCALE
                    + " decimals or " + MAX_INTEGER_DIGITS + " digits before the point, was " + value);
        }
        addExact(value.scale() < 0 ? value.setScale(0) : value);
    }

    /** Adds another sum, which stays as it is and may be this one. */
    public void add(ExactSum other) {
        if (other.scale == WIDE) {
            addWide(other.wide);
        } else {
            addNarrow(other.high, other.low, other.scale);
        }
    }

    /** The sum, canonical: the smallest scale, not below 0, that holds it. Equal sums give equal decimals. */
    public BigDecimal toBigDecimal() {
        BigDecimal value = exact().stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** The sum, with whatever scale it happens to have: quicker, for those who only compare or go on calculating. */
    public BigDecimal value() {
        return exact();
    }

    /** The double nearest to the sum (ties to even); infinite from 1.8e308 on. */
    public double doubleValue() {
        return toBigDecimal().doubleValue();
    }

    /** Whether the sum is zero. */
    public boolean isZero() {
        return scale == WIDE ? wide.signum() == 0 : (high | low) == 0;
    }

    /** Makes this sum zero. */
    public void reset() {
        high = 0;
        low = 0;
        scale = 0;
        wide = null;
    }

    /** A sum of the same value that shares nothing with this one. */
    public ExactSum copy() {
        ExactSum copy = new ExactSum();
        copy.high = high;
        copy.low = low;
        copy.scale = scale;
        copy.wide = wide;
        return copy;
    }

    /**
     * Writes the sum: its scale, and its mantissa in one or two longs; a sum that has outgrown them as its digits.
     *
     * @throws IOException if it cannot be written
     */
    public void write(DataOutput out) throws IOException {
        if (scale == WIDE) {
            byte[] mantissa = wide.unscaledValue().toByteArray();
            out.writeByte(WIDE_FORM);
            out.writeShort(wide.scale());
            out.writeShort(mantissa.length);
            out.write(mantissa);
        } else {
            out.writeByte(high == 0 ? ONE_LONG : TWO_LONGS);
            out.writeByte(scale);
            out.writeLong(low);
            if (high != 0) {
                out.writeLong(high);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the bytes end too early or are no sum
     */
    public static ExactSum read(DataInput in) throws IOException {
        ExactSum sum = new ExactSum();
        int form = in.readUnsignedByte();
        if (form == WIDE_FORM) {
            int scale = in.readShort();
            byte[] mantissa = new byte[in.readUnsignedShort()];
            in.readFully(mantissa);
            sum.scale = WIDE;
            sum.wide = new BigDecimal(new BigInteger(mantissa), scale);
        } else if (form == ONE_LONG || form == TWO_LONGS) {
            sum.scale = in.readUnsignedByte();
            sum.low = in.readLong();
            sum.high = form == TWO_LONGS ? in.readLong() : 0;
        } else {
            throw new IOException("exact sum must start with 0, 1 or 2, was " + form);
        }
        if (sum.high < 0 || (sum.wide != null && sum.wide.signum() < 0)) {
            throw new IOException("exact sum must not be negative, was " + sum);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactSum sum && toBigDecimal().equals(sum.toBigDecimal());
    }

    @Override
    public int hashCode() {
        return toBigDecimal().hashCode();
    }

    /** The sum as plain digits, for people. */
    @Override
    public String toString() {
        return toBigDecimal().toPlainString();
    }

    private void addExact(BigDecimal value) {
        BigInteger mantissa = value.unscaledValue();
        if (mantissa.bitLength() < 2 * Long.SIZE) {
            addNarrow(mantissa.shiftRight(Long.SIZE).longValue(), mantissa.longValue(), value.scale());
        } else {
            addWide(value);
        }
    }

    private void addNarrow(long addendHigh, long addendLow, int addendScale) {
        if (addendScale < scale) {
            // Whichever has the smaller scale is brought to the other's: adding commutes, so they trade places.
            long oldHigh = high;
            long oldLow = low;
            int oldScale = scale;
            high = addendHigh;
            low = addendLow;
            scale = addendScale;
            addAligned(oldHigh, oldLow, oldScale);
        } else {
            addAligned(addendHigh, addendLow, addendScale);
        }
    }

    private void addAligned(long addendHigh, long addendLow, int addendScale) {
        if (scale != WIDE && rescaleTo(addendScale)) {
            long sumLow = low + addendLow;
            long sumHigh = high + addendHigh + (Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0);
            if (sumHigh >= 0) {
                high = sumHigh;
                low = sumLow;
                return;
            }
        }
        addWide(decimal(addendHigh, addendLow, addendScale));
    }

    /** Brings this sum to a larger scale; false, with the value unchanged, when it may outgrow its two longs. */
    private boolean rescaleTo(int largerScale) {
        if ((high | low) == 0) {
            scale = Math.max(scale, largerScale);
            return true;
        }
        while (scale < largerScale) {
            int step = Math.min(largerScale - scale, MAX_POWER);
            long power = POWERS_OF_TEN[step];
            if (high >= Long.MAX_VALUE / power) {
                return false;
            }
            // multiplyHigh is signed: for a lower half of 2^63 and more it is short by one power.
            long carry = Math.multiplyHigh(low, power) + (low < 0 ? power : 0);
            high = high * power + carry;
            low *= power;
            scale += step;
        }
        return true;
    }

    private void addWide(BigDecimal value) {
        wide = exact().add(value);
        high = 0;
        low = 0;
        scale = WIDE;
    }

    private BigDecimal exact() {
        return scale == WIDE ? wide : decimal(high, low, scale);
    }

    private static BigDecimal decimal(long high, long low, int scale) {
        if (high == 0 && low >= 0) {
            return BigDecimal.valueOf(low, scale);
        }
        byte[] mantissa =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return new BigDecimal(new BigInteger(1, mantissa), scale);
    }

    private static void requireAmount(long mantissa, int scale, int maxScale) {
        if (mantissa < 0) {
            throw new IllegalArgumentException("mantissa must not be negative, was " + mantissa);
        }
        if (scale < 0 || scale > maxScale) {
            throw new IllegalArgumentException("scale must be in 0.." + maxScale + ", was " + scale);
        }
    }

    private static long[] powersOfTen() {
        long[] powers = new long[MAX_POWER + 1];
        powers[0] = 1;
        for (int exponent = 1; exponent <= MAX_POWER; exponent++) {
            powers[exponent] = powers[exponent - 1] * 10;
        }
        return powers;
    }
}
