"""What is owed and late: by the due days that the scorecard goes by; which run the page is about."""

from __future__ import annotations

from datetime import datetime

import pytest

from catalogue.calendar import Calendar, Due
from dashboards.run_report import figures
from warehouse_sql import open_warehouse
from warehouse_sql.control import deliveries, runs

HERE, THERE = "630102", "630103"


def came(code, region, period, produced, received="2025-02-12"):
    source = {"HI01": "HIS", "EP10": "AGY"}.get(code, "HRSS")
    stem = f"{source}_{code}_{region}_{period}_001"
    at, seen = (datetime.fromisoformat(f"{day} 08:00:00") for day in (produced, received))
    delivery = deliveries.Delivery(
        deliveries.delivery_id(source, stem, stem), "folder", source, code, region, period, 1, "full", stem,
        f"{stem}.zip", 1, stem, "UTF-8", 1, "{}", at, seen,
    )  # fmt: skip
    return delivery, deliveries.Arrival("folder", stem, None, 1)


@pytest.fixture
def arrived(warehouse_url):
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        deliveries.register(tx, [
            came("HI01", "630000", "201612", "2025-01-02"),
            came("EP01", HERE, "202411", "2024-12-10"),
            came("EP01", HERE, "202501", "2025-02-10"),
            came("EP01", THERE, "202501", "2025-02-11"),
            came("EP02", THERE, "202502", "2025-02-12"),
            came("EP10", HERE, "202411", "2025-02-12"),
        ])  # fmt: skip
    return warehouse_url


def of(found, code):
    [row] = [row for row in found.feeds if row["file_code"] == code]
    return tuple(int(row[name]) for name in ("owed", "arrived", "missing", "late"))


def test_a_month_is_owed_once_its_due_day_has_passed(arrived):
    found = figures.collect(arrived, None)
    assert of(found, "EP01") == (4, 3, 1, 1)
    assert [(row["region_code"], row["period"], row["first_code"]) for row in found.absent] == [
        (HERE, "202412", "EP01")
    ]
    assert of(found, "EP02") == (1, 1, 0, 0), "202502 is due in March"


def test_history_is_owed_by_nobody_and_what_has_no_due_day_is_not_late(arrived):
    found = figures.collect(arrived, None)
    assert of(found, "EP10") == (1, 1, 0, 0)
    assert {row["source"] for row in found.feeds} == {"HRSS", "AGY"}
    assert min(row["period"] for row in found.absent) > "202411"


def test_the_due_day_is_that_of_the_calendar(arrived, monkeypatch):
    monkeypatch.setattr(figures, "calendar", lambda _: Calendar((Due("EP01", 1, 11, None, "202411", "verified"),), ()))
    assert of(figures.collect(arrived, None), "EP01") == (3, 3, 0, 0)


@pytest.mark.parametrize("stage", ["unmask", "bundle", "share push", "realtime"])
def test_the_page_is_about_the_last_run_that_built(duckdb_url, stage):
    for run, name in (("r1", "build"), ("r2", stage)):
        with runs.stage(duckdb_url, run, name):
            pass
    assert figures.collect(duckdb_url, None).run_id == "r1"


def test_where_nothing_was_built_it_is_about_the_last_run_but_not_about_a_look_at_a_person(duckdb_url):
    for run, name in (("r1", "load"), ("r2", "gate"), ("r3", "unmask"), ("r4", "bundle")):
        with runs.stage(duckdb_url, run, name):
            pass
    assert figures.collect(duckdb_url, None).run_id == "r2"
