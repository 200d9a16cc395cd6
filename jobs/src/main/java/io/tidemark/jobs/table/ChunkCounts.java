package io.tidemark.jobs.table;

/** The names of the counts that a published chunk carries in its snapshots. */
public final class ChunkCounts {

    /** Holes that were found. */
    public static final String GAPS = "gaps";

    /** Lines and files that went to the dead letters. */
    public static final String DEAD_LETTERS = "dead-letters";

    /** Files that were refused whole. */
    public static final String REFUSED_FILES = "refused-files";

    /** Tables in which another run had published some of the same rows since this run started. */
    public static final String OVERTAKEN = "overtaken";

    private ChunkCounts() {}
}
