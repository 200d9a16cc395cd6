package io.tidemark.jobs.venue.declared;

import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.SeriesDeclaration;
import io.tidemark.jobs.model.SeriesDeclaration.Values;
import io.tidemark.jobs.model.SeriesRow;
import io.tidemark.jobs.model.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The cells of a file's rows, read as declared, row after row; remembers which days they cover. */
final class DeclaredCells {

    private final DeclaredTimes times;
    private final Values values;
    private Instant first;
    private Instant last;

    DeclaredCells(SeriesDeclaration declaration) {
        this.times = new DeclaredTimes(declaration.times());
        this.values = declaration.values();
    }

    /** The instant of the next row. */
    Instant time(SeriesRow row) {
        return times.next(row);
    }

    /** A row of that instant is used. */
    void uses(Instant instant) {
        first = first == null || instant.isBefore(first) ? instant : first;
        last = last == null || instant.isAfter(last) ? instant : last;
    }

    /** The whole UTC days from the first to the last used row. */
    Optional<TimeRange> days() {
        return Optional.ofNullable(first)
                .map(start -> TimeRange.ofDays(
                        TimeRange.dayOf(start), TimeRange.dayOf(last).plusDays(1)));
    }

    /**
     * The row's value in the table's unit; empty if it is blank and blanks are declared.
     *
     * @throws RejectedLineException if it is no number, or blank where blanks are not declared
     */
    Optional<BigDecimal> value(SeriesRow row) {
        Optional<BigDecimal> number = number(row, values.column());
        if (number.isEmpty() && !values.skipsBlanks()) {
            throw new RejectedLineException("has no " + values.column());
        }
        return number.map(values.factor()::multiply).map(BigDecimal::stripTrailingZeros);
    }

    /** The number in another column, as it stands; empty if it is blank. */
    Optional<BigDecimal> number(SeriesRow row, String column) {
        String text = row.cells().get(column);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Numbers.parse(text, values.decimalMark())
                .orElseThrow(() -> Numbers.rejected(
                        column, text, "is no number with decimal mark '" + values.decimalMark() + "'")));
    }

    /** The column's name and text, for a rejection of the value. */
    RejectedLineException rejected(SeriesRow row, String problem) {
        return Numbers.rejected(values.column(), row.cells().get(values.column()), problem);
    }
}
