"""The run report: its figures are those of the tables, it loads nothing, it escapes what comes from outside."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

import exchange_adapters
import expectations
import ingest
from catalogue import load_catalogue, words
from dashboards import run_report
from dashboards.run_report import charts, figures, page
from simulator import bad_deliveries, generate
from warehouse_sql import open_published, open_warehouse, transform
from warehouse_sql.control import runs

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '<script>alert("1")</script>'


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """A small province with something to find and something to refuse, through one night on DuckDB."""
    home = tmp_path_factory.mktemp("report")
    folder, url = home / "province", f"duckdb://{home / 'warehouse.duckdb'}"
    request = generate.Request(
        persons=2_500, periods=("202501",), seed=11, out=folder, regions="630105,630203",
        plants=(("base_below_floor", 2), ("enrolled_in_two_regions", 2)),
    )  # fmt: skip
    generate.generate(request)
    bad_deliveries.write(home / "bad")
    for source in (folder, home / "bad"):
        exchange_adapters.receive_folder(source, url, home / "landing")
    with runs.stage(url, "run-1", "load"):
        ingest.load_pending(url, home / "landing")
    expectations.run_gates(url)
    transform.build(url)
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        hostile = pa.table({"delivery_id": pa.array([_any(tx)]), "column_label": [HOSTILE], "kind": ["added"]})
        tx.append("control.drift", hostile)
    return url, home


def _any(tx):
    return tx.query("select min(delivery_id) as id from control.delivery").column("id")[0].as_py()


@pytest.fixture(scope="module")
def html(night):
    url, home = night
    return run_report.write(url, home / "reports" / "night.html", "run-1").read_text(encoding="utf-8")


def test_the_figures_are_those_of_the_tables(night, html):
    url, _ = night
    with open_warehouse(url) as warehouse:
        status = {
            row["status"]: row["n"]
            for row in warehouse.query("select status, count(*) as n from control.delivery group by status").to_pylist()
        }
        records = warehouse.query(
            "select sum(accepted) as accepted, sum(rejected) as rejected from control.delivery"
            " where status in ('accepted', 'held', 'loaded')"
        ).to_pylist()[0]
    with open_published(url) as published:
        found = published.query("select count(*) as n from rule.fct_finding").column("n")[0].as_py()
        income = (
            published.query(
                "select sum(income_amount) as a from mart.mart_fund__income_expenditure_month where period = '202501'"
            )
            .column("a")[0]
            .as_py()
        )
    tiles = dict(re.findall(r"<b[^>]*>([^<]+)</b><span>([^<]+)</span>", html))
    by_label = {label: value for value, label in tiles.items()}
    assert by_label["份报送文件"] == f"{sum(status.values()):,}"
    assert by_label["份已入库"] == f"{status['accepted']:,}"
    assert by_label["条记录入库"] == f"{records['accepted']:,}"
    assert by_label["条记录拒收"] == f"{records['rejected']:,}"
    assert by_label["条未结疑点"] == f"{found:,}" and found >= 4
    assert f"{income / 10000:,.2f}" in html


def test_it_loads_nothing_and_runs_nothing(html):
    assert not re.search(r"<(script|link|iframe|img|object)\b|@import|url\(|https?://", html, re.I)


def test_what_comes_from_outside_is_escaped(html):
    assert HOSTILE not in html and "&lt;script&gt;" in html
    assert "<b>" not in charts.bars("t", [("<b>x", 1.0, "<i>")])


def test_no_citizen_stands_on_the_page(night, html):
    url, _ = night
    with open_published(url) as published:
        people = published.query("select citizen_id, person_name from base.base_person").to_pylist()
    assert len(people) > 500
    assert not [p for p in people if p["citizen_id"] and p["citizen_id"] in html]


def test_refused_files_stand_there_with_their_reasons(html):
    for code in ("undecodable", "too_many_rejects", "bad_manifest", "bad_number"):
        assert code in html


def test_what_is_missing_is_listed_by_month_sender_and_region(night):
    found = figures.collect(night[0], "run-1")
    assert found.absent == [] and "缺报清单" not in page.render(found)
    one = {"source": "HRSS", "region_code": "630105", "period": "202502", "tables": 2}
    one |= {"first_code": "EP01", "last_code": "EP02"}
    text = page.render(replace(found, absent=[one]))
    assert "缺报清单" in text and "EP01 … EP02" in text


def test_a_rule_that_could_not_run_is_not_said_to_have_found_nothing(night):
    url, _ = night
    found = figures.collect(url, "run-1")
    silent = [rule | {"ran": 0, "inputs_missing": 3, "missing_input": "EP02"} for rule in found.rules]
    text = page.render(replace(found, rules=silent, findings=[]))
    assert "未运行" in text and "没有一条规则运行" in text and "已运行的规则未发现疑点" not in text
    assert "缺数据 EP02" in text


def test_before_anything_is_built_the_page_says_so(duckdb_url, tmp_path):
    text = run_report.write(duckdb_url, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "尚未发布任何加工结果" in text and "尚未收到任何文件" in text
    assert "0 条" not in text and text.count("尚未构建") >= 3


def test_the_page_of_an_unknown_run_has_no_stages(night):
    found = figures.collect(night[0], "no such run")
    assert found.stages == [] and "没有该次运行的记录" in page.render(found)
    assert json.dumps(found.states)


def test_every_stage_layer_and_sender_has_a_chinese_name():
    recorded = set()
    for path in (file for package in ("cli", "dags") for file in sorted((ROOT / package).glob("*.py"))):
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            place = {"runs.stage": 2, "run_single": 0, "_stage": 0}.get(ast.unparse(call.func))
            if place is not None and isinstance(call.args[place], ast.Constant):
                recorded.add(call.args[place].value)
    recorded |= set(re.findall(r'^        \*?\[?\("([a-z ]+)", ', (ROOT / "cli/stages.py").read_text("utf-8"), re.M))
    assert recorded == page.STAGES.keys()
    assert page.LAYERS.keys() == {"seed", *(f.name for f in (transform.PROJECT / "models").iterdir() if f.is_dir())}
    assert words.read().keys() >= load_catalogue().sources.keys()
