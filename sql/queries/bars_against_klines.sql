-- Where do the bars differ from the venue's own one-minute klines, and why?
-- Grain: one row per instrument and minute that differs in open, high, low,
--   close or volume; differences are bar minus kline.
-- Inputs: ops.reconciled_bars, which says what each explanation means.
select
    instrument,
    window_start,
    explanation,
    volume,
    kline_volume,
    open_difference,
    high_difference,
    low_difference,
    close_difference,
    volume_difference,
    quote_volume_difference,
    trade_count_difference,
    taker_buy_volume_difference,
    skipped_fill_ids_around,
    missing_ids_around
from ops.reconciled_bars
where explanation <> 'equal'
order by instrument, window_start;
