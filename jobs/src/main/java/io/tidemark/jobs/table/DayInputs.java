package io.tidemark.jobs.table;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The files that the rows of each subject and UTC day are made from, cut as the day needs them. */
final class DayInputs {

    private record Day(Subject subject, LocalDate day) {}

    /** What a file is wanted for on one day. */
    private record Part(ArchiveFile file, TimeRange wanted) {

        /** Where the publisher states a checksum, and it held, nothing else of the file matters. */
        String line(boolean refused) {
            ArchiveFile.Stored stored = file.stored();
            String identity;
            if (stored == null) {
                identity = "absent";
            } else if (stored.checksum() != null && !refused) {
                identity = stored.checksum();
            } else {
                identity = stored.bytes() + " " + stored.version() + " " + stored.checksum();
            }
            return file.key() + " " + wanted.from() + " " + wanted.to() + " " + identity;
        }
    }

    private final Map<Day, List<Part>> parts = new HashMap<>();

    DayInputs(Publication publication) {
        TimeRange range = publication.scope().range();
        TimeRange reach = new TimeRange(range.from(), range.to().plus(publication.lookAhead()));
        for (ArchiveFile file : publication.files()) {
            Subject subject = publication.subject(file.instrument().id(), file.dataset());
            for (TimeRange wanted : file.wantedOf(reach)) {
                LocalDate day = TimeRange.dayOf(wanted.from());
                add(subject, day, new Part(file, wanted));
                TimeRange ahead =
                        wanted.intersection(new TimeRange(TimeRange.startOf(day), after(day, publication.lookAhead())));
                if (!ahead.isEmpty()) {
                    add(subject, day.minusDays(1), new Part(file, ahead));
                }
            }
        }
    }

    private static Instant after(LocalDate day, Duration length) {
        return TimeRange.startOf(day).plus(length);
    }

    private void add(Subject subject, LocalDate day, Part part) {
        parts.computeIfAbsent(new Day(subject, day), unseen -> new ArrayList<>())
                .add(part);
    }

    /**
     * Equal for days whose rows are made from the same content.
     *
     * @param refused true of files that were found defective: another version of them may be sound
     */
    String fingerprint(Subject subject, LocalDate day, Predicate<ArchiveFile> refused) {
        return Fingerprint.of(parts.getOrDefault(new Day(subject, day), List.of()).stream()
                .map(part -> part.line(refused.test(part.file)))
                .sorted()
                .toList());
    }
}
