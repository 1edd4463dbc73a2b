"""The night: receive, load, gate, receipts, build, shares, report, in this order, for one night.

The same stages are also wired by assets (receive__*, load__files, build__*, rules__*, share__push), so that a file sent
at noon does not wait for the night; the night is what guarantees that nothing is left over. Doing it again does nothing
twice.
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
    default_args={"retries": 2, "retry_delay": stages.RETRY_DELAY, "pool": stages.WAREHOUSE_WRITER},
    params={
        "as_of": Param(
            None,
            type=["null", "string"],
            description="Build what was known then, beside the present build (ISO; no offset: Shanghai); empty: all",
        )
    },
    tags=["interval", "night"],
):

    @task
    def receive() -> object:
        return stages.receive()

    # Also when nobody could be reached: what has landed before is loaded all the same.
    @task(trigger_rule="all_done")
    def load() -> object:
        return stages.load()

    @task
    def gate() -> object:
        return stages.gate()

    @task
    def answer() -> object:
        return stages.answer()

    @task
    def build() -> object:
        return stages.build(get_current_context()["params"]["as_of"])

    @task
    def share() -> object:
        # A build of the past is for looking at, not for handing on.
        return {"failed": 0} if get_current_context()["params"]["as_of"] else stages.share()

    # Also after a failed build: that is when the page is needed most.
    @task(trigger_rule="all_done")
    def report() -> object:
        logical_date = get_current_context()["dag_run"].logical_date
        night = pendulum.instance(logical_date) if logical_date else pendulum.now()
        name = f"night-{night.in_timezone(stages.ZONE):%Y-%m-%d}"
        return stages.report(name, about=stages.run_id())

    # Without it a page that was written would make the run green although its build failed.
    @task(pool="default_pool")
    def done(received: dict[str, int], loaded: dict[str, int], shared: dict[str, int]) -> None:
        """Reached when everything before went well; looks at what a stage could not do without failing as a whole."""
        stages.fail_on(
            (received["failed"], "counterparties could not be received from: see the log of receive"),
            *stages.left_by_load(loaded),
            (shared["failed"], "shares could not be pushed: see the log of share"),
        )

    received, loaded, gated, built, answered, reported = receive(), load(), gate(), build(), answer(), report()
    shared = share()
    received >> loaded >> gated >> built >> reported
    # A counterparty that cannot take its receipt does not keep the night from being built.
    gated >> answered
    # Nor does a middle database that is away keep the page from being written.
    built >> shared
    [built, answered, reported, shared] >> done(received, loaded, shared)
