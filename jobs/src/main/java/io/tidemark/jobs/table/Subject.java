package io.tidemark.jobs.table;

import java.io.Serializable;

/**
 * Whose rows of a day are done or not done.
 *
 * @param instrument its id
 * @param dataset the dataset, in tables whose rows are replaced dataset by dataset; null in others
 */
public record Subject(String instrument, String dataset) implements Serializable {

    /** As marks write it; no id of an instrument has a space. */
    String text() {
        return dataset == null ? instrument : instrument + " " + dataset;
    }
}
