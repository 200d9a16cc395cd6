package io.tidemark.jobs.align;

import java.io.Serializable;
import java.time.Instant;

/** The instants at which rows are decided, ascending. */
@FunctionalInterface
public interface Decisions extends Serializable {

    /**
     * The next decision.
     *
     * @param instant exclusive; null for the very first decision
     * @return null if there is none
     */
    Instant after(Instant instant);
}
