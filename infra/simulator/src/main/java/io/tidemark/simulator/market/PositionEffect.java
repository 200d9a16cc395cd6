package io.tidemark.simulator.market;

/** What a fill does to the position of one of its two parties. */
public enum PositionEffect {
    /** Opens a position or adds to one. */
    OPEN,
    /** Closes a position or a part of one. */
    CLOSE
}
