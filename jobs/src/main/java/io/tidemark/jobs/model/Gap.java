package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A hole in what a venue delivered, never longer than a UTC day, so that it is the same hole whatever range a run asked
 * for.
 *
 * @param interval length of the missing bars as the venue names it; null if the dataset holds none
 * @param firstMissingId inclusive; null if the hole is in time only
 * @param lastMissingId inclusive; null if the hole is in time only
 * @param from inclusive
 * @param to exclusive
 * @param reason why nothing is there; part of the hole's identity
 */
public record Gap(
        Instrument instrument,
        Dataset dataset,
        String interval,
        Long firstMissingId,
        Long lastMissingId,
        Instant from,
        Instant to,
        String reason)
        implements Fact {

    /** A hole in time. */
    public static Gap inTime(Instrument instrument, Dataset dataset, TimeRange range, String reason) {
        return new Gap(instrument, dataset, null, null, null, range.from(), range.to(), reason);
    }

    /** A hole in time in what a file should deliver. */
    public static Gap inTime(ArchiveFile file, TimeRange range, String reason) {
        return new Gap(
                file.instrument(), file.dataset(), file.interval(), null, null, range.from(), range.to(), reason);
    }

    /**
     * The same holes, those in time that touch within a UTC day and have the same reason made one: where two files meet
     * must not show in what is missing.
     */
    public static List<Gap> joined(Collection<Gap> gaps) {
        List<Gap> sorted = new ArrayList<>(gaps);
        sorted.sort(Comparator.comparing((Gap gap) -> gap.instrument.id())
                .thenComparing(Gap::dataset)
                .thenComparing(gap -> String.valueOf(gap.interval))
                .thenComparing(Gap::reason)
                .thenComparing(Gap::from)
                .thenComparing(Gap::to));
        List<Gap> joined = new ArrayList<>();
        for (Gap gap : sorted) {
            Gap last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.isContinuedBy(gap)) {
                joined.set(
                        joined.size() - 1,
                        new Gap(gap.instrument, gap.dataset, gap.interval, null, null, last.from, gap.to, gap.reason));
            } else {
                joined.add(gap);
            }
        }
        return joined;
    }

    private boolean isContinuedBy(Gap next) {
        return firstMissingId == null
                && next.firstMissingId == null
                && instrument.equals(next.instrument)
                && dataset == next.dataset
                && Objects.equals(interval, next.interval)
                && reason.equals(next.reason)
                && to.equals(next.from)
                && TimeRange.dayOf(from).equals(TimeRange.dayOf(next.from));
    }

    /** The same id for the same hole in any run. */
    public String id() {
        String identity = String.join(
                "|",
                instrument.id(),
                dataset.text(),
                String.valueOf(interval),
                String.valueOf(firstMissingId),
                String.valueOf(lastMissingId),
                from.toString(),
                to.toString(),
                reason);
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeDataset(out, dataset);
        Wire.writeText(out, interval);
        Wire.writeWhole(out, firstMissingId);
        Wire.writeWhole(out, lastMissingId);
        Wire.writeInstant(out, from);
        Wire.writeInstant(out, to);
        Wire.writeText(out, reason);
    }

    static Gap read(DataInput in) throws IOException {
        return new Gap(
                Instrument.read(in),
                Wire.readDataset(in),
                Wire.readText(in),
                Wire.readWhole(in),
                Wire.readWhole(in),
                Wire.readInstant(in),
                Wire.readInstant(in),
                Wire.readText(in));
    }
}
