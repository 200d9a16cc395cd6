-- How is funding distributed?
-- Grain: one row per instrument and bin: 80 of equal width from the lowest to
--   the highest rate, or a single one if all rates are equal.
-- Inputs: derivatives.metrics.
--
-- A bin is [bin_from_bps, bin_to_bps); the last one holds the highest rate too.
-- Rows without a rate are in none.
with rate_counts as (
    select
        instrument,
        funding_rate_bps,
        count(*) as reading_count
    from derivatives.metrics
    where funding_rate_bps is not null
    group by instrument, funding_rate_bps
),

bounds as (
    select
        instrument,
        min(funding_rate_bps) as lowest_bps,
        max(funding_rate_bps) as highest_bps
    from rate_counts
    group by instrument
),

numbered_bins as (
    select 10 * eights.digit + tens.digit + 1 as bin_number
    from
        (values (0), (1), (2), (3), (4), (5), (6), (7)) as eights (digit)
    cross join
        (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))
            as tens (digit)
),

bins as (
    select
        bounds.instrument,
        numbered_bins.bin_number,
        bounds.lowest_bps
        + (numbered_bins.bin_number - 1)
        * ((bounds.highest_bps - bounds.lowest_bps) / 80e0) as bin_from_bps,
        case
            when numbered_bins.bin_number = 80 then bounds.highest_bps
            else
                bounds.lowest_bps
                + numbered_bins.bin_number
                * ((bounds.highest_bps - bounds.lowest_bps) / 80e0)
        end as bin_to_bps,
        bounds.highest_bps
    from bounds
    cross join numbered_bins
    where bounds.lowest_bps < bounds.highest_bps or numbered_bins.bin_number = 1
),

histogram as (
    select
        bins.instrument,
        bins.bin_number,
        bins.bin_from_bps,
        bins.bin_to_bps,
        coalesce(sum(rate_counts.reading_count), 0) as reading_count
    from bins
    left join rate_counts
        on
            bins.instrument = rate_counts.instrument
            and bins.bin_from_bps <= rate_counts.funding_rate_bps
            and (
                bins.bin_to_bps > rate_counts.funding_rate_bps
                or (
                    bins.bin_to_bps = bins.highest_bps
                    and bins.highest_bps = rate_counts.funding_rate_bps
                )
            )
    group by
        bins.instrument, bins.bin_number, bins.bin_from_bps, bins.bin_to_bps
)

select *
from histogram
order by instrument, bin_number;
