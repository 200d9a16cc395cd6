-- How did open interest grow beside price and volume, day by day?
-- Grain: one row per instrument and UTC day; first_day is the first day of the
--   instrument in derivatives.metrics.
-- Inputs: derivatives.metrics, flow.bars, market.klines.
--
-- Open interest is what was known when the day ended, null if nothing was or if
-- the day is not there to its end. Price is the close of the day's last minute
-- with trades, volume the sum over the minutes that are there (1,440 in a whole
-- day): from flow.bars where the minute was delivered, else from the venue's
-- klines. The spot columns are those of the venue's spot instrument of the same
-- base and quote, per unit of the base, null if the lake has none.
with grid_rows as (
    select
        venue,
        base,
        quote,
        instrument,
        open_interest,
        open_interest_unit,
        open_interest_usd,
        cast(window_start as date) as utc_day,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_end)
            as minute_number
    from derivatives.metrics
),

open_interest_days as (
    select
        venue,
        base,
        quote,
        instrument,
        utc_day,
        max(case when mod(minute_number, 1440) = 0 then open_interest end)
            as open_interest,
        max(open_interest_unit) as open_interest_unit,
        max(case when mod(minute_number, 1440) = 0 then open_interest_usd end)
            as open_interest_usd
    from grid_rows
    group by venue, base, quote, instrument, utc_day
),

venue_minutes as (
    select
        venue,
        base,
        quote,
        market,
        instrument,
        window_start,
        -- A kline without trades repeats an older price.
        case when volume > 0 then close_price end as close_price,
        volume,
        quote_volume
    from market.klines
    where dataset = 'klines' and bar_interval = '1m'
),

traded_minutes as (
    select
        coalesce(bars.venue, klines.venue) as venue,
        coalesce(bars.base, klines.base) as base,
        coalesce(bars.quote, klines.quote) as quote_asset,
        coalesce(bars.market, klines.market) as market,
        coalesce(bars.instrument, klines.instrument) as instrument,
        coalesce(bars.window_start, klines.window_start) as window_start,
        case
            when bars.instrument is null then klines.close_price
            else bars.close_price
        end as close_price,
        coalesce(bars.volume, klines.volume) as volume,
        coalesce(bars.quote_volume, klines.quote_volume) as quote_volume
    from flow.bars as bars
    full outer join venue_minutes as klines
        on
            bars.instrument = klines.instrument
            and bars.window_start = klines.window_start
),

dated_minutes as (
    select
        venue,
        base,
        quote_asset,
        market,
        instrument,
        cast(window_start as date) as utc_day,
        window_start,
        close_price,
        volume,
        quote_volume
    from traded_minutes
),

ranked_minutes as (
    select
        venue,
        base,
        quote_asset,
        market,
        instrument,
        utc_day,
        close_price,
        volume,
        quote_volume,
        row_number() over (
            partition by instrument, utc_day
            order by
                case when close_price is null then 1 else 0 end,
                window_start desc
        ) as from_last_trade
    from dated_minutes
),

traded_days as (
    select
        venue,
        base,
        quote_asset,
        market,
        instrument,
        utc_day,
        max(case when from_last_trade = 1 then close_price end) as close_price,
        sum(volume) as volume,
        sum(quote_volume) as quote_volume,
        count(*) as minute_count
    from ranked_minutes
    group by venue, base, quote_asset, market, instrument, utc_day
),

days as (
    select
        positions.instrument,
        positions.utc_day,
        min(positions.utc_day) over (
            partition by positions.instrument
        ) as first_day,
        positions.open_interest,
        positions.open_interest_unit,
        positions.open_interest_usd,
        trades.close_price,
        trades.volume,
        trades.quote_volume,
        coalesce(trades.minute_count, 0) as minute_count,
        spot.instrument as spot_instrument,
        spot.close_price as spot_close_price,
        spot.volume as spot_volume,
        spot.quote_volume as spot_quote_volume,
        coalesce(spot.minute_count, 0) as spot_minute_count
    from open_interest_days as positions
    left join traded_days as trades
        on
            positions.instrument = trades.instrument
            and positions.utc_day = trades.utc_day
    left join traded_days as spot
        on
            positions.venue = spot.venue
            and positions.base = spot.base
            and positions.quote = spot.quote_asset
            and spot.market = 'spot'
            and positions.utc_day = spot.utc_day
)

select *
from days
order by instrument, utc_day;
