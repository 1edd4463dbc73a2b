"""`realtime__feeds`: every minute, what tax, agencies, treasury and banks sent meanwhile becomes accepted rows.

Only tables of cycle `realtime`. On PostgreSQL it has a pool of its own and runs beside the night: each delivery is
claimed by whoever loads it. On DuckDB, which has one writer, it takes its turn in the writer's pool. It raises no
events: a build a minute would be too many; the next load or the night builds on these rows.
"""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG, CronTriggerTimetable, task

from dags import stages

with DAG(
    dag_id="realtime__feeds",
    description="Micro-batches of the real-time feeds",
    doc_md=__doc__,
    schedule=CronTriggerTimetable("* * * * *", timezone=stages.ZONE),
    start_date=pendulum.datetime(2024, 1, 1, tz=stages.ZONE),
    catchup=False,
    max_active_runs=1,
    # No retry: the next round is a minute away.
    default_args={"retries": 0, "pool": stages.realtime_pool()},
    tags=["now", "realtime"],
):

    @task
    def realtime() -> object:
        return stages.realtime()

    realtime()
