/**
 * Damage to a finished archive, of the kinds that the real one has and of worse ones. Each fault is one row of
 * {@code faults.csv}, so that a reader's findings can be held against it.
 */
package io.tidemark.simulator.fault;
