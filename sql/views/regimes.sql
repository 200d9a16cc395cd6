-- What do funding, basis and open interest say together?
-- Grain: one row per instrument and 5 minutes.
-- Inputs: derivatives.metrics.
--
-- Four readings, each null if it is not known:
--   funding_persistence  1 (-1) if every known funding rate of the last 24 hours,
--                        at least 30 rows, was above (below) zero, else 0
--   basis_richness       1 (-1) if basis_bps is above (below) zero and 1.0 or more
--                        standard deviations above (below) its mean over the 24
--                        hours before (basis_bps_z_1d_strict), else 0
--   open_interest_load   1 (-1) if open interest is 1.0 or more standard
--                        deviations above (below) its mean over the 24 hours
--                        before (open_interest_z_1d_strict), else 0
--   oi_price_quadrant    the last hour's move of price and open interest
-- regime, the first that holds:
--   CROWDED_LONG      funding and basis are 1 and open interest is loaded
--   CROWDED_SHORT     funding and basis are -1 and open interest is loaded
--   EXPENSIVE_LONG    funding and basis are 1: longs pay, and pay up
--   EXPENSIVE_SHORT   funding and basis are -1
--   FRESH_LONGS       LONG_BUILD: open interest rises with the price
--   FRESH_SHORTS      SHORT_BUILD: open interest rises as the price falls
--   CLOSING           SHORT_COVER or LONG_UNWIND: open interest falls in a move
--   NEUTRAL           none of them
-- A reading that is not known does not fire; inputs_known says how many of the
-- four are, and without any the regime is null. fired names those that fired.
create temporary view derivatives.regimes as
with grid_rows as (
    select
        instrument,
        window_start,
        window_end,
        available_at,
        funding_rate_bps,
        basis_bps,
        basis_bps_z_1d_strict,
        open_interest_z_1d_strict,
        oi_price_quadrant,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_end)
            as minute_number
    from derivatives.metrics
),

funding_days as (
    select
        instrument,
        window_start,
        window_end,
        available_at,
        funding_rate_bps,
        basis_bps,
        basis_bps_z_1d_strict,
        open_interest_z_1d_strict,
        oi_price_quadrant,
        count(funding_rate_bps) over (
            partition by instrument
            order by minute_number
            range between 1435 preceding and current row
        ) as funding_rows,
        min(funding_rate_bps) over (
            partition by instrument
            order by minute_number
            range between 1435 preceding and current row
        ) as lowest_funding_rate_bps,
        max(funding_rate_bps) over (
            partition by instrument
            order by minute_number
            range between 1435 preceding and current row
        ) as highest_funding_rate_bps
    from grid_rows
),

readings as (
    select
        instrument,
        window_start,
        window_end,
        available_at,
        case
            when funding_rate_bps is null or funding_rows < 30
                then cast(null as int)
            when lowest_funding_rate_bps > 0 then 1
            when highest_funding_rate_bps < 0 then -1
            else 0
        end as funding_persistence,
        case
            when basis_bps is null or basis_bps_z_1d_strict is null
                then cast(null as int)
            when basis_bps > 0 and basis_bps_z_1d_strict >= 1e0 then 1
            when basis_bps < 0 and basis_bps_z_1d_strict <= -1e0 then -1
            else 0
        end as basis_richness,
        case
            when open_interest_z_1d_strict is null then cast(null as int)
            when open_interest_z_1d_strict >= 1e0 then 1
            when open_interest_z_1d_strict <= -1e0 then -1
            else 0
        end as open_interest_load,
        oi_price_quadrant
    from funding_days
),

regimes as (
    select
        instrument,
        window_start,
        window_end,
        case
            when
                coalesce(funding_persistence, basis_richness) is null
                and open_interest_load is null
                and oi_price_quadrant is null
                then cast(null as string)
            when
                funding_persistence = 1
                and basis_richness = 1
                and open_interest_load = 1
                then 'CROWDED_LONG'
            when
                funding_persistence = -1
                and basis_richness = -1
                and open_interest_load = 1
                then 'CROWDED_SHORT'
            when funding_persistence = 1 and basis_richness = 1
                then 'EXPENSIVE_LONG'
            when funding_persistence = -1 and basis_richness = -1
                then 'EXPENSIVE_SHORT'
            when oi_price_quadrant = 'LONG_BUILD' then 'FRESH_LONGS'
            when oi_price_quadrant = 'SHORT_BUILD' then 'FRESH_SHORTS'
            when oi_price_quadrant in ('SHORT_COVER', 'LONG_UNWIND')
                then 'CLOSING'
            else 'NEUTRAL'
        end as regime,
        concat_ws(
            ', ',
            case funding_persistence
                when 1 then 'funding positive for a day'
                when -1 then 'funding negative for a day'
            end,
            case basis_richness
                when 1 then 'basis rich'
                when -1 then 'basis cheap'
            end,
            case open_interest_load
                when 1 then 'open interest high'
                when -1 then 'open interest low'
            end,
            case when oi_price_quadrant <> 'FLAT' then oi_price_quadrant end
        ) as fired,
        case when funding_persistence is null then 0 else 1 end
        + case when basis_richness is null then 0 else 1 end
        + case when open_interest_load is null then 0 else 1 end
        + case when oi_price_quadrant is null then 0 else 1 end
            as inputs_known,
        funding_persistence,
        basis_richness,
        open_interest_load,
        oi_price_quadrant,
        available_at
    from readings
)

select *
from regimes;
