-- How crowded was positioning, and since when was it stress?
-- Grain: one row per instrument and 5 minutes.
-- Inputs: derivatives.metrics, derivatives.stress_intervals.
--
-- stress_from is the start of the stress that the row belongs to, null without
-- stress. Where it ends no row can know: derivatives.stress_intervals does.
with scored_rows as (
    select
        scored.instrument,
        scored.window_start,
        scored.crowding_score,
        scored.crowding_n_inputs,
        scored.stress_regime,
        intervals.stress_from
    from derivatives.metrics as scored
    left join derivatives.stress_intervals as intervals
        on
            scored.instrument = intervals.instrument
            and scored.window_start >= intervals.stress_from
            and scored.window_start < intervals.stress_to
)

select *
from scored_rows
order by instrument, window_start;
