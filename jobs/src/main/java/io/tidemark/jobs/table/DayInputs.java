package io.tidemark.jobs.table;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.TimeRange;
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
        for (ArchiveFile file : publication.files()) {
            Subject subject = publication.subject(file.instrument().id(), file.dataset());
            for (TimeRange wanted : file.wantedOf(publication.scope().range())) {
                parts.computeIfAbsent(new Day(subject, TimeRange.dayOf(wanted.from())), unseen -> new ArrayList<>())
                        .add(new Part(file, wanted));
            }
        }
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
