"""What the DAG files say, read by Airflow's own parser in a process of its own (importing airflow costs seconds)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

READER = """
import json, sys, time
from airflow.dag_processing.dagbag import DagBag
before = time.monotonic()
heavy = {"duckdb", "dbt", "great_expectations", "paramiko", "zeep", "pandas"}
loaded = heavy & set(sys.modules)
bag = DagBag(sys.argv[1])
out = {"errors": bag.import_errors, "seconds": time.monotonic() - before,
       "heavy": sorted((heavy & set(sys.modules)) - loaded), "dags": {}}
for dag in bag.dags.values():
    out["dags"][dag.dag_id] = {
        "tags": sorted(dag.tags), "max_active_runs": dag.max_active_runs, "catchup": dag.catchup,
        "failures_before_pause": dag.max_consecutive_failed_dag_runs,
        "timezone": str(dag.timezone), "timetable": type(dag.timetable).__name__,
        "tasks": {t.task_id: {"down": sorted(t.downstream_task_ids), "pool": t.pool, "retries": t.retries,
                              "outlets": [o.name for o in t.outlets], "trigger": t.trigger_rule.value,
                              "multiple": bool(getattr(t, "multiple_outputs", False))}
                  for t in dag.tasks},
    }
print("JSON" + json.dumps(out))
"""


@pytest.fixture(scope="module")
def bag(airflow: Any) -> dict[str, Any]:
    env = airflow.environment
    done = subprocess.run(
        [sys.executable, "-c", READER, env["AIRFLOW__CORE__DAGS_FOLDER"]],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout.split("JSON", 1)[1])


def test_dag_files_read_without_errors_and_without_heavy_imports(bag: dict[str, Any]) -> None:
    assert bag["errors"] == {}
    # The scheduler reads them again and again: nothing of the stages may be imported to do so.
    assert bag["heavy"] == []
    assert bag["seconds"] < 5


def test_every_stage_has_its_dag_and_nothing_else_is_there(bag: dict[str, Any]) -> None:
    assert sorted(bag["dags"]) == [
        "build__all_funds",
        "load__files",
        "night",
        "realtime__feeds",
        "receive__bank",
        "receive__mof_node",
        "receive__sftp_files",
        "receive__tax_soap",
        "receive__treasury_db",
        "rules__all_funds",
        "share__push",
    ]


def test_every_dag_says_interval_or_now_and_runs_alone(bag: dict[str, Any]) -> None:
    for name, dag in bag["dags"].items():
        assert len({"interval", "now"} & set(dag["tags"])) == 1, name
        assert dag["max_active_runs"] == 1, name
        assert dag["catchup"] is False, name
        assert dag["timezone"] == "Asia/Shanghai", name
        assert dag["failures_before_pause"] == 0, f"{name}: who is away over a holiday must not end the nights after it"


def test_tasks_that_open_the_warehouse_share_the_one_writer(bag: dict[str, Any]) -> None:
    for name, dag in bag["dags"].items():
        for task, facts in dag["tasks"].items():
            assert facts["pool"] == ("default_pool" if task == "done" else "warehouse_writer"), (name, task)
            assert not facts["multiple"], "a summary is one small XCom, not one a key"
            # A real-time round is not tried again: the next is a minute away.
            assert facts["retries"] >= (0 if name == "realtime__feeds" else 1)


def test_what_tasks_write_is_closed_to_other_users(airflow: Any) -> None:
    code = "import os; os.umask(0o022); import dags.stages; print(oct(os.umask(0)))"
    told = subprocess.run(
        [sys.executable, "-c", code], env=airflow.environment, cwd=Path(__file__).parents[2],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert told.stdout.splitlines()[-1] == "0o27"


def test_the_pool_is_declared_with_one_slot(bag: dict[str, Any]) -> None:
    pools = json.loads((Path(__file__).resolve().parents[2] / "dags" / "pools.json").read_text(encoding="utf-8"))
    used = {t["pool"] for dag in bag["dags"].values() for t in dag["tasks"].values()} - {"default_pool"}
    used |= {"realtime"}  # on PostgreSQL
    assert {name: pool["slots"] for name, pool in pools.items()} == dict.fromkeys(used, 1)


def test_the_night_runs_the_chain_in_order(bag: dict[str, Any]) -> None:
    tasks = bag["dags"]["night"]["tasks"]
    assert tasks["receive"]["down"] == ["done", "load"]
    assert tasks["load"]["down"] == ["done", "gate"]
    assert tasks["gate"]["down"] == ["answer", "build"]
    assert tasks["build"]["down"] == ["done", "report", "share"]
    # The page is written after a failed build too, but the run is then not a success.
    assert tasks["report"]["trigger"] == "all_done"
    assert tasks["report"]["down"] == tasks["answer"]["down"] == tasks["share"]["down"] == ["done"]
    assert tasks["done"]["trigger"] == "all_success"
    # A night that finds nothing wrong raises no events: the stage DAGs must not run after it once more.
    assert all(task["outlets"] == [] for task in tasks.values())


def test_stage_dags_hang_together_by_assets(bag: dict[str, Any]) -> None:
    dags = bag["dags"]
    for channel in ("sftp_files", "tax_soap", "treasury_db", "bank", "mof_node"):
        tasks = dags[f"receive__{channel}"]["tasks"]
        assert tasks["receive"]["outlets"] == ["landed_files"]
        assert tasks["receive"]["down"] == ["done"]
    assert dags["load__files"]["timetable"] == "AssetTriggeredTimetable"
    assert dags["load__files"]["tasks"]["gate"]["outlets"] == ["accepted_rows"]
    assert dags["build__all_funds"]["timetable"] == "PartitionedAssetTimetable"
    assert dags["build__all_funds"]["tasks"]["build"]["outlets"] == ["published_build"]
    assert dags["rules__all_funds"]["timetable"] == "PartitionedAssetTimetable"
    assert dags["share__push"]["timetable"] == "PartitionedAssetTimetable"
