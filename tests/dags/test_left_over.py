"""What a stage leaves over by day makes its run red, after the event for the next DAG was raised."""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import builds


@pytest.fixture
def run(airflow: Any, stand_ins: Any, tmp_path: Path) -> Any:
    """Run a DAG with these orders; what it said, and the state in which each task ended."""

    def one(dag: str, *orders: str) -> tuple[str, dict[str, str]]:
        path = f"{stand_ins(*orders)}:{airflow.environment['PYTHONPATH']}"
        said = airflow.run("dags", "test", dag, check=False, PYTHONPATH=path, SIF_HOME=str(tmp_path / "sif"))
        with sqlite3.connect(airflow.home / "airflow" / "airflow.db") as database:
            states = database.execute(
                "select task_id, state from task_instance where run_id = ("
                " select run_id from dag_run where dag_id = ? order by id desc limit 1) and dag_id = ?",
                (dag, dag),
            ).fetchall()
        return said, dict(states)

    return one


def test_who_is_away_makes_the_run_red_although_others_sent_something(run: Any) -> None:
    said, states = run("receive__bank", "receive_two_files", "one_is_away")
    assert states == {"receive": "success", "done": "failed"}
    assert "1 counterparties of bank could not be received from" in said


def test_a_gate_tried_again_still_calls_the_build(run: Any, tmp_path: Path) -> None:
    run("receive__bank", "receive_two_files")
    said, states = run("load__files", "one_is_not_loaded", "first_gate_fails_in_the_end")
    assert len(re.findall(r"starting task_id=gate", said)) == 2
    assert states == {"load": "success", "gate": "success", "answer": "success", "done": "failed"}
    assert "1 deliveries could not be loaded" in said
    assert "202401,202402" in said, "what the first try accepted is not lost"
    # Built, they are called no more.
    url = f"duckdb://{tmp_path / 'sif' / 'warehouse.duckdb'}"
    began = clock.now()
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        late = builds.Build(f"{began:%Y%m%dT%H%M%S}-abcdef", "", datetime(9999, 12, 31), None, "", "c", "d",
                            "p", clock.now())  # fmt: skip
        tx.execute("update control.delivery set decided_at = cast('2024-01-01' as timestamp)")
        builds.record(tx, late, ())
    said, states = run("load__files")
    assert states == {"load": "success", "gate": "skipped", "answer": "success", "done": "success"}
