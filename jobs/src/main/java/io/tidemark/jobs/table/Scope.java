package io.tidemark.jobs.table;

import io.tidemark.jobs.model.TimeRange;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rows of a table a restatement replaces.
 *
 * @param values by column of the table's restatement key, the values that are replaced
 * @param range the range column's instants; of no meaning for tables without one
 */
public record Scope(Map<String, Set<String>> values, TimeRange range) implements Serializable {

    /** Copies the map, its columns in order. */
    public Scope {
        values = new TreeMap<>(values);
    }

    /** True if a row can be in both. */
    boolean overlaps(Scope other) {
        return !range.intersection(other.range).isEmpty()
                && values.entrySet().stream()
                        .noneMatch(entry -> Collections.disjoint(
                                entry.getValue(), other.values.getOrDefault(entry.getKey(), entry.getValue())));
    }

    /** True if rows of the subject's day can be in it. */
    boolean touches(Subject subject, LocalDate day) {
        return !range.intersection(TimeRange.ofDay(day)).isEmpty()
                && values.getOrDefault("instrument", Set.of(subject.instrument()))
                        .contains(subject.instrument())
                && (subject.dataset() == null
                        || values.getOrDefault("dataset", Set.of(subject.dataset()))
                                .contains(subject.dataset()));
    }
}
