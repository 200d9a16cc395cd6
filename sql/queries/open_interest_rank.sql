-- Which instruments carry unusually much open interest in a rally?
-- Grain: one row per instrument that has a row at the latest window_end at which
--   any open interest is known, ranked.
-- Inputs: derivatives.metrics.
--
-- oi_percentile_30d is 100 (less + 0.5 equal) / n over the open interest of the
-- trailing 30 days, the current one included; it is null without a current one.
-- The rank is by weighted_return_pct, oi_percentile_30d / 100 times the return
-- over exactly 24 hours; where one of them is not known, that comes last.
with latest_instant as (
    select max(window_end) as window_end
    from derivatives.metrics
    where open_interest is not null
),

latest_rows as (
    select
        metrics.instrument,
        metrics.window_end,
        metrics.close_price,
        metrics.open_interest,
        metrics.open_interest_unit
    from derivatives.metrics
    inner join latest_instant
        on metrics.window_end = latest_instant.window_end
),

trailing_rows as (
    select
        latest_rows.instrument,
        latest_rows.window_end,
        latest_rows.close_price,
        latest_rows.open_interest,
        latest_rows.open_interest_unit,
        earlier.open_interest as trailing_open_interest,
        case
            when earlier.window_end = latest_rows.window_end - interval '1' day
                then earlier.close_price
        end as close_price_before
    from latest_rows
    inner join derivatives.metrics as earlier
        on
            latest_rows.instrument = earlier.instrument
            and latest_rows.window_end >= earlier.window_end
            and latest_rows.window_end
            < earlier.window_end + interval '30' day
),

counts as (
    select
        instrument,
        window_end,
        close_price,
        open_interest,
        open_interest_unit,
        count(trailing_open_interest) as oi_rows_30d,
        count(*) filter (where trailing_open_interest < open_interest)
            as less_rows,
        count(*) filter (where trailing_open_interest = open_interest)
            as equal_rows,
        max(close_price_before) as close_price_before
    from trailing_rows
    group by
        instrument, window_end, close_price, open_interest, open_interest_unit
),

percentiles as (
    select
        instrument,
        window_end,
        open_interest,
        open_interest_unit,
        oi_rows_30d,
        case
            when open_interest is not null
                then 1e2 * (less_rows + 0.5e0 * equal_rows) / oi_rows_30d
        end as oi_percentile_30d,
        1e2 * (
            cast(close_price as double) / cast(close_price_before as double)
            - 1e0
        ) as price_return_24h_pct
    from counts
),

weighted_returns as (
    select
        instrument,
        window_end,
        oi_percentile_30d,
        price_return_24h_pct,
        oi_percentile_30d / 1e2 * price_return_24h_pct as weighted_return_pct,
        open_interest,
        open_interest_unit,
        oi_rows_30d
    from percentiles
),

ranked_instruments as (
    select
        row_number() over (
            order by weighted_return_pct desc nulls last, instrument asc
        ) as place,
        instrument,
        window_end,
        oi_percentile_30d,
        price_return_24h_pct,
        weighted_return_pct,
        open_interest,
        open_interest_unit,
        oi_rows_30d
    from weighted_returns
)

select *
from ranked_instruments
order by place;
