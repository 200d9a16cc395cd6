package io.tidemark.simulator;

import io.tidemark.simulator.instrument.Market;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A market by its name in small letters. */
final class MarketConverter implements ITypeConverter<Market> {
    @Override
    public Market convert(String value) {
        for (Market market : Market.values()) {
            if (market.label().equals(value)) {
                return market;
            }
        }
        throw new TypeConversionException("'" + value + "'; allowed: um, spot, cm");
    }
}
