"""`build__<subject>`: one dbt build of a subject, published all or nothing.

The gate names each accepted period as a partition; whatever number of periods is waiting is mapped onto the one
partition `<subject>` and built once, for dbt's parsing costs more than a period.
"""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG, FixedKeyMapper, PartitionedAssetTimetable, task

from dags import stages

with DAG(
    dag_id=f"build__{stages.ALL_FUNDS}",
    description="Base library, facts, rules and marts of all funds (社会保险基金), published all or nothing",
    doc_md=__doc__,
    schedule=PartitionedAssetTimetable(
        assets=stages.accepted,
        default_partition_mapper=FixedKeyMapper(stages.ALL_FUNDS),
    ),
    start_date=pendulum.datetime(2024, 1, 1, tz=stages.ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": stages.RETRY_DELAY, "pool": stages.WAREHOUSE_WRITER},
    tags=["now", "build"],
):

    @task(outlets=[stages.published])
    def build() -> object:
        return stages.build()

    build()
