-- What of each day is there, and what is missing?
-- Grain: one row per instrument and UTC day that any table knows of.
-- Inputs: flow.bars, market.klines, market.open_interest, ops.open_gaps,
--   ops.dead_letters.
--
-- A whole day has 1,440 delivered minutes, 1,440 klines and, where the venue
-- publishes it, 288 observations of open interest. coverage_ratio is the share
-- of prints that arrived (aggregate trades, or fills where a day has no others),
-- null if no minute was delivered. Dead
-- letters stand on the first day of the file's period.
with refusals as (
    select distinct
        dead_letter_id,
        instrument,
        file_day
    from ops.dead_letters
),

observations as (
    select
        instrument,
        cast(window_start as date) as utc_day,
        'bar' as kind,
        missing_ids,
        skipped_fill_ids,
        coalesce(agg_trade_count, trade_count) as print_count
    from flow.bars
    union all
    select
        instrument,
        cast(window_start as date) as utc_day,
        'kline' as kind,
        cast(null as bigint) as missing_ids,
        cast(null as bigint) as skipped_fill_ids,
        cast(null as bigint) as print_count
    from market.klines
    where dataset = 'klines' and bar_interval = '1m'
    union all
    select
        instrument,
        cast(event_time as date) as utc_day,
        'open interest' as kind,
        cast(null as bigint) as missing_ids,
        cast(null as bigint) as skipped_fill_ids,
        cast(null as bigint) as print_count
    from market.open_interest
    union all
    select
        instrument,
        cast(from_time as date) as utc_day,
        case
            when dataset in ('aggTrades', 'trades') then 'gap in trades'
            when dataset in ('klines', 'metrics', 'fundingRate')
                then concat('gap in ', dataset)
            else 'gap elsewhere'
        end as kind,
        cast(null as bigint) as missing_ids,
        cast(null as bigint) as skipped_fill_ids,
        cast(null as bigint) as print_count
    from ops.open_gaps
    union all
    select
        instrument,
        cast(file_day as date) as utc_day,
        'dead letter' as kind,
        cast(null as bigint) as missing_ids,
        cast(null as bigint) as skipped_fill_ids,
        cast(null as bigint) as print_count
    from refusals
),

daily_counts as (
    select
        instrument,
        utc_day,
        count(*) filter (where kind = 'bar') as delivered_minutes,
        count(*) filter (where missing_ids > 0) as minutes_with_missing_ids,
        coalesce(sum(missing_ids), 0) as missing_ids,
        coalesce(sum(skipped_fill_ids), 0) as skipped_fill_ids,
        coalesce(sum(print_count), 0) as print_count,
        count(*) filter (where kind = 'kline') as klines,
        count(*) filter (where kind = 'open interest') as open_interest_rows,
        count(*) filter (where kind = 'gap in trades') as trade_gaps,
        count(*) filter (where kind = 'gap in klines') as kline_gaps,
        count(*) filter (where kind = 'gap in metrics') as metrics_gaps,
        count(*) filter (where kind = 'gap in fundingRate') as funding_gaps,
        count(*) filter (where kind = 'gap elsewhere') as other_gaps,
        count(*) filter (where kind = 'dead letter') as dead_letters
    from observations
    group by instrument, utc_day
),

daily_quality as (
    select
        instrument,
        utc_day,
        delivered_minutes,
        minutes_with_missing_ids,
        missing_ids,
        skipped_fill_ids,
        case
            when delivered_minutes = 0 then cast(null as double)
            when print_count + missing_ids = 0 then 1e0
            else
                cast(print_count as double)
                / cast(print_count + missing_ids as double)
        end as coverage_ratio,
        klines,
        open_interest_rows,
        trade_gaps,
        kline_gaps,
        metrics_gaps,
        funding_gaps,
        other_gaps,
        dead_letters
    from daily_counts
)

select *
from daily_quality
order by instrument, utc_day;
