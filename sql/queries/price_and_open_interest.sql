-- Was leverage building up as the price moved?
-- Grain: one row per instrument and 5 minutes, nulls where nothing is known.
-- Inputs: derivatives.metrics.
--
-- Open interest is in its own unit, so that a move of the price alone does not
-- show in it.
select
    instrument,
    window_start,
    close_price,
    open_interest,
    open_interest_unit
from derivatives.metrics
order by instrument, window_start;
