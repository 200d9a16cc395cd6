-- Does an observation describe the five minutes before it, and not others?
-- Grain: one row per instrument.
-- Inputs: market.long_short_ratios, market.klines.
--
-- The venue's ratio of taker buy to taker sell volume is held against the same of
-- its own klines: over the five minutes before the observation, and over those
-- one minute later. If observations are stamped at the end of what they describe,
-- the first agrees within 5 % nearly always and the second seldom. Compared is
-- where both ratios are known and above zero and the stamp is a whole minute.
with minutes as (
    select
        instrument,
        volume,
        taker_buy_volume,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_end)
            as minute_number
    from market.klines
    where dataset = 'klines' and bar_interval = '1m'
),

five_minutes as (
    select
        instrument,
        minute_number,
        count(volume) over last_five as minute_count,
        sum(taker_buy_volume) over last_five as taker_buy_volume,
        sum(volume) over last_five as volume
    from minutes
    window last_five as (
        partition by instrument
        order by minute_number
        range between 4 preceding and current row
    )
),

kline_ratios as (
    select
        instrument,
        minute_number,
        cast(taker_buy_volume as double)
        / nullif(cast(volume - taker_buy_volume as double), 0e0)
            as taker_volume_ratio
    from five_minutes
    where minute_count = 5
),

-- Each ratio once where it ends, and once where it would have to stand if
-- observations described the five minutes one minute later.
placed_ratios as (
    select
        instrument,
        minute_number,
        0 as minutes_later,
        taker_volume_ratio
    from kline_ratios
    union all
    select
        instrument,
        minute_number - 1 as minute_number,
        1 as minutes_later,
        taker_volume_ratio
    from kline_ratios
),

-- Stamps that are no whole minute are left out.
observations as (
    select
        instrument,
        cast(taker_volume_ratio as double) as taker_volume_ratio,
        timestampdiff(minute, to_timestamp_ltz(0, 3), event_time)
            as minute_number
    from market.long_short_ratios
    where taker_volume_ratio > 0 and extract(second from event_time) = 0
),

compared_ratios as (
    select
        observed.instrument,
        placed.minutes_later,
        case
            when
                abs(
                    placed.taker_volume_ratio / observed.taker_volume_ratio
                    - 1e0
                ) <= 0.05e0
                then 1
            else 0
        end as agreeing
    from observations as observed
    inner join placed_ratios as placed
        on
            observed.instrument = placed.instrument
            and observed.minute_number = placed.minute_number
    where placed.taker_volume_ratio > 0
),

agreements as (
    select
        instrument,
        count(*) filter (where minutes_later = 0) as observation_count,
        1e2 * sum(agreeing) filter (where minutes_later = 0)
        / nullif(count(*) filter (where minutes_later = 0), 0) as agreeing_pct,
        1e2 * sum(agreeing) filter (where minutes_later = 1)
        / nullif(count(*) filter (where minutes_later = 1), 0)
            as agreeing_one_minute_later_pct
    from compared_ratios
    group by instrument
)

select *
from agreements
order by instrument;
