"""Backfills one UTC day a run; `airflow dags backfill` and catchup do the days of the past.

The run of the day ds starts at 02:30 UTC of the next day: a day is accepted once it ended two hours ago. Days may run in
any order and again: what is published and unchanged is not read again. Exit code 3 (done, but files were refused or lines
rejected, see ops.dead_letters) shows as skipped, so that it is seen and holds nothing up: whatever follows needs
trigger_rule="none_failed".
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:  # Airflow 2
    from airflow.operators.bash import BashOperator

with DAG(
    dag_id="tidemark_backfill",
    # Named, because a bare cron expression means another day to Airflow 3 than to Airflow 2: ds is the day that is done.
    schedule=CronDataIntervalTimetable("30 2 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1),
    catchup=True,
    max_active_runs=1,
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=10),
        "execution_timeout": timedelta(hours=4),
    },
    params={"symbols": "BTCUSDT,ETHUSDT"},
    tags=["tidemark"],
) as dag:
    backfill = BashOperator(
        task_id="backfill",
        bash_command=(
            "/opt/tidemark/bin/tidemark backfill --archive /data/binance --market um"
            " --symbols {{ params.symbols }}"
            " --from {{ ds }} --to {{ macros.ds_add(ds, 1) }}"
            " --warehouse /data/lake"
        ),
        skip_on_exit_code=3,
    )

    # What the venue restated since: of the week before only what differs is read.
    restated = BashOperator(
        task_id="restated_days",
        bash_command=(
            "/opt/tidemark/bin/tidemark backfill --archive /data/binance --market um"
            " --symbols {{ params.symbols }}"
            " --from {{ macros.ds_add(ds, -7) }} --to {{ ds }}"
            " --warehouse /data/lake"
        ),
        skip_on_exit_code=3,
        trigger_rule="none_failed",
    )

    backfill >> restated
