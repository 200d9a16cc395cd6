package io.tidemark.simulator.market;

/**
 * The positions of all traders in one contract. Every fill has a buyer and a seller, and each of them opens a position
 * or closes one; open interest is the size of all long positions, which always equals that of all short ones.
 *
 * <p>Both opening raises it, both closing lowers it, one of each hands a position over. Who was the aggressor, and on
 * which margin terms a position is held, does not matter: cross and isolated positions count alike.
 */
public final class PositionLedger {
    private MarginTerms terms;
    private long longPositions;
    private long shortPositions;

    /** @param openInterest the quantity held at the start, in quantity units */
    public PositionLedger(long openInterest, MarginTerms terms) {
        if (openInterest < 0) {
            throw new IllegalArgumentException("open interest " + openInterest + " is negative");
        }
        this.longPositions = openInterest;
        this.shortPositions = openInterest;
        this.terms = terms;
    }

    /** The quantity held long, which is also the quantity held short. */
    public long openInterest() {
        return longPositions;
    }

    /**
     * A fill. A buyer opens a long position or closes a short one, a seller the other way round.
     *
     * @throws IllegalArgumentException if more would be closed than is open
     */
    public void record(boolean takerBuys, PositionEffect taker, PositionEffect maker, long quantity) {
        if ((taker == PositionEffect.CLOSE || maker == PositionEffect.CLOSE) && quantity > longPositions) {
            throw new IllegalArgumentException(
                    "closing " + quantity + " is more than the open interest of " + longPositions);
        }
        buy(takerBuys ? taker : maker, quantity);
        sell(takerBuys ? maker : taker, quantity);
    }

    /**
     * A position is closed by force, by selling a long one or buying back a short one, against a position of the other
     * side that is closed with it (auto-deleveraging).
     */
    public void liquidate(boolean longPosition, long quantity) {
        record(!longPosition, PositionEffect.CLOSE, PositionEffect.CLOSE, quantity);
    }

    /** Changes the terms of all positions; none of them grows or shrinks by it. */
    public void changeTerms(MarginTerms changed) {
        terms = changed;
    }

    /** The collateral of all positions at a notional value per quantity unit. */
    public double initialMargin(double notionalPerUnit) {
        return terms.initialMargin((longPositions + shortPositions) * notionalPerUnit);
    }

    private void buy(PositionEffect effect, long quantity) {
        if (effect == PositionEffect.OPEN) {
            longPositions += quantity;
        } else {
            shortPositions -= quantity;
        }
    }

    private void sell(PositionEffect effect, long quantity) {
        if (effect == PositionEffect.OPEN) {
            shortPositions += quantity;
        } else {
            longPositions -= quantity;
        }
    }
}
