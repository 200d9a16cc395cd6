package io.tidemark.jobs.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far one input has been delivered without a break, whatever the order in which its intervals arrive. This is the
 * per-key watermark of the jobs.
 */
public final class DeliveredTime {

    private final TreeMap<Instant, Delivered> ahead = new TreeMap<>();
    private Instant end;

    /** Delivered up to {@code end}, exclusive, with the intervals that came early so far. */
    public DeliveredTime(Instant end, Iterable<Delivered> ahead) {
        this.end = end;
        ahead.forEach(this::keep);
    }

    /** The end of the contiguous delivered time, exclusive. */
    public Instant end() {
        return end;
    }

    /** Intervals that came early and wait for what is before them. */
    public List<Delivered> ahead() {
        return new ArrayList<>(ahead.values());
    }

    /**
     * Takes an interval.
     *
     * @return the intervals that are now contiguous, in order, each for the first time; empty if one before is missing
     */
    public List<Delivered> advance(Delivered interval) {
        List<Delivered> contiguous = new ArrayList<>();
        keep(interval);
        Map.Entry<Instant, Delivered> next = ahead.firstEntry();
        while (next != null && !next.getKey().isAfter(end)) {
            ahead.pollFirstEntry();
            if (next.getValue().to().isAfter(end)) {
                contiguous.add(next.getValue());
                end = next.getValue().to();
            }
            next = ahead.firstEntry();
        }
        return contiguous;
    }

    private void keep(Delivered interval) {
        if (interval.to().isAfter(end)) {
            ahead.merge(interval.from(), interval, (one, two) -> one.to().isBefore(two.to()) ? two : one);
        }
    }
}
