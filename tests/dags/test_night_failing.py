"""What a night does when a stage goes wrong, with stages that go wrong to order. The good night has its own test."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

STAGES = {
    "exchange_adapters/__init__.py": """
        import dataclasses
        @dataclasses.dataclass
        class Summary:
            new: int = 1
        def receive(*arguments, **named): return Summary()
        def send_receipts(*arguments): return 1
        def report_tax_results(*arguments): return 0
    """,
    "ingest/__init__.py": """
        import dataclasses
        @dataclasses.dataclass
        class Summary:
            failed: int = 0
            lines: list = dataclasses.field(default_factory=lambda: ["630102196001010011|张三"])
        attempts = []
        def load_pending(*arguments, **named):
            attempts.append(1)
            if len(attempts) == 1:
                raise ConnectionError("the first try fails")
            return Summary()
    """,
    "expectations/__init__.py": """
        import dataclasses
        @dataclasses.dataclass
        class Summary:
            held: int = 0
        def run_gates(*arguments, **named): return Summary()
    """,
    "dashboards/__init__.py": "",
    "dashboards/run_report.py": """
        def write(url, path, run_id=None):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(run_id)
            return path
    """,
    "sitecustomize.py": """
        import sys, types
        transform = types.ModuleType("warehouse_sql.transform")
        def build(*arguments, **named):
            from warehouse_sql.port import WarehouseError
            raise WarehouseError("1 of 9 models failed: base_person")
        transform.build = build
        sys.modules["warehouse_sql.transform"] = transform
    """,
}


@pytest.fixture
def stages(tmp_path: Path) -> Path:
    for name, text in STAGES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return tmp_path


def test_night_with_failing_build_is_reported_and_is_no_success(airflow: Any, stages: Path, tmp_path: Path) -> None:
    home = tmp_path / "sif"
    said = airflow.run(
        "dags",
        "test",
        "night",
        "2024-03-05T02:00:00+08:00",
        check=False,
        PYTHONPATH=f"{stages}:{airflow.environment['PYTHONPATH']}",
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
