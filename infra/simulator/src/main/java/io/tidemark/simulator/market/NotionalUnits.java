package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;

/** The size of a product of price units and quantity units. */
final class NotionalUnits {
    private NotionalUnits() {}

    /** How many price unit × quantity unit make one USDT. */
    static double perQuote(Instrument instrument) {
        double units = 1.0;
        for (int i = 0; i < instrument.priceDecimals() + instrument.quantityDecimals(); i++) {
            units *= 10.0;
        }
        return units;
    }
}
