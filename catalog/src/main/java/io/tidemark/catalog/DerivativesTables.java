package io.tidemark.catalog;

import static io.tidemark.catalog.TableDefinition.named;

/** Positioning in derivatives: funding, open interest and basis on one grid with the price. */
public final class DerivativesTables {

    /** The five-minute grid. */
    public static final TableDefinition METRICS = named(
                    "derivatives.metrics",
                    "One row per instrument and 5 minutes of the UTC grid, whether anything is known or not: a row uses only"
                            + " what was available at window_end, and an input that is missing is null, and nothing is"
                            + " interpolated; funding and open interest are the last known, no older than their columns say."
                            + " complete and coverage_ratio are of close_price, open_interest, basis and, of perpetuals,"
                            + " funding_rate. Columns without suffix follow the pandas of the dashboard they are known from,"
                            + " computed on the full grid; those with _strict compare with what was known before.")
            .instrument()
            .instant("window_start", "start of the 5 minutes, inclusive")
            .instant(
                    "window_end", "end of the 5 minutes, exclusive for trades: the instant at which the row is decided")
            .decimal(
                    "close_price",
                    "quote per base: close of the latest minute with trades that ends in (window_start, window_end], from"
                            + " flow.bars where the minute was delivered, else from the venue's klines; null without trades")
            .decimal("funding_rate", "the last settled rate known, as a fraction; null if none within 32 days")
            .small("funding_interval_hours", "hours that funding_rate covers")
            .decimal("funding_rate_8h", "funding_rate × 8 / funding_interval_hours, half-even to 18 decimals")
            .statistic("funding_rate_bps", "funding_rate in bps")
            .statistic("funding_rate_bps_strict", "equal to funding_rate_bps: nothing of another row goes into it")
            .statistic(
                    "funding_rate_annualized_pct",
                    "funding_rate × 24 / funding_interval_hours × 365, in percent, simple")
            .decimal(
                    "funding_rate_running",
                    "the venue's estimate of the coming settlement; null without live data, never mixed with funding_rate")
            .statistic(
                    "funding_spend_usd",
                    "USD that longs pay to shorts (negative: receive) over one interval at funding_rate:"
                            + " funding_rate × open_interest_usd")
            .decimal(
                    "open_interest",
                    "the last known, in open_interest_unit; null if older than 10 minutes (20 if aligned as published)")
            .text("open_interest_unit", "unit of open_interest: base, or contracts of inverse instruments")
            .decimal(
                    "open_interest_base",
                    "open_interest in units of the symbol (each market.instruments.multiplier of the base asset)")
            .decimal(
                    "open_interest_usd",
                    "open_interest_base × open_interest_price_used, taking the quote for a dollar; inverse: contracts ×"
                            + " contract size; null if the quote is no dollar")
            .decimal(
                    "open_interest_price_used",
                    "the mark if one is known that is at most 10 minutes old, else close_price; null without open_interest_usd")
            .flag(
                    "quote_is_dollar_token",
                    "true if USD amounts take a token for a dollar (USDT), false if the quote is USD")
            .decimal("mark_price", "close of the last minute in the window that has both mark and index")
            .decimal("index_price", "of the same minute")
            .statistic("basis_bps", "10⁴ (mark_price - index_price) / index_price; null if no minute has both")
            .statistic(
                    "premium_index_bps",
                    "10⁴ × the venue's premium index, the last in the window: the impact price over the index, not the basis")
            .flag(
                    "funding_premium_agree",
                    "true if basis_bps and funding_rate have the same sign, or both are 0; null if one is null")
            .statistic("price_return_bps_1h", "10⁴ (close_price / close_price 12 rows before - 1)")
            .statistic("price_return_bps_1h_strict", "against the row exactly 1 h before; null if either is null")
            .statistic("oi_change_5m", "change of open_interest, in its unit, against the row 5 minutes before")
            .statistic("oi_change_15m", "the same over 15 minutes")
            .statistic("oi_change_1h", "the same over 1 hour")
            .statistic("oi_change_4h", "the same over 4 hours")
            .statistic("oi_change_24h", "the same over 24 hours")
            .statistic("oi_change_7d", "the same over 7 days")
            .statistic("oi_change_5m_pct", "100 (open_interest / open_interest 5 minutes before - 1)")
            .statistic("oi_change_15m_pct", "the same over 15 minutes")
            .statistic("oi_change_1h_pct", "the same over 1 hour, 12 rows")
            .statistic("oi_change_4h_pct", "the same over 4 hours")
            .statistic("oi_change_24h_pct", "the same over 24 hours")
            .statistic("oi_change_7d_pct", "the same over 7 days")
            .statistic("oi_change_1h_pct_strict", "against the row exactly 1 h before; null if either is null")
            .statistic("oi_usd_change_1h", "change of open_interest_usd against the row 1 hour before")
            .statistic(
                    "oi_usd_change_1h_contracts",
                    "its part from contracts: change of open_interest_base × price used 1 hour before")
            .statistic(
                    "oi_usd_change_1h_price",
                    "its part from price: open_interest_base 1 hour before × change of the price used")
            .statistic("oi_usd_change_1h_cross", "its part from both: the product of the two changes")
            .statistic(
                    "funding_rate_bps_z_1d",
                    "(x - mean) / std of the last 288 rows, this one included, ddof 1; null unless all 288 are there, and if"
                            + " they are all equal")
            .statistic("basis_bps_z_1d", "the same of basis_bps")
            .statistic("open_interest_z_1d", "the same of open_interest, by level")
            .statistic(
                    "funding_rate_bps_z_1d_strict",
                    "(x - mean) / std, mean and std (ddof 1) of the values of the rows in [window_end - 24 h, window_end); null"
                            + " with fewer than 30, and if they are all equal")
            .statistic("basis_bps_z_1d_strict", "the same of basis_bps")
            .statistic("open_interest_z_1d_strict", "the same of open_interest, by level")
            .flag(
                    "stress_regime",
                    "funding z > 1.5 and basis z > 1.5 and open interest z > 1.0; a null is not above, so never null")
            .flag("stress_regime_strict", "the same of the strict z; null if one of them is null")
            .statistic("crowding_score", "mean of those of the three z that are not null; null if all are")
            .statistic("crowding_score_strict", "mean of the three strict z; null if one is null")
            .small("crowding_n_inputs", "how many of the three z are not null")
            .small("crowding_n_inputs_strict", "how many of the three strict z are not null")
            .text(
                    "oi_price_quadrant",
                    "LONG_BUILD, SHORT_BUILD, SHORT_COVER or LONG_UNWIND by the signs of the strict 1-hour changes of price"
                            + " and open_interest; FLAT within 5 bps or 0.1 %; null if one is null")
            .instant("close_price_event_time", "end of the minute whose close close_price is")
            .instant("funding_rate_event_time", "funding_time of the settlement, as the venue stamped it")
            .instant("funding_rate_running_event_time", "when the estimate was published")
            .instant("open_interest_event_time", "the instant that the observation describes")
            .instant("basis_event_time", "end of the minute of mark_price and index_price")
            .instant("premium_index_event_time", "end of the minute of premium_index_bps")
            .statistic("close_price_staleness_seconds", "window_end - close_price_event_time")
            .statistic("funding_rate_staleness_seconds", "window_end - funding_rate_event_time")
            .statistic("open_interest_staleness_seconds", "window_end - open_interest_event_time")
            .statistic("basis_staleness_seconds", "window_end - basis_event_time")
            .feature()
            .key("instrument", "window_start")
            .range("window_start")
            .restatedBy("instrument")
            .withoutInHash("run_id", "funding_rate_running", "funding_rate_running_event_time")
            .build();

    private DerivativesTables() {}
}
