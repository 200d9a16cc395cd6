-- Which instruments trade most?
-- Grain: one row per instrument, ranked within its quote asset (amounts in
--   different quotes do not compare) by quote volume per delivered day.
-- Inputs: flow.bars.
with instrument_totals as (
    select
        venue,
        market,
        instrument,
        quote,
        min(window_start) as first_minute,
        max(window_start) as last_minute,
        count(*) as delivered_minutes,
        count(*) filter (where trade_count > 0) as traded_minutes,
        sum(quote_volume) as quote_volume,
        sum(trade_count) as trade_count,
        sum(taker_buy_quote_volume) as taker_buy_quote_volume,
        max(max_trade_quote) as largest_trade_quote
    from flow.bars
    group by venue, market, instrument, quote
),

instrument_rates as (
    select
        venue,
        market,
        instrument,
        quote,
        first_minute,
        last_minute,
        delivered_minutes,
        cast(1e2 * traded_minutes / delivered_minutes as decimal(5, 2))
            as traded_minutes_pct,
        quote_volume,
        cast(
            1440e0 * cast(quote_volume as double) / delivered_minutes
            as decimal(38, 2)
        ) as quote_volume_per_day,
        cast(1440e0 * trade_count / delivered_minutes as decimal(38, 0))
            as trades_per_day,
        cast(
            1e2 * cast(taker_buy_quote_volume as double)
            / nullif(cast(quote_volume as double), 0e0)
            as decimal(5, 2)
        ) as taker_buy_pct,
        largest_trade_quote
    from instrument_totals
),

ranked_instruments as (
    select
        quote,
        row_number() over (
            partition by quote
            order by quote_volume_per_day desc nulls last, instrument asc
        ) as place,
        instrument,
        venue,
        market,
        quote_volume_per_day,
        trades_per_day,
        taker_buy_pct,
        traded_minutes_pct,
        largest_trade_quote,
        quote_volume,
        delivered_minutes,
        first_minute,
        last_minute
    from instrument_rates
)

select *
from ranked_instruments
order by quote, place;
