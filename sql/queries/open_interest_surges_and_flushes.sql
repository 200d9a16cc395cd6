-- When did open interest jump or collapse, and on which side?
-- Grain: one row per instrument and 5 minutes in which it did.
-- Inputs: derivatives.metrics.
--
-- Judged is the 5-minute change of open interest, in its own unit, against the
-- changes of the rows in the 24 hours before, at least 30: a surge has a robust z
-- of 5 or more and rises by 1 % or more, a flush mirrors it.
-- Every contract has a long and a short, so the side is that of the price over
-- the same 5 minutes. positions: LONG_BUILD (surge, price up), SHORT_BUILD
-- (surge, down), SHORT_COVER (flush, up), LONG_UNWIND (flush, down); null if the
-- price did not move or is not known.
with grid_rows as (
    select
        instrument,
        window_end,
        close_price,
        open_interest,
        open_interest_unit,
        oi_change_5m,
        oi_change_5m_pct,
        open_interest_event_time,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_end)
            as minute_number
    from derivatives.metrics
),

scored_rows as (
    select
        instrument,
        window_end,
        close_price,
        open_interest,
        open_interest_unit,
        oi_change_5m,
        oi_change_5m_pct,
        open_interest_event_time,
        max(close_price) over (
            partition by instrument
            order by minute_number
            range between 5 preceding and 5 preceding
        ) as close_price_before,
        robust_z(oi_change_5m, 30) over (
            partition by instrument
            order by minute_number
            range between 1440 preceding and current row
        ) as oi_change_5m_robust_z
    from grid_rows
),

events as (
    select
        instrument,
        window_end,
        case when oi_change_5m > 0 then 'surge' else 'flush' end as event,
        oi_change_5m_robust_z,
        oi_change_5m,
        oi_change_5m_pct,
        open_interest,
        open_interest_unit,
        open_interest_event_time,
        close_price,
        1e4 * (
            cast(close_price as double) / cast(close_price_before as double)
            - 1e0
        ) as price_return_bps_5m,
        case
            when close_price > close_price_before then 'buy'
            when close_price < close_price_before then 'sell'
        end as side
    from scored_rows
    where
        (oi_change_5m_robust_z >= 5e0 and oi_change_5m_pct >= 1e0)
        or (oi_change_5m_robust_z <= -5e0 and oi_change_5m_pct <= -1e0)
),

sided_events as (
    select
        instrument,
        window_end,
        event,
        side,
        case
            when event = 'surge' and side = 'buy' then 'LONG_BUILD'
            when event = 'surge' and side = 'sell' then 'SHORT_BUILD'
            when event = 'flush' and side = 'buy' then 'SHORT_COVER'
            when event = 'flush' and side = 'sell' then 'LONG_UNWIND'
        end as positions,
        oi_change_5m_robust_z,
        oi_change_5m,
        oi_change_5m_pct,
        price_return_bps_5m,
        open_interest,
        open_interest_unit,
        open_interest_event_time,
        close_price
    from events
)

select *
from sided_events
order by instrument, window_end;
