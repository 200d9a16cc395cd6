package io.tidemark.bench.floor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the lines of an aggTrades file one after the other, eight bytes at a time, into its fields.
 *
 * <p>A line's position is kept in a local variable while it is read: the position is what every next step waits for.
 */
final class TradeReader {

    private static final String COLUMNS =
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker";

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private static final int MOST_DIGITS = 16;
    private static final long[] POWERS_OF_TEN = new long[19];

    private static final long TRUE = word("true");
    private static final long FALSE = word("fals");
    private static final long LOWER_CASE = 0x20202020L;
    private static final long SMALLEST_MICROS = 1_000_000_000_000_000L;

    static {
        long power = 1;
        for (int exponent = 0; exponent < POWERS_OF_TEN.length; exponent++, power *= 10) {
            POWERS_OF_TEN[exponent] = power;
        }
    }

    long id;

    /** Times 10^{@link MinuteBar#PRICE_DECIMALS}. */
    long price;

    /** Times 10^{@link MinuteBar#QUANTITY_DECIMALS}. */
    long quantity;

    long firstFill;
    long lastFill;

    /** µs since 1970. */
    long time;

    boolean takerBought;

    private final byte[] text;
    private final int end;
    private int at;

    /** The first {@code length} bytes of the text; {@link ZipReader#PADDING} zero bytes must follow. */
    TradeReader(byte[] text, int length) {
        this.text = text;
        this.end = length;
        skipHeader();
    }

    /** Skips the first line if it is a header; then the columns must stand in the official order. */
    private void skipHeader() {
        if (end == 0 || (text[0] >= '0' && text[0] <= '9')) {
            return;
        }
        byte[] header = COLUMNS.getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(text, 0, Math.min(end, header.length), header, 0, header.length)) {
            throw unreadable(text, 0, "the columns " + COLUMNS);
        }
        at = nextLine(header.length);
    }

    /** Reads the next line; false if there is none. */
    boolean next() {
        byte[] bytes = text;
        int from = at;
        if (from >= end) {
            return false;
        }
        int to = from + digitsAt(bytes, from);
        id = whole(bytes, from, to);
        from = to + 1;
        to = endOfDecimal(bytes, from);
        price = decimal(bytes, from, to, MinuteBar.PRICE_DECIMALS);
        from = to + 1;
        to = endOfDecimal(bytes, from);
        quantity = decimal(bytes, from, to, MinuteBar.QUANTITY_DECIMALS);
        from = to + 1;
        to = from + digitsAt(bytes, from);
        firstFill = whole(bytes, from, to);
        from = to + 1;
        to = from + digitsAt(bytes, from);
        lastFill = whole(bytes, from, to);
        from = to + 1;
        to = from + digitsAt(bytes, from);
        long stamp = whole(bytes, from, to);
        time = stamp < SMALLEST_MICROS ? stamp * 1000 : stamp;
        from = to + 1;
        boolean buyerIsMaker = flag(bytes, from);
        takerBought = !buyerIsMaker;
        to = from + (buyerIsMaker ? 4 : 5);
        at = bytes[to] == '\n' ? to + 1 : nextLine(to);
        return true;
    }

    /** How many digits stand there, counted up to one more than {@link #MOST_DIGITS}. */
    private static int digitsAt(byte[] bytes, int from) {
        long others = others(word(bytes, from));
        if (others != 0) {
            return Long.numberOfTrailingZeros(others) >>> 3;
        }
        others = others(word(bytes, from + 8));
        return others != 0 ? 8 + (Long.numberOfTrailingZeros(others) >>> 3) : 16 + digitsAfterSixteen(bytes, from);
    }

    private static int digitsAfterSixteen(byte[] bytes, int from) {
        byte next = bytes[from + 16];
        return next >= '0' && next <= '9' ? 1 : 0;
    }

    private static long word(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from) ^ ZEROS;
    }

    /** The highest bit of each byte that is no digit; above the first one of them also others. */
    private static long others(long word) {
        return ((word + ABOVE_NINE) | word) & HIGHEST_BITS;
    }

    /** The number whose digits end before a comma. */
    private static long whole(byte[] bytes, int from, int to) {
        int digits = to - from;
        if (digits == 0 || digits > MOST_DIGITS || bytes[to] != ',') {
            throw unreadable(bytes, from, "up to " + MOST_DIGITS + " digits and a comma");
        }
        return number(bytes, from, digits);
    }

    private static long number(byte[] bytes, int from, int digits) {
        if (digits <= 8) {
            return digits == 0 ? 0 : number(word(bytes, from) << (Long.SIZE - 8 * digits));
        }
        int rest = digits - 8;
        return number(word(bytes, from)) * POWERS_OF_TEN[rest]
                + number(word(bytes, from + 8) << (Long.SIZE - 8 * rest));
    }

    /** The number whose eight digits are the bytes, the first one the lowest: pairs, then fours, then all. */
    private static long number(long word) {
        long pairs = word * 10 + (word >>> 8);
        long even = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long odd = ((pairs >>> 16) & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (even + odd) >>> 32;
    }

    /** Where the comma behind a number is. */
    private static int endOfDecimal(byte[] bytes, int from) {
        int to = from + digitsAt(bytes, from);
        if (bytes[to] == '.') {
            to += 1 + digitsAt(bytes, to + 1);
        }
        return bytes[to] == ',' ? to : comma(bytes, to);
    }

    private static int comma(byte[] bytes, int from) {
        int to = from;
        while (bytes[to] != ',') {
            if (bytes[to] == '\n' || bytes[to] == 0) {
                throw unreadable(bytes, from, "followed by a comma");
            }
            to++;
        }
        return to;
    }

    /** A positive decimal, times 10^scale, exactly. */
    private static long decimal(byte[] bytes, int from, int to, int scale) {
        int digits = digitsAt(bytes, from);
        int dot = from + digits;
        int decimals = Math.max(0, to - dot - 1);
        boolean plain = dot == to || (bytes[dot] == '.' && digitsAt(bytes, dot + 1) == decimals);
        if (!plain || digits == 0 || digits > MOST_DIGITS || digits + scale > 18 || decimals > scale) {
            return anyDecimal(bytes, from, to, scale);
        }
        long value = number(bytes, from, digits) * POWERS_OF_TEN[scale]
                + number(bytes, dot + 1, decimals) * POWERS_OF_TEN[scale - decimals];
        return value > 0 ? value : anyDecimal(bytes, from, to, scale);
    }

    private static long anyDecimal(byte[] bytes, int from, int to, int scale) {
        String field = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        try {
            long value = new BigDecimal(field)
                    .setScale(scale, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + field + "' is not a number", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + field + "' does not fit " + scale + " decimals in 64 bits", e);
        }
        throw new IllegalArgumentException("'" + field + "' is not above 0");
    }

    private static boolean flag(byte[] bytes, int from) {
        long word = ((long) LONGS.get(bytes, from) & 0xFFFFFFFFL) | LOWER_CASE;
        if (word == TRUE) {
            return true;
        }
        if (word == FALSE && (bytes[from + 4] | 0x20) == 'e') {
            return false;
        }
        throw unreadable(bytes, from, "true or false");
    }

    /** Where the line after the one with that end of its columns starts; columns that nobody asked for are ignored. */
    private int nextLine(int endOfColumns) {
        int next = endOfColumns;
        if (next < end && text[next] != '\r' && text[next] != ',' && text[next] != '\n') {
            throw unreadable(text, next, "a comma or the end of the line");
        }
        while (next < end && text[next] != '\n') {
            next++;
        }
        return next + 1;
    }

    private static long word(String letters) {
        long word = 0;
        for (int letter = letters.length() - 1; letter >= 0; letter--) {
            word = word << 8 | letters.charAt(letter);
        }
        return word;
    }

    private static IllegalArgumentException unreadable(byte[] bytes, int at, String wanted) {
        String there = new String(bytes, at, Math.min(bytes.length - at, 40), StandardCharsets.US_ASCII);
        return new IllegalArgumentException("byte " + at + " of the text must be " + wanted + ", is '" + there + "'");
    }
}
