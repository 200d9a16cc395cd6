package io.tidemark.bench.micro;

import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.TradeConsumer;
import java.util.function.Consumer;

/** Keeps decoded trades, and hands them to others as often as asked. */
final class KeptTrades implements TradeConsumer {

    private static final int FIELDS = 8;

    private final long[] fields = new long[TradeLines.TRADES * FIELDS];
    private final boolean[] bought = new boolean[TradeLines.TRADES];
    private int count;

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
        int at = count * FIELDS;
        fields[at] = id;
        fields[at + 1] = priceMantissa;
        fields[at + 2] = priceScale;
        fields[at + 3] = quantityMantissa;
        fields[at + 4] = quantityScale;
        fields[at + 5] = firstFillId;
        fields[at + 6] = lastFillId;
        fields[at + 7] = eventTime;
        bought[count++] = takerBought;
    }

    void replay(TradeConsumer trades) {
        for (int trade = 0; trade < count; trade++) {
            int at = trade * FIELDS;
            trades.trade(
                    fields[at],
                    fields[at + 1],
                    (int) fields[at + 2],
                    fields[at + 3],
                    (int) fields[at + 4],
                    fields[at + 5],
                    fields[at + 6],
                    fields[at + 7],
                    bought[trade]);
        }
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        // They are only kept.
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        // They are only kept.
    }
}
