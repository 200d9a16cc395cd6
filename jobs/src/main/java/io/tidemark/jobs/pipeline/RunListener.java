package io.tidemark.jobs.pipeline;

/** Hears how a run goes on; for people to watch. */
public interface RunListener {

    /** The run is planned. */
    void planned(BackfillPlan plan);

    /** These files of a chunk need not be read: their days are published and nothing about them has changed. */
    void skipped(BackfillPlan.PlannedChunk unchanged);

    /** A file that was read had another content when it was last used; both are told by their SHA-256. */
    void restated(String key, String was, String is);

    /** So much of what is due of a chunk has been read. */
    void progress(BackfillPlan.PlannedChunk chunk, RunCounts chunkSoFar);

    /** Days of a chunk are published. */
    void published(BackfillPlan.PlannedChunk chunk, RunCounts chunkCounts);
}
