package io.tidemark.simulator;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Periods by their name in small letters. */
final class PeriodsConverter implements ITypeConverter<Periods> {
    @Override
    public Periods convert(String value) {
        for (Periods periods : Periods.values()) {
            if (periods.name().toLowerCase(Locale.ROOT).equals(value)) {
                return periods;
            }
        }
        throw new TypeConversionException("'" + value + "'; allowed: daily, monthly, both");
    }
}
