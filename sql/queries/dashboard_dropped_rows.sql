-- How many rows does a dashboard lose that needs price, funding, open interest
-- and basis, and to which of them?
-- Grain: one row per instrument.
-- Inputs: derivatives.metrics.
--
-- A row that lacks two of them counts under both. What is kept is
-- derivatives.dashboard_rows.
with instrument_counts as (
    select
        instrument,
        count(*) as grid_rows,
        count(*) - count(close_price) as without_close_price,
        count(*) - count(funding_rate) as without_funding_rate,
        count(*) - count(open_interest) as without_open_interest,
        count(*) - count(basis_bps) as without_basis,
        count(*) filter (
            where
            close_price is not null
            and funding_rate is not null
            and open_interest is not null
            and basis_bps is not null
        ) as kept_rows
    from derivatives.metrics
    group by instrument
),

dropped_rows as (
    select
        instrument,
        grid_rows,
        without_close_price,
        without_funding_rate,
        without_open_interest,
        without_basis,
        grid_rows - kept_rows as dropped_rows,
        kept_rows
    from instrument_counts
)

select *
from dropped_rows
order by instrument;
