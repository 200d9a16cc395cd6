package io.tidemark.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A seed. */
final class SeedConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException unreadable) {
            throw new TypeConversionException("'" + value + "'; allowed: a whole number of 64 bits");
        }
    }
}
