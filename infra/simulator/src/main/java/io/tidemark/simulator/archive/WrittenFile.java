package io.tidemark.simulator.archive;

/**
 * A finished file.
 *
 * @param rows the rows without the header
 * @param skippedFillIds fill ids that no row covers, between the first row and the last
 */
public record WrittenFile(ArchiveFile file, long rows, long skippedFillIds) {}
