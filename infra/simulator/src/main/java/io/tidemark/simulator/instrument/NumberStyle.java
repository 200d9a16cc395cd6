package io.tidemark.simulator.instrument;

/** How the venue writes the prices and quantities of an instrument's trades. */
public enum NumberStyle {
    /** As short as possible, with at least one decimal: {@code 118.0}. */
    SHORTEST,
    /** As {@code Double.toString} writes: below 0.001 and from ten million on with an exponent ({@code 3.743E-4}). */
    SCIENTIFIC,
    /** Filled with zeros to eight decimals: {@code 0.08185000}. */
    EIGHT_DECIMALS,
    /** The decimals that the instrument has, no more and no fewer: {@code 9635.0}, and {@code 3} contracts. */
    OWN_DECIMALS
}
