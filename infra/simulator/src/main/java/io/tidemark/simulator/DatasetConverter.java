package io.tidemark.simulator;

import io.tidemark.simulator.archive.Dataset;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A dataset by its folder in the archive. */
final class DatasetConverter implements ITypeConverter<Dataset> {
    @Override
    public Dataset convert(String value) {
        for (Dataset dataset : Dataset.values()) {
            if (dataset.folder().equals(value)) {
                return dataset;
            }
        }
        String allowed = Arrays.stream(Dataset.values()).map(Dataset::folder).collect(Collectors.joining(", "));
        throw new TypeConversionException("'" + value + "'; allowed: " + allowed);
    }
}
