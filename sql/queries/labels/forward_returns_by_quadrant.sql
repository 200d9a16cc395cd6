-- What did the price do in the hour after positions were opened or closed?
-- Grain: one row per instrument and oi_price_quadrant; null where it is not known.
-- Inputs: derivatives.metrics, derivatives.labels.
--
-- A study of the past: it looks forward on purpose. Its answers may decide what is
-- worth a rule, and must not be joined to rows, thresholds or decisions of the
-- time that it was made from; they were not known before label_available_at.
-- Test a rule on a later range. label_count overstates the evidence: the hours of
-- neighbouring rows overlap in 55 of 60 minutes.
with labelled_rows as (
    select
        metrics.instrument,
        metrics.oi_price_quadrant,
        labels.next_1h_return_bps
    from derivatives.metrics
    inner join derivatives.labels
        on
            metrics.instrument = labels.instrument
            and metrics.window_end = labels.window_end
),

quadrant_returns as (
    select
        instrument,
        oi_price_quadrant,
        count(*) as quadrant_rows,
        count(next_1h_return_bps) as label_count,
        avg(next_1h_return_bps) as mean_next_1h_return_bps,
        percentile(next_1h_return_bps, 0.5e0) as median_next_1h_return_bps,
        1e2 * count(*) filter (where next_1h_return_bps > 0)
        / nullif(count(next_1h_return_bps), 0) as positive_pct
    from labelled_rows
    group by instrument, oi_price_quadrant
)

select *
from quadrant_returns
order by instrument, oi_price_quadrant;
