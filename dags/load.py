"""`load__files`: deliveries that have landed become rows, are checked, and their senders are told.

Several landings before it starts are one run: the stage takes all that is pending. It names the periods that were
accepted and are in no build yet as partitions of the asset, for the builds.
"""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from dags import stages

with DAG(
    dag_id="load__files",
    description="Load, check and answer what has landed",
    doc_md=__doc__,
    schedule=[stages.landed],
    start_date=pendulum.datetime(2024, 1, 1, tz=stages.ZONE),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": stages.RETRY_DELAY, "pool": stages.WAREHOUSE_WRITER},
    tags=["now", "load"],
):

    @task
    def load() -> object:
        return stages.load()

    @task(outlets=[stages.accepted])
    def gate() -> object:
        figures = stages.gate()
        periods = stages.periods_to_build()
        if not periods:
            raise AirflowSkipException("nothing accepted waits for a build: no event, nothing is built")
        get_current_context()["outlet_events"][stages.accepted].add_partitions(periods)
        return {**figures, "periods": ",".join(periods)}

    # Also when nothing was accepted: a rejected file is answered as well.
    @task(trigger_rule="none_failed")
    def answer() -> object:
        return stages.answer()

    @task(trigger_rule="none_failed", pool="default_pool")
    def done(loaded: dict[str, int]) -> None:
        """Red for what could not be loaded, after the event for what could."""
        stages.fail_on(*stages.left_by_load(loaded))

    loaded = load()
    loaded >> gate() >> answer() >> done(loaded)
