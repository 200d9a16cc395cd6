package io.tidemark.jobs.table;

import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chunk found besides rows.
 *
 * @param gaps holes, joined
 * @param letters lines and files that were refused
 */
record ChunkFindings(List<Gap> gaps, List<DeadLetter> letters) {

    /** The mark of a table that is published with this. */
    PublishedMark mark(String runId, Publication publication) {
        Map<String, Long> rejects = rejects(publication);
        PublishedMark bare = new PublishedMark(runId, publication.scope(), Map.of(), rejects);
        DayInputs inputs = new DayInputs(publication);
        Map<String, PublishedMark.Days> subjects = new TreeMap<>();
        for (Subject subject : publication.subjects()) {
            Map<LocalDate, Long> gapsByDay = gapsByDay(publication, subject);
            List<PublishedMark.Day> days = new ArrayList<>();
            for (LocalDate day : publication.scope().range().days()) {
                days.add(new PublishedMark.Day(
                        inputs.fingerprint(subject, day, bare::isRefused), gapsByDay.getOrDefault(day, 0L)));
            }
            String settings = publication.settings().get(subject.instrument());
            subjects.put(subject.text(), new PublishedMark.Days(settings, days));
        }
        return new PublishedMark(runId, publication.scope(), subjects, rejects);
    }

    private Map<String, Long> rejects(Publication publication) {
        Map<String, Long> rejects = new TreeMap<>();
        FileAccounts.rejects(letters.stream()
                        .filter(letter -> publication.datasets().contains(letter.dataset()))
                        .toList())
                .forEach((file, count) -> rejects.put(Fingerprint.of(List.of(file)), count));
        return rejects;
    }

    private Map<LocalDate, Long> gapsByDay(Publication publication, Subject subject) {
        Map<LocalDate, Long> byDay = new TreeMap<>();
        for (Gap gap : gaps) {
            boolean ofSubject = publication.datasets().contains(gap.dataset())
                    && publication.subject(gap.instrument().id(), gap.dataset()).equals(subject);
            if (ofSubject) {
                byDay.merge(TimeRange.dayOf(gap.from()), 1L, Long::sum);
            }
        }
        return byDay;
    }
}
