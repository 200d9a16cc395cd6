package io.tidemark.jobs.pipeline;

/** Hears how a run goes on; for people to watch. */
public interface RunListener {

    /** The run is planned. */
    void planned(BackfillPlan plan);

    /** A chunk needs no work: it is published and its inputs have not changed. */
    void skipped(BackfillPlan.PlannedChunk chunk);

    /** So much of a chunk has been read. */
    void progress(BackfillPlan.PlannedChunk chunk, RunCounts chunkSoFar);

    /** A chunk is published. */
    void published(BackfillPlan.PlannedChunk chunk, RunCounts chunkCounts);
}
