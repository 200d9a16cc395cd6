package io.tidemark.jobs.table;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of days that a run publishes at once.
 *
 * @param runId the run
 * @param startedAt when the run started
 * @param instruments ids of the instruments
 * @param range event times
 * @param datasets what is read and may have holes
 * @param barInterval length of the bars that are read, as the venue names it
 * @param publications the tables that are published
 */
public record Chunk(
        String runId,
        Instant startedAt,
        List<String> instruments,
        TimeRange range,
        List<Dataset> datasets,
        String barInterval,
        List<Publication> publications)
        implements Serializable {

    /** Copies the collections. */
    public Chunk {
        instruments = List.copyOf(instruments);
        datasets = List.copyOf(datasets);
        publications = List.copyOf(publications);
    }
}
