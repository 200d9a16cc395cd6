package io.tidemark.jobs.testing;

import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.TradeConsumer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes down the trades that pass through to another consumer. */
public final class RecordedTrades implements TradeConsumer {

    /**
     * An aggregate trade.
     *
     * @param time µs since 1970-01-01 UTC
     */
    public record Trade(
            long id,
            BigDecimal price,
            BigDecimal quantity,
            long firstFill,
            long lastFill,
            long time,
            boolean takerBought) {

        /** Price times quantity. */
        public BigDecimal quote() {
            return price.multiply(quantity);
        }

        /** How many fills it has. */
        public long fills() {
            return lastFill - firstFill + 1;
        }

        /** Passes the trade on, as a decoder would. */
        public void sendTo(TradeConsumer trades) {
            trades.trade(
                    id,
                    price.unscaledValue().longValueExact(),
                    price.scale(),
                    quantity.unscaledValue().longValueExact(),
                    quantity.scale(),
                    firstFill,
                    lastFill,
                    time,
                    takerBought);
        }
    }

    private final TradeConsumer next;
    private final List<Trade> trades = new ArrayList<>();

    /** Passes on to nobody. */
    public static RecordedTrades alone() {
        return new RecordedTrades(new TradeConsumer() {
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
                    boolean takerBought) {}

            @Override
            public void finish(Consumer<Fact> facts) {}

            @Override
            public void refuse(String reason, Consumer<Fact> facts) {}
        });
    }

    /** Passes on to {@code next}. */
    public RecordedTrades(TradeConsumer next) {
        this.next = next;
    }

    /** What has passed, in order. */
    public List<Trade> trades() {
        return trades;
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
        next.trade(
                id,
                priceMantissa,
                priceScale,
                quantityMantissa,
                quantityScale,
                firstFillId,
                lastFillId,
                eventTime,
                takerBought);
        trades.add(new Trade(
                id,
                plain(priceMantissa, priceScale),
                plain(quantityMantissa, quantityScale),
                firstFillId,
                lastFillId,
                eventTime,
                takerBought));
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        next.finish(facts);
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        next.refuse(reason, facts);
    }

    /** The value with the smallest scale that is not negative: how many zeros the reader keeps is its own business. */
    private static BigDecimal plain(long mantissa, int scale) {
        BigDecimal value = BigDecimal.valueOf(mantissa, scale).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
