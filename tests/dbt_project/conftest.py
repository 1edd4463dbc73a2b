"""The parsed project, once a session."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """dbt's manifest of the project, parsed for DuckDB."""
    from dbt.cli.main import dbtRunner

    work = tmp_path_factory.mktemp("dbt")
    arguments = ["parse", "--quiet", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    outcome = dbtRunner().invoke([*arguments, "--target-path", str(work), "--log-path", str(work / "logs")])
    assert outcome.success, outcome.exception
    return dict(json.loads((work / "manifest.json").read_text(encoding="utf-8")))
