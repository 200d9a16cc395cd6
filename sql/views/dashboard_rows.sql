-- In which rows are price, funding, open interest and basis all known?
-- Grain: one row per instrument and such 5 minutes: what joining the four by
--   their time leaves.
-- Inputs: derivatives.metrics.
--
-- The columns were calculated on the whole grid: 1 hour and 1 day stay what they
-- are where rows in between are left out.
create temporary view derivatives.dashboard_rows as
with joined_rows as (
    select
        venue,
        market,
        symbol,
        base,
        quote,
        instrument,
        window_start,
        window_end,
        close_price,
        funding_rate,
        open_interest,
        open_interest_unit,
        basis_bps,
        price_return_bps_1h,
        funding_rate_bps,
        oi_change_1h_pct,
        funding_rate_bps_z_1d,
        basis_bps_z_1d,
        open_interest_z_1d,
        stress_regime,
        stress_regime_strict,
        crowding_score,
        crowding_score_strict,
        crowding_n_inputs,
        available_at,
        run_id
    from derivatives.metrics
    where
        close_price is not null
        and funding_rate is not null
        and open_interest is not null
        and basis_bps is not null
)

select *
from joined_rows;
