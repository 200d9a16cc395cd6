/**
 * From facts and features to tables.
 *
 * <p>Reads what the stages before emit, writes Iceberg data files, and publishes them: one commit a table and chunk that
 * replaces exactly the named instruments' rows of the range. Emits nothing. Invariant: a table is as it was before a
 * chunk or as it is after, never between.
 */
package io.tidemark.jobs.table;
