-- What ran, and how did it end?
-- Grain: one row per run; a run that was killed stays RUNNING.
-- Inputs: ops.runs.
create temporary view ops.latest_runs as
with states as (
    select
        run_id,
        command,
        settings,
        version,
        started_at,
        finished_at,
        inputs,
        rows_read,
        rows_written,
        rejects,
        gaps,
        state,
        reason,
        row_number() over (
            partition by run_id
            order by finished_at desc nulls last
        ) as newest
    from ops.runs
)

select
    run_id,
    command,
    settings,
    version,
    started_at,
    finished_at,
    inputs,
    rows_read,
    rows_written,
    rejects,
    gaps,
    state,
    reason
from states
where newest = 1;
