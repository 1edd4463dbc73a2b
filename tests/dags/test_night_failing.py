"""What a night does when a stage goes wrong, with stages that go wrong to order. The good night has its own test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.hostile.canaries import heard, heard_in_files


def test_night_with_failing_build_is_reported_and_is_no_success(airflow: Any, stand_ins: Any, tmp_path: Path) -> None:
    home = tmp_path / "sif"
    said = airflow.run(
        "dags",
        "test",
        "night",
        "2024-03-05T02:00:00+08:00",
        check=False,
        PYTHONPATH=f"{stand_ins('first_load_fails', 'build_fails')}:{airflow.environment['PYTHONPATH']}",
        SIF_HOME=str(home),
    )
    starts = re.findall(r"\[DAG TEST\] starting task_id=(\w+)", said)
    # A passing trouble is tried again; a failed build is not, for it would fail again; the page is written.
    assert starts.count("load") == 2
    assert starts.count("build") == 1
    assert starts[-1] == "report"
    assert "done" not in starts
    assert said.rstrip().endswith("DagRun failed"), "and the command ends with an error"
    assert "1 of 9 models failed: base_person" in said
    # Named after the night here, not after the day it still is in UTC; the stages of the run share its id.
    page = home / "reports" / "night-2024-03-05.html"
    assert re.fullmatch(r"\d{8}T\d{6}-night", page.read_text(encoding="utf-8"))
    # A summary's lists and texts of records go neither into XCom nor into the log.
    assert "630102196001010011" not in said
    # Nor what an error quotes, and what led to it, nor into any file or table of Airflow's and ours.
    assert "load: ConnectionError" in said
    assert heard(said) == []
    assert heard_in_files([*airflow.home.rglob("*"), *home.rglob("*")]) == {}
    assert (airflow.home / "airflow/airflow.db").stat().st_size > 100_000, "Airflow's state is among them"
