package io.tidemark.jobs.venue;

import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of a small file by their time: sorts them, drops repetitions, and rejects a row that contradicts an earlier
 * one of the same time.
 */
public final class KeyedRows<T> {

    private final TreeMap<Instant, T> rows = new TreeMap<>();
    private final Map<Instant, Object> contents = new HashMap<>();
    private long duplicates;

    /**
     * Takes the row of a time; equal rows are repetitions.
     *
     * @throws RejectedLineException if the row of that time is another
     */
    public void add(Instant key, T row) {
        add(key, row, row);
    }

    /**
     * Takes the row of a time; rows of the same content are repetitions.
     *
     * @throws RejectedLineException if the row of that time has another content
     */
    public void add(Instant key, T row, Object content) {
        Object earlier = contents.putIfAbsent(key, content);
        if (earlier == null) {
            rows.put(key, row);
        } else if (earlier.equals(content)) {
            duplicates++;
            // Of rows that differ in what is not content, as a stamp by some seconds, the smaller stays: the order of
            // the
            // lines must not matter.
            rows.merge(key, row, (one, two) -> two.toString().compareTo(one.toString()) < 0 ? two : one);
        } else {
            // Which of the two is right nobody knows; which one stays must not depend on the order of the lines.
            boolean replaces = content.toString().compareTo(earlier.toString()) < 0;
            if (replaces) {
                rows.put(key, row);
                contents.put(key, content);
            }
            throw new RejectedLineException(
                    "a row of " + key + " stands in the file before, with other values: kept is "
                            + (replaces ? content : earlier) + ", dropped " + (replaces ? earlier : content));
        }
    }

    /** The rows by ascending time. */
    public Collection<T> inOrder() {
        return rows.values();
    }

    /** The times that have a row, ascending. */
    public Collection<Instant> keys() {
        return rows.keySet();
    }

    /** Rows that repeated an earlier one. */
    public long duplicates() {
        return duplicates;
    }
}
