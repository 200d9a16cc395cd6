/**
 * A source over the files of an archive, whoever publishes it.
 *
 * <p>Reads the files that its splits name, one split a file, assigned in order of day across instruments; what the lines
 * mean is for the {@link io.tidemark.jobs.model.ArchiveFormat} to say. Emits facts, each file's with its progress last.
 * Invariant: nothing of a file leaves the reader before its checksums have held, so a split is done or not done.
 *
 * <p>Where the files are is behind {@link io.tidemark.jobs.model.ArchiveStore}: a folder ({@code DirectoryStore}), a bucket
 * ({@code S3Store}), either of them with a cache around it ({@code CachedStore}).
 */
package io.tidemark.jobs.source.archive;
