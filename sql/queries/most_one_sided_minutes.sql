-- In which minutes did takers trade most one-sidedly?
-- Grain: one row per instrument and minute, the fifty most one-sided ones.
-- Inputs: flow.bars.
--
-- Dust is one-sided by chance, so a minute counts from a quote volume of
-- 20,000 dollars; instruments that are not quoted in dollars or dollar
-- stablecoins have no such floor and are left out.
with dollar_minutes as (
    select
        instrument,
        window_start,
        imbalance,
        quote_volume,
        delta_quote,
        taker_buy_quote_volume,
        taker_sell_quote_volume,
        trade_count,
        max_trade_quote,
        1e4 * cast(close_price - open_price as double)
        / cast(open_price as double) as return_bps
    from flow.bars
    where
        quote in ('USD', 'USDT', 'USDC', 'FDUSD', 'TUSD', 'BUSD', 'USDP', 'DAI')
        and quote_volume >= 20000
),

one_sided_minutes as (
    select
        instrument,
        window_start,
        case when imbalance > 0 then 'buy' else 'sell' end as side,
        imbalance,
        quote_volume,
        delta_quote,
        taker_buy_quote_volume,
        taker_sell_quote_volume,
        trade_count,
        max_trade_quote,
        return_bps
    from dollar_minutes
    where imbalance <> 0
)

select *
from one_sided_minutes
order by
    abs(imbalance) desc, quote_volume desc, instrument asc, window_start asc
limit 50;
