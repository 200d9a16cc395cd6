package io.tidemark.jobs.align;

import java.time.Duration;
import java.time.Instant;

/**
 * Decisions in equal steps.
 *
 * @param first inclusive
 * @param last inclusive
 */
public record Grid(Instant first, Instant last, Duration step) implements Decisions {

    @Override
    public Instant after(Instant instant) {
        Instant next = instant == null ? first : instant.plus(step);
        return next.isAfter(last) ? null : next;
    }
}
