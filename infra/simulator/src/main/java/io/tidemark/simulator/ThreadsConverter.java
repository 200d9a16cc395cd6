package io.tidemark.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of threads. */
final class ThreadsConverter implements ITypeConverter<Integer> {
    private static final int MOST = 256;

    @Override
    public Integer convert(String value) {
        try {
            int threads = Integer.parseInt(value);
            if (threads >= 1 && threads <= MOST) {
                return threads;
            }
        } catch (NumberFormatException unreadable) {
            // Told below, like a number outside the range.
        }
        throw new TypeConversionException("'" + value + "'; allowed: 1 to " + MOST);
    }
}
