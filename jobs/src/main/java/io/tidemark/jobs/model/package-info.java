/**
 * The types that cross a stage: instruments, facts with their two clocks, progress, and the small interfaces by which
 * the source drives a venue's decoders without knowing the venue.
 *
 * <p>Reads nothing, emits nothing; every stage may import it.
 */
package io.tidemark.jobs.model;
