"""`sif new-feed` and `sif drift`: from a file that is there to a contract that takes it."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue import load_catalogue
from ingest import load_pending, new_feed
from ingest.new_feed.contract import next_version
from tests.ingest.deliver import CATALOGUE, good, query, record
from warehouse_sql import open_warehouse
from warehouse_sql.control import drifts
from warehouse_sql.landing import Landing

REPOSITORY = Path(__file__).parents[2]
COPIED = ("catalogue", "warehouse_sql", "ingest", "exchange_adapters", "expectations", "cli", "tests", "dbt_project",
          "docs", "simulator", "pyproject.toml")  # fmt: skip
CANARY = {"person_name": "卓玛金丝雀", "citizen_id": "630102196001011235", "bank_account": "6222000011112222"}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the checkout, to be changed."""
    root = tmp_path_factory.mktemp("project")
    leave = shutil.ignore_patterns("__pycache__", "target", "logs", ".venv", "var")
    for name in COPIED:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, root / name, ignore=leave)
        else:
            shutil.copy(REPOSITORY / name, root / name)
    return root


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=project, capture_output=True, text=True, timeout=300,
        env={**os.environ, "PYTHONPATH": str(project), "SIF_HOME": str(project / "var")},
    )  # fmt: skip


def unknown(tmp_path: Path, encoding: str = "GB18030") -> tuple[Path, list[str]]:
    """A delivery of EP02 that says it is XX77 of civil affairs, with three columns nobody knows."""
    table = CATALOGUE.table("EP02")
    one = good(0, table="EP02", encoding=encoding)
    one.header = [*table.labels, "走访金额", "走访方式类别", "走访对象姓名"]
    one.records = [
        [*record(table, number, **{k: v for k, v in CANARY.items() if k in table.columns}, person_id=f"P{number:07d}"),
         f"{number}.50", f"0{number % 3}", CANARY["person_name"]]
        for number in range(1, 200)
    ]  # fmt: skip
    path = tmp_path / "CAB_CA77_630102_202401_001.zip"
    from tests.ingest.deliver import zipped

    path.write_bytes(zipped({"CAB_CA77_630102_202401_001.txt": one.txt()}))
    return path, one.header


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-8"])
def test_a_sample_of_a_table_we_know_is_drafted_as_that_table(tmp_path, encoding):
    path, header = unknown(tmp_path, encoding)
    sample = new_feed.read(path, CATALOGUE)
    assert (sample.encoding, list(sample.labels), sample.values.num_rows) == (encoding, header, 199)
    draft = new_feed.about(sample, CATALOGUE)
    table = CATALOGUE.table("EP02")
    known = {g.label: (g.column, g.logical_type) for g in draft.guesses if g.known}
    for f in table.fields:
        if f.label_zh in known:
            assert known[f.label_zh] == (f.column, f.logical_type)
    assert len(known) >= len(set(table.labels)) - 1
    new = {g.label: g for g in draft.guesses if not g.known}
    assert new["走访金额"].logical_type == "money"
    assert new["走访方式类别"].codes == ["00", "01", "02"]
    assert (new["走访对象姓名"].logical_type, new["走访对象姓名"].column[:9]) == ("name", "unclassed")
    everything = "".join([*draft.appended.values(), *draft.created.values(), draft.readme])
    assert not [value for value in CANARY.values() if value in everything]
    assert "P0000001" not in everything


def test_types_are_told_by_values_where_the_label_is_new(tmp_path):
    lines = ["甲|乙|丙|丁|戊|己|庚|辛"]
    row = "2024011{0}|202401|2024010112{4:02d}00|{4}.25|0.12345{1}|{2}|A{3}|中文{4}"
    lines += [row.format(n % 9, n % 10, n % 2, n % 4, n) for n in range(50)]
    path = tmp_path / "x.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    draft = new_feed.about(new_feed.read(path, CATALOGUE), CATALOGUE, source="CAB", code="CA78")
    assert [g.logical_type for g in draft.guesses] == [
        "date", "period_yyyymm", "timestamp", "money", "rate", "flag", "code", "text",
    ]  # fmt: skip
    (row,) = csv.reader([draft.appended["catalogue/standard/extension_tables.csv"].strip()])
    assert row[8].split(";") == ["field_03"]  # the moment is unique


@pytest.mark.parametrize(
    ("content", "told"),
    [("a,b,c\n1,2,3\n", "comma"), ("a|b\n", "no line below"), ("a|b\n1|2|3\n", "no line has the 2 fields")],
)
def test_what_cannot_be_a_sample_is_told(tmp_path, content, told):
    path = tmp_path / "x.txt"
    path.write_text(content)
    with pytest.raises(new_feed.SampleError, match=told):
        new_feed.read(path, CATALOGUE)


def test_applied_drafts_make_the_sample_load(project, tmp_path):
    """From the file to accepted rows with nothing in between but the command."""
    path, _ = unknown(tmp_path)
    command = "import sys; from cli.main import app; app()"
    done = run(project, "-c", command, "new-feed", str(path), "--into", str(tmp_path / "drafts"), "--project",
               str(project), "--table-id", "home_visit", "--name", "走访记录", "--apply")  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    assert (tmp_path / "drafts/ca77/README.md").is_file()
    table = load_catalogue(project / "catalogue").tables["CA77"]
    assert (table.name_zh, len(table.fields)) == ("走访记录", len(CATALOGUE.table("EP02").fields) + 3)
    loading = """
import json, sys
from pathlib import Path
from ingest import load_pending
from tests.ingest.deliver import Sent, query
path = Path(sys.argv[1])
sent = Sent(table="CA77", source="CAB", region="630102", archive=path.read_bytes(), manifest={"records": 199})
sent.land("duckdb:///" + sys.argv[2] + "/w.duckdb", Path(sys.argv[2]) / "landing")
summary = load_pending("duckdb:///" + sys.argv[2] + "/w.duckdb", Path(sys.argv[2]) / "landing")
url = "duckdb:///" + sys.argv[2] + "/w.duckdb"
names = [f for f in query(url, "select * from raw.ca77_home_visit limit 1")[0]]
print(json.dumps([summary.loaded, summary.accepted, names]))
"""
    loaded = run(project, "-c", loading, str(path), str(tmp_path))
    assert loaded.returncode == 0, loaded.stderr
    ok, rows, names = json.loads(loaded.stdout)
    assert (ok, rows) == (1, 199) and "person_id" in names
    tested = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/feeds", "-k", "duckdb")
    assert tested.returncode == 0, tested.stdout[-2000:]
    again = run(project, "-c", command, "new-feed", str(path), "--into", str(tmp_path / "d"), "--project", str(project))
    assert again.returncode == 2 and "already" in again.stderr


def headers(url: str, root: Path) -> list[drifts.Drifted]:
    load_pending(url, root)
    with open_warehouse(url) as warehouse:
        return list(drifts.over_time(warehouse, None, None))


def test_drift_is_told_over_time_and_its_draft_takes_it_in(warehouse_url, tmp_path, project):
    table, root = CATALOGUE.table("EP01"), tmp_path / "landing"
    assert table.labels[3] == "单位名称"
    for seq, period in enumerate(("202401", "202402"), start=1):
        extra = good(30, seq=seq, period=period)
        extra.header = [*table.labels, "欠费处理金额"]
        extra.records = [[*cells, f"{n}.25"] for n, cells in enumerate(extra.records)]
        extra.land(warehouse_url, root)
        renamed = good(5, seq=seq, period=period, region="630103")
        renamed.header = ["单位全称" if label == "单位名称" else label for label in table.labels]
        renamed.land(warehouse_url, root)
    good(3, region="630104").land(warehouse_url, root)
    found = headers(warehouse_url, root)
    by = {(one.label, one.kind): one for one in found}
    added = by["欠费处理金额", "added"]
    assert (added.deliveries, added.of, added.regions, added.first_period, added.last_period, added.refused) == (
        2, 5, ("632300",), "202401", "202402", 0,
    )  # fmt: skip
    missing = by["单位名称", "missing"]
    assert (missing.refused, missing.together, missing.still) == (2, ("单位全称",), True)

    copy = tmp_path / "project"
    shutil.copytree(project / "catalogue", copy / "catalogue")
    draft = next_version(found, CATALOGUE, Landing(root), copy)
    draft.write(tmp_path / "drafts")
    assert "欠费处理金额" in (tmp_path / "drafts/README.md").read_text(encoding="utf-8")
    draft.apply(copy)
    next_ = load_catalogue(copy / "catalogue").tables["EP01"]
    assert [f.logical_type for f in next_.fields if f.label_zh == "欠费处理金额"] == ["money"]
    assert next_.field("unit_name").also_called == ("单位全称",)

    from ingest import header

    line = "|".join(["单位全称" if label == "单位名称" else label for label in table.labels] + ["欠费处理金额"])
    assert header.match(line, next_).drift == ()
    assert [d.kind for d in header.match("|".join(table.labels), next_).drift] in ([], ["missing"])


def test_the_command_shows_it_and_writes_drafts(tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from cli.main import app

    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    monkeypatch.delenv("SIF_WAREHOUSE", raising=False)
    url = f"duckdb://{tmp_path}/warehouse.duckdb"
    extra = good(3)
    extra.header = [*CATALOGUE.table("EP01").labels, "备注说明"]
    extra.records = [[*cells, "无"] for cells in extra.records]
    extra.land(url, tmp_path / "landing")
    load_pending(url, tmp_path / "landing")
    shown = CliRunner().invoke(app, ["drift", "--draft", str(tmp_path / "next")])
    assert shown.exit_code == 1 and "备注说明" in shown.output and "多出" in shown.output
    as_json = json.loads(CliRunner().invoke(app, ["drift", "--json"]).output)
    assert [one["label"] for one in as_json["drift"]] == ["备注说明"]
    assert (tmp_path / "next/catalogue/standard/appended_fields.csv").read_text().startswith("EP01,")
    assert CliRunner().invoke(app, ["drift", "--source", "MED"]).exit_code == 0
    assert re.search("一致", CliRunner().invoke(app, ["drift", "--table", "MT01"]).output)
    assert query(url, "select count(*) as n from control.drift")[0]["n"] == 1
