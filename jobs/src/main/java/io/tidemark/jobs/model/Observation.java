package io.tidemark.jobs.model;

import java.time.Instant;

/** A fact of an instant, with its two clocks: what can be looked up as of a later instant. */
public sealed interface Observation extends Fact permits Close, OpenInterest, FundingRate {

    /** What it is an observation of. */
    Dataset dataset();

    /** When it was so, as the venue stamped it; of a bar its end. */
    Instant eventTime();

    /** The first instant a live observer could have known it. */
    Instant availableAt();
}
