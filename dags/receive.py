"""`receive__<channel>`: look at one channel's counterparties every ten minutes and land what is new."""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG, CronTriggerTimetable, task
from airflow.sdk.exceptions import AirflowException, AirflowSkipException

from dags import stages


def receive_channel(channel: str) -> DAG:
    """The DAG of one channel."""
    with DAG(
        dag_id=f"receive__{channel}",
        description=f"Land what the counterparties of {channel} have for us",
        doc_md=__doc__,
        schedule=CronTriggerTimetable("*/10 * * * *", timezone=stages.ZONE),
        start_date=pendulum.datetime(2024, 1, 1, tz=stages.ZONE),
        catchup=False,
        max_active_runs=1,
        # Counterparties are away now and then: try a few times, further and further apart, then leave it to the
        # next run, which asks again from the same place.
        default_args={
            "retries": 3,
            "retry_delay": stages.RETRY_DELAY,
            "retry_exponential_backoff": 2,
            "max_retry_delay": pendulum.duration(minutes=5),
            "pool": stages.WAREHOUSE_WRITER,
        },
        tags=["now", "receive"],
    ) as dag:

        @task(outlets=[stages.landed])
        def receive() -> object:
            figures = stages.receive([channel])
            # Asked of the warehouse, not of this run: what an interrupted run has landed is still to be loaded.
            if stages.waiting():
                return figures
            if figures["failed"]:
                raise AirflowException(f"{figures['failed']} counterparties of {channel} could not be received from")
            raise AirflowSkipException("nothing is waiting: no event, the load is not called")

        @task(pool="default_pool")
        def done(received: dict[str, int]) -> None:
            """Red for who could not be received from, after the event for what came from others."""
            stages.fail_on((received["failed"], f"counterparties of {channel} could not be received from: see the log"))

        done(receive())
    return dag


for _channel in stages.CHANNELS:
    globals()[f"receive__{_channel}"] = receive_channel(_channel)
