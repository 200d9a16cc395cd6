package io.tidemark.jobs.model;

import java.io.Serializable;

/**
 * The trade ids that stand just outside a range that is computed alone, so that a hole at its edges is seen.
 *
 * @param before the last id before the range; null if not known
 * @param after the first id after the range; null if not known
 */
public record NeighbourIds(Long before, Long after) implements Serializable {

    /** Nothing is known of the neighbours. */
    public static final NeighbourIds UNKNOWN = new NeighbourIds(null, null);
}
