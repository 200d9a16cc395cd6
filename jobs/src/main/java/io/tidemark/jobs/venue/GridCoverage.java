package io.tidemark.jobs.venue;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Which rows of a file on a regular grid are there, so that every missing one becomes part of a gap with exact bounds: a
 * row at t stands for [t, t + step).
 */
public final class GridCoverage {

    private final ArchiveFile file;
    private final Duration step;
    private final long stepMillis;
    private final BitSet present = new BitSet();

    /** The grid starts where the file's period does; its step is of whole milliseconds. */
    public GridCoverage(ArchiveFile file, Duration step) {
        this.file = file;
        this.step = step;
        this.stepMillis = step.toMillis();
    }

    /** Takes note of the row at a grid instant inside the file's period. */
    public void mark(Instant gridInstant) {
        present.set(slot(gridInstant));
    }

    /** Sends the gaps and, in order, how far the file delivers. */
    public void report(Consumer<Fact> facts) {
        int slots = slot(file.period().to());
        int from = 0;
        while (from < slots) {
            boolean there = present.get(from);
            int end = there ? present.nextClearBit(from) : present.nextSetBit(from);
            int to = end < 0 || end > slots ? slots : end;
            TimeRange run = new TimeRange(at(from), at(to));
            if (there) {
                delivered(file, run, true, facts);
            } else {
                gaps(file, run, "rows are missing in the file", facts);
            }
            from = to;
        }
    }

    /** Sends the whole file as a gap. */
    public static void gaps(ArchiveFile file, String reason, Consumer<Fact> facts) {
        gaps(file, file.period(), reason, facts);
    }

    /** Sends a stretch of the file as a gap, a UTC day at a time, and that it will never be delivered. */
    public static void gaps(ArchiveFile file, TimeRange range, String reason, Consumer<Fact> facts) {
        for (TimeRange part : file.wantedOf(range)) {
            facts.accept(Gap.inTime(file, part, reason));
        }
        delivered(file, range, false, facts);
    }

    /** Sends that a stretch of the file is delivered, or never will be. */
    public static void delivered(ArchiveFile file, TimeRange range, boolean present, Consumer<Fact> facts) {
        for (TimeRange part : file.wantedOf(range)) {
            facts.accept(new Delivered(file.instrument(), file.dataset(), part.from(), part.to(), present));
        }
    }

    /** Whole milliseconds are enough for every grid; division of durations is of decimals, and slow. */
    private int slot(Instant gridInstant) {
        return Math.toIntExact(
                (gridInstant.toEpochMilli() - file.period().from().toEpochMilli()) / stepMillis);
    }

    private Instant at(int slot) {
        return file.period().from().plus(step.multipliedBy(slot));
    }
}
