package io.tidemark.jobs.venue.binance;

import io.tidemark.udfs.exact.DecimalField;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a line of trades in the form that nearly all have, in one pass: columns in the official order, numbers of plain
 * digits, {@code true} or {@code false}. Whatever is not of that form, or not valid, is left to those who can say what is
 * wrong with it. This is where a backfill of trades spends its time.
 */
final class UsualTradeLine {

    /** As much text must follow the start of a line: what is looked through for commas, and a little beyond. */
    static final int ROOM = 160;

    /** As much text must stand before it: what is read of the first number with the bytes before it. */
    static final int ROOM_BEFORE = 2 * Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long DOTS = 0x2E2E2E2E2E2E2E2EL;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ABOVE_NINE = 0x7676767676767676L;

    /** Takes every byte from the dot on above 127; commas and line breaks stand before it, digits and letters after. */
    private static final long FROM_DOT = 0x5252525252525252L;

    /** Gathers the highest bits of eight bytes in one. */
    private static final long GATHER = 0x0002040810204081L;

    private static final long TRUE = 0x65757274L;
    private static final long FALSE = 0x65736c6166L;
    private static final int MOST_COMMAS = 6;
    private static final int MOST_DECIMALS = 18;
    private static final int DIGITS_OF_MILLIS = 13;
    private static final int DIGITS_OF_MICROS = 16;
    private static final long EIGHT_DIGITS = 100_000_000L;
    private static final long LARGEST_MANTISSA = 100_000_000_000_000_000L;

    private final boolean aggregate;
    private final int commas;
    private final int[] comma = new int[MOST_COMMAS];
    private final DecimalField price = new DecimalField();
    private final DecimalField quantity = new DecimalField();

    private byte[] text;

    /** Not zero once a byte was no digit that should be one. */
    private long wrong;

    private long id;
    private long firstFill;
    private long lastFill;
    private long eventTime;
    private boolean buyerIsMaker;

    /** For lines of aggregate trades, or of single fills. */
    UsualTradeLine(boolean aggregate) {
        this.aggregate = aggregate;
        this.commas = aggregate ? 6 : 5;
    }

    /**
     * Reads the line that starts at {@code from}, before which there are {@link #ROOM_BEFORE} bytes and after which there
     * are {@link #ROOM}.
     *
     * @return where the next line starts; -1 if the line is not of the usual form
     */
    int read(byte[] bytes, int from) {
        text = bytes;
        wrong = 0;
        if (!findCommas(from)) {
            return -1;
        }
        id = whole(from, comma[0]);
        boolean decimals = decimal(comma[0] + 1, comma[1], price) && decimal(comma[1] + 1, comma[2], quantity);
        // What stands between the quantity and the time of a fill follows from its price and quantity.
        firstFill = aggregate ? whole(comma[2] + 1, comma[3]) : id;
        lastFill = aggregate ? whole(comma[3] + 1, comma[4]) : id;
        int timeFrom = comma[commas - 2] + 1;
        int timeTo = comma[commas - 1];
        long time = whole(timeFrom, timeTo);
        eventTime = timeTo - timeFrom == DIGITS_OF_MILLIS ? time * 1000 : time;
        boolean usual = decimals
                && wrong == 0
                && (timeTo - timeFrom == DIGITS_OF_MILLIS || timeTo - timeFrom == DIGITS_OF_MICROS);
        return usual ? endOfLine(timeTo + 1) : -1;
    }

    /** Finds all commas at once, so that the numbers between them need not wait for each other. */
    private boolean findCommas(int from) {
        long found = separators(from);
        int base = from;
        boolean second = false;
        for (int place = 0; place < commas; place++) {
            if (found == 0) {
                if (second) {
                    return false;
                }
                second = true;
                base = from + Long.SIZE;
                found = separators(base);
                if (found == 0) {
                    return false;
                }
            }
            comma[place] = base + Long.numberOfTrailingZeros(found);
            found &= found - 1;
        }
        return text[comma[0]] == ','
                && text[comma[1]] == ','
                && text[comma[2]] == ','
                && text[comma[3]] == ','
                && text[comma[4]] == ','
                && text[comma[commas - 1]] == ',';
    }

    /** One bit for each of 64 bytes: set where a comma or a line break may be. */
    private long separators(int from) {
        long bits = 0;
        for (int word = 0; word < Long.BYTES; word++) {
            long bytes = (long) LONGS.get(text, from + word * Long.BYTES);
            long separators = ~(((bytes & LOW_BITS) + FROM_DOT) | bytes) & HIGH_BITS;
            bits |= ((separators * GATHER) >>> (Long.SIZE - Byte.SIZE)) << (word * Byte.SIZE);
        }
        return bits;
    }

    /** A number of 1 to 16 digits; anything else is noted as wrong. */
    private long whole(int from, int to) {
        int length = to - from;
        if (length < 1 || length > 2 * Long.BYTES) {
            wrong = 1;
            return 0;
        }
        long last = (long) LONGS.get(text, to - Long.BYTES) ^ ZEROS;
        if (length < Long.BYTES) {
            last &= -1L << (Long.SIZE - Byte.SIZE * length);
        }
        long number = numberOf(last);
        if (length > Long.BYTES) {
            long first = (long) LONGS.get(text, to - 2 * Long.BYTES) ^ ZEROS;
            if (length < 2 * Long.BYTES) {
                first &= -1L << (2 * Long.SIZE - Byte.SIZE * length);
            }
            number += numberOf(first) * EIGHT_DIGITS;
        }
        return number;
    }

    /** The number whose eight digits are the bytes of the word, the first in the lowest. */
    private long numberOf(long digits) {
        wrong |= (((digits & LOW_BITS) + ABOVE_NINE) | digits) & HIGH_BITS;
        long pairs = digits * 10 + (digits >>> 8);
        long even = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long odd = ((pairs >>> 16) & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (even + odd) >>> 32;
    }

    /** A number above zero; false if it is of another form. */
    private boolean decimal(int from, int to, DecimalField field) {
        int length = to - from;
        if (length < 1) {
            return false;
        }
        if (length > Long.BYTES) {
            return longDecimal(from, to, field);
        }
        long ofField = -1L << (Long.SIZE - Byte.SIZE * length);
        long word = (long) LONGS.get(text, to - Long.BYTES);
        long dots = word ^ DOTS;
        dots = ~(((dots & LOW_BITS) + LOW_BITS) | dots | LOW_BITS) & ofField;
        long digits = (word ^ ZEROS) & ofField;
        int decimals = 0;
        if (dots != 0) {
            int dot = Long.numberOfTrailingZeros(dots) >>> 3;
            decimals = Long.BYTES - 1 - dot;
            if (decimals == 0) {
                return false;
            }
            // What stands before the dot moves up by one.
            long before = (1L << (dot * Byte.SIZE)) - 1;
            long after = -1L << ((dot + 1) * Byte.SIZE);
            digits = (digits & after) | ((digits & before) << Byte.SIZE);
        }
        long mantissa = numberOf(digits);
        field.setAligned(mantissa, decimals);
        return mantissa > 0;
    }

    private boolean longDecimal(int from, int to, DecimalField field) {
        long mantissa = 0;
        int dot = to;
        for (int at = from; at < to; at++) {
            int digit = text[at] - '0';
            if (text[at] == '.' && dot == to) {
                dot = at;
            } else if (digit < 0 || digit > 9 || mantissa >= LARGEST_MANTISSA) {
                return false;
            } else {
                mantissa = mantissa * 10 + digit;
            }
        }
        if (mantissa == 0 || to - dot - 1 > MOST_DECIMALS) {
            return false;
        }
        field.setAligned(mantissa, Math.max(0, to - dot - 1));
        return true;
    }

    /** The flag, another one as spot has, and the line break. */
    private int endOfLine(int from) {
        int first = flagLength(from);
        buyerIsMaker = first == 4;
        int end = from + first;
        if (text[end] == ',') {
            int second = flagLength(end + 1);
            end += 1 + second;
            first = Math.min(first, second);
        }
        if (text[end] == '\r') {
            end++;
        }
        return first > 0 && text[end] == '\n' ? end + 1 : -1;
    }

    /** 4 for true, 5 for false, 0 for anything else; the first letter may be a capital. */
    private int flagLength(int from) {
        long word = (long) LONGS.get(text, from) | 0x20;
        if ((word & 0xFFFFFFFFL) == TRUE) {
            return 4;
        }
        return (word & 0xFFFFFFFFFFL) == FALSE ? 5 : 0;
    }

    long id() {
        return id;
    }

    /** Above zero, in the scale that the column usually has. */
    DecimalField price() {
        return price;
    }

    /** Above zero, in the scale that the column usually has. */
    DecimalField quantity() {
        return quantity;
    }

    long firstFill() {
        return firstFill;
    }

    long lastFill() {
        return lastFill;
    }

    /** µs since 1970. */
    long eventTime() {
        return eventTime;
    }

    boolean buyerIsMaker() {
        return buyerIsMaker;
    }
}
