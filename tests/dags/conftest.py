"""An Airflow of its own for these tests: home, SQLite metadata and DAG folder, everything in child processes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Airflow:
    """Airflow with everything it writes under `home`."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """Environment of a child process."""
        settings = dict(
            line.split("=", 1)
            for line in (ROOT / "dags" / "airflow.env").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        )
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("AIRFLOW", "SIF_"))}
        return {
            **inherited,
            **settings,
            "AIRFLOW_HOME": str(self.home / "airflow"),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "SIF_HOME": str(self.home / "sif"),
            "SIF_RETRY_SECONDS": "1",
        }

    def run(self, *arguments: str, timeout: float = 150, check: bool = True, **extra: str) -> str:
        """Run an `airflow` command to its end and return what it printed. Fails the test where the command fails."""
        done = subprocess.run(
            [sys.executable, "-m", "airflow", *arguments],
            env={**self.environment, **extra},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
            cwd=self.home,
            check=False,
        )
        assert done.returncode == 0 or not check, f"airflow {' '.join(arguments)}\n{done.stdout[-6000:]}"
        return done.stdout


@pytest.fixture(scope="session")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Airflow:
    """A migrated metadata database and the pool."""
    home = tmp_path_factory.mktemp("airflow")
    (home / "sif").mkdir()
    instance = Airflow(home)
    instance.run("db", "migrate")
    instance.run("pools", "import", str(ROOT / "dags" / "pools.json"))
    return instance
