package io.tidemark.jobs.align;

import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Observation;
import io.tidemark.jobs.model.OpenInterest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of an instrument at an instant: of each dataset the observations that were available by then, as far
 * back as anybody may look.
 */
public final class Known {

    /** How far back closes can be looked up, inclusive. */
    public static final Duration CLOSES_KEPT = Duration.ofMinutes(10);

    /** So many closes of a dataset may gather before those that are too old are dropped. */
    private static final int DROP_ABOVE = 16;

    private final Map<Dataset, TreeMap<Instant, Close>> closes = new EnumMap<>(Dataset.class);
    private FundingRate funding;
    private OpenInterest openInterest;
    private OpenInterest openInterestInUsd;

    /** Takes what became available next; of two of the same event time the later learned counts. */
    void learn(Observation observation) {
        if (observation instanceof Close close) {
            TreeMap<Instant, Close> ofDataset =
                    closes.computeIfAbsent(AlignedInput.progressOf(close.dataset()), unseen -> new TreeMap<>());
            ofDataset.put(close.end(), close);
            if (ofDataset.size() > DROP_ABOVE) {
                ofDataset.headMap(close.end().minus(CLOSES_KEPT), false).clear();
            }
        } else if (observation instanceof FundingRate settled) {
            funding = later(funding, settled);
        } else if (observation instanceof OpenInterest observed && observed.amount() != null) {
            openInterest = later(openInterest, observed);
        } else if (observation instanceof OpenInterest observed && observed.usd() != null) {
            openInterestInUsd = later(openInterestInUsd, observed);
        }
    }

    private static <T extends Observation> T later(T known, T learned) {
        return known == null || !learned.eventTime().isBefore(known.eventTime()) ? learned : known;
    }

    /**
     * The closes of bars that ended in the stretch, the latest first.
     *
     * @param after exclusive, no more than {@link #CLOSES_KEPT} ago
     * @param upTo inclusive
     */
    public Iterable<Close> closes(Dataset dataset, Instant after, Instant upTo) {
        TreeMap<Instant, Close> ofDataset = closes.get(dataset);
        return ofDataset == null
                ? List.of()
                : ofDataset.subMap(after, false, upTo, true).descendingMap().values();
    }

    /** The close of the last bar; null if there is none, or none that ended since {@code from}, inclusive. */
    public Close latest(Dataset dataset, Instant from) {
        TreeMap<Instant, Close> ofDataset = closes.get(dataset);
        return ofDataset == null || ofDataset.lastKey().isBefore(from)
                ? null
                : ofDataset.lastEntry().getValue();
    }

    /** The close of the bar that ended at the instant; null if there is none. */
    public Close close(Dataset dataset, Instant end) {
        TreeMap<Instant, Close> ofDataset = closes.get(dataset);
        return ofDataset == null ? null : ofDataset.get(end);
    }

    /** The last settlement; null if there is none, or none since {@code from}, inclusive. */
    public FundingRate funding(Instant from) {
        return funding == null || funding.eventTime().isBefore(from) ? null : funding;
    }

    /**
     * The last observation of open interest: one that states its amount before one that states its value alone.
     *
     * @param from what became available before, exclusive, is too old
     * @return null if there is none
     */
    public OpenInterest openInterest(Instant from) {
        return isSince(from, openInterest) ? openInterest : isSince(from, openInterestInUsd) ? openInterestInUsd : null;
    }

    private static boolean isSince(Instant from, OpenInterest observed) {
        return observed != null && !observed.availableAt().isBefore(from);
    }

    /** All that is kept, in no order. */
    List<Observation> observations() {
        List<Observation> kept = new ArrayList<>();
        closes.values().forEach(ofDataset -> kept.addAll(ofDataset.values()));
        if (funding != null) {
            kept.add(funding);
        }
        if (openInterest != null) {
            kept.add(openInterest);
        }
        if (openInterestInUsd != null) {
            kept.add(openInterestInUsd);
        }
        return kept;
    }
}
