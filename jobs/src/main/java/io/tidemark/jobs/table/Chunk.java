package io.tidemark.jobs.table;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.NeighbourIds;
import io.tidemark.jobs.model.TimeRange;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A stretch of days that a run publishes at once.
 *
 * @param runId the run
 * @param startedAt when the run started
 * @param instruments ids of the instruments
 * @param range event times
 * @param datasets what is read
 * @param publications the tables that are published
 * @param neighbours by instrument, the trade ids just outside the range
 */
public record Chunk(
        String runId,
        Instant startedAt,
        List<String> instruments,
        TimeRange range,
        List<Dataset> datasets,
        List<Publication> publications,
        Map<String, NeighbourIds> neighbours)
        implements Serializable {

    /** Copies the collections. */
    public Chunk {
        instruments = List.copyOf(instruments);
        datasets = List.copyOf(datasets);
        publications = List.copyOf(publications);
        neighbours = Map.copyOf(neighbours);
    }
}
