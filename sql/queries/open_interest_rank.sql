-- Which instruments carry unusually much open interest in a rally?
-- Grain: one row per instrument that has a row at the latest window_end at which
--   any open interest is known, ranked.
-- Inputs: derivatives.metrics.
--
-- oi_percentile_30d is 100 (less + 0.5 equal) / n over the open interest of the
-- trailing 30 days, the current one included, compared as doubles; it is null
-- without a current one.
-- The rank is by weighted_return_pct, oi_percentile_30d / 100 times the return
-- over exactly 24 hours; where one of them is not known, that comes last.
with latest_instant as (
    select max(window_end) as window_end
    from derivatives.metrics
    where open_interest is not null
),

trailing_rows as (
    select
        metrics.instrument,
        metrics.window_end,
        metrics.close_price,
        metrics.open_interest,
        metrics.open_interest_unit,
        latest_instant.window_end as latest_window_end,
        case
            when
                metrics.window_end
                = latest_instant.window_end - interval '1' day
                then metrics.close_price
        end as close_price_a_day_before
    from derivatives.metrics
    inner join latest_instant
        on
            metrics.window_end <= latest_instant.window_end
            and latest_instant.window_end
            < metrics.window_end + interval '30' day
),

-- No row is older than 30 days at the latest instant, the only one that counts.
percentiles as (
    select
        instrument,
        window_end,
        latest_window_end,
        open_interest,
        open_interest_unit,
        count(open_interest) over so_far as oi_rows_30d,
        percentile_rank(open_interest) over so_far as oi_percentile_30d,
        1e2 * (
            cast(close_price as double)
            / cast(max(close_price_a_day_before) over so_far as double)
            - 1e0
        ) as price_return_24h_pct
    from trailing_rows
    window so_far as (
        partition by instrument
        order by window_end
        rows between unbounded preceding and current row
    )
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
    where window_end = latest_window_end
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
