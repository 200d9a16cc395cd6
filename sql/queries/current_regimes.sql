-- What do funding, basis and open interest say now?
-- Grain: one row per instrument, its latest of derivatives.metrics.
-- Inputs: derivatives.regimes, which says what each regime means.
with numbered_rows as (
    select
        instrument,
        window_end,
        regime,
        fired,
        inputs_known,
        row_number() over (
            partition by instrument
            order by window_end desc
        ) as age
    from derivatives.regimes
),

current_regimes as (
    select
        instrument,
        window_end,
        regime,
        fired,
        inputs_known
    from numbered_rows
    where age = 1
)

select *
from current_regimes
order by instrument;
