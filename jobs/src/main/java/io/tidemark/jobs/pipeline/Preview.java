package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.Lake;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.PastRuns;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a backfill would do.
 *
 * @param files every file of the range, each once for each instrument it is about
 * @param days UTC days that would be done
 * @param tables names of the tables that would get rows
 */
public record Preview(List<PreviewedFile> files, Set<LocalDate> days, Set<String> tables) {

    /** What would happen to a file; of several, the last counts. */
    public enum Action {
        /** Nothing: its days are published. */
        UNCHANGED,
        /** It would be read again: version, availability or contract sizes are others. */
        SETTINGS_CHANGED,
        /** It would be read. */
        READ,
        /** It would be read again: it has another content than when it was last used. */
        RESTATED,
        /** It is not there; its days are holes. */
        ABSENT;

        /** The name, as people write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A file.
     *
     * @param first the first UTC day that it is wanted for
     * @param last the last, inclusive
     */
    public record PreviewedFile(ArchiveFile file, LocalDate first, LocalDate last, Action action) {

        private PreviewedFile and(PreviewedFile other) {
            return new PreviewedFile(
                    file,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    action.compareTo(other.action) >= 0 ? action : other.action);
        }
    }

    /**
     * Compares the plan with what is published.
     *
     * @param lake null if there is none yet
     */
    static Preview of(Lake lake, BackfillPlan plan, Assignment assignment) throws IOException {
        FileHistory history = lake == null ? new FileHistory() : FileHistory.of(new PastRuns(lake), plan);
        Map<String, PreviewedFile> files = new LinkedHashMap<>();
        Set<LocalDate> days = new TreeSet<>();
        Set<String> tables = new TreeSet<>();
        for (PlannedChunk chunk : plan.chunks()) {
            ChunkWork work = ChunkWork.of(lake, chunk, plan, assignment);
            for (ArchiveFile file : chunk.files()) {
                List<LocalDate> all = file.days();
                PreviewedFile previewed = new PreviewedFile(
                        file, all.get(0), all.get(all.size() - 1), action(file, work, history, assignment));
                files.merge(file.instrument().id() + " " + file.key(), previewed, PreviewedFile::and);
            }
            for (BackfillPlan part : work.parts()) {
                days.addAll(part.chunks().get(0).range().days());
                work.publications(part).forEach(publication -> tables.add(publication.table()));
            }
        }
        return new Preview(List.copyOf(files.values()), days, tables);
    }

    private static Action action(ArchiveFile file, ChunkWork work, FileHistory history, Assignment assignment)
            throws IOException {
        if (file.isAbsent()) {
            return Action.ABSENT;
        }
        List<LocalDate> due = work.dueDays(file);
        if (due.isEmpty()) {
            return Action.UNCHANGED;
        }
        if (history.isRestated(file, assignment)) {
            return Action.RESTATED;
        }
        return work.differsInSettingsOnly(file, due) ? Action.SETTINGS_CHANGED : Action.READ;
    }
}
