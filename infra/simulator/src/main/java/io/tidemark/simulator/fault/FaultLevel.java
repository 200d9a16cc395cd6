package io.tidemark.simulator.fault;

/** How much is wrong with the archive. */
public enum FaultLevel {
    /** Nothing. */
    NONE,
    /** What the real archive has now and then. */
    NATURAL,
    /** That, and files that a reader must refuse or repair. */
    HOSTILE
}
