package io.tidemark.jobs.align;

import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import java.time.Instant;

/** The price of a stretch of time, by the rule that every table follows. */
public final class ClosePrice {

    private ClosePrice() {}

    /**
     * The close of the latest bar with trades that ended in the stretch: as trades tell it where its minute was delivered,
     * else as the venue published it.
     *
     * @param after exclusive
     * @param upTo inclusive
     * @return null if nothing was traded, as far as is known
     */
    public static Close latest(Known known, Instant after, Instant upTo) {
        Close published = firstWithPrice(known, known.closes(Dataset.KLINES, after, upTo));
        for (Close own : known.closes(Dataset.AGG_TRADES, after, upTo)) {
            if (published != null && published.end().isAfter(own.end())) {
                return published;
            }
            if (own.price() != null) {
                return own;
            }
        }
        return published;
    }

    private static Close firstWithPrice(Known known, Iterable<Close> latestFirst) {
        for (Close close : latestFirst) {
            boolean ownIsKnown = known.close(Dataset.AGG_TRADES, close.end()) != null;
            if (close.price() != null && !ownIsKnown) {
                return close;
            }
        }
        return null;
    }
}
