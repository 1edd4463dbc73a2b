"""The DAGs under a real scheduler: API server, scheduler and DAG processor as processes, PostgreSQL as metadata.

What `airflow dags test` cannot show: tasks in processes of their own, the one-writer pool, and that one landing runs
the whole chain by assets and partitions.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from simulator.counterparties.ports import free_port

pytestmark = pytest.mark.slow


class Services:
    """Airflow's services, each leading a process group, so that nothing survives `stop`."""

    def __init__(self, environment: dict[str, str], logs: Path) -> None:
        self.environment = environment
        self.logs = logs
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str) -> None:
        with (self.logs / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "airflow", name, *arguments],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self.logs,
                start_new_session=True,
            )

    def check(self) -> None:
        for name, process in self.processes.items():
            assert process.poll() is None, f"{name} ended early:\n{self.tail(name)}"

    def tail(self, name: str) -> str:
        return (self.logs / f"{name}.log").read_text(encoding="utf-8", errors="replace")[-5000:]

    def stop(self) -> None:
        for number, patience in ((signal.SIGTERM, 15), (signal.SIGKILL, 10)):
            for process in self.processes.values():
                _signal_group(process.pid, number)
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline and any(map(self._alive, self.processes.values())):
                time.sleep(0.2)

    def _alive(self, process: subprocess.Popen[bytes]) -> bool:
        process.poll()  # reaps the leader, which would otherwise count as alive
        return bool(group_members(process.pid))


def _signal_group(group: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def group_members(group: int) -> list[int]:
    """Living processes of a process group (also children their parent has left behind)."""
    members = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                members.append(int(entry.name))
    return members


def wait_for(what: str, reached: Callable[[], bool], services: Services, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        services.check()
        if time.monotonic() > deadline:
            shown = "\n".join(f"--- {name}\n{services.tail(name)}" for name in services.processes)
            pytest.fail(f"{what}: not within {seconds} s\n{shown}")
        time.sleep(0.5)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def scheduler(airflow: Any, metadata_url: str, **extra: str) -> Iterator[Services]:
    """A running Airflow with its metadata in an empty PostgreSQL database."""
    port = free_port()
    url = metadata_url.replace("postgresql://", "postgresql+psycopg://", 1)
    environment = {
        **airflow.environment,
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": url,
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": url,
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "2",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": "a secret of this test only, long enough for the signature algorithm 512",
        "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
        **extra,
    }
    for command in (("db", "migrate"), ("pools", "import", f"{environment['AIRFLOW__CORE__DAGS_FOLDER']}/pools.json")):
        airflow.run(*command, **environment)
    logs = airflow.home / "services"
    logs.mkdir(exist_ok=True)
    services = Services(environment, logs)
    try:
        services.start("api-server", "--host", "127.0.0.1", "--port", str(port))
        services.start("dag-processor")
        wait_for("API server", lambda: answers(port), services, 90)
        services.start("scheduler")
        yield services
    finally:
        services.stop()
    for name, process in services.processes.items():
        assert group_members(process.pid) == [], f"{name} left children behind"


def test_a_landing_runs_the_whole_chain_by_assets(
    airflow: Any, stand_ins: Any, bare_postgres_url: str, tmp_path: Path
) -> None:
    chain = ["receive__sftp_files", "load__files", "build__all_funds", "rules__all_funds"]

    def known() -> bool:
        with psycopg.connect(bare_postgres_url) as connection:
            return set(chain) <= {row[0] for row in connection.execute("select dag_id from serialized_dag")}

    def runs() -> dict[str, list[tuple[str, str | None]]]:
        with psycopg.connect(bare_postgres_url) as connection:
            rows = connection.execute("select dag_id, state, partition_key from dag_run order by id").fetchall()
        return {name: [(state, key) for dag_id, state, key in rows if dag_id == name] for name in chain}

    def finished() -> bool:
        found = runs()
        assert not [name for name, states in found.items() if any(state == "failed" for state, _ in states)], found
        return all(any(state == "success" for state, _ in states) for states in found.values())

    path = f"{stand_ins('receive_two_files')}:{airflow.environment['PYTHONPATH']}"
    with scheduler(airflow, bare_postgres_url, PYTHONPATH=path, SIF_HOME=str(tmp_path / "sif")) as services:
        wait_for("DAGs", known, services, 60)
        # An unpaused DAG gets the run of its last tick: receive looks at once, as it does after an outage.
        with psycopg.connect(bare_postgres_url) as connection:
            connection.execute("update dag set is_paused = false where dag_id = any(%s)", [chain])
        wait_for("the chain", finished, services, 180)
        found = runs()
    assert found["build__all_funds"] == [("success", "all_funds")], "many periods, one build"
    assert found["rules__all_funds"] == [("success", "all_funds")]
