/**
 * Series of any venue whose conventions no decoder of ours knows, but a user declares: zones, units, marks, intervals.
 *
 * <p>Reads the rows of a foreign file, emits facts. Invariant: a value is taken exactly as declared or rejected; nothing
 * is guessed from the values.
 */
package io.tidemark.jobs.venue.declared;
