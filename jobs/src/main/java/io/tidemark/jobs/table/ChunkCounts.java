package io.tidemark.jobs.table;

/** The names of the counts that a published chunk leaves with its run. */
public final class ChunkCounts {

    /** Holes that were found. */
    public static final String GAPS = "gaps";

    /** Tables in which another run had published some of the same rows since this run started. */
    public static final String OVERTAKEN = "overtaken";

    private ChunkCounts() {}
}
