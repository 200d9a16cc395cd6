package io.tidemark.simulator.market;

/**
 * Hears a trading day in the order of ids. All arguments are primitive because a day has millions of calls.
 * Fills come before the aggregate trade they belong to.
 */
public interface Tape {
    /** A fill: {@code takerBuys} names the aggressor. */
    default void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {}

    /** An aggregate trade, stamped with the time of its first fill. */
    default void aggregateTrade(
            long id,
            long price,
            long quantity,
            long firstFillId,
            long lastFillId,
            long timeMicros,
            boolean takerBuys) {}

    /** A position closed by force: it prints neither as a fill nor as an aggregate trade. */
    default void liquidation(long timeMicros, long price, long quantity, boolean longPosition) {}
}
