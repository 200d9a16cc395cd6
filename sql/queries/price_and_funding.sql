-- What did leverage cost as the price moved?
-- Grain: one row per instrument and 5 minutes, nulls where nothing is known.
-- Inputs: derivatives.metrics.
select
    instrument,
    window_start,
    close_price,
    funding_rate_bps
from derivatives.metrics
order by instrument, window_start;
