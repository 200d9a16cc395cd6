package io.tidemark.jobs.table;

import io.tidemark.jobs.model.TimeRange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a snapshot's summary says of the chunk that it published, so that a repeated run knows what is done.
 *
 * @param counts what the run must report again when it skips the chunk ({@link ChunkCounts})
 */
public record PublishedMark(String runId, Scope scope, String fingerprint, Map<String, Long> counts) {

    private static final String PREFIX = "tidemark.";
    private static final String VALUES = PREFIX + "scope.";
    private static final String COUNT = PREFIX + "count.";

    /** The summary's properties. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(PREFIX + "run-id", runId);
        properties.put(PREFIX + "from", scope.range().from().toString());
        properties.put(PREFIX + "to", scope.range().to().toString());
        properties.put(PREFIX + "fingerprint", fingerprint);
        scope.values()
                .forEach((column, values) -> properties.put(
                        VALUES + column,
                        String.join(",", values.stream().sorted().toList())));
        counts.forEach((name, count) -> properties.put(COUNT + name, count.toString()));
        return properties;
    }

    /** The mark of a snapshot; empty if no backfill published it. */
    static Optional<PublishedMark> of(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        if (!summary.containsKey(PREFIX + "fingerprint")) {
            return Optional.empty();
        }
        Map<String, Set<String>> values = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        summary.forEach((name, value) -> {
            if (name.startsWith(VALUES)) {
                values.put(name.substring(VALUES.length()), Set.of(value.split(",")));
            } else if (name.startsWith(COUNT)) {
                counts.put(name.substring(COUNT.length()), Long.valueOf(value));
            }
        });
        TimeRange range =
                new TimeRange(Instant.parse(summary.get(PREFIX + "from")), Instant.parse(summary.get(PREFIX + "to")));
        return Optional.of(new PublishedMark(
                summary.get(PREFIX + "run-id"), new Scope(values, range), summary.get(PREFIX + "fingerprint"), counts));
    }

    /**
     * The mark of the commit that last touched these rows, if it published exactly them from the same inputs: then there
     * is nothing to do.
     */
    public static Optional<PublishedMark> current(Table table, Publication publication) {
        Snapshot snapshot = table.currentSnapshot();
        while (snapshot != null) {
            Optional<PublishedMark> mark = of(snapshot);
            boolean rewriteOnly = DataOperations.REPLACE.equals(snapshot.operation());
            if (mark.isPresent() ? mark.get().scope.overlaps(publication.scope()) : !rewriteOnly) {
                return mark.filter(found ->
                        found.scope.equals(publication.scope()) && found.fingerprint.equals(publication.fingerprint()));
            }
            snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
        }
        return Optional.empty();
    }

    /** True if another run has published some of the same rows since then. */
    static boolean isOvertaken(Table table, Publication publication, String runId, Instant since) {
        for (Snapshot snapshot : table.snapshots()) {
            Optional<PublishedMark> mark = of(snapshot);
            if (snapshot.timestampMillis() >= since.toEpochMilli()
                    && mark.isPresent()
                    && !mark.get().runId.equals(runId)
                    && mark.get().scope.overlaps(publication.scope())) {
                return true;
            }
        }
        return false;
    }
}
