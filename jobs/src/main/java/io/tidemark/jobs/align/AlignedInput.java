package io.tidemark.jobs.align;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A dataset that decisions wait for.
 *
 * @param dataset kinds of trades stand in for each other and are one input, {@link Dataset#AGG_TRADES}
 * @param from where its delivery begins: event times, of bars their starts; inclusive
 * @param lag no fact of event time t, of bars of start t, is available before t + lag
 * @param ofPerpetuals true if instruments that are delivered on a day have none of it
 */
public record AlignedInput(Dataset dataset, Instant from, Duration lag, boolean ofPerpetuals) implements Serializable {

    /** The dataset whose progress stands for this one's. */
    static Dataset progressOf(Dataset dataset) {
        return dataset.isOfTrades() ? Dataset.AGG_TRADES : dataset;
    }

    boolean isOf(Instrument instrument) {
        return !ofPerpetuals || !instrument.market().isDelivered();
    }

    /** Decisions before this instant have all that they may use, once it is delivered up to {@code end}, exclusive. */
    Instant decidesBefore(Instant end) {
        return end.plus(lag);
    }
}
