package io.tidemark.jobs.model;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The one registry of lags: when a live observer could first have known a fact. The column {@code available_at} holds
 * the result, so that any reader can check it.
 *
 * @param openInterestLag what is added to the instant that an open-interest observation describes
 */
public record Availability(Duration openInterestLag) implements Serializable {

    /** From the stamp of a settlement until it is known. */
    public static final Duration SETTLEMENT = Duration.ofSeconds(1);

    /** An observation is known at the instant it describes. */
    public static final Availability AT_EVENT = new Availability(Duration.ZERO);

    /** Observations of open interest are known when the venue used to publish them, ten minutes later. */
    public static final Availability AS_PUBLISHED = new Availability(Duration.ofMinutes(10));

    /** Open interest and the ratios beside it. */
    public Instant ofOpenInterest(Instant described) {
        return described.plus(openInterestLag);
    }

    /** Settled funding: a second after its time, so that a settlement at the very instant of a decision is not known. */
    public Instant ofFunding(Instant fundingTime) {
        return fundingTime.plus(SETTLEMENT);
    }

    /** A bar or a window: its end. */
    public static Instant ofBar(Instant end) {
        return end;
    }
}
