package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import java.math.BigInteger;

/** Contracts in the base asset they stand for, as the venue rounds them: to eight decimals, half up. */
final class BaseQuantity {
    static final int DECIMALS = 8;

    private final long unitsPerContract;
    private final long mostForLong;

    BaseQuantity(Instrument instrument) {
        long units = instrument.contract().size();
        for (int i = 0; i < DECIMALS + instrument.priceDecimals(); i++) {
            units = Math.multiplyExact(units, 10L);
        }
        this.unitsPerContract = units;
        // Half of what would fit leaves room for the rounding.
        this.mostForLong = Long.MAX_VALUE / 2 / units;
    }

    /** The base asset of a number of contracts at a price in price units, in units of 10^-8. */
    long of(long contracts, long price) {
        if (contracts <= mostForLong) {
            return (contracts * unitsPerContract + price / 2) / price;
        }
        BigInteger value = BigInteger.valueOf(contracts).multiply(BigInteger.valueOf(unitsPerContract));
        return value.add(BigInteger.valueOf(price / 2))
                .divide(BigInteger.valueOf(price))
                .longValueExact();
    }
}
