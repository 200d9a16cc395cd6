package io.tidemark.simulator.market;

/** The terms on which positions are held: they decide the collateral, never the size of a position. */
public record MarginTerms(MarginMode mode, int leverage) {
    /** The collateral for a position of the given notional. */
    public double initialMargin(double notional) {
        return notional / leverage;
    }
}
