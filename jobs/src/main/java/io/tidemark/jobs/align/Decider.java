package io.tidemark.jobs.align;

import io.tidemark.jobs.model.Instrument;
import java.io.Serializable;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Makes rows of what is known at the instants of one instrument, in their order.
 *
 * @param <S> what it carries from one decision to the next
 * @param <R> its rows
 */
public interface Decider<S, R> extends Serializable {

    /** What is carried into the first decision. */
    S start();

    /** How that is kept. */
    TypeInformation<S> carriedType();

    /**
     * Decides at an instant.
     *
     * @param known what was available then; it goes on changing
     * @param carried may be written over
     * @return what is carried into the next decision
     */
    S decide(Instrument instrument, Instant at, Known known, S carried, Collector<R> rows);
}
