package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.NumberStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * CSV text in a byte buffer in front of a stream. Numbers are written from whole units and a count of decimals, without
 * a string in between.
 */
final class CsvBuffer {
    private static final int CAPACITY = 1 << 16;
    /** More than the longest cell. */
    private static final int ROOM = 64;

    private final OutputStream out;
    private final byte[] bytes = new byte[CAPACITY + ROOM];
    private final byte[] digits = new byte[20];
    private int length;
    private final LongAdder rowsOfAll;
    private long rows;
    private long rowsToldOf;

    /** @param rowsOfAll counts the rows of several buffers, as they are flushed */
    CsvBuffer(OutputStream out, LongAdder rowsOfAll) {
        this.out = out;
        this.rowsOfAll = rowsOfAll;
    }

    /** The rows ended so far, headers not among them. */
    long rows() {
        return rows;
    }

    CsvBuffer comma() {
        bytes[length++] = ',';
        return this;
    }

    void endRow() {
        rows++;
        endLine();
    }

    void header(String line) {
        text(line);
        endLine();
    }

    CsvBuffer text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
        if (length + encoded.length > bytes.length) {
            flush();
        }
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        drainIfFull();
        return this;
    }

    CsvBuffer number(long value) {
        return decimal(value, 0);
    }

    /** All of the given decimals: 118.20 for 11820 with two. */
    CsvBuffer decimal(long units, int decimals) {
        return decimal(units, decimals, decimals);
    }

    /** The given decimals, filled with zeros to {@code shown} of them. */
    CsvBuffer decimal(long units, int decimals, int shown) {
        int count = digitsOf(units, decimals + 1);
        if (units < 0) {
            bytes[length++] = '-';
        }
        for (int i = 0; i < count; i++) {
            if (i == count - decimals) {
                bytes[length++] = '.';
            }
            bytes[length++] = digits[i];
        }
        if (shown > decimals && decimals == 0) {
            bytes[length++] = '.';
        }
        for (int i = decimals; i < shown; i++) {
            bytes[length++] = '0';
        }
        drainIfFull();
        return this;
    }

    /** An amount in the venue's style. */
    CsvBuffer amount(long units, int decimals, NumberStyle style) {
        return switch (style) {
            case SHORTEST -> shortest(units, decimals);
            case SCIENTIFIC -> scientific(units, decimals);
            case EIGHT_DECIMALS -> decimal(units, decimals, 8);
            case OWN_DECIMALS -> decimal(units, decimals);
        };
    }

    /** The last cells of a trade; spot has capitals, and says of every trade that its price was the best. */
    CsvBuffer buyerIsMaker(boolean maker, boolean spot) {
        if (spot) {
            return text(maker ? "True,True" : "False,True");
        }
        return text(maker ? "true" : "false");
    }

    /** No zeros at the end but one after a bare point: 118.0 and 118.2. */
    CsvBuffer shortest(long units, int decimals) {
        long kept = units;
        int keptDecimals = decimals;
        while (keptDecimals > 1 && kept % 10 == 0) {
            kept /= 10;
            keptDecimals--;
        }
        return decimal(kept, keptDecimals, Math.max(1, keptDecimals));
    }

    /** As {@code Double.toString}: an exponent below 0.001 and from ten million on. */
    CsvBuffer scientific(long units, int decimals) {
        int count = digitsOf(units, 1);
        int exponent = count - 1 - decimals;
        if (units == 0 || (exponent >= -3 && exponent < 7)) {
            return shortest(units, decimals);
        }
        int significant = count;
        while (significant > 2 && digits[significant - 1] == '0') {
            significant--;
        }
        bytes[length++] = digits[0];
        bytes[length++] = '.';
        if (significant == 1) {
            bytes[length++] = '0';
        }
        for (int i = 1; i < significant; i++) {
            bytes[length++] = digits[i];
        }
        bytes[length++] = 'E';
        return number(exponent);
    }

    void flush() {
        try {
            out.write(bytes, 0, length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        length = 0;
        rowsOfAll.add(rows - rowsToldOf);
        rowsToldOf = rows;
    }

    private void endLine() {
        bytes[length++] = '\n';
        drainIfFull();
    }

    private void drainIfFull() {
        if (length > CAPACITY - ROOM) {
            flush();
        }
    }

    /** Leaves the digits, zeros in front up to {@code fewest}, at the start of {@link #digits}. */
    private int digitsOf(long units, int fewest) {
        long rest = Math.abs(units);
        int position = digits.length;
        int count = 0;
        while (rest != 0 || count < fewest) {
            long quotient = rest / 10;
            digits[--position] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
            count++;
        }
        System.arraycopy(digits, position, digits, 0, count);
        return count;
    }
}
