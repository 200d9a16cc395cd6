/**
 * What is Binance's own: how its symbols are named, how its public archive is laid out, what the columns of its files
 * mean and when their labels changed.
 *
 * <p>Reads the lines of archive files, emits facts.
 */
package io.tidemark.jobs.venue.binance;
