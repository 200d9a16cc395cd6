package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.udfs.exact.DecimalField;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the columns of a file stand, and their values: by name if the file has a header, in the official order if not.
 * Columns that nobody asked for are ignored; a header without a required one refuses the file.
 */
final class FileColumns {

    private static final long SMALLEST_MILLIS = 1_000_000_000_000L;
    private static final long LARGEST_MILLIS = 100_000_000_000_000L;
    private static final long SMALLEST_MICROS = 1_000_000_000_000_000L;
    private static final long LARGEST_MICROS = 100_000_000_000_000_000L;

    private static final int MOST_WHOLE_DIGITS = 18;
    private static final int MOST_DECIMALS = 36;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final List<String> official;
    private final Set<String> optional;
    private final int[] places;
    private final DecimalField field = new DecimalField();
    private final DecimalField[] alignedFields;
    private int fieldsNeeded;
    private boolean resolved;
    private boolean officialOrder;

    /** The columns in the official order, of which the first {@code required} must be there. */
    FileColumns(int required, String... official) {
        this(Set.copyOf(List.of(official).subList(required, official.length)), official);
    }

    /** The columns in the official order, of which all but the optional ones must be there. */
    FileColumns(Set<String> optional, String... official) {
        this.official = List.of(official);
        this.optional = optional;
        this.places = new int[official.length];
        this.alignedFields =
                Stream.generate(DecimalField::new).limit(official.length).toArray(DecimalField[]::new);
    }

    /** Forgets where the columns stand. */
    void reset() {
        resolved = false;
        officialOrder = false;
    }

    /** True if the line is the file's header; on the first line the places of the columns are settled. */
    boolean isHeader(CsvLine line) {
        if (resolved) {
            return false;
        }
        resolved = true;
        boolean header = false;
        Arrays.fill(places, -1);
        for (int at = 0; at < line.fields(); at++) {
            int column = official.indexOf(word(line, at));
            if (column >= 0) {
                places[column] = at;
                header = true;
            }
        }
        if (!header) {
            requireData(line);
            Arrays.setAll(places, column -> column);
        }
        requireColumns();
        officialOrder = IntStream.range(0, places.length).allMatch(column -> places[column] == column);
        return header;
    }

    /** True if the columns are known by now, and stand as they officially do. */
    boolean areInOfficialOrder() {
        return officialOrder;
    }

    /** A column's name may stand in quotes, the first after a byte-order mark. */
    private static String word(CsvLine line, int at) {
        return line.text(at).replace("\uFEFF", "").replace("\"", "").trim();
    }

    /** Words that are no column's names are a header all the same, and their order is anybody's guess. */
    private static void requireData(CsvLine line) {
        for (int at = 0; at < line.fields(); at++) {
            if (!line.isEmpty(at) && "0123456789+-.".indexOf(line.buffer()[line.from(at)]) >= 0) {
                return;
            }
        }
        throw new RefusedFileException("its first line is neither a known header nor data: " + line.text());
    }

    private void requireColumns() {
        fieldsNeeded = 0;
        for (int column = 0; column < places.length; column++) {
            if (optional.contains(official.get(column))) {
                continue;
            }
            if (places[column] < 0) {
                throw new RefusedFileException("its header has no column " + official.get(column));
            }
            fieldsNeeded = Math.max(fieldsNeeded, places[column] + 1);
        }
    }

    /** Rejects a line that is too short to hold every required column. */
    void requireFields(CsvLine line) {
        if (line.fields() < fieldsNeeded) {
            throw new RejectedLineException("has " + line.fields() + " fields, needs " + fieldsNeeded);
        }
    }

    /** The number in the column, in a view that holds until the next call. */
    DecimalField number(CsvLine line, int column) {
        int at = places[column];
        try {
            field.parse(line.buffer(), line.from(at), line.to(at));
        } catch (NumberFormatException e) {
            throw rejected(line, column, e.getMessage());
        }
        return field;
    }

    /** The same for columns of many rows: with one scale as far as it goes, and a view that holds for the column. */
    DecimalField aligned(CsvLine line, int column) {
        int at = places[column];
        DecimalField aligned = alignedFields[column];
        try {
            aligned.parseAligned(line.buffer(), line.from(at), line.to(at));
        } catch (NumberFormatException e) {
            throw rejected(line, column, e.getMessage());
        }
        return aligned;
    }

    /**
     * The number in the column, which may have been computed and have more digits than anything that is traded; null if it
     * is empty or the file has no such column.
     */
    BigDecimal decimal(CsvLine line, int column) {
        String text = textIfAny(line, column);
        if (text == null) {
            return null;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw rejected(line, column, "is not a number");
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal canonical = value.stripTrailingZeros();
        // As long: scale and precision of what has a huge exponent do not add up in an int.
        long wholeDigits = (long) canonical.precision() - canonical.scale();
        if (wholeDigits > MOST_WHOLE_DIGITS || canonical.scale() > MOST_DECIMALS) {
            throw rejected(
                    line,
                    column,
                    "needs more than " + MOST_WHOLE_DIGITS + " digits and " + MOST_DECIMALS + " decimals");
        }
        return canonical.scale() < 0 ? canonical.setScale(0) : canonical;
    }

    /** A number above zero. */
    BigDecimal positive(CsvLine line, int column) {
        BigDecimal value = number(line, column).toBigDecimal();
        if (value.signum() <= 0) {
            throw rejected(line, column, "is not above 0");
        }
        return value;
    }

    /** A number that is not negative. */
    BigDecimal amount(CsvLine line, int column) {
        BigDecimal value = number(line, column).toBigDecimal();
        if (value.signum() < 0) {
            throw rejected(line, column, "is below 0");
        }
        return value;
    }

    /** The same if it is not negative. */
    BigDecimal amountIfAny(CsvLine line, int column) {
        BigDecimal value = decimal(line, column);
        if (value != null && value.signum() < 0) {
            throw rejected(line, column, "is below 0");
        }
        return value;
    }

    /** The text of the column; null if the field is empty or the file has no such column. */
    String textIfAny(CsvLine line, int column) {
        int at = places[column];
        return at < 0 || at >= line.fields() || line.isEmpty(at) ? null : line.text(at);
    }

    /** A whole number that is not negative. */
    long whole(CsvLine line, int column) {
        int at = places[column];
        try {
            return DecimalField.parseLong(line.buffer(), line.from(at), line.to(at));
        } catch (NumberFormatException e) {
            throw rejected(line, column, e.getMessage());
        }
    }

    /** An instant in ms or µs since 1970, told apart by magnitude; in µs. */
    long micros(CsvLine line, int column) {
        long value = whole(line, column);
        if (value >= SMALLEST_MILLIS && value < LARGEST_MILLIS) {
            return value * 1000;
        }
        if (value >= SMALLEST_MICROS && value < LARGEST_MICROS) {
            return value;
        }
        throw rejected(line, column, "is no time in ms or µs since 1970");
    }

    /** The same as an instant. */
    Instant instant(CsvLine line, int column) {
        return Instant.EPOCH.plus(micros(line, column), ChronoUnit.MICROS);
    }

    /** {@code true} or {@code false}, however it is capitalised. */
    boolean flag(CsvLine line, int column) {
        int at = places[column];
        if (isWord(line, at, TRUE)) {
            return true;
        }
        if (isWord(line, at, FALSE)) {
            return false;
        }
        throw rejected(line, column, "is neither true nor false");
    }

    private static boolean isWord(CsvLine line, int at, byte[] lowerCase) {
        int from = line.from(at);
        if (line.to(at) - from != lowerCase.length) {
            return false;
        }
        for (int index = 0; index < lowerCase.length; index++) {
            if ((line.buffer()[from + index] | 0x20) != lowerCase[index]) {
                return false;
            }
        }
        return true;
    }

    /** A rejection of a time that lies outside of what the file is about. */
    RejectedLineException outside(CsvLine line, int column, Instant time, TimeRange period) {
        return rejected(line, column, "is " + time + ", outside the file's " + period.from() + " to " + period.to());
    }

    /** The text of the column. */
    String text(CsvLine line, int column) {
        return line.text(places[column]);
    }

    /** A rejection that names the column and quotes its value. */
    RejectedLineException rejected(CsvLine line, int column, String problem) {
        String value = text(line, column);
        String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        return new RejectedLineException(official.get(column) + " '" + shown + "' " + problem);
    }
}
