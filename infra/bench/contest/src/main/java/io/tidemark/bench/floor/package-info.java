/**
 * The floor: the columns of {@code flow.bars} made by a plain program, without an engine and without a table format.
 *
 * <p>It reads the same zips and makes the same checks (SHA-256, CRC, order and continuity of ids, every number), and
 * writes zstd Parquet. It is written for speed and for nothing else: what a defective file needs (sorting, dead letters,
 * gaps) it does not have, and it fails on such a file. So it bounds from below what the same work can cost in Java.
 */
package io.tidemark.bench.floor;
