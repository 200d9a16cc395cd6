package io.tidemark.jobs.window;

import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.TradeConsumer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects the trades of a file whose rows are not in order, drops what is there twice, and passes the rest on by
 * ascending id. It holds the whole file: such files are rare, defective ones.
 */
public final class SortingTrades implements TradeConsumer {

    private record Trade(
            long id,
            long priceMantissa,
            int priceScale,
            long quantityMantissa,
            int quantityScale,
            long firstFillId,
            long lastFillId,
            long eventTime,
            boolean takerBought) {

        /** Brings the scales to the smallest: how many zeros stand at the end makes no other trade. */
        Trade {
            while (priceScale > 0 && priceMantissa % 10 == 0) {
                priceMantissa /= 10;
                priceScale--;
            }
            while (quantityScale > 0 && quantityMantissa % 10 == 0) {
                quantityMantissa /= 10;
                quantityScale--;
            }
        }
    }

    private final Map<Long, Trade> trades = new HashMap<>();
    private final TradeConsumer sorted;
    private long duplicates;

    /** Passes the trades on to {@code sorted} when the file is whole. */
    public SortingTrades(TradeConsumer sorted) {
        this.sorted = sorted;
    }

    @Override
    public void trade(
            long id,
            long priceMantissa,
            int priceScale,
            long quantityMantissa,
            int quantityScale,
            long firstFillId,
            long lastFillId,
            long eventTime,
            boolean takerBought) {
        Trade trade = new Trade(
                id,
                priceMantissa,
                priceScale,
                quantityMantissa,
                quantityScale,
                firstFillId,
                lastFillId,
                eventTime,
                takerBought);
        Trade earlier = trades.putIfAbsent(id, trade);
        if (earlier != null && !earlier.equals(trade)) {
            // Which of the two is right nobody knows; which one stays must not depend on the order of the lines.
            boolean replaces = trade.toString().compareTo(earlier.toString()) < 0;
            if (replaces) {
                trades.put(id, trade);
            }
            throw new RejectedLineException("trade id " + id + " stands in the file before, with other values: kept is "
                    + (replaces ? trade : earlier) + ", dropped " + (replaces ? earlier : trade));
        }
        duplicates += earlier == null ? 0 : 1;
    }

    /** Trades that stood in the file before, with the same values. */
    public long duplicates() {
        return duplicates;
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        Trade[] byId = trades.values().toArray(Trade[]::new);
        trades.clear();
        Arrays.sort(byId, Comparator.comparingLong(Trade::id));
        for (Trade trade : byId) {
            sorted.trade(
                    trade.id,
                    trade.priceMantissa,
                    trade.priceScale,
                    trade.quantityMantissa,
                    trade.quantityScale,
                    trade.firstFillId,
                    trade.lastFillId,
                    trade.eventTime,
                    trade.takerBought);
        }
        sorted.finish(facts);
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        sorted.refuse(reason, facts);
    }
}
