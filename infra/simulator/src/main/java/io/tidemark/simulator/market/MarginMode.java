package io.tidemark.simulator.market;

/** How a position is collateralised. */
public enum MarginMode {
    /** The whole account backs the position. */
    CROSS,
    /** Only the position's own margin backs it. */
    ISOLATED
}
