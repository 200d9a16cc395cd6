package io.tidemark.simulator;

import io.tidemark.simulator.random.DailySeries;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A UTC day that the simulated market has. */
final class DayConverter implements ITypeConverter<LocalDate> {
    private static final LocalDate FIRST = LocalDate.ofEpochDay(DailySeries.FIRST_DAY);
    private static final LocalDate LAST = LocalDate.of(2049, 12, 31);

    @Override
    public LocalDate convert(String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeParseException unreadable) {
            // Told below, like a day outside the range.
        }
        throw new TypeConversionException("'" + value + "'; allowed: a day from " + FIRST + " to " + LAST);
    }
}
