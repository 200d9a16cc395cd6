-- Do open interest and price move together, against each other, or neither?
-- Grain: one row per instrument and 5 minutes.
-- Inputs: derivatives.metrics.
--
-- The correlation of the 1-hour change of open interest, of its amount and in
-- percent, and the 1-hour return over the rows of the last 24 hours that have
-- both; null with fewer than 30, and if one of the two never changes. pair_count
-- says how many: neighbouring hours overlap, so they are not as many independent
-- observations. relation is its sign: together, against, none (exactly 0).
with changes as (
    select
        instrument,
        window_end,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_end)
            as minute_number,
        oi_change_1h_pct_strict as oi_change,
        price_return_bps_1h_strict as price_return,
        oi_change_1h_pct_strict is not null
        and price_return_bps_1h_strict is not null as is_pair
    from derivatives.metrics
),

trailing_days as (
    select
        instrument,
        window_end,
        count(case when is_pair then 1 end) over trailing_day as pair_count,
        correlation(oi_change, price_return) over trailing_day
            as correlation_of_any
    from changes
    window trailing_day as (
        partition by instrument
        order by minute_number
        range between 1435 preceding and current row
    )
),

correlations as (
    select
        instrument,
        window_end,
        pair_count,
        case when pair_count >= 30 then correlation_of_any end as correlation
    from trailing_days
),

signed_correlations as (
    select
        instrument,
        window_end,
        pair_count,
        correlation,
        case
            when correlation > 0 then 'together'
            when correlation < 0 then 'against'
            when correlation = 0 then 'none'
        end as relation
    from correlations
)

select *
from signed_correlations
order by instrument, window_end;
