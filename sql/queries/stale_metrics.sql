-- Which days of the metrics have to be backfilled again, as something that they
-- looked back on was published after them?
-- Grain: one row per instrument and UTC day of derivatives.metrics that is stale.
-- Inputs: derivatives.metrics, flow.bars, market.klines, market.open_interest,
--   market.funding_rates, ops.runs.
--
-- A day looks back on its own facts and those of days before it: of prices 1 day,
-- of open interest 8, as that of a week ago may be the last of the evening before,
-- of settled funding 33. It is stale if rows of them were written by a run that
-- started later than the run that wrote the day. Facts that were taken away without
-- a row in their place leave nothing that could be seen here.
with run_starts as (
    select
        run_id,
        min(started_at) as started_at
    from ops.runs
    group by run_id
),

fact_times as (
    select
        instrument,
        'bars' as fact_kind,
        1 as look_back_days,
        cast(window_start as date) as utc_day,
        run_id
    from flow.bars
    union all
    select
        instrument,
        'klines' as fact_kind,
        1 as look_back_days,
        cast(window_start as date) as utc_day,
        run_id
    from market.klines
    union all
    -- The last row of a day uses what describes its end: that belongs to the day.
    select
        instrument,
        'open interest' as fact_kind,
        8 as look_back_days,
        cast(event_time - interval '0.001' second as date) as utc_day,
        run_id
    from market.open_interest
    union all
    select
        instrument,
        'funding' as fact_kind,
        33 as look_back_days,
        cast(funding_time as date) as utc_day,
        run_id
    from market.funding_rates
),

fact_runs as (
    select distinct
        instrument,
        fact_kind,
        look_back_days,
        utc_day,
        run_id
    from fact_times
),

fact_days as (
    select
        facts.instrument,
        facts.fact_kind,
        facts.look_back_days,
        facts.utc_day,
        max(runs.started_at) as started_at
    from fact_runs as facts
    inner join run_starts as runs on facts.run_id = runs.run_id
    group by
        facts.instrument, facts.fact_kind, facts.look_back_days, facts.utc_day
),

metrics_runs as (
    select distinct
        instrument,
        cast(window_start as date) as utc_day,
        run_id
    from derivatives.metrics
),

metrics_days as (
    select
        written.instrument,
        written.utc_day,
        min(runs.started_at) as written_by_run_of
    from metrics_runs as written
    inner join run_starts as runs on written.run_id = runs.run_id
    group by written.instrument, written.utc_day
),

stale_days as (
    select
        metrics_days.instrument,
        metrics_days.utc_day,
        metrics_days.written_by_run_of,
        max(fact_days.started_at) as restated_by_run_of,
        min(fact_days.utc_day) as first_restated_day,
        max(fact_days.utc_day) as last_restated_day,
        concat_ws(
            ', ',
            max(case when fact_days.fact_kind = 'bars' then 'bars' end),
            max(case when fact_days.fact_kind = 'klines' then 'klines' end),
            max(case
                when fact_days.fact_kind = 'open interest' then 'open interest'
            end),
            max(case when fact_days.fact_kind = 'funding' then 'funding' end)
        ) as restated_inputs
    from metrics_days
    inner join fact_days
        on
            metrics_days.instrument = fact_days.instrument
            and metrics_days.utc_day >= fact_days.utc_day
            and timestampdiff(day, fact_days.utc_day, metrics_days.utc_day)
            <= fact_days.look_back_days
            and metrics_days.written_by_run_of < fact_days.started_at
    group by
        metrics_days.instrument,
        metrics_days.utc_day,
        metrics_days.written_by_run_of
)

select *
from stale_days
order by instrument, utc_day;
