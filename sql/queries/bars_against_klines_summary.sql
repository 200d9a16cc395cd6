-- In what share of minutes do the bars reproduce the venue's own klines, and
-- what explains the rest?
-- Grain: one row per instrument.
-- Inputs: ops.reconciled_bars, which says what each explanation means.
with instrument_counts as (
    select
        instrument,
        count(*) as minutes_compared,
        count(*) filter (where kline_volume = 0) as minutes_without_trades,
        count(*) filter (where explanation = 'equal') as minutes_equal,
        count(*) filter (where explanation = 'equal' and kline_volume > 0)
            as minutes_equal_with_trades,
        count(*) filter (where explanation = 'adjacent_minute')
            as adjacent_minute,
        count(*) filter (where explanation = 'skipped_fills') as skipped_fills,
        count(*) filter (where explanation = 'missing_ids') as missing_ids,
        count(*) filter (where explanation = 'unexplained') as unexplained
    from ops.reconciled_bars
    group by instrument
),

instrument_shares as (
    select
        instrument,
        minutes_compared,
        minutes_without_trades,
        minutes_equal,
        cast(1e2 * minutes_equal / minutes_compared as decimal(7, 4))
            as equal_pct,
        cast(
            1e2 * minutes_equal_with_trades
            / nullif(minutes_compared - minutes_without_trades, 0)
            as decimal(7, 4)
        ) as equal_with_trades_pct,
        adjacent_minute,
        skipped_fills,
        missing_ids,
        unexplained
    from instrument_counts
)

select *
from instrument_shares
order by instrument;
