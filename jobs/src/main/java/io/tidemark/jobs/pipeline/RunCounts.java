package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.table.ChunkCounts;
import io.tidemark.jobs.table.ChunkPublisher;
import io.tidemark.jobs.table.FileAccounts;
import java.util.Map;
import java.util.TreeMap;

/** What a run has read and published so far; any thread may ask. */
public final class RunCounts {

    static final String FILES_READ = "files-read";
    static final String ROWS_READ = "rows-read";
    static final String DUPLICATES = "duplicates";
    static final String RESTATED = "restated";

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> rejects = new TreeMap<>();

    /** Adds the counts of another part of the run. */
    public void add(RunCounts other) {
        add(other.counts);
        addRejects(other.rejects);
    }

    /** Adds what was rejected of files, as in {@link FileAccounts#rejects}; a file that is read twice counts once. */
    synchronized void addRejects(Map<String, Long> ofFiles) {
        rejects.putAll(ofFiles);
    }

    /** Adds counters by name; whatever else a job accumulated is none of ours. */
    synchronized void add(Map<String, ?> accumulators) {
        accumulators.forEach((name, value) -> {
            if (value instanceof Long count) {
                counts.merge(name, count, Long::sum);
            }
        });
    }

    /** Files that were opened. */
    public long filesRead() {
        return of(FILES_READ);
    }

    /** Data lines that were read. */
    public long rowsRead() {
        return of(ROWS_READ);
    }

    /** Data lines that repeated an earlier one and were dropped. */
    public long duplicates() {
        return of(DUPLICATES);
    }

    /** Files whose content had been another when they were last used. */
    public long restated() {
        return of(RESTATED);
    }

    /** Holes, those of days that were done already included. */
    public long gaps() {
        return of(ChunkCounts.GAPS);
    }

    /** Refused lines and files, those of days that were done already included. */
    public synchronized long deadLetters() {
        return rejects.values().stream().mapToLong(Math::abs).sum();
    }

    /** Refused files, those of days that were done already included. */
    public synchronized long refusedFiles() {
        return rejects.values().stream()
                .filter(count -> count == FileAccounts.REFUSED)
                .count();
    }

    /** Tables in which another run had published some of the same rows since this run started. */
    public long overtaken() {
        return of(ChunkCounts.OVERTAKEN);
    }

    /** Rows published, by table. */
    public synchronized Map<String, Long> rowsPublished() {
        Map<String, Long> published = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(ChunkPublisher.ROWS_PUBLISHED)) {
                published.put(name.substring(ChunkPublisher.ROWS_PUBLISHED.length()), count);
            }
        });
        return published;
    }

    /** Rows published in all tables. */
    public long rowsWritten() {
        return rowsPublished().values().stream().mapToLong(Long::longValue).sum();
    }

    private synchronized long of(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
