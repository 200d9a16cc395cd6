-- What has the venue not delivered that nothing has filled since?
-- Grain: one row per open hole, cut at UTC midnights.
-- Inputs: ops.gaps.
create temporary view ops.open_gaps as
with states as (
    select
        gap_id,
        dataset,
        instrument,
        first_missing_id,
        last_missing_id,
        from_time,
        to_time,
        reason,
        detected_at,
        repaired_at,
        run_id,
        -- One run can find a hole in one chunk and fill it in the next, at the
        -- same stamp: then the repair is the later state.
        row_number() over (
            partition by gap_id
            order by
                coalesce(repaired_at, detected_at) desc,
                repaired_at desc nulls last
        ) as newest
    from ops.gaps
)

select
    gap_id,
    dataset,
    instrument,
    first_missing_id,
    last_missing_id,
    from_time,
    to_time,
    reason,
    detected_at,
    run_id
from states
where newest = 1 and repaired_at is null;
