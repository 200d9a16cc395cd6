package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.Dataset;
import java.util.Set;

/**
 * Which columns a file of trades has, and where each that is used stands among {@code names}.
 *
 * @param firstFill of a fill the same as {@code id}
 * @param lastFill of a fill the same as {@code id}
 * @param names in the official order
 */
record TradeColumns(
        int id, int price, int quantity, int firstFill, int lastFill, int time, int buyerIsMaker, FileColumns names) {

    /** The columns of one reading of a file of aggregate trades or of fills. */
    static TradeColumns of(Dataset dataset) {
        return switch (dataset) {
            case AGG_TRADES ->
                new TradeColumns(
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        new FileColumns(
                                7,
                                "agg_trade_id",
                                "price",
                                "quantity",
                                "first_trade_id",
                                "last_trade_id",
                                "transact_time",
                                "is_buyer_maker"));
            // Beside the quantity stands quote_qty, or base_qty of contracts; either follows from price and quantity.
            case TRADES ->
                new TradeColumns(
                        0,
                        1,
                        2,
                        0,
                        0,
                        4,
                        5,
                        new FileColumns(
                                Set.of("quote_qty"), "id", "price", "qty", "quote_qty", "time", "is_buyer_maker"));
            default -> throw new IllegalArgumentException("no trades are in " + dataset);
        };
    }
}
