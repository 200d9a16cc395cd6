-- What has not been delivered, and for how long at a stretch?
-- Grain: one row per instrument, dataset, reason and stretch of open holes that
--   touch or overlap.
-- Inputs: ops.open_gaps.
with dated_gaps as (
    select
        instrument,
        dataset,
        reason,
        from_time,
        coalesce(to_time, from_time) as to_time,
        last_missing_id - first_missing_id + 1 as missing_ids,
        detected_at,
        gap_id
    from ops.open_gaps
),

gaps_with_predecessor as (
    select
        instrument,
        dataset,
        reason,
        from_time,
        to_time,
        missing_ids,
        detected_at,
        gap_id,
        case
            when from_time <= max(to_time) over (
                partition by instrument, dataset, reason
                order by from_time, to_time, gap_id
                rows between unbounded preceding and 1 preceding
            ) then 0
            else 1
        end as opens_stretch
    from dated_gaps
),

numbered_gaps as (
    select
        instrument,
        dataset,
        reason,
        from_time,
        to_time,
        missing_ids,
        detected_at,
        sum(opens_stretch) over (
            partition by instrument, dataset, reason
            order by from_time, to_time, gap_id
            rows between unbounded preceding and current row
        ) as stretch
    from gaps_with_predecessor
),

stretches as (
    select
        instrument,
        dataset,
        reason,
        min(from_time) as from_time,
        max(to_time) as to_time,
        timestampdiff(minute, min(from_time), max(to_time))
            as duration_minutes,
        count(*) as gaps,
        sum(missing_ids) as missing_ids,
        min(detected_at) as first_detected_at
    from numbered_gaps
    group by instrument, dataset, reason, stretch
)

select *
from stretches
order by instrument, dataset, from_time, reason;
