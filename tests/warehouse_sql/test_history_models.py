"""Indicator sets of 2016 and 2017: figures stand under one name of their line, what is not comparable says why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue import report_lines
from exchange_adapters import history
from exchange_adapters.history import Options
from expectations import run_gates
from ingest import load_pending
from tests.exchange_adapters.test_history import as_csv, printed, workbook
from warehouse_sql import open_published, transform
from warehouse_sql.content_hash import content_hash
from warehouse_sql.explain import explain
from warehouse_sql.landing import Landing

MARTS = ("mart_history__indicator_year", "mart_history__parent_below_parts")
LINES = report_lines.lines()


def form(year: str, places: int = 1000):
    """The whole form of a year: line n says n thousand; titles of sections say nothing."""
    rows = [
        [line.label_zh, line.line_no, "" if line.indent_level == 1 and line.line_no < 40 else line.line_no * places]
        for line in LINES
        if line.indicator_set == year
    ]
    # Lines whose parts add up: 2 = 3 + 4 and 2 = 3 + 5.
    total = 7 * places if year == "2016" else 8 * places
    rows[1][2] = total
    return rows


def taken(url, root, files, version=None):
    done = history.import_paths(files, url, root, Options(version=version))
    assert done.left_out == 0, done.problems
    load_pending(url, root)
    run_gates(url)


@pytest.fixture
def files(tmp_path):
    """Budget reports of two years, one before a correction, and an execution report without a set."""
    made = {}
    for year in ("2016", "2017"):
        made[year] = tmp_path / f"{year}.csv"
        as_csv(made[year], printed(f"{year}年社保基金预算报表", [*form(year), ["（九）没有这一项", 99, 5]]))
    for year, amount in (("2018", 100), ("2019", 130)):
        made[year] = tmp_path / f"{year}.csv"
        as_csv(made[year], printed(f"{year}年3月失业保险基金执行月报", [["一、基金收入", 1, amount], ["利息", 2, 1]]))
    return made


def test_figures_of_two_indicator_sets_are_compared_by_the_map(warehouse_url, tmp_path, files):
    root = tmp_path / "landing"
    order = list(files.values())
    taken(warehouse_url, root, order if "duckdb" in warehouse_url else order[::-1])
    transform.build(warehouse_url, select=list(MARTS))
    with open_published(warehouse_url) as published:
        rows = published.query("select * from mart.mart_history__indicator_year").to_pylist()
        below = published.query("select * from mart.mart_history__parent_below_parts").to_pylist()
        told = explain(
            published, Landing(root), transform.PROJECT / "models", "mart_history__indicator_year",
            ["work_id=H2-07", "period=201903", "line_label=一、基金收入"],
            decode=lambda data, codec, errors: data.decode(codec, errors),
        )  # fmt: skip
        hashes = [content_hash(published, f"mart.{name}", leave_out=["_delivery_id"]) for name in MARTS]
    assert told.agrees and told.rows[0].origins[0].rows[0].origins[0].rows[0].line.raw is not None
    of_2017 = {row["line_no"]: row for row in rows if row["period"] == "201712" and row["line_no"]}
    # Kept under another number; renamed; added; a renaming that is a judgement.
    assert (of_2017[5]["prior_value"], of_2017[5]["value"], of_2017[5]["change_value"]) == (4000, 5000, 1000)
    assert of_2017[5]["is_comparable"] and of_2017[5]["match_status"] == "exact"
    assert (of_2017[4]["is_comparable"], of_2017[4]["not_comparable"]) == (False, "added")
    assert of_2017[14]["prior_value"] == 11000 and of_2017[14]["not_comparable"] == "judgement"
    assert "判断" in of_2017[14]["not_comparable_reason"] and of_2017[14]["change_value"] is None
    [removed] = [row for row in rows if row["period"] == "201612" and row["line_no"] == 42]
    assert removed["canonical_line"] == "2016-42" and not any(
        row["canonical_line"] == "2016-42" for row in rows if row["period"] == "201712"
    )
    [unknown] = [row for row in rows if row["period"] == "201712" and row["match_status"] == "unknown_line"]
    assert (unknown["value"], unknown["not_comparable"]) == (5, "unknown_line")
    # Every other line of the form was found: exactly those that have a figure.
    for year in ("2016", "2017"):
        filled = {line[1] for line in form(year) if line[2] != ""}
        assert {row["line_no"] for row in rows if row["indicator_set"] == year and row["line_no"]} == filled
    # A report without a set is compared by its labels.
    [income] = [row for row in rows if row["work_id"] == "H2-07" and row["period"] == "201903"
                and row["line_label"] == "一、基金收入"]  # fmt: skip
    assert (income["match_status"], income["change_value"]) == ("no_set", Decimal(30))
    # 参保人数 is what its parts add up to, so nothing is told; 离退休人员 (4) has parts 5 + 6.
    assert {(row["indicator_set"], row["line_no"], row["parent_value"], row["parts_value"]) for row in below} >= {
        ("2016", 4, Decimal(4000), Decimal(11000))
    }
    assert not any(row["line_no"] == 2 for row in below)
    # A corrected version takes the place of the first, which stays in the base library.
    as_csv(files["2018"], printed("2018年3月失业保险基金执行月报", [["一、基金收入", 1, 110]]))
    taken(warehouse_url, root, [files["2018"]], version=2)
    transform.build(warehouse_url, select=list(MARTS))
    with open_published(warehouse_url) as published:
        found = published.query(
            "select value, prior_value from mart.mart_history__indicator_year"
            " where work_id = 'H2-07' and period = '201903' order by value desc"
        ).to_pylist()
        kept = published.query("select count(*) as n from base.base_history_cell where period = '201803'").to_pylist()
    assert [(row["value"], row["prior_value"]) for row in found] == [(130, 110), (1, None)]
    assert kept == [{"n": 3}]
    HASHES.setdefault("first", hashes)
    assert hashes == HASHES["first"]  # the other order, on the other engine


def test_cycles_sheets_and_corrections_compare_like_with_like(warehouse_url, tmp_path):
    """One sheet beside three of other titles; a month, a quarter and a year of one end; a correction of one sheet."""
    root, files = tmp_path / "landing", {}
    files["2016"] = tmp_path / "甲.csv"
    as_csv(files["2016"], printed("2016年社保基金预算报表", form("2016")))
    files["2017"] = tmp_path / "乙.xlsx"
    lines = form("2017")
    parts = {"养老": lines[:20], "医疗": lines[20:38], "其他": [*lines[38:], lines[1]]}  # 参保人数 without its section
    workbook(
        files["2017"],
        **{name: printed(f"2017年度社会保险基金预算（{name}部分）", rows) for name, rows in parts.items()},
    )
    for year in (2018, 2019):
        for number, when in enumerate(("12月", "第四季度", "")):
            file = files[f"{year}{when}"] = tmp_path / f"{year}{when}.csv"
            rows = [["一、企业职工基本养老保险", 1, ""], ["（一）参保人数", 2, year * 10 + number]]
            as_csv(file, printed(f"{year}年{when}社保基金预算执行报表", rows))
    order = list(files.values())
    taken(warehouse_url, root, order if warehouse_url.startswith("duckdb") else order[::-1])
    corrected = [[label, number, amount and amount + 1] for label, number, amount in parts["医疗"]]
    workbook(files["2017"], 医疗=printed("2017年度社会保险基金预算（医疗部分）", corrected))
    taken(warehouse_url, root, [files["2017"]], version=2)
    transform.build(warehouse_url, select=list(MARTS))
    with open_published(warehouse_url) as published:
        rows = published.query("select * from mart.mart_history__indicator_year").to_pylist()
        told = explain(
            published, Landing(root), transform.PROJECT / "models", "mart_history__indicator_year",
            ["work_id=H1-02", "report_cycle=quarter", "period=201912", "line_no=2"],
            decode=lambda data, codec, errors: data.decode(codec, errors),
        )  # fmt: skip
    assert told.agrees and told.total == 1 and told.rows[0].origins[0].total == 1
    of_2017 = {row["line_no"]: row for row in rows if row["period"] == "201712" and row["line_no"]}
    assert set(of_2017) == {line[1] for line in lines if line[2] != ""}
    # Every line that the map knows has found the one of the year before; the corrected sheet is the second version's.
    became = {line.line_no: line for line in LINES if line.indicator_set == "2017"}
    before = {line.canonical: line.line_no for line in LINES if line.indicator_set == "2016"}
    given = {line[1]: line[2] for line in form("2016") if line[2] != ""}
    for number, row in of_2017.items():
        expected = given.get(before.get(became[number].canonical))
        assert row["prior_value"] == expected, number
        assert expected is None or row["not_comparable"] in (None, "judgement"), number
    assert (of_2017[5]["value"], of_2017[22]["value"], of_2017[40]["value"]) == (5000, 22001, 40000)
    cycles = {row["report_cycle"]: row for row in rows if row["work_id"] == "H1-02" and row["period"] == "201912"}
    assert {cycle: (row["prior_value"], row["value"]) for cycle, row in cycles.items()} == {
        "month": (20180, 20190), "quarter": (20181, 20191), "year": (20182, 20192)
    }  # fmt: skip


def test_a_line_on_several_sheets_is_compared_by_sheet_or_not_at_all(warehouse_url, tmp_path):
    root = tmp_path / "landing"

    def report(year, **amounts):
        file = tmp_path / f"{year}.xlsx"
        workbook(file, **{
            name: printed(f"{year}年社保基金预算报表", [["一、企业职工基本养老保险", 1], ["（一）参保人数", 2, amount]])
            for name, amount in amounts.items()
        })  # fmt: skip
        return file

    made = [report(2017, 全省=5, 省本级=2), report(2018, 全省=6, 本级=3), report(2019, 全省="×", 合计=7)]
    taken(warehouse_url, root, [*made, report(2020, 全省=8)])
    transform.build(warehouse_url, select=[MARTS[0]])
    with open_published(warehouse_url) as published:
        rows = published.query(f"select * from mart.{MARTS[0]} where line_no = 2").to_pylist()
    found = {(row["period"][:4], row["sheet_key"][-3:]): (row["prior_value"], row["not_comparable"]) for row in rows}
    assert len(rows) == len(found) == 7
    assert found["2018", "表全省"] == (5, None) and found["2018", "表本级"] == (None, "ambiguous")
    assert found["2019", "表合计"] == (None, "ambiguous") and found["2020", "表全省"] == (7, None)


HASHES: dict[str, list[str]] = {}
