package io.tidemark.jobs.model;

import java.time.Instant;

/**
 * A row of {@code derivatives.labels}: what the price did after an instant.
 *
 * @param windowEnd the instant
 * @param availableAt end of the horizon
 * @param bps NaN if one of the two prices is missing
 */
public record ForwardReturn(Instrument instrument, Instant windowEnd, Instant availableAt, double bps) {}
