package io.tidemark.jobs.table;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.Liquidation;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.udfs.derivatives.FundingRate8h;
import io.tidemark.udfs.flow.Concentration;
import io.tidemark.udfs.flow.Imbalance;

/** How each kind of value becomes a row of its table. */
public final class TableRows {

    /** {@code market.klines}. */
    public static final RowMapper<Kline> KLINES = RowMapper.<Kline>into(MarketTables.KLINES)
            .instrument(Kline::instrument)
            .text("dataset", kline -> kline.dataset().text())
            .text("bar_interval", Kline::interval)
            .instant("window_start", Kline::start)
            .instant("window_end", Kline::end)
            .decimal("open_price", Kline::open)
            .decimal("high_price", Kline::high)
            .decimal("low_price", Kline::low)
            .decimal("close_price", Kline::close)
            .decimal("volume", Kline::volume)
            .decimal("quote_volume", Kline::quoteVolume)
            .whole("trade_count", Kline::tradeCount)
            .decimal("taker_buy_volume", Kline::takerBuyVolume)
            .decimal("taker_buy_quote_volume", Kline::takerBuyQuoteVolume)
            .instant("available_at", Kline::availableAt)
            .text("source", Kline::source)
            .build();

    /** {@code market.open_interest}. */
    public static final RowMapper<OpenInterest> OPEN_INTEREST = RowMapper.<OpenInterest>into(MarketTables.OPEN_INTEREST)
            .instrument(OpenInterest::instrument)
            .instant("event_time", OpenInterest::eventTime)
            .decimal("open_interest", OpenInterest::amount)
            .text("unit", OpenInterest::unit)
            .decimal("open_interest_base", OpenInterest::base)
            .decimal("open_interest_usd", OpenInterest::usd)
            .decimal("price_used", OpenInterest::priceUsed)
            .instant("available_at", OpenInterest::availableAt)
            .text("source", OpenInterest::source)
            .build();

    /** {@code market.long_short_ratios}. */
    public static final RowMapper<LongShortRatios> LONG_SHORT_RATIOS = RowMapper.<LongShortRatios>into(
                    MarketTables.LONG_SHORT_RATIOS)
            .instrument(LongShortRatios::instrument)
            .instant("event_time", LongShortRatios::eventTime)
            .decimal("top_trader_account_ratio", LongShortRatios::topTraderAccounts)
            .decimal("top_trader_position_ratio", LongShortRatios::topTraderPositions)
            .decimal("account_ratio", LongShortRatios::accounts)
            .decimal("taker_volume_ratio", LongShortRatios::takerVolume)
            .instant("available_at", LongShortRatios::availableAt)
            .text("source", LongShortRatios::source)
            .build();

    /** {@code market.funding_rates}. */
    public static final RowMapper<FundingRate> FUNDING_RATES = RowMapper.<FundingRate>into(MarketTables.FUNDING_RATES)
            .instrument(FundingRate::instrument)
            .instant("funding_time", FundingRate::fundingTime)
            .decimal("funding_rate", FundingRate::rate)
            .small("interval_hours", FundingRate::intervalHours)
            .decimal("funding_rate_8h", funding -> FundingRate8h.of(funding.rate(), funding.intervalHours()))
            .instant("available_at", FundingRate::availableAt)
            .text("source", FundingRate::source)
            .build();

    /** {@code market.liquidations}. */
    public static final RowMapper<Liquidation> LIQUIDATIONS = RowMapper.<Liquidation>into(MarketTables.LIQUIDATIONS)
            .instrument(Liquidation::instrument)
            .instant("event_time", Liquidation::eventTime)
            .text("liquidated_side", liquidation -> liquidation.longLiquidated() ? "long" : "short")
            .decimal("price", Liquidation::price)
            .decimal("quantity", Liquidation::quantity)
            .decimal("quote_quantity", Liquidation::quoteQuantity)
            .flag("lower_bound", liquidation -> true)
            .decimal("order_price", liquidation -> liquidation.order().price())
            .decimal("average_price", liquidation -> liquidation.order().averagePrice())
            .text("order_type", liquidation -> liquidation.order().type())
            .text("time_in_force", liquidation -> liquidation.order().timeInForce())
            .text("order_status", liquidation -> liquidation.order().status())
            .decimal("original_quantity", liquidation -> liquidation.order().originalQuantity())
            .decimal("last_fill_quantity", liquidation -> liquidation.order().lastFilledQuantity())
            .decimal(
                    "accumulated_fill_quantity",
                    liquidation -> liquidation.order().filledQuantity())
            .instant("available_at", Liquidation::availableAt)
            .text("source", Liquidation::source)
            .build();

    /** {@code flow.bars}. */
    public static final RowMapper<Bar> BARS = RowMapper.<Bar>into(FlowTables.BARS)
            .instrument(Bar::instrument)
            .instant("window_start", Bar::start)
            .instant("window_end", Bar::end)
            .decimal("open_price", Bar::open)
            .decimal("high_price", Bar::high)
            .decimal("low_price", Bar::low)
            .decimal("close_price", Bar::close)
            .decimal("vwap", Bar::vwap)
            .decimal("volume", Bar::volume)
            .decimal("quote_volume", Bar::quoteVolume)
            .whole("trade_count", Bar::tradeCount)
            .whole("agg_trade_count", Bar::aggregateTradeCount)
            .decimal("taker_buy_volume", Bar::takerBuyVolume)
            .decimal("taker_sell_volume", Bar::takerSellVolume)
            .decimal("taker_buy_quote_volume", Bar::takerBuyQuoteVolume)
            .decimal("taker_sell_quote_volume", Bar::takerSellQuoteVolume)
            .whole("taker_buy_count", Bar::takerBuyCount)
            .decimal("delta_quote", Bar::deltaQuote)
            .decimal("cvd_day_quote", Bar::cvdDayQuote)
            .statistic("imbalance", bar -> Imbalance.of(bar.takerBuyVolume(), bar.takerSellVolume()))
            .decimal("max_trade_quote", Bar::largestQuote)
            .statistic("concentration_hhi", Bar::concentration)
            .statistic("effective_trades", bar -> Concentration.effectiveTrades(bar.concentration()))
            .statistic("trade_quote_p50", Bar::tradeQuoteP50)
            .statistic("trade_quote_p90", Bar::tradeQuoteP90)
            .statistic("trade_quote_p99", Bar::tradeQuoteP99)
            .statistic("kyle_lambda", Bar::kyleLambda)
            .statistic("amihud", Bar::amihud)
            .whole("missing_ids", Bar::missingIds)
            .whole("skipped_fill_ids", Bar::skippedFillIds)
            .decimal("trade_quote_square_sum", Bar::quoteSquareSum)
            .bytes("trade_quote_sketch", Bar::sketch)
            .whole("first_agg_trade_id", Bar::firstId)
            .whole("last_agg_trade_id", Bar::lastId)
            .instant("available_at", bar -> Availability.ofBar(bar.end()))
            .flag("complete", Bar::complete)
            .statistic("coverage_ratio", Bar::coverageRatio)
            .build();

    private TableRows() {}
}
