package io.tidemark.jobs.model;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time.
 *
 * @param from inclusive
 * @param to exclusive, never before {@code from}
 */
public record TimeRange(Instant from, Instant to) implements Serializable {

    /** Checks the order of the bounds. */
    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a range cannot end at " + to + " before it starts at " + from);
        }
    }

    /** The UTC day. */
    public static TimeRange ofDay(LocalDate day) {
        return new TimeRange(startOf(day), startOf(day.plusDays(1)));
    }

    /** The UTC days from {@code from} up to, not including, {@code to}. */
    public static TimeRange ofDays(LocalDate from, LocalDate to) {
        return new TimeRange(startOf(from), startOf(to));
    }

    /** 00:00 UTC of the day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The UTC day that the instant falls on. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** True if the instant is inside. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** True if nothing is inside. */
    public boolean isEmpty() {
        return from.equals(to);
    }

    /** What this and the other have in common; empty, at one of their bounds, if nothing. */
    public TimeRange intersection(TimeRange other) {
        Instant start = from.isAfter(other.from) ? from : other.from;
        Instant end = to.isBefore(other.to) ? to : other.to;
        return end.isBefore(start) ? new TimeRange(start, start) : new TimeRange(start, end);
    }

    /** The UTC days that it touches, in order. */
    public List<LocalDate> days() {
        return cutAtMidnights().stream().map(part -> dayOf(part.from)).toList();
    }

    /** The same range cut at every UTC midnight inside it, in order. */
    public List<TimeRange> cutAtMidnights() {
        return cutEvery(ChronoUnit.DAYS);
    }

    /** The same range cut wherever a unit, a day at the longest, begins inside it, in order. */
    public List<TimeRange> cutEvery(ChronoUnit unit) {
        List<TimeRange> parts = new ArrayList<>();
        Instant start = from;
        while (start.isBefore(to)) {
            Instant next = start.truncatedTo(unit).plus(1, unit);
            Instant end = next.isBefore(to) ? next : to;
            parts.add(new TimeRange(start, end));
            start = end;
        }
        return parts;
    }
}
