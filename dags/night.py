"""The night: receive, load, gate, receipts, build, report, in this order, for one night.

The same stages are also wired by assets (receive__*, load__files, build__*, rules__*), so that a file sent at noon does
not wait for the night; the night is what guarantees that nothing is left over. Doing it again does nothing twice.
"""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG, CronTriggerTimetable, Param, get_current_context, task

from dags import stages

with DAG(
    dag_id="night",
    dag_display_name="夜间作业 night",
    description="Receive, load, check, answer, build and report, once a night",
    doc_md=__doc__,
    schedule=CronTriggerTimetable("0 2 * * *", timezone=stages.ZONE),
    start_date=pendulum.datetime(2024, 1, 1, tz=stages.ZONE),
    catchup=False,
    max_active_runs=1,
    max_consecutive_failed_dag_runs=3,
    default_args={"retries": 2, "retry_delay": pendulum.duration(minutes=2), "pool": stages.WAREHOUSE_WRITER},
    params={
        "as_of": Param(
            None,
            type=["null", "string"],
            description="Build from what was accepted by this moment (ISO, Asia/Shanghai); empty: everything",
        )
    },
    tags=["interval", "night"],
):

    @task(pool="default_pool")
    def begin() -> str:
        """Name the run: the stages of this night are filed under this id."""
        return stages.new_run_id()

    @task
    def receive(run_id: str) -> object:
        return stages.receive(run_id)

    @task
    def load(run_id: str) -> object:
        return stages.load(run_id)

    @task
    def gate(run_id: str) -> object:
        return stages.gate(run_id)

    @task
    def receipts(run_id: str) -> object:
        return stages.send_receipts(run_id)

    @task
    def tax_results(run_id: str) -> object:
        return stages.report_tax_results(run_id)

    @task
    def build(run_id: str) -> object:
        return stages.build(run_id, get_current_context()["params"]["as_of"])

    # A counterparty that cannot take its receipt must not keep the night from being built and reported.
    @task(trigger_rule="all_done")
    def report(run_id: str) -> object:
        logical_date = get_current_context()["dag_run"].logical_date
        night = pendulum.instance(logical_date).in_timezone(stages.ZONE) if logical_date else pendulum.now(stages.ZONE)
        return stages.report(run_id, f"night-{night:%Y-%m-%d}", about=run_id)

    run = begin()
    gated = gate(run)
    receive(run) >> load(run) >> gated
    gated >> receipts(run) >> tax_results(run)
    gated >> build(run) >> report(run)
