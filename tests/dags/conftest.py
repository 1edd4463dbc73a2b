"""An Airflow of its own for these tests: home, SQLite metadata and DAG folder, everything in child processes."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
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


# Stages that do next to nothing, or go wrong to order, where a test is about the wiring alone. A process finds them
# before the real ones by PYTHONPATH.
STAND_INS = {
    "orders.py": """
        import pathlib
        orders = set(pathlib.Path(__file__).with_name("orders.txt").read_text().split())
    """,
    "exchange_adapters/__init__.py": """
        import dataclasses
        from orders import orders
        @dataclasses.dataclass
        class Summary:
            new: int = 1
            failures: list = dataclasses.field(default_factory=list)
        def receive(*arguments, **named):
            from warehouse_sql import clock, open_warehouse
            if "receive_two_files" in orders:
                with open_warehouse() as warehouse, warehouse.transaction() as tx:
                    for number, period in enumerate(("202401", "202402")):
                        tx.execute(
                            "insert into control.delivery (delivery_id, channel, source, stem, file_name, file_bytes,"
                            " sha256, received_at, status, period)"
                            " values (:number, 'sftp_files', 'HRSS', :stem, 'x', 1, 'x', :at, 'received', :period)",
                            {"number": number, "stem": f"s{number}", "at": clock.now(), "period": period},
                        )
            return Summary(failures=["bank: away"] if "one_is_away" in orders else [])
        def send_receipts(*arguments): return 1
        def report_tax_results(*arguments): return 0
        @dataclasses.dataclass
        class Sent:
            sent: int = 0
            already: int = 0
            conflicts: int = 0
            failures: list = dataclasses.field(default_factory=list)
        def send_packages(*arguments): return Sent()
        def push_shares(*arguments, **named): return Sent()
    """,
    "ingest/__init__.py": """
        import dataclasses
        from orders import orders
        @dataclasses.dataclass
        class Summary:
            failed: int = 0
            processed: int = 0
            refused: int = 0
            lines: list = dataclasses.field(default_factory=lambda: ["630102196001010011|张三"])
        def open_packages(*arguments, **named): return Summary()
        attempts = []
        def load_pending(*arguments, **named):
            attempts.append(1)
            if "first_load_fails" in orders and len(attempts) == 1:
                import duckdb
                person = "尕藏鹮·鶲才万 63012319110303007X 6227073190426500007"
                try:
                    duckdb.sql(f"select cast('{person}' as integer)").fetchall()
                except duckdb.Error as error:
                    raise ConnectionError(f"the first try fails at {person}") from error
            return Summary(failed=1 if "one_is_not_loaded" in orders else 0)
    """,
    "expectations/__init__.py": """
        import dataclasses
        from orders import orders
        @dataclasses.dataclass
        class Summary:
            held: int = 0
        attempts = []
        def run_gates(*arguments, **named):
            from warehouse_sql import clock, open_warehouse
            with open_warehouse() as warehouse, warehouse.transaction() as tx:
                tx.execute(
                    "update control.delivery set status = 'accepted', decided_at = :at where status <> 'accepted'",
                    {"at": clock.now()},
                )
            attempts.append(1)
            if "first_gate_fails_in_the_end" in orders and len(attempts) == 1:
                raise ConnectionError("after it has decided")
            return Summary()
    """,
    "dashboards/__init__.py": "",
    "dashboards/run_report.py": """
        def write(url, path, run_id=None):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(run_id))
            return path
    """,
    "sitecustomize.py": """
        import sys, types
        from orders import orders
        transform = types.ModuleType("warehouse_sql.transform")
        class Result:
            build_id, nodes, made, failed_rules, seconds = "b", (1,), (), (), 1.0
        def build(*arguments, **named):
            from warehouse_sql.port import WarehouseError
            if "build_fails" in orders:
                raise WarehouseError("1 of 9 models failed: base_person")
            return Result
        transform.build = build
        transform.Progress = object  # what warehouse_sql.moments takes from there
        sys.modules["warehouse_sql.transform"] = transform
    """,
}


@pytest.fixture
def stand_ins(tmp_path: Path) -> Callable[..., Path]:
    """Write the stand-ins with their orders; returns the folder to put first on PYTHONPATH."""

    def write(*orders: str) -> Path:
        folder = tmp_path / "stand_ins"
        for name, text in STAND_INS.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), encoding="utf-8")
        (folder / "orders.txt").write_text(" ".join(orders), encoding="utf-8")
        return folder

    return write
