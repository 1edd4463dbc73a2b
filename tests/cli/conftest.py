"""A small warehouse on each engine: three good files, one with refused records, one held, one refused whole; built."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from typer.testing import CliRunner

from cli.main import app
from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, Sent, record
from warehouse_sql import open_warehouse, transform
from warehouse_sql.control import deliveries, gates, receipts

REPOSITORY = Path(__file__).resolve().parents[2]
PERSONAL = ("632321195001011239", "632321195102022345", "尕藏·才让", "卓玛")


OFFICERS = """\
officers:
- {name: 王芳, role: supervisor, region_code: "630000"}
- {name: 李强, role: supervisor, region_code: "630000"}
- {name: 马海, role: handler, region_code: "632300", agency_code: "632300001"}
- {name: 赵六, login: nobody-here, role: supervisor, region_code: "630000"}
"""


@dataclass(frozen=True)
class Home:
    """SIF_HOME and SIF_WAREHOUSE of a built warehouse."""

    path: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {"SIF_HOME": str(self.path), "SIF_WAREHOUSE": self.url}


def make(home: Path, url: str) -> Home:
    """Fill and build it."""
    fill(home, url)
    transform.build(url)
    return Home(home, url)


def fill(home: Path, url: str) -> None:
    """Deliveries in every state."""
    ep01, ep03, ps02 = (CATALOGUE.table(code) for code in ("EP01", "EP03", "PS02"))
    place = {"admin_division_code": "632300"}
    units = [
        record(
            ep01,
            number,
            **place,
            data_period="202401",
            unit_id=f"U{number}",
            unit_name=f"第{number}化工厂",
            org_code="750612340",
            unit_due_current_amount=f"{number}00.00",
            unit_paid_current_amount="90.10",
            personal_due_current_subtotal="50",
            personal_paid_current_subtotal="50",
        )
        for number in range(1, 8)
    ]
    pensions = [
        record(
            ep03,
            number,
            **place,
            data_period="202403",
            person_id=f"P{number}",
            person_name=name,
            citizen_id=citizen,
            birth_date=f"{citizen[6:14]}",
            pre_1949_worker_flag="0",
            retirement_category_code="21",
            pension_due_total="3000",
            pension_paid_total="3000.00",
            pension_backpay_total="0",
        )
        for number, (citizen, name) in enumerate(
            zip(("632321195001011239", "632321195102022345"), ("尕藏·才让", "卓玛"), strict=True), start=1
        )
    ]
    death = record(
        ps02,
        1,
        citizen_id="632321195001011239",
        death_date="20240110",
        registered_date="20240120",
        registration_cancelled_flag="0",
    )
    refused = [list(row) for row in pensions] * 15
    refused[3] = [*refused[3][:-1], "不是钱"]
    files = {
        "units": Sent(table="EP01", records=units),
        "pensions": Sent(table="EP03", period="202403", records=pensions),
        "death": Sent(table="PS02", source="PSB", region="630000", period="202403", records=[death]),
        "some_refused": Sent(table="EP03", region="632100", period="202403", records=refused),
        "held": Sent(table="EP01", region="632200", records=units),
        "bad": Sent(table="EP01", region="632600", records=units, manifest={"records": 99}),
    }
    sent = {name: file.land(url, home / "landing") for name, file in files.items()}
    load_pending(url, home / "landing")
    moment = datetime(2024, 4, 1, 3, 0, 0)
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        for delivery in deliveries.in_status(tx, "loaded"):
            if delivery.delivery_id == sent["held"].delivery_id:
                message = "单位编号在参保表中不存在"
                tell = gates.GateResult(
                    delivery.delivery_id, "ep01_unit_known", "error", "failed", "7", "0", 7, message, moment
                )
                gates.record(tx, [tell])
                told = [receipts.Reason("gate", message)]
                deliveries.decide(tx, [deliveries.Decision(delivery.delivery_id, "held", reasons=told)])
            elif delivery.delivery_id != sent["some_refused"].delivery_id:
                deliveries.decide(tx, [deliveries.Decision(delivery.delivery_id, "accepted")])


@pytest.fixture(scope="session")
def homes() -> dict[str, Home]:
    """What has been built, by engine. A fixture with parameters is torn down whenever the parameter changes."""
    return {}


@pytest.fixture(scope="session", params=["duckdb", "postgres"])
def built(request: pytest.FixtureRequest, homes: dict[str, Home], tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Built once an engine and session; tests only read it."""
    engine = request.param
    if engine not in homes:
        folder = tmp_path_factory.mktemp(f"sif_{engine}")
        url = f"duckdb://{folder / 'warehouse.duckdb'}"
        if engine == "postgres":
            server = request.getfixturevalue("postgres_server")
            name = f"sif_cli_{os.getpid()}"
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'create database "{name}"')
            url = server.replace("/postgres?", f"/{name}?")
        homes[engine] = make(folder, url)
    return homes[engine]


@pytest.fixture
def officers(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of officers in force."""
    file = tmp_path_factory.mktemp("officers") / "officers.yml"
    file.write_text(OFFICERS, encoding="utf-8")
    monkeypatch.setenv("SIF_OFFICERS", str(file))
    return file


def log_in(monkeypatch: pytest.MonkeyPatch, user: str) -> None:
    """As if this process were another user's of the operating system."""
    monkeypatch.setattr("pwd.getpwuid", lambda uid: SimpleNamespace(pw_name=user))


@pytest.fixture
def sif(monkeypatch: pytest.MonkeyPatch):
    """Run `sif …` in this process: sif(home, "status", "--json")."""

    def run(home: Home | None, *arguments: str):
        for name, value in (home.environment if home else {}).items():
            monkeypatch.setenv(name, value)
        if "--by" in arguments:  # every officer has a login of his own
            log_in(monkeypatch, arguments[arguments.index("--by") + 1])
        return CliRunner().invoke(app, list(arguments))

    return run
