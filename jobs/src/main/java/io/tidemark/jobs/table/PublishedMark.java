package io.tidemark.jobs.table;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a snapshot's summary says of the chunk that it published, so that later runs know day by day what is done.
 *
 * @param subjects what each subject's days were made from, by {@link Subject#text}; marks of older versions have none
 * @param rejects by the {@link Fingerprint} of a file's name, the lines that were rejected of it, or {@link FileAccounts#REFUSED}
 */
record PublishedMark(String runId, Scope scope, Map<String, Days> subjects, Map<String, Long> rejects) {

    private static final String PREFIX = "tidemark.";
    private static final String FROM = PREFIX + "from";
    private static final String VALUES = PREFIX + "scope.";
    private static final String DAYS = PREFIX + "days.";
    private static final String REJECTS = PREFIX + "rejects";

    /**
     * The days of one subject, those of the scope's range in order.
     *
     * @param settings fingerprint of the settings
     */
    record Days(String settings, List<Day> days) {

        private String text() {
            return settings + " " + days.stream().map(Day::text).collect(Collectors.joining(" "));
        }

        private static Days parse(String text) {
            String[] words = text.split(" ", -1);
            List<Day> days = new ArrayList<>();
            for (int at = 1; at < words.length; at++) {
                days.add(Day.parse(words[at]));
            }
            return new Days(words[0], days);
        }
    }

    /**
     * One day.
     *
     * @param inputs fingerprint of the files
     * @param gaps holes that were found
     */
    record Day(String inputs, long gaps) {

        private String text() {
            return gaps == 0 ? inputs : inputs + "+" + gaps;
        }

        private static Day parse(String text) {
            int plus = text.indexOf('+');
            return plus < 0
                    ? new Day(text, 0)
                    : new Day(text.substring(0, plus), Long.parseLong(text.substring(plus + 1)));
        }
    }

    /** True if the file was found defective. */
    boolean isRefused(ArchiveFile file) {
        return rejectsOf(file) == FileAccounts.REFUSED;
    }

    /** Lines of the file that were rejected, or {@link FileAccounts#REFUSED}. */
    long rejectsOf(ArchiveFile file) {
        return rejects.isEmpty()
                ? 0
                : rejects.getOrDefault(
                        Fingerprint.of(
                                List.of(FileAccounts.name(file.instrument().id(), file.key()))),
                        0L);
    }

    /** What the day of a subject was made from; empty if the mark does not say. */
    Optional<Day> day(Subject subject, LocalDate day) {
        Days days = subjects.get(subject.text());
        long at = ChronoUnit.DAYS.between(TimeRange.dayOf(scope.range().from()), day);
        return days == null || at < 0 || at >= days.days().size()
                ? Optional.empty()
                : Optional.of(days.days().get(Math.toIntExact(at)));
    }

    /** The summary's properties. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(PREFIX + "run-id", runId);
        properties.put(FROM, scope.range().from().toString());
        properties.put(PREFIX + "to", scope.range().to().toString());
        scope.values()
                .forEach((column, values) -> properties.put(
                        VALUES + column,
                        String.join(",", values.stream().sorted().toList())));
        subjects.forEach((subject, days) -> properties.put(DAYS + subject, days.text()));
        if (!rejects.isEmpty()) {
            properties.put(
                    REJECTS,
                    rejects.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining(" ")));
        }
        return properties;
    }

    /** The mark of a snapshot; empty if no backfill published it. */
    static Optional<PublishedMark> of(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        if (!summary.containsKey(FROM)) {
            return Optional.empty();
        }
        Map<String, Set<String>> values = new TreeMap<>();
        Map<String, Days> subjects = new TreeMap<>();
        summary.forEach((name, value) -> {
            if (name.startsWith(VALUES)) {
                values.put(name.substring(VALUES.length()), Set.of(value.split(",", -1)));
            } else if (name.startsWith(DAYS)) {
                subjects.put(name.substring(DAYS.length()), Days.parse(value));
            }
        });
        TimeRange range = new TimeRange(Instant.parse(summary.get(FROM)), Instant.parse(summary.get(PREFIX + "to")));
        return Optional.of(new PublishedMark(
                summary.get(PREFIX + "run-id"),
                new Scope(values, range),
                subjects,
                rejects(summary.getOrDefault(REJECTS, ""))));
    }

    private static Map<String, Long> rejects(String text) {
        Map<String, Long> rejects = new TreeMap<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            rejects.put(word.substring(0, equals), Long.valueOf(word.substring(equals + 1)));
        }
        return rejects;
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
