package io.tidemark.jobs.table;

import io.tidemark.jobs.model.ArchiveFile;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Which days of a publication a table holds already. What counts for a subject's day is the commit that last touched it,
 * however that commit was cut: if it made the day from the same files under the same settings, the rows are there.
 */
public final class PublishedDays {

    /** What is known of a day. */
    public enum State {
        /** The rows are there. */
        DONE,
        /** The rows are there, from the same files under other settings. */
        OTHER_SETTINGS,
        /** The rows are not there, or not from these files. */
        NOT_DONE
    }

    private record Cell(Subject subject, LocalDate day) {}

    private record Found(State state, PublishedMark mark) {}

    private final Publication publication;
    private final DayInputs inputs;
    private final Map<Cell, Found> found = new HashMap<>();
    private final Set<Cell> open = new HashSet<>();

    private PublishedDays(Publication publication) {
        this.publication = publication;
        this.inputs = new DayInputs(publication);
        for (Subject subject : publication.subjects()) {
            publication.scope().range().days().forEach(day -> open.add(new Cell(subject, day)));
        }
    }

    /** Looks through the history of the table; null stands for one that does not count. */
    public static PublishedDays of(Table table, Publication publication) {
        PublishedDays days = new PublishedDays(publication);
        Snapshot snapshot = table == null ? null : table.currentSnapshot();
        while (snapshot != null && !days.open.isEmpty()) {
            Optional<PublishedMark> mark = PublishedMark.of(snapshot);
            if (mark.isPresent()) {
                days.look(mark.get());
            } else if (!DataOperations.REPLACE.equals(snapshot.operation())) {
                // Whoever that was, any row may be theirs.
                break;
            }
            snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
        }
        return days;
    }

    private void look(PublishedMark mark) {
        if (!mark.scope().overlaps(publication.scope())) {
            return;
        }
        for (Cell cell : List.copyOf(open)) {
            if (mark.scope().touches(cell.subject, cell.day)) {
                found.put(cell, new Found(state(cell, mark), mark));
                open.remove(cell);
            }
        }
    }

    private State state(Cell cell, PublishedMark mark) {
        Optional<PublishedMark.Day> day = mark.day(cell.subject, cell.day);
        if (day.isEmpty() || !day.get().inputs().equals(inputs.fingerprint(cell.subject, cell.day, mark::isRefused))) {
            return State.NOT_DONE;
        }
        String settings = mark.subjects().get(cell.subject.text()).settings();
        return settings.equals(publication.settings().get(cell.subject.instrument()))
                ? State.DONE
                : State.OTHER_SETTINGS;
    }

    /** What is known of the day. */
    public State state(Subject subject, LocalDate day) {
        Found known = found.get(new Cell(subject, day));
        return known == null ? State.NOT_DONE : known.state;
    }

    /** Holes that were found when the day was done; 0 if it never was. */
    public long gaps(Subject subject, LocalDate day) {
        return mark(subject, day)
                .flatMap(mark -> mark.day(subject, day))
                .map(PublishedMark.Day::gaps)
                .orElse(0L);
    }

    /** Lines of the file that were rejected when the day was done, or {@link FileAccounts#REFUSED}. */
    public long rejects(ArchiveFile file, Subject subject, LocalDate day) {
        return mark(subject, day).map(mark -> mark.rejectsOf(file)).orElse(0L);
    }

    /** The run that did the day; null if none did. */
    public String runId(Subject subject, LocalDate day) {
        return mark(subject, day).map(PublishedMark::runId).orElse(null);
    }

    private Optional<PublishedMark> mark(Subject subject, LocalDate day) {
        return Optional.ofNullable(found.get(new Cell(subject, day))).map(Found::mark);
    }
}
