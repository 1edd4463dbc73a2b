"""Indicator sets of 2016 and 2017: figures stand under one name of their line, what is not comparable says why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue import report_lines
from exchange_adapters import history
from exchange_adapters.history import Options
from expectations import run_gates
from ingest import load_pending
from tests.exchange_adapters.test_history import as_csv, printed
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


HASHES: dict[str, list[str]] = {}
