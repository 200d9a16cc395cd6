package io.tidemark.jobs.model;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One file of an archive, or the place where one should be.
 *
 * @param key path below the archive's root, with slashes; the file's identity
 * @param dataset what it holds
 * @param instrument whom it is about
 * @param interval length of its bars as the venue names it; null if it holds none
 * @param period the event times that it covers by its name
 * @param wanted the event times that it is to be used for, ascending, inside the period
 * @param stored what the store says of it; null if it is absent
 */
public record ArchiveFile(
        String key,
        Dataset dataset,
        Instrument instrument,
        String interval,
        TimeRange period,
        List<TimeRange> wanted,
        Stored stored)
        implements Serializable {

    /** Copies the list. */
    public ArchiveFile {
        wanted = List.copyOf(wanted);
    }

    /**
     * What a store says of a file without opening it.
     *
     * @param bytes its size
     * @param version changes whenever the content may have changed: a modification time or an entity tag
     * @param checksum the SHA-256 that the publisher states, in lower-case hex; null if none is published
     */
    public record Stored(long bytes, String version, String checksum) implements Serializable {}

    /** The same file with the checksum that its publisher states. */
    public ArchiveFile withChecksum(String checksum) {
        return new ArchiveFile(
                key,
                dataset,
                instrument,
                interval,
                period,
                wanted,
                new Stored(stored.bytes(), stored.version(), checksum));
    }

    /** The same file for what is wanted of it in the range; empty if nothing is. */
    public Optional<ArchiveFile> within(TimeRange range) {
        List<TimeRange> parts = wanted.stream()
                .map(range::intersection)
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArchiveFile(key, dataset, instrument, interval, period, parts, stored));
    }

    /** The UTC days on which it is wanted, in order. */
    public List<LocalDate> days() {
        return wanted.stream()
                .flatMap(range -> range.days().stream())
                .distinct()
                .toList();
    }

    /** True if the archive should have the file and has not. */
    public boolean isAbsent() {
        return stored == null;
    }

    /** True if a fact of that event time is to be used. */
    public boolean wants(Instant eventTime) {
        for (TimeRange range : wanted) {
            if (range.contains(eventTime)) {
                return true;
            }
        }
        return false;
    }

    /** The parts of the range that are wanted, cut at UTC midnights, in order. */
    public List<TimeRange> wantedOf(TimeRange range) {
        return wanted.stream()
                .map(range::intersection)
                .flatMap(part -> part.cutAtMidnights().stream())
                .toList();
    }
}
