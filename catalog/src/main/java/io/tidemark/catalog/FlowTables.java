package io.tidemark.catalog;

import static io.tidemark.catalog.TableDefinition.named;

/** Order flow: what trades add up to. */
public final class FlowTables {

    /** One minute of an instrument's trades. */
    public static final TableDefinition BARS = named(
                    "flow.bars",
                    "One row per instrument and delivered UTC minute, trades or not; a minute that was not delivered has no"
                            + " row, and ops.gaps says why. Prints are aggregate trades, or single fills on days for which"
                            + " no aggregate trades are published (agg_trade_count is null then).")
            .instrument()
            .instant("window_start", "start of the minute, inclusive")
            .instant("window_end", "end of the minute, exclusive")
            .decimal("open_price", "price of the smallest (event time, trade id); null without trades")
            .decimal("high_price", "highest price; null without trades")
            .decimal("low_price", "lowest price; null without trades")
            .decimal("close_price", "price of the largest (event time, trade id); null without trades")
            .decimal("vwap", "quote_volume / volume, half-even to 18 decimals; null without trades")
            .decimal(
                    "volume",
                    "traded quantity, in units of the symbol (each market.instruments.multiplier of the base); inverse: each"
                            + " print's contracts × contract size / price, half-even to 18 decimals, summed")
            .decimal("quote_volume", "traded quote amount; inverse: contracts × contract size")
            .whole(
                    "trade_count",
                    "fills: the sum of last - first + 1 over aggregate trades, an upper bound where excluded prints used ids in between;"
                            + " the number of prints where these are fills")
            .whole("agg_trade_count", "aggregate trades; null if the minute was made from single fills")
            .decimal("taker_buy_volume", "base quantity bought by takers")
            .decimal("taker_sell_volume", "base quantity sold by takers")
            .decimal("taker_buy_quote_volume", "quote amount bought by takers")
            .decimal("taker_sell_quote_volume", "quote amount sold by takers")
            .whole("taker_buy_count", "fills in which the taker bought")
            .decimal("delta_quote", "taker_buy_quote_volume - taker_sell_quote_volume")
            .decimal(
                    "cvd_day_quote",
                    "sum of delta_quote since 00:00 UTC up to and including this minute; null if any minute since then was"
                            + " not delivered")
            .statistic("imbalance", "(taker_buy_volume - taker_sell_volume) / volume, -1 to 1; null without volume")
            .decimal("max_trade_quote", "largest print, quote amount; null without trades")
            .statistic(
                    "concentration_hhi",
                    "sum of squared over squared sum of the prints' quote amounts; null without trades")
            .statistic("effective_trades", "1 / concentration_hhi; null without trades")
            .statistic("trade_quote_p50", "median print, quote amount, within 1 %; null without trades")
            .statistic("trade_quote_p90", "0.9 quantile of the same, within 1 %")
            .statistic("trade_quote_p99", "0.99 quantile of the same, within 1 %")
            .statistic(
                    "kyle_lambda",
                    "bps per million quote: least-squares slope of the 10-second panes' log returns on their signed quote"
                            + " volume; null with fewer than 5 panes that hold a trade or without variance")
            .statistic(
                    "amihud",
                    "bps per million quote: mean absolute log return over quote volume of the same panes; null with fewer"
                            + " than 5")
            .whole(
                    "missing_ids",
                    "print ids absent before a print of this minute, holes at midnight excluded; ids of futures' fills count as"
                            + " skipped_fill_ids")
            .whole(
                    "skipped_fill_ids",
                    "fill ids absent between consecutive prints: liquidation and other prints that are not published use ids up")
            .decimal(
                    "trade_quote_square_sum",
                    "sum of the prints' squared quote amounts, exact to 18 decimals; null beyond 20 digits")
            .bytes("trade_quote_sketch", "the quantile sketch of the prints' quote amounts, mergeable")
            .whole(
                    "first_agg_trade_id",
                    "smallest aggregate trade id; null without trades, and if they are single fills")
            .whole("last_agg_trade_id", "largest aggregate trade id; null without trades, and if they are single fills")
            .feature()
            .key("instrument", "window_start")
            .range("window_start")
            .restatedBy("instrument")
            .withoutInHash("run_id")
            .build();

    private FlowTables() {}
}
