-- How far was the contract from its index?
-- Grain: one row per instrument and 5 minutes, nulls where nothing is known.
-- Inputs: derivatives.metrics.
select
    instrument,
    window_start,
    basis_bps
from derivatives.metrics
order by instrument, window_start;
