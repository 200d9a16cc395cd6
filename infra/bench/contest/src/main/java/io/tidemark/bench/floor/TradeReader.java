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
 */
final class TradeReader {

    private static final String COLUMNS =
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker";

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private static final long DOTS = 0x2E2E2E2E2E2E2E2EL;
    private static final long COMMAS = 0x2C2C2C2C2C2C2C2CL;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    /** Gathers the lowest bits of eight bytes in the highest byte. */
    private static final long GATHER = 0x0102040810204080L;

    private static final int COMMAS_BEFORE_TIME = 5;
    private static final int MILLIS_DIGITS = 13;
    private static final int MICROS_DIGITS = 16;
    private static final int MOST_DIGITS = 18;

    /** Numbers are read with the bytes before them. */
    private static final int ROOM_BEFORE = 16;

    private static final long[] POWERS_OF_TEN = new long[MOST_DIGITS + 1];

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

    /** Not zero once a byte was no digit that should be one. */
    private long wrong;

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
        long commas = commas(bytes, from);
        if (from < ROOM_BEFORE || Long.bitCount(commas) < COMMAS_BEFORE_TIME) {
            readCarefully(bytes, from);
            return true;
        }
        int first = from + Long.numberOfTrailingZeros(commas);
        commas &= commas - 1;
        int second = from + Long.numberOfTrailingZeros(commas);
        commas &= commas - 1;
        int third = from + Long.numberOfTrailingZeros(commas);
        commas &= commas - 1;
        int fourth = from + Long.numberOfTrailingZeros(commas);
        commas &= commas - 1;
        int fifth = from + Long.numberOfTrailingZeros(commas);
        int sixth = fifth + (bytes[fifth + MILLIS_DIGITS + 1] == ',' ? MILLIS_DIGITS : MICROS_DIGITS) + 1;
        wrong = bytes[sixth] ^ ',';
        id = whole(bytes, from, first);
        price = decimal(bytes, first + 1, second, MinuteBar.PRICE_DECIMALS);
        quantity = decimal(bytes, second + 1, third, MinuteBar.QUANTITY_DECIMALS);
        firstFill = whole(bytes, third + 1, fourth);
        lastFill = whole(bytes, fourth + 1, fifth);
        time = micros(whole(bytes, fifth + 1, sixth));
        if (wrong != 0 || price <= 0 || quantity <= 0) {
            readCarefully(bytes, from);
        } else {
            endLine(bytes, sixth + 1);
        }
        return true;
    }

    /** Reads a line of any form, or says what is wrong with it. */
    private void readCarefully(byte[] bytes, int from) {
        int first = comma(bytes, from);
        int second = comma(bytes, first + 1);
        int third = comma(bytes, second + 1);
        int fourth = comma(bytes, third + 1);
        int fifth = comma(bytes, fourth + 1);
        int sixth = comma(bytes, fifth + 1);
        id = anyWhole(bytes, from, first);
        price = anyDecimal(bytes, first + 1, second, MinuteBar.PRICE_DECIMALS);
        quantity = anyDecimal(bytes, second + 1, third, MinuteBar.QUANTITY_DECIMALS);
        firstFill = anyWhole(bytes, third + 1, fourth);
        lastFill = anyWhole(bytes, fourth + 1, fifth);
        time = micros(anyWhole(bytes, fifth + 1, sixth));
        endLine(bytes, sixth + 1);
    }

    private static long micros(long stamp) {
        return stamp < SMALLEST_MICROS ? stamp * 1000 : stamp;
    }

    private void endLine(byte[] bytes, int flag) {
        boolean buyerIsMaker = flag(bytes, flag);
        takerBought = !buyerIsMaker;
        int to = flag + (buyerIsMaker ? 4 : 5);
        at = bytes[to] == '\n' ? to + 1 : nextLine(to);
    }

    /** The commas of the next 64 bytes: the lowest bit is the first byte. */
    private static long commas(byte[] bytes, int from) {
        return commasOfWord(bytes, from)
                | commasOfWord(bytes, from + 8) << 8
                | commasOfWord(bytes, from + 16) << 16
                | commasOfWord(bytes, from + 24) << 24
                | commasOfWord(bytes, from + 32) << 32
                | commasOfWord(bytes, from + 40) << 40
                | commasOfWord(bytes, from + 48) << 48
                | commasOfWord(bytes, from + 56) << 56;
    }

    private static long commasOfWord(byte[] bytes, int from) {
        return ((equal((long) LONGS.get(bytes, from), COMMAS) >>> 7) * GATHER) >>> 56;
    }

    /** The highest bit of each byte that is the same in both words. */
    private static long equal(long word, long other) {
        long others = word ^ other;
        return ~(((others & LOW_BITS) + LOW_BITS) | others | LOW_BITS);
    }

    /** The number of 1 to 16 digits between there; {@link #wrong} is set if it is none. */
    private long whole(byte[] bytes, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > 16) {
            wrong = 1;
            return 0;
        }
        long last = (long) LONGS.get(bytes, to - 8) ^ ZEROS;
        if (digits <= 8) {
            return number(last & (-1L << (64 - 8 * digits)));
        }
        long first = (long) LONGS.get(bytes, to - 16) ^ ZEROS;
        return number(first & (-1L << (128 - 8 * digits))) * 100_000_000 + number(last);
    }

    /** The decimal between there, times 10^scale; {@link #wrong} is set if it is not digits with at most one dot. */
    private long decimal(byte[] bytes, int from, int to, int scale) {
        int length = to - from;
        if (length < 1 || length > 8) {
            return longDecimal(bytes, from, to, scale);
        }
        long word = ((long) LONGS.get(bytes, to - 8) ^ ZEROS) & (-1L << (64 - 8 * length));
        long dots = equal(word, DOTS ^ ZEROS);
        if (dots == 0) {
            return number(word) * POWERS_OF_TEN[scale];
        }
        int dot = Long.numberOfTrailingZeros(dots) & ~7;
        // What stands before the dot moves up by one.
        long before = (word & ((1L << dot) - 1)) << 8;
        long after = dot == 56 ? 0 : word & (-1L << (dot + 8));
        return number(before | after) * POWERS_OF_TEN[scale - (7 - (dot >>> 3))];
    }

    private long longDecimal(byte[] bytes, int from, int to, int scale) {
        long value = 0;
        int decimals = -1;
        int digits = to - from;
        for (int position = from; position < to; position++) {
            int digit = bytes[position] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                decimals += decimals < 0 ? 0 : 1;
            } else if (bytes[position] == '.' && decimals < 0) {
                decimals = 0;
                digits--;
            } else {
                wrong = 1;
            }
        }
        int missing = scale - Math.max(0, decimals);
        if (digits < 1 || missing < 0 || digits + missing > MOST_DIGITS) {
            wrong = 1;
            return 0;
        }
        return value * POWERS_OF_TEN[missing];
    }

    /** The number whose eight digits are the bytes, the first the lowest; {@link #wrong} is set if one is no digit. */
    private long number(long word) {
        wrong |= (((word & LOW_BITS) + ABOVE_NINE) | word) & HIGHEST_BITS;
        long pairs = word * 10 + (word >>> 8);
        long even = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long odd = ((pairs >>> 16) & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (even + odd) >>> 32;
    }

    /** Where the next comma of the line is. */
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

    private static long anyWhole(byte[] bytes, int from, int to) {
        String field = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        if (!field.matches("[0-9]{1,16}")) {
            throw new IllegalArgumentException("'" + field + "' is not a whole number of up to 16 digits");
        }
        return Long.parseLong(field);
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
