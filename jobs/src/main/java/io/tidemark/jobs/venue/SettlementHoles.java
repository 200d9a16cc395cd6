package io.tidemark.jobs.venue;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * The settlements that are missing in a file. A settlement's interval is the time since the one before it, so a row that
 * is missing shows as a longer time than the next row's interval.
 */
public final class SettlementHoles {

    private final ArchiveFile file;
    private Instant after;
    private Instant due;

    /** Holes inside the file's period. */
    public SettlementHoles(ArchiveFile file) {
        this.file = file;
        this.after = file.period().from().minusNanos(1);
        this.due = file.period().to();
    }

    /** Takes note of the next settlement of the period, in order of time, and sends the hole before it. */
    public void settled(Instant fundingTime, int intervalHours, Consumer<Fact> facts) {
        Instant hour = hourOf(fundingTime);
        Instant first = firstDue(after, hour, intervalHours);
        if (first.isBefore(hour)) {
            // The row covers less than the time since the one before; what is missing was due on either's grid.
            gap(new TimeRange(first.isBefore(due) ? first : due, hour), facts);
        }
        after = hour;
        due = hour.plus(Duration.ofHours(intervalHours));
    }

    /** Sends the hole at the end of the period; all of it if there was no settlement. */
    public void end(Consumer<Fact> facts) {
        if (after.isBefore(file.period().from())) {
            gap(file.period(), facts);
        } else if (due.isBefore(file.period().to())) {
            gap(new TimeRange(due, file.period().to()), facts);
        }
    }

    /** The full hour that a settlement is of: the jitter is milliseconds, and settlements are hours apart. */
    public static Instant hourOf(Instant fundingTime) {
        return fundingTime.plus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
    }

    /** The first settlement after {@code after} on the grid that leads to {@code hour}; the hour itself if none is. */
    private static Instant firstDue(Instant after, Instant hour, int intervalHours) {
        Duration interval = Duration.ofHours(intervalHours);
        long between = Duration.between(after, hour).minusNanos(1).dividedBy(interval);
        return hour.minus(interval.multipliedBy(between));
    }

    private void gap(TimeRange range, Consumer<Fact> facts) {
        for (TimeRange part : file.wantedOf(range)) {
            facts.accept(Gap.inTime(file, part, "settlements are missing in the file"));
        }
    }
}
