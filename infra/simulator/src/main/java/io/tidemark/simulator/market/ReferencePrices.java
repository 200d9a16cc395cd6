package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;

/**
 * What the venue computes for a contract besides its trades, at each second of a day: the index, the mark price that
 * follows it at the distance of the basis, and that distance, the premium. Funding is settled from the same premium.
 */
public final class ReferencePrices {
    private final double[] indexPrices;
    private final int multiplier;
    private final BasisDay basis;

    private ReferencePrices(double[] indexPrices, int multiplier, BasisDay basis) {
        this.indexPrices = indexPrices;
        this.multiplier = multiplier;
        this.basis = basis;
    }

    /** The prices of the day. */
    public static ReferencePrices of(MarketDay market, Instrument instrument) {
        return new ReferencePrices(
                market.index(instrument.base()).prices(),
                instrument.multiplier(),
                BasisDay.of(market.settings().seed(), instrument, market.day().toEpochDay()));
    }

    /** The index in USDT, or USD, per unit of quantity, at a second of the day up to 86,400. */
    public double index(int second) {
        return indexPrices[second] * multiplier;
    }

    /** The mark price in the same unit. */
    public double mark(int second) {
        return index(second) * (1.0 + basis.atSecond(second));
    }

    /** The premium of the mark over the index, as a fraction of the index. */
    public double premium(int second) {
        return basis.atSecond(second);
    }
}
