package io.tidemark.jobs.table;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chunk does to one table.
 *
 * @param table the table's name
 * @param datasets what its rows are made from
 * @param scope the rows that are replaced
 * @param settings what else the rows of an instrument depend on, by its id, as a {@link Fingerprint}
 * @param files what the rows are made from, absent files among them
 * @param lookAhead how far into what comes after a day its rows look: 0 for all but labels
 */
public record Publication(
        String table,
        List<Dataset> datasets,
        Scope scope,
        Map<String, String> settings,
        List<ArchiveFile> files,
        Duration lookAhead)
        implements Serializable {

    private static final String INSTRUMENT = "instrument";
    private static final String DATASET = "dataset";

    /** Copies the collections. */
    public Publication {
        datasets = List.copyOf(datasets);
        settings = new TreeMap<>(settings);
        files = List.copyOf(files);
    }

    /** Rows that are made from their own day. */
    public Publication(
            String table, List<Dataset> datasets, Scope scope, Map<String, String> settings, List<ArchiveFile> files) {
        this(table, datasets, scope, settings, files, Duration.ZERO);
    }

    /** Whose rows are replaced. */
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (String instrument : scope.values().get(INSTRUMENT)) {
            if (isByDataset()) {
                scope.values().get(DATASET).forEach(dataset -> subjects.add(new Subject(instrument, dataset)));
            } else {
                subjects.add(new Subject(instrument, null));
            }
        }
        return subjects;
    }

    /** Whose rows are made from that dataset of the instrument. */
    public Subject subject(String instrument, Dataset dataset) {
        return new Subject(instrument, isByDataset() ? dataset.text() : null);
    }

    private boolean isByDataset() {
        return scope.values().containsKey(DATASET);
    }
}
