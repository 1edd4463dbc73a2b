"""`share__push`: after a build was published, its shares go to the middle databases of the government cloud.

What has not changed is left alone, so that a push after every build costs next to nothing.
"""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG, PartitionedAssetTimetable, task
from airflow.sdk.exceptions import AirflowException

from dags import stages

with DAG(
    dag_id="share__push",
    description="Push published shares (共享推送), after each published build",
    doc_md=__doc__,
    schedule=PartitionedAssetTimetable(assets=stages.published),
    start_date=pendulum.datetime(2024, 1, 1, tz=stages.ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": stages.RETRY_DELAY, "pool": stages.WAREHOUSE_WRITER},
    tags=["now", "share"],
):

    @task
    def push() -> object:
        figures = stages.share()
        if figures["failed"]:
            raise AirflowException(f"{figures['failed']} shares could not be pushed: see the log")
        return figures

    push()
