-- How expensive and how crowded was leverage, in seven numbers?
-- Grain: one row per instrument.
-- Inputs: derivatives.dashboard_rows.
--
-- stress_share counts every row, those of the first day included, in which
-- nothing is known to be stress; stress_share_strict counts the rows in which
-- stress_regime_strict is known, null if there are none.
create temporary view derivatives.dashboard_summary as
with instrument_summaries as (
    select
        instrument,
        count(*) as total_rows,
        min(window_start) as first_window_start,
        max(window_start) as last_window_start,
        avg(funding_rate_bps) as mean_funding_rate_bps,
        avg(basis_bps) as mean_basis_bps,
        percentile(cast(open_interest as double), 0.5e0)
            as median_open_interest,
        max(open_interest_unit) as open_interest_unit,
        1e0 * count(*) filter (where stress_regime) / count(*) as stress_share,
        count(stress_regime_strict) as strict_row_count,
        1e0 * count(*) filter (where stress_regime_strict)
        / nullif(count(stress_regime_strict), 0) as stress_share_strict
    from derivatives.dashboard_rows
    group by instrument
)

select *
from instrument_summaries;
