-- Do positions grow or shrink as the price moves?
-- Grain: one row per instrument and observation of its open interest.
-- Inputs: market.open_interest, flow.bars, market.klines.
--
-- No row knows the future. The price is the close of the last minute that
-- traded and ended at or before the observation, less than five minutes ago:
-- from the bars where the minute was delivered, else from the venue's klines.
-- Changes compare with the last observation an hour or more before, at most ten
-- minutes older than that, and with its price. Open interest is in base units.
--
-- direction: FLAT up to 5 bps or 0.1 %, else LONG_BUILD (price and positions
-- up), SHORT_BUILD (down, up), SHORT_COVER (up, down), LONG_UNWIND (both down).
with venue_minutes as (
    select
        instrument,
        window_end,
        -- A kline without trades repeats an older price.
        case when volume > 0 then close_price end as close_price
    from market.klines
    where dataset = 'klines' and bar_interval = '1m'
),

minute_closes as (
    select
        coalesce(bars.instrument, klines.instrument) as instrument,
        coalesce(bars.window_end, klines.window_end) as price_time,
        case
            when bars.instrument is null then klines.close_price
            else bars.close_price
        end as close_price
    from flow.bars as bars
    full outer join venue_minutes as klines
        on
            bars.instrument = klines.instrument
            and bars.window_end = klines.window_end
),

-- Prices come before observations of the same instant.
price_timeline as (
    select
        instrument,
        price_time as event_time,
        0 as turn,
        price_time,
        close_price,
        cast(null as decimal(38, 18)) as open_interest_base,
        cast(null as timestamp_ltz(6)) as available_at
    from minute_closes
    where close_price is not null
    union all
    select
        instrument,
        event_time,
        1 as turn,
        cast(null as timestamp_ltz(6)) as price_time,
        cast(null as decimal(38, 18)) as close_price,
        open_interest_base,
        available_at
    from market.open_interest
),

counted_prices as (
    select
        count(close_price) over (
            partition by instrument
            order by event_time, turn
            rows between unbounded preceding and current row
        ) as prices_so_far,
        instrument,
        event_time,
        turn,
        price_time,
        close_price,
        open_interest_base,
        available_at
    from price_timeline
),

-- Each count belongs to one price and to all that follows until the next.
last_prices as (
    select
        instrument,
        event_time,
        turn,
        max(price_time) over (
            partition by instrument, prices_so_far
        ) as price_time,
        max(close_price) over (
            partition by instrument, prices_so_far
        ) as close_price,
        open_interest_base,
        available_at
    from counted_prices
),

observations as (
    select
        instrument,
        event_time,
        available_at,
        open_interest_base,
        case
            when price_time + interval '5' minute > event_time
                then close_price
        end as close_price,
        case
            when price_time + interval '5' minute > event_time
                then price_time
        end as price_time
    from last_prices
    where turn = 1
),

-- Each observation once more an hour later, before those it is compared with.
hour_timeline as (
    select
        instrument,
        event_time + interval '1' hour as event_time,
        0 as turn,
        event_time as time_before,
        open_interest_base as open_interest_before,
        close_price as close_price_before,
        cast(null as timestamp_ltz(6)) as available_at,
        cast(null as decimal(38, 18)) as open_interest_base,
        cast(null as decimal(38, 18)) as close_price,
        cast(null as timestamp_ltz(6)) as price_time
    from observations
    where open_interest_base is not null
    union all
    select
        instrument,
        event_time,
        1 as turn,
        cast(null as timestamp_ltz(6)) as time_before,
        cast(null as decimal(38, 18)) as open_interest_before,
        cast(null as decimal(38, 18)) as close_price_before,
        available_at,
        open_interest_base,
        close_price,
        price_time
    from observations
),

counted_observations as (
    select
        count(time_before) over (
            partition by instrument
            order by event_time, turn
            rows between unbounded preceding and current row
        ) as observations_so_far,
        instrument,
        event_time,
        turn,
        time_before,
        open_interest_before,
        close_price_before,
        available_at,
        open_interest_base,
        close_price,
        price_time
    from hour_timeline
),

observation_pairs as (
    select
        instrument,
        event_time,
        turn,
        available_at,
        open_interest_base,
        close_price,
        price_time,
        max(time_before) over (
            partition by instrument, observations_so_far
        ) as time_before,
        max(open_interest_before) over (
            partition by instrument, observations_so_far
        ) as open_interest_before,
        max(close_price_before) over (
            partition by instrument, observations_so_far
        ) as close_price_before
    from counted_observations
),

dated_pairs as (
    select
        instrument,
        event_time,
        available_at,
        open_interest_base,
        close_price,
        price_time,
        time_before,
        open_interest_before,
        close_price_before,
        time_before + interval '70' minute >= event_time as is_recent
    from observation_pairs
    where turn = 1
),

recent_pairs as (
    select
        instrument,
        event_time,
        available_at,
        open_interest_base,
        close_price,
        price_time,
        case when is_recent then time_before end as time_before,
        case when is_recent then open_interest_before end
            as open_interest_before,
        case when is_recent then close_price_before end as close_price_before
    from dated_pairs
),

hourly_changes as (
    select
        instrument,
        event_time,
        available_at,
        open_interest_base,
        close_price,
        price_time,
        time_before,
        open_interest_base - open_interest_before as open_interest_change_1h,
        1e2 * cast(open_interest_base - open_interest_before as double)
        / nullif(cast(open_interest_before as double), 0e0)
            as open_interest_change_1h_pct,
        1e4 * cast(close_price - close_price_before as double)
        / nullif(cast(close_price_before as double), 0e0)
            as price_return_bps_1h
    from recent_pairs
),

directions as (
    select
        instrument,
        event_time,
        available_at,
        open_interest_base,
        close_price,
        price_time,
        time_before,
        open_interest_change_1h,
        open_interest_change_1h_pct,
        price_return_bps_1h,
        case
            when
                open_interest_change_1h_pct is null
                or price_return_bps_1h is null
                then cast(null as string)
            when
                abs(price_return_bps_1h) <= 5e0
                or abs(open_interest_change_1h_pct) <= 1e-1
                then 'FLAT'
            when price_return_bps_1h > 0e0 and open_interest_change_1h > 0
                then 'LONG_BUILD'
            when open_interest_change_1h > 0 then 'SHORT_BUILD'
            when price_return_bps_1h > 0e0 then 'SHORT_COVER'
            else 'LONG_UNWIND'
        end as direction
    from hourly_changes
)

select *
from directions
order by instrument, event_time;
