package io.tidemark.jobs.table;

import io.tidemark.jobs.model.Dataset;
import java.io.Serializable;
import java.util.List;

/**
 * What a chunk does to one table.
 *
 * @param table the table's name
 * @param datasets what its rows are made from
 * @param scope the rows that are replaced
 * @param fingerprint what the new rows are made from: inputs, settings and version
 */
public record Publication(String table, List<Dataset> datasets, Scope scope, String fingerprint)
        implements Serializable {

    /** Copies the list. */
    public Publication {
        datasets = List.copyOf(datasets);
    }
}
