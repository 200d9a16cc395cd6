package io.tidemark.simulator;

import io.tidemark.simulator.archive.BarInterval;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A bar length by the venue's name. */
final class BarIntervalConverter implements ITypeConverter<BarInterval> {
    @Override
    public BarInterval convert(String value) {
        return BarInterval.named(value)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "'; allowed: " + String.join(", ", BarInterval.labels())));
    }
}
