"""The rules' unit tests (hit, near miss, traps, the month before and after a change of law), on both engines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from warehouse_sql import transform
from warehouse_sql.engine import postgres
from warehouse_sql.location import locate

RULES = {"rule_pen_001", "rule_pen_005", "rule_pen_006", "rule_per_001", "rule_per_002", "rule_per_008"}


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_unit_tests_of_the_rules_hold(request, tmp_path, engine):
    url = request.getfixturevalue(f"{engine}_url")
    request.getfixturevalue("monkeypatch").setenv("SIF_HOME", str(tmp_path))
    transform.build(url)  # the relations whose columns the unit tests take
    location = locate(url)
    environment = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
    if engine == "duckdb":
        copy = tmp_path / "unit_tests.duckdb"
        shutil.copy(location.published_path, copy)
        environment |= {"SIF_BUILD_PATH": str(copy), "SIF_STATE_PATH": str(location.state_path)}
    else:
        environment |= postgres.dbt_environment(location)
    work = tmp_path / "dbt"
    command = [
        sys.executable, "-c", "from dbt.cli.main import cli; cli()", "test", "--select", "test_type:unit", "--quiet",
        "--project-dir", str(transform.PROJECT), "--profiles-dir", str(transform.PROJECT), "--target", engine,
        "--target-path", str(work), "--log-path", str(work / "logs"), "--no-use-colors",
    ]  # fmt: skip
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    results = json.loads((work / "run_results.json").read_text(encoding="utf-8"))["results"]
    assert all(result["status"] == "pass" for result in results)
    tested = Counter(Path(result["unique_id"]).name.split(".")[2].split("__")[0] for result in results)
    assert tested.keys() >= RULES | {"fct_retirement"}, tested
