package io.tidemark.jobs.table;

import java.io.Serializable;

/**
 * What a chunk does to one table.
 *
 * @param table the table's name
 * @param scope the rows that are replaced
 * @param fingerprint what the new rows are made from: inputs, settings and version
 */
public record Publication(String table, Scope scope, String fingerprint) implements Serializable {}
