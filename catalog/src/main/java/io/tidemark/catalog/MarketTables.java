package io.tidemark.catalog;

import static io.tidemark.catalog.TableDefinition.named;

/** What venues published: facts, each with the instant it happened and the instant it could be known. */
public final class MarketTables {

    /** Trades one by one. */
    public static final TableDefinition TRADES = named(
                    "market.trades",
                    "One row per aggregate trade, or per fill where only fills are published; kept only if a backfill is told"
                            + " to (--store-trades).")
            .instrument()
            .text("dataset", "aggTrades: rows are aggregate trades; trades: rows are fills")
            .whole("trade_id", "id of the aggregate trade, or of the fill; ids of the two have nothing in common")
            .whole("first_trade_id", "id of the first fill; of a fill its own")
            .whole("last_trade_id", "id of the last fill; of a fill its own")
            .decimal("price", "quote per base")
            .decimal(
                    "quantity",
                    "traded quantity, in units of the symbol (each market.instruments.multiplier of the base asset);"
                            + " inverse: contracts × contract size / price, half-even to 18 decimals")
            .decimal(
                    "quote_quantity",
                    "traded quote amount: price × quantity, half-even to 18 decimals; inverse: contracts × contract size,"
                            + " exactly")
            .text("aggressor_side", "what the taker did: buy or sell")
            .instant("event_time", "when the trade happened, as the venue stamped it")
            .instant("receive_time", "when it was received; null if it was read from an archive")
            .fact()
            .key("instrument", "dataset", "trade_id")
            .range("event_time")
            .restatedBy("instrument")
            .withoutInHash("run_id", "source", "receive_time")
            .build();

    /** The venue's own bars. */
    public static final TableDefinition KLINES = named(
                    "market.klines",
                    "One row per bar that the venue itself published: dataset, instrument, interval, start.")
            .instrument()
            .text("dataset", "klines, markPriceKlines, indexPriceKlines or premiumIndexKlines")
            .text("bar_interval", "length of the bar as the venue names it: 1m, 5m, 1h")
            .instant("window_start", "start of the bar, inclusive")
            .instant("window_end", "end of the bar, exclusive")
            .decimal(
                    "open_price",
                    "first price of the bar, quote per base; of premiumIndexKlines a fraction that may be below 0")
            .decimal("high_price", "highest price of the bar")
            .decimal("low_price", "lowest price of the bar")
            .decimal("close_price", "last price of the bar")
            .decimal(
                    "volume",
                    "traded quantity, in units of the symbol (each market.instruments.multiplier of the base asset);"
                            + " inverse: base quantity as published; null unless dataset is klines")
            .decimal(
                    "quote_volume",
                    "traded quote amount; inverse: contracts × contract size; null unless dataset is klines")
            .whole("trade_count", "number of fills; null unless dataset is klines")
            .decimal("taker_buy_volume", "base quantity bought by takers; null unless dataset is klines")
            .decimal("taker_buy_quote_volume", "quote amount bought by takers; null unless dataset is klines")
            .fact()
            .key("instrument", "dataset", "bar_interval", "window_start")
            .range("window_start")
            .restatedBy("instrument", "dataset", "bar_interval")
            .withoutInHash("run_id", "source")
            .build();

    /** Open interest at an instant. */
    public static final TableDefinition OPEN_INTEREST = named(
                    "market.open_interest", "One row per observation of an instrument's open interest.")
            .instrument()
            .instant("event_time", "the instant the observation describes, as the venue stamped it, never rounded")
            .decimal("open_interest", "open interest in the venue's own unit")
            .text("unit", "unit of open_interest: base, or contracts of inverse instruments")
            .decimal(
                    "open_interest_base",
                    "open interest in units of the symbol (each market.instruments.multiplier of the base asset);"
                            + " inverse: as the venue valued the contracts, null if it did not")
            .decimal(
                    "open_interest_usd",
                    "open interest in USD as the venue valued it; inverse: contracts × contract size; null if the quote is"
                            + " no dollar")
            .decimal(
                    "price_used",
                    "the price behind open_interest_usd, as the venue valued it: quote per unit; null without open interest")
            .fact()
            .key("instrument", "event_time")
            .range("event_time")
            .restatedBy("instrument")
            .withoutInHash("run_id", "source")
            .build();

    /** The ratios that the archive publishes beside open interest. */
    public static final TableDefinition LONG_SHORT_RATIOS = named(
                    "market.long_short_ratios", "One row per observation of an instrument's long/short ratios.")
            .instrument()
            .instant("event_time", "the instant the observation describes")
            .decimal("top_trader_account_ratio", "long over short accounts of top traders; null if not published")
            .decimal("top_trader_position_ratio", "long over short positions of top traders; null if not published")
            .decimal("account_ratio", "long over short accounts of all traders; null if not published")
            .decimal(
                    "taker_volume_ratio",
                    "taker buy over taker sell volume of the five minutes before event_time; null if not published")
            .fact()
            .key("instrument", "event_time")
            .range("event_time")
            .restatedBy("instrument")
            .withoutInHash("run_id", "source")
            .build();

    /** Settled funding. */
    public static final TableDefinition FUNDING_RATES = named(
                    "market.funding_rates", "One row per settled funding payment; estimates are elsewhere.")
            .instrument()
            .instant("funding_time", "the settlement's instant as the venue stamped it, jitter of some ms included")
            .decimal("funding_rate", "rate paid by longs to shorts over the interval, as a fraction (0.0001 = 1 bp)")
            .small("interval_hours", "hours that the rate covers")
            .decimal("funding_rate_8h", "funding_rate × 8 / interval_hours, half-even to 18 decimals")
            .fact()
            .key("instrument", "funding_time")
            .range("funding_time")
            .restatedBy("instrument")
            .withoutInHash("run_id", "source")
            .build();

    /** Liquidations. */
    public static final TableDefinition LIQUIDATIONS = named(
                    "market.liquidations",
                    "One row per liquidation order that the venue reports, which is not all of them: sums are lower bounds.")
            .instrument()
            .instant("event_time", "when the order traded, as the venue stamped it")
            .text("liquidated_side", "the position that was closed: long (by an order that sells) or short")
            .decimal(
                    "price", "average price of the fills, order_price where that is 0 or not published; quote per base")
            .decimal(
                    "quantity",
                    "filled quantity, in units of the symbol (each market.instruments.multiplier of the base asset);"
                            + " inverse: contracts × contract size / price, half-even to 18 decimals")
            .decimal("quote_quantity", "filled quote amount: price × quantity; inverse: contracts × contract size")
            .flag("lower_bound", "always true: venues report one order a second at most")
            .decimal("order_price", "price of the liquidation order, quote per base")
            .decimal("average_price", "average price of its fills; 0 without fills, null if not published")
            .text("order_type", "type of the order as the venue names it: LIMIT; null if not published")
            .text("time_in_force", "as the venue names it: IOC; null if not published")
            .text("order_status", "as the venue names it: FILLED; null if not published")
            .decimal(
                    "original_quantity",
                    "ordered quantity in the venue's own unit (inverse: contracts); null if not published")
            .decimal("last_fill_quantity", "quantity of the last fill in the venue's own unit; null if not published")
            .decimal("accumulated_fill_quantity", "quantity of all fills in the venue's own unit")
            .fact()
            .key("instrument", "event_time")
            .range("event_time")
            .restatedBy("instrument")
            .withoutInHash("run_id", "source")
            .build();

    /** What an instrument is. */
    public static final TableDefinition INSTRUMENTS = named(
                    "market.instruments", "One row per instrument and period of validity.")
            .instrument()
            .decimal("contract_size", "quote units per contract (inverse) or base units per quantity (linear, spot: 1)")
            .decimal("multiplier", "base units in one unit of quantity: 1000 for 1000PEPEUSDT")
            .decimal("tick_size", "smallest price step; null if only derived")
            .decimal("quantity_step", "smallest quantity step; null if only derived")
            .text("margin_asset", "the asset that margin is posted in; null on spot")
            .instant("valid_from", "start of validity, inclusive; null if not known")
            .instant("valid_to", "end of validity, exclusive; null while valid or if not known")
            .flag("derived", "true if derived from the symbol by naming rules, false if the venue said so")
            .text("source", "where the row was read: a file, or naming rules")
            .text("run_id", "the run that wrote the row (ops.runs)")
            .key("instrument")
            .restatedBy("instrument")
            .withoutInHash("run_id", "source")
            .build();

    private MarketTables() {}
}
