-- When were funding, basis and open interest stretched at the same time?
-- Grain: one row per instrument and run of stress rows without a break: a row
--   that is missing and one without stress both end it.
-- Inputs: derivatives.metrics.
--
-- stress_from is inclusive, stress_to exclusive. The end of an interval is known
-- at stress_to, not before.
create temporary view derivatives.stress_intervals as
with stressed_rows as (
    select
        instrument,
        window_start,
        window_end,
        crowding_score,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_start) / 5
            as row_position
    from derivatives.metrics
    where stress_regime
),

-- Rows without a break between them share a stretch.
stretches as (
    select
        instrument,
        window_start,
        window_end,
        crowding_score,
        row_position - row_number() over (
            partition by instrument
            order by row_position
        ) as stretch
    from stressed_rows
),

intervals as (
    select
        instrument,
        min(window_start) as stress_from,
        max(window_end) as stress_to,
        count(*) as stress_rows,
        max(crowding_score) as peak_crowding_score
    from stretches
    group by instrument, stretch
)

select *
from intervals;
