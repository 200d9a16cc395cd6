package io.tidemark.udfs.exact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads one decimal field out of a byte buffer, exactly, and keeps it as {@code mantissa × 10^-scale}.
 *
 * <p>The result of {@link #parse} is canonical: the scale is the smallest in 0..18 that holds the value, so {@code 118.0} is (118, 0),
 * {@code 0.15390} is (1539, 4), {@code 2.5096897E7} is (25096897, 0), and every zero is (0, 0). The magnitude of the
 * mantissa is below 10^18. Every form that {@link BigDecimal#BigDecimal(String)} reads is read; plain digits with at
 * most one dot are read without allocating.
 *
 * <p>One instance is reused for many fields and belongs to one thread. Before the first successful
 * {@link #parse} the value is zero; a failed one leaves the previous value in place.
 */
public final class DecimalField {

    private static final int MAX_DIGITS = 18;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_USUAL_SCALE = 8;
    private static final long MAX_MANTISSA = 1_000_000_000_000_000_000L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long DOTS = 0x2E2E2E2E2E2E2E2EL;
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_NIBBLES = 0xF0F0F0F0F0F0F0F0L;
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private static final String NOT_A_WHOLE_NUMBER = "is not a whole number";

    private long mantissa;
    private int scale;
    private int usualScale;

    /**
     * Reads the ASCII bytes {@code buffer[from..to)} as a decimal.
     *
     * @throws NumberFormatException with a message that completes the sentence "price '…' ": {@code is empty},
     *     {@code is not a number}, or {@code needs more than 18 significant digits or 18 decimals}, where the zeros
     *     that end a whole number count as digits
     */
    public void parse(byte[] buffer, int from, int to) {
        if (from >= to) {
            throw new NumberFormatException("is empty");
        }
        if (!parsePlain(buffer, from, to)) {
            parseAnyForm(buffer, from, to);
        }
    }

    /**
     * The same, but not canonical: the scale is not below the largest of up to 8 that this instance has read so, where the
     * mantissa has room for it. The values of one column, which a venue writes with one number of decimals more or less,
     * so come with one scale, and are added up and compared without being brought to it again.
     *
     * @throws NumberFormatException as {@link #parse}
     */
    public void parseAligned(byte[] buffer, int from, int to) {
        int length = to - from;
        if (length <= 0
                || length > Long.BYTES
                || to < Long.BYTES
                || !parseWord(
                        (long) LONGS.get(buffer, to - Long.BYTES) >>> ((Long.BYTES - length) * Byte.SIZE), length)) {
            parse(buffer, from, to);
        }
        raiseToUsualScale();
    }

    /**
     * Takes a value that somebody else has read, as {@link #parseAligned} would have.
     *
     * @param mantissa not negative, below 10^18
     * @param scale 0..18
     */
    public void setAligned(long mantissa, int scale) {
        this.mantissa = mantissa;
        this.scale = scale;
        dropZerosDownToUsualScale();
        raiseToUsualScale();
    }

    private void dropZerosDownToUsualScale() {
        while (scale > usualScale && mantissa % 10 == 0) {
            mantissa /= 10;
            scale--;
        }
    }

    private void raiseToUsualScale() {
        int raise = usualScale - scale;
        if (raise < 0) {
            usualScale = Math.min(scale, MAX_USUAL_SCALE);
        } else if (raise > 0 && Math.abs(mantissa) < MAX_MANTISSA / POWERS_OF_TEN[raise]) {
            mantissa *= POWERS_OF_TEN[raise];
            scale = usualScale;
        }
    }

    /** Reads up to eight digits, one of them perhaps a dot, out of the bytes of a word, the first in the lowest. */
    private boolean parseWord(long word, int length) {
        long digits = word;
        int count = length;
        int decimals = 0;
        long dots = word ^ DOTS;
        dots = ~(((dots & LOW_BITS) + LOW_BITS) | dots | LOW_BITS);
        if (dots != 0) {
            int before = Long.numberOfTrailingZeros(dots) + 1 - Byte.SIZE;
            long whole = word & ((1L << before) - 1);
            digits = whole | ((word >>> before >>> Byte.SIZE) << before);
            count--;
            decimals = count - before / Byte.SIZE;
        }
        int missing = (Long.BYTES - count) * Byte.SIZE;
        if (count == 0) {
            return false;
        }
        // Zeros in front make it eight digits.
        long eight = missing == 0 ? digits : (digits << missing) | (ZEROS >>> (Long.SIZE - missing));
        if (!areDigits(eight)) {
            return false;
        }
        mantissa = number(eight - ZEROS);
        scale = decimals;
        dropZerosDownToUsualScale();
        return true;
    }

    /** The value read, without its decimal point: value × 10^{@link #scale()}. */
    public long mantissa() {
        return mantissa;
    }

    /** The number of decimals in {@link #mantissa()}, 0..18. */
    public int scale() {
        return scale;
    }

    /** The value read, with its scale. */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(mantissa, scale);
    }

    /**
     * Reads the ASCII digits {@code buffer[from..to)} as a non-negative whole number: an id, or an epoch time.
     *
     * @throws NumberFormatException with a message that completes the sentence "trade id '…' ":
     *     {@code is not a whole number} for anything but digits, and for no digit at all; or
     *     {@code is larger than 9223372036854775807}
     */
    public static long parseLong(byte[] buffer, int from, int to) {
        if (from >= to) {
            throw new NumberFormatException(NOT_A_WHOLE_NUMBER);
        }
        int length = to - from;
        if (length >= Long.BYTES && length <= 2 * Long.BYTES) {
            long first = (long) LONGS.get(buffer, from);
            long last = (long) LONGS.get(buffer, to - Long.BYTES);
            if (areDigits(first) && areDigits(last)) {
                // The two words overlap: of the last one only the digits after the first one count.
                int rest = length - Long.BYTES;
                long tail = rest == 0 ? 0 : (last - ZEROS) & (-1L << ((Long.BYTES - rest) * Byte.SIZE));
                return number(first - ZEROS) * POWERS_OF_TEN[rest] + number(tail);
            }
        }
        return parseAnyLong(buffer, from, to);
    }

    /** Whether each of the eight bytes is an ASCII digit. */
    private static boolean areDigits(long word) {
        return ((word & HIGH_NIBBLES) | (((word + 0x0606060606060606L) & HIGH_NIBBLES) >>> 4)) == 0x3333333333333333L;
    }

    /** The number whose eight digits stand in the bytes, the first one in the lowest: pairs, then fours, then all. */
    private static long number(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long even = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long odd = ((pairs >>> 16) & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (even + odd) >>> 32;
    }

    private static long parseAnyLong(byte[] buffer, int from, int to) {
        long value = 0;
        boolean tooLarge = false;
        for (int position = from; position < to; position++) {
            int digit = buffer[position] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(NOT_A_WHOLE_NUMBER);
            }
            // Not thrown here: a letter further on is the better reason.
            tooLarge |= value > (Long.MAX_VALUE - digit) / 10;
            value = value * 10 + digit;
        }
        if (tooLarge) {
            throw new NumberFormatException("is larger than " + Long.MAX_VALUE);
        }
        return value;
    }

    /**
     * Reads an optional minus, digits and at most one dot; false, with the fields untouched, when the bytes are
     * anything else or may need more than 18 digits. Overflow on the way is harmless, for then there are too many
     * digits.
     */
    private boolean parsePlain(byte[] buffer, int from, int to) {
        boolean negative = buffer[from] == '-';
        int start = negative ? from + 1 : from;
        int end = to;
        int dot = -1;
        long digits = 0;
        for (int position = start; position < end; position++) {
            byte character = buffer[position];
            if (isDigit(character)) {
                digits = digits * 10 + (character - '0');
            } else if (character == '.' && dot < 0) {
                dot = position;
                end = withoutTrailingZeros(buffer, position + 1, to);
            } else {
                return false;
            }
        }
        int dots = dot < 0 ? 0 : 1;
        if (to - start == dots || end - start - dots > MAX_DIGITS) {
            return false;
        }
        mantissa = negative ? -digits : digits;
        scale = dot < 0 ? 0 : end - dot - 1;
        return true;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static int withoutTrailingZeros(byte[] buffer, int from, int to) {
        int end = to;
        while (end > from && buffer[end - 1] == '0') {
            end--;
        }
        return end;
    }

    private void parseAnyForm(byte[] buffer, int from, int to) {
        BigDecimal value = canonical(decimal(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1)));
        mantissa = value.unscaledValue().longValueExact();
        scale = value.scale();
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            // The message of BigDecimal names an array index, or is null.
            NumberFormatException reason = new NumberFormatException("is not a number");
            reason.initCause(e);
            throw reason;
        }
    }

    private static BigDecimal canonical(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        // As long: the scale of 1e-2147483647 and its precision do not add up in an int.
        long integerDigits = (long) stripped.precision() - stripped.scale();
        boolean fits =
                stripped.precision() <= MAX_DIGITS && stripped.scale() <= MAX_DIGITS && integerDigits <= MAX_DIGITS;
        if (!fits) {
            throw new NumberFormatException(
                    "needs more than " + MAX_DIGITS + " significant digits or " + MAX_DIGITS + " decimals");
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
