"""A kill at each fail-point of a night; each engine has a test file of its own, so that both run side by side."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.chaos import test_doors
from warehouse_sql import failpoints

REPOSITORY = Path(__file__).parents[2]


def campaign(tmp_path: Path, server: str) -> dict[str, Any]:
    """What came of the campaign of night.py, in a process of its own; `server` is `-` for DuckDB."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("night.py")), str(tmp_path), server],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def check(found: dict[str, Any], engine_points: str) -> None:
    """Nothing is wrong after any kill, and every fail-point that matches `engine_points` was one of them."""
    assert found["expected"]["statuses"] == {"accepted": 9, "held": 1, "rejected": 1}
    assert len(found["expected"]["told"]) == 12 and not found["expected"]["receipts not sent"]
    wrong = {one["spec"]: one["wrong"] for one in found["results"] if one["wrong"]}
    assert wrong == {}
    tried = {one["spec"].split("@")[0] for one in found["results"]}
    wanted = {name for name in failpoints.POINTS if re.match(engine_points, name)}
    assert tried == wanted - test_doors.TRIED
