package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a backfill, chunk by chunk.
 *
 * @param instruments whom it is about
 * @param datasets what is read
 * @param aligned the datasets that aligned tables are made from, all of them read; empty if these tables are left alone
 * @param warnings what people should know before it is done, a line each
 * @param chunks in order of time
 */
public record BackfillPlan(
        List<Instrument> instruments,
        List<Dataset> datasets,
        List<Dataset> aligned,
        List<String> warnings,
        List<PlannedChunk> chunks) {

    /** A plan of which there is nothing to warn. */
    BackfillPlan(
            List<Instrument> instruments, List<Dataset> datasets, List<Dataset> aligned, List<PlannedChunk> chunks) {
        this(instruments, datasets, aligned, List.of(), chunks);
    }

    /**
     * The files of one chunk.
     *
     * @param range the days
     * @param files what the days are made from, absent files among them
     * @param read what is opened: the same, and what lies around the days as far as rows look
     */
    public record PlannedChunk(TimeRange range, List<ArchiveFile> files, List<ArchiveFile> read) {

        /** Days that look at nothing around them. */
        public PlannedChunk(TimeRange range, List<ArchiveFile> files) {
            this(range, files, files);
        }

        /** Files that are there. */
        public long present() {
            return read.stream().filter(file -> !file.isAbsent()).count();
        }

        /** Their size, compressed. */
        public long bytes() {
            return read.stream()
                    .filter(file -> !file.isAbsent())
                    .mapToLong(file -> file.stored().bytes())
                    .sum();
        }
    }

    /** The days cut into stretches that are published at once, the last perhaps shorter. */
    static List<TimeRange> chunks(LocalDate from, LocalDate to, int days) {
        List<TimeRange> chunks = new ArrayList<>();
        for (LocalDate day = from; day.isBefore(to); day = day.plusDays(days)) {
            LocalDate end = day.plusDays(days);
            chunks.add(TimeRange.ofDays(day, end.isAfter(to) ? to : end));
        }
        return chunks;
    }
}
