-- How much of the time were positions opened or closed, and in which move?
-- Grain: one row per instrument and oi_price_quadrant; null where it is not known.
-- Inputs: derivatives.metrics.
--
-- share_pct is of the rows in which the quadrant is known. The means are of what
-- was known in the rows themselves; nothing of what came after them is in here.
with quadrant_means as (
    select
        instrument,
        oi_price_quadrant,
        count(*) as quadrant_rows,
        count(oi_price_quadrant) as known_rows,
        avg(price_return_bps_1h_strict) as mean_price_return_bps_1h,
        avg(oi_change_1h_pct_strict) as mean_oi_change_1h_pct,
        avg(funding_rate_bps) as mean_funding_rate_bps,
        avg(basis_bps) as mean_basis_bps,
        avg(crowding_score_strict) as mean_crowding_score_strict
    from derivatives.metrics
    group by instrument, oi_price_quadrant
),

quadrant_shares as (
    select
        instrument,
        oi_price_quadrant,
        quadrant_rows,
        case
            when known_rows > 0
                then 1e2 * known_rows / sum(known_rows) over (
                    partition by instrument
                )
        end as share_pct,
        mean_price_return_bps_1h,
        mean_oi_change_1h_pct,
        mean_funding_rate_bps,
        mean_basis_bps,
        mean_crowding_score_strict
    from quadrant_means
)

select *
from quadrant_shares
order by instrument, oi_price_quadrant;
