package io.tidemark.simulator;

/**
 * What was written.
 *
 * @param files zips that are there in the end
 * @param rows the rows those zips were given before any fault
 * @param bytes the size of the zips
 * @param faults the rows of the manifest
 */
public record ArchiveSummary(long files, long rows, long bytes, int faults) {}
