package io.tidemark.simulator;

import io.tidemark.simulator.fault.FaultLevel;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A fault level by its name in small letters. */
final class FaultLevelConverter implements ITypeConverter<FaultLevel> {
    @Override
    public FaultLevel convert(String value) {
        for (FaultLevel level : FaultLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(value)) {
                return level;
            }
        }
        throw new TypeConversionException("'" + value + "'; allowed: none, natural, hostile");
    }
}
