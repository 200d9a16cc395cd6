package io.tidemark.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of trades that one day can hold. */
final class TradesPerDayConverter implements ITypeConverter<Integer> {
    private static final int MOST = 100_000_000;

    @Override
    public Integer convert(String value) {
        try {
            int trades = Integer.parseInt(value);
            if (trades >= 1 && trades <= MOST) {
                return trades;
            }
        } catch (NumberFormatException unreadable) {
            // Told below, like a number outside the range.
        }
        throw new TypeConversionException("'" + value + "'; allowed: 1 to " + MOST);
    }
}
