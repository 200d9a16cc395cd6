-- Do the bars reproduce the venue's own one-minute klines, and if not, why?
-- Grain: one row per instrument and minute that both hold.
-- Inputs: flow.bars, market.klines, ops.open_gaps.
--
-- explanation:
--   equal            open, high, low, close and volume are equal. In a minute
--                    without trades the venue repeats the last price where a
--                    bar has none: it is equal if that price is the last close
--                    of the bars (any one price, if no close is known).
--   adjacent_minute  the differences in volume, quote volume and taker buy
--                    volume of neighbouring minutes cancel: an aggregate trade
--                    spans the boundary, and a bar books it where it starts.
--   missing_ids      aggregate trades are missing in the minute or right after.
--   skipped_fills    the venue counts more volume, and no more additional fills
--                    than fill ids were skipped in the minute or right after:
--                    prints that aggregate trades leave out. Neighbours are
--                    taken together if they do not explain themselves alone.
--   unexplained      what remains.
-- Differences are bar minus kline.
create temporary view ops.reconciled_bars as
with bar_minutes as (
    select
        instrument,
        window_start,
        close_price,
        coalesce(missing_ids, 0) as missing_ids,
        coalesce(skipped_fill_ids, 0) as skipped_fill_ids,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_start)
            as minute_number
    from flow.bars
),

-- Delivered minutes without a break between them share a stretch.
delivered_minutes as (
    select
        instrument,
        window_start,
        close_price,
        missing_ids,
        skipped_fill_ids,
        minute_number - row_number() over (
            partition by instrument
            order by window_start
        ) as stretch
    from bar_minutes
),

-- Minutes with as many traded ones before them share the last of these, and
-- minutes with as many from them on share the next. (The counts come first
-- because the planner trips over windows upon windows in unchanged columns.)
traded_minutes as (
    select
        count(close_price) over (
            partition by instrument, stretch
            order by window_start
            rows between unbounded preceding and current row
        ) as traded_until,
        count(close_price) over (
            partition by instrument, stretch
            order by window_start desc
            rows between unbounded preceding and current row
        ) as traded_from,
        instrument,
        window_start,
        close_price,
        missing_ids,
        skipped_fill_ids,
        stretch
    from delivered_minutes
),

nearest_trades as (
    select
        instrument,
        window_start,
        missing_ids,
        skipped_fill_ids,
        stretch,
        max(close_price) over (
            partition by instrument, stretch, traded_until
        ) as last_close,
        max(missing_ids) over (
            partition by instrument, stretch, traded_from
        ) as missing_ids_from,
        max(skipped_fill_ids) over (
            partition by instrument, stretch, traded_from
        ) as skipped_fill_ids_from
    from traded_minutes
),

-- Absent ids are booked with the next trade, which may be minutes later.
bar_contexts as (
    select
        instrument,
        window_start,
        last_close,
        skipped_fill_ids,
        coalesce(lead(skipped_fill_ids_from) over (
            partition by instrument, stretch
            order by window_start
        ), 0) as skipped_fill_ids_after,
        missing_ids + coalesce(lead(missing_ids_from) over (
            partition by instrument, stretch
            order by window_start
        ), 0) as missing_ids_around
    from nearest_trades
),

-- A hole in the ids at midnight belongs to no bar; it touches two minutes.
midnight_holes as (
    select distinct
        instrument,
        from_time as midnight
    from ops.open_gaps
    where first_missing_id is not null and from_time = to_time
),

compared_minutes as (
    select
        bars.instrument,
        bars.window_start,
        bars.volume,
        klines.volume as kline_volume,
        coalesce(bars.open_price, contexts.last_close, klines.open_price)
            as open_price,
        klines.open_price as kline_open_price,
        coalesce(bars.high_price, contexts.last_close, klines.open_price)
            as high_price,
        klines.high_price as kline_high_price,
        coalesce(bars.low_price, contexts.last_close, klines.open_price)
            as low_price,
        klines.low_price as kline_low_price,
        coalesce(bars.close_price, contexts.last_close, klines.open_price)
            as close_price,
        klines.close_price as kline_close_price,
        bars.volume - klines.volume as volume_difference,
        bars.quote_volume - klines.quote_volume as quote_volume_difference,
        bars.trade_count - klines.trade_count as trade_count_difference,
        bars.taker_buy_volume - klines.taker_buy_volume
            as taker_buy_volume_difference,
        contexts.skipped_fill_ids,
        contexts.skipped_fill_ids_after,
        contexts.missing_ids_around,
        coalesce(holes_before.midnight, holes_after.midnight) is not null
            as is_beside_hole
    from flow.bars as bars
    inner join bar_contexts as contexts
        on
            bars.instrument = contexts.instrument
            and bars.window_start = contexts.window_start
    inner join market.klines as klines
        on
            bars.instrument = klines.instrument
            and bars.window_start = klines.window_start
            and klines.dataset = 'klines'
            and klines.bar_interval = '1m'
    left join midnight_holes as holes_before
        on
            bars.instrument = holes_before.instrument
            and bars.window_start = holes_before.midnight
    left join midnight_holes as holes_after
        on
            bars.instrument = holes_after.instrument
            and bars.window_end = holes_after.midnight
),

-- Neighbouring minutes that all differ in volume share a chain.
moved_minutes as (
    select
        instrument,
        window_start,
        volume_difference,
        quote_volume_difference,
        trade_count_difference,
        taker_buy_volume_difference,
        skipped_fill_ids,
        skipped_fill_ids_after,
        timestampdiff(minute, to_timestamp_ltz(0, 3), window_start)
        - row_number() over (
            partition by instrument
            order by window_start
        ) as chain_id
    from compared_minutes
    where volume_difference <> 0
),

running_differences as (
    select
        instrument,
        window_start,
        volume_difference,
        trade_count_difference,
        skipped_fill_ids,
        skipped_fill_ids_after,
        chain_id,
        row_number() over (
            partition by instrument, chain_id
            order by window_start
        ) as chain_position,
        sum(volume_difference) over (
            partition by instrument, chain_id
            order by window_start
            rows between unbounded preceding and current row
        ) as running_volume,
        sum(quote_volume_difference) over (
            partition by instrument, chain_id
            order by window_start
            rows between unbounded preceding and current row
        ) as running_quote_volume,
        sum(taker_buy_volume_difference) over (
            partition by instrument, chain_id
            order by window_start
            rows between unbounded preceding and current row
        ) as running_taker_buy_volume
    from moved_minutes
),

-- Between two positions with the same running differences everything cancels;
-- before the first they are zero.
recurrences as (
    select
        instrument,
        window_start,
        volume_difference,
        trade_count_difference,
        skipped_fill_ids,
        skipped_fill_ids_after,
        chain_id,
        chain_position,
        max(chain_position) over (
            partition by
                instrument,
                chain_id,
                running_volume,
                running_quote_volume,
                running_taker_buy_volume
        ) as last_position_alike,
        max(
            case
                when
                    running_volume = 0
                    and running_quote_volume = 0
                    and running_taker_buy_volume = 0
                    then chain_position
                else 0
            end
        ) over (
            partition by instrument, chain_id
        ) as last_position_at_zero
    from running_differences
),

cancelled_minutes as (
    select
        instrument,
        window_start,
        volume_difference,
        trade_count_difference,
        skipped_fill_ids,
        skipped_fill_ids_after,
        chain_id,
        chain_position,
        greatest(
            last_position_at_zero,
            coalesce(max(last_position_alike) over (
                partition by instrument, chain_id
                order by chain_position
                rows between unbounded preceding and 1 preceding
            ), 0)
        ) >= chain_position as is_cancelled
    from recurrences
),

-- What does not cancel, in chains of its own.
remaining_minutes as (
    select
        instrument,
        window_start,
        volume_difference,
        trade_count_difference,
        skipped_fill_ids,
        skipped_fill_ids_after,
        is_cancelled,
        chain_id,
        chain_position - row_number() over (
            partition by instrument, chain_id, is_cancelled
            order by chain_position
        ) as remainder,
        chain_position
    from cancelled_minutes
),

remainder_positions as (
    select
        instrument,
        window_start,
        volume_difference,
        trade_count_difference,
        is_cancelled,
        chain_id,
        remainder,
        skipped_fill_ids
        + case
            when chain_position = max(chain_position) over (
                partition by instrument, chain_id, is_cancelled, remainder
            ) then skipped_fill_ids_after
            else 0
        end as skipped_fill_ids
    from remaining_minutes
),

remainder_sums as (
    select
        instrument,
        window_start,
        is_cancelled,
        sum(volume_difference) over (
            partition by instrument, chain_id, is_cancelled, remainder
        ) as volume_difference,
        sum(trade_count_difference) over (
            partition by instrument, chain_id, is_cancelled, remainder
        ) as trade_count_difference,
        sum(skipped_fill_ids) over (
            partition by instrument, chain_id, is_cancelled, remainder
        ) as skipped_fill_ids
    from remainder_positions
),

explained_minutes as (
    select
        minutes.instrument,
        minutes.window_start,
        case
            when
                minutes.open_price = minutes.kline_open_price
                and minutes.high_price = minutes.kline_high_price
                and minutes.low_price = minutes.kline_low_price
                and minutes.close_price = minutes.kline_close_price
                and minutes.volume = minutes.kline_volume
                then 'equal'
            when sums.is_cancelled then 'adjacent_minute'
            when minutes.missing_ids_around > 0 or minutes.is_beside_hole
                then 'missing_ids'
            when
                minutes.volume_difference < 0
                and minutes.skipped_fill_ids + minutes.skipped_fill_ids_after
                >= greatest(1, -minutes.trade_count_difference)
                then 'skipped_fills'
            when
                sums.volume_difference < 0
                and sums.skipped_fill_ids
                >= greatest(1, -sums.trade_count_difference)
                then 'skipped_fills'
            else 'unexplained'
        end as explanation,
        minutes.volume,
        minutes.kline_volume,
        minutes.open_price - minutes.kline_open_price as open_difference,
        minutes.high_price - minutes.kline_high_price as high_difference,
        minutes.low_price - minutes.kline_low_price as low_difference,
        minutes.close_price - minutes.kline_close_price as close_difference,
        minutes.volume_difference,
        minutes.quote_volume_difference,
        minutes.trade_count_difference,
        minutes.taker_buy_volume_difference,
        minutes.skipped_fill_ids + minutes.skipped_fill_ids_after
            as skipped_fill_ids_around,
        minutes.missing_ids_around
    from compared_minutes as minutes
    left join remainder_sums as sums
        on
            minutes.instrument = sums.instrument
            and minutes.window_start = sums.window_start
)

select *
from explained_minutes;
