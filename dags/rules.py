"""`rules__<subject>`: after a build was published, put its findings and figures before people.

The rules themselves are models of the build: findings and the rows they are about are published in one move, so nobody
reads findings about rows that are no longer there. What follows a build is the page.
"""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG, PartitionedAssetTimetable, task

from dags import stages

with DAG(
    dag_id=f"rules__{stages.ALL_FUNDS}",
    description="Findings of all supervision rules and the run report, after each published build",
    doc_md=__doc__,
    schedule=PartitionedAssetTimetable(assets=stages.published),
    start_date=pendulum.datetime(2024, 1, 1, tz=stages.ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": stages.RETRY_DELAY, "pool": stages.WAREHOUSE_WRITER},
    tags=["now", "rules"],
):

    @task
    def report() -> object:
        return stages.report("latest", about=None)

    report()
