/**
 * The lake itself as a source: facts that were stored before.
 *
 * <p>Reads {@code market.*} and {@code flow.bars} at one snapshot a table ({@link io.tidemark.jobs.source.lake.LakeState}), a
 * day of an instrument's dataset at a time, whoever wrote it. Emits the facts in order of time with the instants at which they
 * were known as they are stored, and behind them their progress. Invariant: what is asked for is delivered without a break;
 * what the lake has not is not there.
 */
package io.tidemark.jobs.source.lake;
