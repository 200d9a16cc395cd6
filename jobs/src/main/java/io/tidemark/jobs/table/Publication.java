package io.tidemark.jobs.table;

import io.tidemark.jobs.model.Dataset;
import java.io.Serializable;

/**
 * What a chunk does to one table.
 *
 * @param table the table's name
 * @param dataset what its rows are made from
 * @param scope the rows that are replaced
 * @param fingerprint what the new rows are made from: inputs, settings and version
 */
public record Publication(String table, Dataset dataset, Scope scope, String fingerprint) implements Serializable {}
