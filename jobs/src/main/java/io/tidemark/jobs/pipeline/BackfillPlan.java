package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import java.util.List;

/**
 * The files of a backfill, chunk by chunk.
 *
 * @param instruments whom it is about
 * @param datasets what is read
 * @param chunks in order of time
 */
public record BackfillPlan(List<Instrument> instruments, List<Dataset> datasets, List<PlannedChunk> chunks) {

    /**
     * The files of one chunk.
     *
     * @param range the days
     * @param files what is read, absent files among them
     */
    public record PlannedChunk(TimeRange range, List<ArchiveFile> files) {

        /** Files that are there. */
        public long present() {
            return files.stream().filter(file -> !file.isAbsent()).count();
        }

        /** Their size, compressed. */
        public long bytes() {
            return files.stream()
                    .filter(file -> !file.isAbsent())
                    .mapToLong(file -> file.stored().bytes())
                    .sum();
        }
    }
}
