package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;

/** Between quantity units and their value in USDT, or in USD on a coin-margined contract. */
final class NotionalUnits {
    private NotionalUnits() {}

    /** The quantity units that are worth a notional at a price in price units. */
    static double quantity(Instrument instrument, double notional, double price) {
        if (instrument.contract() != null) {
            return notional / instrument.contract().size();
        }
        return notional * perQuote(instrument) / price;
    }

    /** What quantity units are worth at a price in price units. */
    static double notional(Instrument instrument, long quantity, double price) {
        if (instrument.contract() != null) {
            return (double) quantity * instrument.contract().size();
        }
        return quantity * price / perQuote(instrument);
    }

    /** How many price unit × quantity unit make one USDT. */
    private static double perQuote(Instrument instrument) {
        double units = 1.0;
        for (int i = 0; i < instrument.priceDecimals() + instrument.quantityDecimals(); i++) {
            units *= 10.0;
        }
        return units;
    }
}
