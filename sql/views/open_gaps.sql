-- What the venue has not delivered and nothing has filled since.
-- Grain: one row per open hole, cut at UTC midnights.
-- Inputs: ops.gaps.
create temporary view ops.open_gaps as
with states as (
    select
        *,
        row_number() over (partition by gap_id order by coalesce(repaired_at, detected_at) desc) as newest
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
