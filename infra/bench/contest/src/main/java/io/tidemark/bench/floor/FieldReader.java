package io.tidemark.bench.floor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of comma-separated text one after the other, eight bytes at a time. What stands at {@link #isAtEnd}
 * and beyond must be {@link ZipReader#PADDING} zero bytes.
 */
final class FieldReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private static final int MOST_DIGITS = 18;
    private static final long[] POWERS_OF_TEN = new long[MOST_DIGITS + 1];

    private static final long TRUE = word("true");
    private static final long FALSE = word("fals");
    private static final long LOWER_CASE = 0x20202020L;

    static {
        long power = 1;
        for (int exponent = 0; exponent <= MOST_DIGITS; exponent++, power *= 10) {
            POWERS_OF_TEN[exponent] = power;
        }
    }

    private final byte[] text;
    private final int end;
    private int at;
    private int digits;

    /** The first {@code length} bytes of the text. */
    FieldReader(byte[] text, int length) {
        this.text = text;
        this.end = length;
    }

    /** True if nothing is left to read. */
    boolean isAtEnd() {
        return at >= end;
    }

    /** Skips the first line if it is the header; then its columns must stand in the official order. */
    void skipHeader(String official) {
        if (text[at] >= '0' && text[at] <= '9') {
            return;
        }
        byte[] header = official.getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(text, 0, Math.min(end, header.length), header, 0, header.length)) {
            throw unreadable("the columns " + official);
        }
        skipLine();
    }

    /** Reads digits and the comma behind them. */
    long whole() {
        long value = digitsFrom();
        comma();
        return value;
    }

    /**
     * Reads a positive decimal, in any form, and the comma behind it.
     *
     * @return its value × 10^scale, exactly
     */
    long decimal(int scale) {
        int start = at;
        long value = digitsFrom();
        int wholeDigits = digits;
        int decimals = 0;
        long fraction = 0;
        if (text[at] == '.') {
            at++;
            fraction = digitsFrom();
            decimals = digits;
        }
        if (text[at] != ',' || wholeDigits == 0 || wholeDigits > MOST_DIGITS - scale || decimals > scale) {
            at = start;
            return anyDecimal(scale);
        }
        at++;
        return requirePositive(value * POWERS_OF_TEN[scale] + fraction * POWERS_OF_TEN[scale - decimals]);
    }

    private long anyDecimal(int scale) {
        int start = at;
        while (at < end && text[at] != ',') {
            at++;
        }
        String field = new String(text, start, at - start, StandardCharsets.US_ASCII);
        try {
            long value = new BigDecimal(field)
                    .setScale(scale, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
            comma();
            return requirePositive(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + field + "' is not a number", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + field + "' does not fit " + scale + " decimals in 64 bits", e);
        }
    }

    private long requirePositive(long value) {
        if (value <= 0) {
            throw unreadable("a number above 0 before it");
        }
        return value;
    }

    /** Reads {@code true} or {@code false} and the rest of the line. */
    boolean lastFlag() {
        long word = ((long) LONGS.get(text, at) & 0xFFFFFFFFL) | LOWER_CASE;
        boolean flag = word == TRUE;
        if (!flag && (word != FALSE || (text[at + 4] | 0x20) != 'e')) {
            throw unreadable("true or false");
        }
        at += flag ? 4 : 5;
        if (text[at] == '\n') {
            at++;
        } else if (text[at] == '\r' || text[at] == ',' || at == end) {
            skipLine();
        } else {
            throw unreadable("a comma or the end of the line");
        }
        return flag;
    }

    private void skipLine() {
        while (at < end && text[at] != '\n') {
            at++;
        }
        at++;
    }

    private void comma() {
        if (text[at] != ',') {
            throw unreadable("digits and a comma");
        }
        at++;
    }

    /** Reads digits up to something else; {@link #digits} says how many. */
    private long digitsFrom() {
        long value = 0;
        int count = 0;
        while (true) {
            long word = (long) LONGS.get(text, at) ^ ZEROS;
            long others = ((word + ABOVE_NINE) | word) & HIGHEST_BITS;
            if (others != 0) {
                int more = Long.numberOfTrailingZeros(others) >>> 3;
                at += more;
                digits = count + more;
                if (digits > MOST_DIGITS) {
                    throw unreadable("at most " + MOST_DIGITS + " digits before it");
                }
                return more == 0 ? value : value * POWERS_OF_TEN[more] + number(word << (Long.SIZE - 8 * more));
            }
            value = value * POWERS_OF_TEN[8] + number(word);
            count += 8;
            at += 8;
        }
    }

    /** The number whose eight digits are the bytes, the first one the lowest: pairs, then fours, then all. */
    private static long number(long word) {
        long pairs = word * 10 + (word >>> 8);
        long even = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long odd = ((pairs >>> 16) & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (even + odd) >>> 32;
    }

    private static long word(String letters) {
        long word = 0;
        for (int letter = letters.length() - 1; letter >= 0; letter--) {
            word = word << 8 | letters.charAt(letter);
        }
        return word;
    }

    private IllegalArgumentException unreadable(String wanted) {
        String there = new String(text, at, Math.max(0, Math.min(end - at, 40)), StandardCharsets.US_ASCII);
        return new IllegalArgumentException("byte " + at + " of the text must be " + wanted + ", is '" + there + "'");
    }
}
