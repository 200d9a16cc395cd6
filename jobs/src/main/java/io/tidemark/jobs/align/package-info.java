/**
 * From facts of many sources to rows that are decided at instants, each from what was available then.
 *
 * <p>Reads an instrument's observations with their progress ({@link io.tidemark.jobs.align.AsOfFunction}) and leaves to a
 * {@link io.tidemark.jobs.align.Decider} what to make of them; the sub-packages hold one for each aligned table.
 * Invariant: no row depends on a fact whose {@code availableAt} is later than its instant, nor on the order in which
 * facts arrive.
 */
package io.tidemark.jobs.align;
