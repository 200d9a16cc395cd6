package io.tidemark.jobs.venue.declared;

import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in text, exactly: digits, one decimal mark, an exponent; no grouping of thousands. */
final class Numbers {

    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /** What a table's decimal(38,18) holds before the mark; far more than any market has. */
    private static final int MOST_DIGITS = 20;

    /** A double has no more; the table rounds to 18. */
    private static final int MOST_DECIMALS = 60;

    private static final int LONGEST_SHOWN = 60;

    private Numbers() {}

    /** The number; empty if the text is none, or one that no table holds. */
    static Optional<BigDecimal> parse(String text, char decimalMark) {
        if (decimalMark != '.' && text.indexOf('.') >= 0) {
            return Optional.empty();
        }
        String plain = text.replace(decimalMark, '.');
        if (!PLAIN.matcher(plain).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
        boolean holds = number.scale() <= MOST_DECIMALS && number.precision() - number.scale() <= MOST_DIGITS;
        return holds ? Optional.of(number) : Optional.empty();
    }

    /** A rejection that names the column and quotes its value. */
    static RejectedLineException rejected(String column, String value, String problem) {
        String shown = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "…" : value;
        return new RejectedLineException(column + " '" + shown + "' " + problem);
    }
}
