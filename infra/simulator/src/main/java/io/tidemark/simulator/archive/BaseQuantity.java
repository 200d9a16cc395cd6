package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;

/** Contracts in the base asset they stand for, as the venue rounds them: to eight decimals, half up. */
final class BaseQuantity {
    static final int DECIMALS = 8;

    private final long unitsPerContract;

    BaseQuantity(Instrument instrument) {
        long units = instrument.contract().size();
        for (int i = 0; i < DECIMALS + instrument.priceDecimals(); i++) {
            units *= 10;
        }
        this.unitsPerContract = units;
    }

    /** The base asset of a number of contracts at a price in price units, in units of 10^-8. */
    long of(long contracts, long price) {
        return (Math.multiplyExact(contracts, unitsPerContract) + price / 2) / price;
    }
}
