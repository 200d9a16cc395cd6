-- Do open interest and price move together, against each other, or neither?
-- Grain: one row per instrument and 5 minutes.
-- Inputs: derivatives.metrics.
--
-- The correlation of the 1-hour change of open interest, in its own unit, and the
-- 1-hour return over the rows of the last 24 hours that have both; null with
-- fewer than 30, and if one of the two never changes. pair_count says how many:
-- neighbouring hours overlap, so they are not as many independent observations.
-- relation is its sign: together, against, none (exactly 0).
with pairs as (
    select
        instrument,
        window_end,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_end)
            as minute_number,
        case
            when price_return_bps_1h_strict is not null
                then oi_change_1h_pct_strict
        end as oi_change,
        case
            when oi_change_1h_pct_strict is not null
                then price_return_bps_1h_strict
        end as price_return
    from derivatives.metrics
),

trailing_sums as (
    select
        instrument,
        window_end,
        count(oi_change) over trailing_day as pair_count,
        sum(oi_change) over trailing_day as x_sum,
        sum(price_return) over trailing_day as y_sum,
        sum(oi_change * oi_change) over trailing_day as xx_sum,
        sum(price_return * price_return) over trailing_day as yy_sum,
        sum(oi_change * price_return) over trailing_day as xy_sum,
        max(oi_change) over trailing_day - min(oi_change) over trailing_day
            as x_range,
        max(price_return) over trailing_day
        - min(price_return) over trailing_day as y_range
    from pairs
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
        case
            when pair_count >= 30 and x_range > 0 and y_range > 0
                then
                    greatest(-1e0, least(
                        1e0,
                        (pair_count * xy_sum - x_sum * y_sum)
                        / nullif(
                            sqrt(greatest(
                                0e0, pair_count * xx_sum - x_sum * x_sum
                            ))
                            * sqrt(greatest(
                                0e0, pair_count * yy_sum - y_sum * y_sum
                            )),
                            0e0
                        )
                    ))
        end as correlation
    from trailing_sums
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
