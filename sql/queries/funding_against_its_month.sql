-- How unusual was each settlement's funding for its instrument?
-- Grain: one row per instrument and settlement.
-- Inputs: market.funding_rates.
--
-- Rates are compared over eight hours, whatever their interval, with those
-- settled less than thirty days before: with their mean in z_30d, with their
-- median, which an outlier does not move, in robust_z_30d; null with fewer than
-- thirty or if all are equal. percentile_30d counts the settlement itself in;
-- equal rates give 50. Positive rates are paid by longs to shorts.
with settlements as (
    select
        instrument,
        funding_time,
        -- Flink takes numbers for the range of a frame, not instants.
        cast(
            timestampdiff(second, to_timestamp_ltz(0, 3), funding_time)
            as bigint
        ) * 1000 + extract(millisecond from funding_time) as funding_millis,
        funding_rate,
        interval_hours,
        funding_rate_8h
    from market.funding_rates
),

scored_settlements as (
    select
        instrument,
        funding_time,
        funding_rate,
        interval_hours,
        funding_rate_8h,
        annualized_funding_pct(funding_rate, interval_hours) as annualized_pct,
        strict_z(funding_rate_8h, 30) over the_month as z_30d,
        robust_z(funding_rate_8h, 30) over the_month as robust_z_30d,
        percentile_rank(funding_rate_8h) over the_month as percentile_30d
    from settlements
    window the_month as (
        partition by instrument
        order by funding_millis
        range between 2591999999 preceding and current row
    )
)

select *
from scored_settlements
order by instrument asc, funding_time asc;
