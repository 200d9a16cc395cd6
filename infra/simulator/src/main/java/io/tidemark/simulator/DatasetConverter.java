package io.tidemark.simulator;

import io.tidemark.simulator.archive.Dataset;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A dataset by its folder in the archive, or all of them. */
final class DatasetConverter implements ITypeConverter<DatasetConverter.Chosen> {
    private static final String ALL = "all";

    /** The datasets that one word stands for. */
    record Chosen(Set<Dataset> datasets) {}

    @Override
    public Chosen convert(String value) {
        if (value.equals(ALL)) {
            return new Chosen(EnumSet.allOf(Dataset.class));
        }
        for (Dataset dataset : Dataset.values()) {
            if (dataset.folder().equals(value)) {
                return new Chosen(EnumSet.of(dataset));
            }
        }
        throw new TypeConversionException(
                "'" + value + "'; allowed: " + String.join(", ", Dataset.folders()) + ", " + ALL);
    }
}
