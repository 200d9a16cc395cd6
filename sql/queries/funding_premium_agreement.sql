-- Does a premium go with positive funding, and a discount with negative?
-- Grain: one row per instrument.
-- Inputs: derivatives.metrics.
--
-- agreeing_pct is the share of the rows in which both signs are known (both 0
-- agree too), null if there are none.
with instrument_counts as (
    select
        instrument,
        count(*) as total_rows,
        count(funding_premium_agree) as known_rows,
        count(*) filter (where funding_premium_agree) as agreeing_rows
    from derivatives.metrics
    group by instrument
),

agreements as (
    select
        instrument,
        total_rows,
        known_rows,
        agreeing_rows,
        1e2 * agreeing_rows / nullif(known_rows, 0) as agreeing_pct
    from instrument_counts
)

select *
from agreements
order by instrument;
