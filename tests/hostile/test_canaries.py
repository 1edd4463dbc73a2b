"""A thousand people through every stage, well and badly: nobody reads of them but in raw rows and landed files."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
import requests
from typer.testing import CliRunner

from catalogue import masking
from cli.main import app
from exchange_adapters import send_receipts
from ingest import load_pending
from simulator.counterparties.ports import free_port
from tests.exchange_adapters.test_tax_soap import envelope, notice
from tests.hostile.canaries import CANARIES, heard, heard_in_files, row
from tests.ingest import test_bank_statement as bank
from tests.ingest.deliver import CATALOGUE, Sent, zipped
from warehouse_sql import open_warehouse, transform

REPOSITORY = Path(__file__).parents[2]
EP01, EP02, EP11 = (CATALOGUE.table(code) for code in ("EP01", "EP02", "EP11"))
ONE = CANARIES[7]


def personal(table, canaries, **values) -> list[list[str]]:
    return [row(table, one, **values) for one in canaries]


def wrong_rows(table) -> list[list[str]]:
    """Each person in a record that is refused, in as many ways as there are."""
    made = []
    for one in CANARIES[:300]:
        cells = row(table, one)
        columns = list(table.columns)
        money = next(n for n, f in enumerate(table.fields) if f.logical_type == "money")
        day = next((n for n, f in enumerate(table.fields) if f.logical_type == "date"), money)
        told = (one.name, one.citizen_id, one.account, one.text)[one.number // 7 % 4]
        match one.number % 7:
            case 0:
                cells[money] = told
            case 1:
                cells[day] = told
            case 2:
                cells.insert(2, told)
            case 3:
                cells = cells[3:]
            case 4:
                cells[columns.index(table.required_key[-1])] = ""
            case 5:
                cells[money] = f"{told}\0{told}"
            case 6:
                cells[columns.index("person_name" if "person_name" in columns else "party_name")] = told * 800
        made.append(cells)
    return made


def deliveries() -> dict[str, Sent]:
    """Good and bad ones. All of them are of people."""
    place = {"admin_division_code": "632300", "data_period": "202401", "unit_id": "U1"}
    good = personal(EP02, CANARIES, **place)
    labels = list(EP02.labels)
    few = good[:5]
    made = {
        "good": Sent("EP02", records=good),
        "good, paid": Sent("EP11", "AGY", records=personal(EP11, CANARIES[:500])),
        "units": Sent("EP01", region="632100", records=personal(EP01, CANARIES[:3], admin_division_code="632100")),
        "held: of no unit": Sent(
            "EP02", region="632100", records=personal(EP02, CANARIES, **place | {"admin_division_code": "632100"})
        ),
        "code that is a name": Sent(
            "EP02", region="632200", records=[row(EP02, one, sex_code=one.name) for one in CANARIES[:50]]
        ),
        "some refused": Sent("EP02", region="632500", records=[*(good * 7), *wrong_rows(EP02)]),
        "some refused, paid": Sent("EP11", "AGY", region="632500", records=wrong_rows(EP11) + personal(EP11, CANARIES)),
        "no header": Sent("EP02", region="630100", header=good[0], records=good),
        "no header, paid": Sent("EP11", "AGY", region="630100", header=row(EP11, ONE), records=[row(EP11, ONE)]),
        "people as columns": Sent(
            "EP02", region="630200", header=[*labels, ONE.name, ONE.citizen_id, ONE.account, ONE.text],
            records=[[*cells, "", "", "", ""] for cells in few],
        ),
        "people for columns": Sent(
            "EP02", region="632701", header=[*labels[:-2], ONE.name, ONE.citizen_id], records=few
        ),
        "another number of records": Sent("EP02", region="632600", records=few, manifest={"records": 99}),
        "another encoding": Sent("EP02", region="632700", records=few, manifest={"encoding": "UTF-8"}),
        "cut off": Sent("EP02", region="632800", content=Sent("EP02", records=good).txt()[:-40]),
        "no bytes of an encoding": Sent(
            "EP02", region="632321", content=Sent("EP02", records=few).txt().replace(b"|", b"|\xff\xfe\x81", 90)
        ),
        "a member of another name": Sent(
            "EP02", region="632322", archive=zipped({f"{ONE.name}_{ONE.citizen_id}.txt": b"x"})
        ),
        "no archive": Sent("EP02", region="632323", archive=ONE.text.encode() * 9),
    }  # fmt: skip
    for number, name in enumerate(
        ["table", "region", "period", "seq", "mode", "encoding", "records", "control_totals", "sha256", "bytes",
         "version", "produced_at", "file", ONE.name]
    ):  # fmt: skip
        for part, value in enumerate([ONE.name, ONE.citizen_id, ONE.account, {ONE.name: ONE.citizen_id}]):
            made[f"manifest: {name} {part}"] = Sent(
                "EP02", region=f"6290{number:02d}", seq=part + 1, records=few, manifest={name: value}
            )
    made["no manifest"] = Sent("EP02", region="632324", records=few, manifest_bytes=f'{{"file": "{ONE.text}'.encode())
    return made


def statements() -> dict[str, Sent]:
    """Bank statements: right, wrong, and not to be read."""

    def of(number, change=lambda text: text, **more) -> Sent:
        text = bank.xml(bank.ENTRIES, account=ONE.account, **more).decode().replace("张三", ONE.name)
        text = text.replace("养老金", ONE.text).replace("6217001", ONE.account)
        return bank.sent(change(text).encode(), 3, region=f"63{number:04d}")

    mt940 = (
        f":20:{ONE.citizen_id}\n:25:{ONE.account}\n:28C:1/1\n:60F:C240101CNY100,00\n"
        f":61:2401150115C50,00NTRF{ONE.account}//R1\n:86:{ONE.text}\n:62F:C240131CNY150,00\n-\n"
    )

    def swift(number, old="", new="") -> Sent:
        content = mt940.replace(old, new, 1).encode("gb18030")
        return Sent("MT940", "BANK", region=f"63{number:04d}", archive=content, manifest={"records": 1})

    return {
        "camt": of(1),
        "camt, sum wrong": of(2, closing="9.00"),
        "camt, person for a day": of(3, lambda text: text.replace("2024-01-15", ONE.name)),
        "camt, person for an amount": of(4, lambda text: text.replace(">50.00<", f">{ONE.citizen_id}<")),
        "camt, person for a side": of(5, lambda text: text.replace(">CRDT<", f">{ONE.text}<")),
        "camt, person for a currency": of(6, lambda text: text.replace('Ccy="CNY"', f'Ccy="{ONE.name}"')),
        "camt, not closed": of(7, lambda text: text.replace("</Stmt>", f"<{ONE.name}>")),
        "camt, an entity": of(8, prolog=f'<!DOCTYPE r [<!ENTITY x "{ONE.text}">]>'),
        "mt940": swift(11),
        "mt940, sum wrong": swift(12, "150,00", "9,00"),
        "mt940, person for a day": swift(13, "240101", ONE.name),
        "mt940, person for an amount": swift(14, "50,00", ONE.citizen_id),
        "mt940, no account": swift(15, ":25:", ":99:"),
        "mt940, person for a currency": swift(16, "CNY", ONE.name[:3]),
    }


@dataclass
class Told:
    """All that a run said."""

    home: Path
    url: str
    said: dict[str, str] = field(default_factory=dict)

    def sif(self, *arguments: str, name: str = "") -> str:
        result = CliRunner().invoke(app, list(arguments))
        shown = result.output + (
            "".join(traceback.format_exception(*result.exc_info))
            if result.exc_info and not isinstance(result.exception, SystemExit)
            else ""
        )
        self.said[name or " ".join(arguments)] = shown
        return shown

    def query(self, sql: str) -> list[dict]:
        with open_warehouse(self.url) as warehouse:
            return warehouse.query(sql).to_pylist()

    def control(self) -> Iterator[tuple[str, str]]:
        """Every value of `control` but the refused lines themselves."""
        with open_warehouse(self.url) as warehouse:
            found = warehouse.query(
                "select table_name, column_name from information_schema.columns where table_schema = 'control'"
            ).to_pylist()
            kept = {("reject", "raw_line"), ("reject", "raw_text"), ("repair", "record")}
            for one in found:
                table, column = one["table_name"], one["column_name"]
                if (table, column) not in kept:
                    values = warehouse.query(f'select distinct "{column}" as v from control.{table}')
                    yield f"control.{table}.{column}", "\n".join(map(str, values.column("v").to_pylist()))


@pytest.fixture(scope="module")
def log() -> Iterator[list[str]]:
    """All that is logged, from the lowest level up."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, entry: logging.LogRecord) -> None:
            lines.append(logging.Formatter().format(entry))

    listener, root = Listener(0), logging.getLogger()
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(listener)
    root.setLevel(level)


@pytest.fixture(scope="module")
def told(tmp_path_factory, log) -> Iterator[Told]:
    """A night of these deliveries without its build."""
    home = tmp_path_factory.mktemp("canaries")
    url = f"duckdb://{home / 'warehouse.duckdb'}"
    folder = home / "counterparty"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIF_HOME", str(home))
        patch.setenv("SIF_WAREHOUSE", url)
        made = Told(home, url)
        for one in [*deliveries().values(), *statements().values()]:
            one.post(folder)
        stray = folder / "outbox/HRSS/202401/632300" / f"{ONE.name}_{ONE.citizen_id}.json"
        stray.write_bytes(ONE.text.encode())
        open_warehouse(url).close()
        made.sif("receive", "--dir", str(folder))
        made.sif("load")
        made.sif("gate")
        made.said["receipts"] = str(send_receipts(folder, url))
        yield made


def test_they_arrived_every_way(told: Told) -> None:
    """Were nothing delivered, nothing could be heard."""
    found = {r["status"]: r["n"] for r in told.query("select status, count(*) as n from control.delivery group by 1")}
    assert found["accepted"] >= 4 and found["held"] >= 10 and found["rejected"] >= 40, found
    codes = {
        reason["code"]
        for line in told.query("select reasons from control.reject")
        for reason in json.loads(line["reasons"])
    }
    assert codes >= {"bad_number", "bad_date", "field_count", "missing_key", "nul_byte", "too_long"}
    names = {r["n"] for r in told.query("select person_name as n from raw.ep02_personal_contribution")}
    assert {one.name for one in CANARIES} <= names
    accounts = {r["a"] for r in told.query("select bank_account_no as a from raw.ep11_benefit_payment_detail")}
    assert len(accounts) >= 500
    assert heard(str(told.query("select raw_text from control.reject"))), "the ear hears"


def test_control_tables_know_no_person(told: Told) -> None:
    assert {name: found[:2] for name, said in told.control() if (found := heard(said))} == {}


def test_receipts_know_no_person(told: Told) -> None:
    receipts = list((told.home / "counterparty/receipts").rglob("*.json"))
    assert len(receipts) > 40
    assert heard_in_files(receipts) == {}


def test_what_commands_print_is_masked(told: Told, tmp_path: Path) -> None:
    [refused] = told.query(
        "select d.stem from control.delivery as d where d.file_code = 'EP02' and d.region_code = '632500'"
    )
    for line in told.query(
        "select min(line_no) as n from control.reject as r join control.delivery as d on d.delivery_id = r.delivery_id"
        f" where d.stem = '{refused['stem']}' group by left(r.reasons, 20) order by n limit 9"
    ):
        told.sif("reject", "show", refused["stem"], str(line["n"]))
    told.sif("reject", "show", refused["stem"], str(line["n"]), "--json")
    change = f"个人缴费基数={ONE.text}"
    where = (refused["stem"], str(line["n"]))
    told.sif("reject", "repair", *where, "--set", change, "--reason", "更正函一", name="repair")
    told.sif("rejects", "--limit", "5000")
    told.sif("rejects", "--limit", "5000", "--json")
    told.sif("rejects", "--csv", str(tmp_path / "rejects.csv"))
    told.sif("status")
    told.sif("status", "--json")
    shown = told.sif("report", "--out", str(tmp_path / "report.html"))
    assert (tmp_path / "report.html").stat().st_size > 10_000, shown
    assert {name: found[:2] for name, said in told.said.items() if (found := heard(said))} == {}
    assert heard_in_files(tmp_path.iterdir()) == {}
    assert "尕" in told.said["rejects --limit 5000"], "masked, and not left out"


def test_nothing_was_logged(told: Told, log: list[str]) -> None:
    assert heard("\n".join(log)) == []


def test_the_service_for_notices_says_nothing(tmp_path: Path) -> None:
    url = f"duckdb://{tmp_path / 'warehouse.duckdb'}"
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        tx.execute("drop table control.notice")
        # Its error quotes the value.
        tx.execute(f"create view control.notice as select cast('{ONE.text}' as integer) as batch_no")
    port = free_port()
    served = subprocess.Popen(
        [sys.executable, "-m", "exchange_adapters.tax_soap", "--port", str(port)],
        env={**os.environ, "SIF_WAREHOUSE": url, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        place = f"http://127.0.0.1:{port}"
        wait_for(place + "/health")
        answers = []
        for name in ("file", "table", "region", "period", "seq", "sha256", "records", "transmitType", "sentAt"):
            for value in (ONE.name, ONE.citizen_id, ONE.account, ONE.text):
                answers.append(post(place, envelope(notice(1, **{name: value}))))
        answers.append(post(place, envelope(notice(1, batchNo=ONE.text))))
        answers.append(post(place, envelope(notice(1)).replace(b"</notice>", f"<{ONE.name}>".encode())))
        answers.append(post(place, envelope(notice(2))))
        assert answers[-1].status_code == 500
        requests.get(place + "/tax/notify", params={"who": ONE.text}, timeout=20)
        requests.get(f"{place}/{ONE.name}/{ONE.citizen_id}", timeout=20)
    finally:
        served.terminate()
        said, _ = served.communicate(timeout=20)
    assert b"a notice could not be kept: ConversionException" in said, said
    assert heard(said) == []
    assert [found for answer in answers if (found := heard(no_number(answer.text)))] == []


def no_number(answer: str) -> str:
    """What is answered to a caller, without the number of the batch, which is his own."""
    return re.sub("<batchNo>.*?</batchNo>", "", answer)


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            requests.get(address, timeout=2)
            return
        except requests.ConnectionError:
            time.sleep(0.05)
    raise AssertionError(f"{address} does not answer")


def post(place: str, body: bytes) -> requests.Response:
    return requests.post(place + "/tax/notify", data=body, headers={"Content-Type": "text/xml"}, timeout=20)


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
@pytest.mark.parametrize("large", [False, True])
def test_a_fault_of_the_database_while_loading(engine, large, request, tmp_path, monkeypatch, log) -> None:
    """The database refuses the rows, and its error quotes them."""
    url = request.getfixturevalue(f"{engine}_url")
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    monkeypatch.setenv("SIF_WAREHOUSE", url)
    if large:
        monkeypatch.setattr("ingest.groups.SMALL_FILE", 0)
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        if engine == "duckdb":
            tx.execute("alter table raw.ep02_personal_contribution drop column person_name")
            tx.execute("alter table raw.ep02_personal_contribution add column person_name integer")
        else:
            tx.execute("alter table raw.ep02_personal_contribution add check (person_name = 'x')")
    sent = Sent("EP02", records=personal(EP02, CANARIES[:40]))
    sent.land(url, tmp_path / "landing")
    before = len(log)
    told = Told(tmp_path, url)
    told.sif("load")
    assert load_pending(url, tmp_path / "landing").failed == 1
    lines = "\n".join(log[before:])
    assert f"load of {sent.stem} failed (" in lines
    assert re.search(r"\((ConversionException|CheckViolation \(SQLSTATE 23514\)) at warehouse_sql/engine", lines)
    assert heard(lines) == []
    assert heard(told.said["load"]) == []
    assert [name for name, said in told.control() if heard(said)] == []


def quoting() -> None:
    """As the databases do it."""
    with pytest.raises(duckdb.ConversionException) as caught:
        duckdb.sql(f"select cast('{ONE.text}' as integer)").fetchall()
    raise caught.value


@pytest.mark.parametrize("stage", ["receive", "load", "gate", "report"])
def test_a_fault_in_any_stage(stage, duckdb_url, tmp_path, monkeypatch, log) -> None:
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    monkeypatch.setenv("SIF_WAREHOUSE", duckdb_url)
    open_warehouse(duckdb_url).close()
    (tmp_path / "in/outbox").mkdir(parents=True)
    where = {
        "receive": "exchange_adapters.receive_folder", "load": "ingest.load_pending", "gate": "expectations.run_gates",
        "report": "dashboards.run_report.write",
    }  # fmt: skip
    monkeypatch.setattr(where[stage], lambda *arguments, **named: quoting())
    told = Told(tmp_path, duckdb_url)
    before = len(log)
    told.sif(stage, *(["--dir", str(tmp_path / "in")] if stage == "receive" else []), name="plain")
    told.sif(stage, "--json", *(["--dir", str(tmp_path / "in")] if stage == "receive" else []), name="json")
    assert "ConversionException" in told.said["plain"] and "ConversionException" in told.said["json"]
    assert {name: heard(said) for name, said in told.said.items() if heard(said)} == {}
    assert [name for name, said in told.control() if heard(said)] == []
    assert heard("\n".join(log[before:])) == []


MESSAGES = (
    "Runtime Error in model base_x (m/x.sql)\n  Conversion Error: Could not convert string '{v}' to INT32",
    'Database Error in model base_x (m/x.sql)\n  invalid input syntax for type numeric: "{v}"\n  LINE 3: x',
    "duplicate key value violates unique constraint\nDETAIL:  Key (citizen_id, n)=({v}, 1) already exists.",
    "new row violates check constraint\nDETAIL:  Failing row contains (1, {v}, null, {v}).",
    "CONTEXT:  COPY ep02, line 3, column person_name: {v}",
    'Constraint Error: Duplicate key "citizen_id: {v}" violates primary key constraint.',
    "Invalid Input Error: {v}",
)


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("what", ["name", "citizen_id", "account", "text"])
def test_what_a_database_says_of_a_model_is_masked(message, what) -> None:
    masked = masking.mask_message(message.format(v=getattr(ONE, what)))
    assert heard(masked) == []
    assert masked.split()[0] == message.split()[0]


def test_what_dbt_says_of_tests_stays() -> None:
    said = "Failure in test core_x (models/core/x.yml)\n  Got 3 results, configured to fail if != 0"
    assert masking.mask_message(said) == said


def test_a_model_that_fails_on_a_person(duckdb_url, tmp_path, monkeypatch, capfd, log) -> None:
    """A real dbt, a project of one model, and a value that it cannot convert."""
    project = tmp_path / "project"
    (project / "models").mkdir(parents=True)
    shutil.copy(transform.PROJECT / "profiles.yml", project)
    (project / "dbt_project.yml").write_text("name: sif\nversion: '1.0'\nprofile: sif\nmodel-paths: [models]\n")
    (project / "models/broken.sql").write_text(
        "{{ config(materialized='table') }} select cast(person_name as integer) as n"
        " from sif_state.raw.ep02_personal_contribution"
    )
    monkeypatch.setattr(transform, "PROJECT", project)
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    monkeypatch.setenv("SIF_WAREHOUSE", duckdb_url)
    Sent("EP02", records=personal(EP02, CANARIES[:9])).land(duckdb_url, tmp_path / "landing")
    load_pending(duckdb_url, tmp_path / "landing")
    before = len(log)
    told = Told(tmp_path, duckdb_url)
    assert "1 of 1 models failed" in told.sif("build")
    [kept] = told.query("select message from control.model_run")
    assert "Conversion Error: Could not convert string '…' to INT32" in kept["message"]
    assert [name for name, said in told.control() if heard(said)] == []
    assert heard(told.said["build"]) == []
    said = capfd.readouterr()
    assert heard(said.out + said.err) == []
    assert heard("\n".join(log[before:])) == []
    assert heard_in_files((tmp_path / "build").rglob("*")) == {}
