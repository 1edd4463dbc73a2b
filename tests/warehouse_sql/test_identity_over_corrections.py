"""People and units keep their keys over corrections, and what happened to a key is told, by builds on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dbt_project.linking import hash_key
from tests.ingest.deliver import CATALOGUE, good, query, record
from tests.warehouse_sql.test_parts import accept
from warehouse_sql import clock, moments, open_published, transform

FORMER, NOW = "63010219900119000X", "630102199003070001"
CODE, CODE_NOW = "710000005", "710000013"
NAME, UNIT = "尕藏·才让", "青海祁连物业服务有限公司"
SELECT = ["dim_person", "base_person_key_history", "base_unit_key_history", "fct_contribution"]
TABLES = ("base.base_person_identity", "base.base_person_key_history", "base.base_unit_identity",
          "base.base_unit_key_history", "core.dim_person")  # fmt: skip
REGION = "630102"


def persons(seq: int, citizen_id: str, period: str = "202401"):
    """EP02: one person, and another who never changes."""
    sent = good(0, table="EP02", region=REGION, period=period, seq=seq)
    of_all = {"admin_division_code": REGION, "data_period": period}
    one = {"person_id": "P1", "citizen_id": citizen_id, "person_name": NAME, "birth_date": "19900119", "sex_code": "2"}
    other = {"person_id": "P2", "citizen_id": "632301202012010001", "person_name": "才仁卓玛", "birth_date": "20201201"}
    sent.records = [record(CATALOGUE.table("EP02"), n, **of_all, **who) for n, who in enumerate((one, other), 1)]
    return sent


def units(seq: int, org_code: str):
    sent = good(0, table="EP01", region=REGION, period="202401", seq=seq)
    of_all = {"admin_division_code": REGION, "data_period": "202401"}
    sent.records = [record(CATALOGUE.table("EP01"), 1, **of_all, unit_id="U1", org_code=org_code, unit_name=UNIT)]
    return sent


def told(url: str, name: str = "") -> dict[str, list[tuple]]:
    with open_published(url, name) as published:
        return {t: sorted(map(repr, published.query(f"select * from {t}").to_pylist())) for t in TABLES}


def keys(url: str, name: str = "") -> dict[str, str]:
    """ID shown for a person -> the person's key."""
    with open_published(url, name) as published:
        rows = published.query("select citizen_id, person_key from core.dim_person").to_pylist()
        in_facts = published.query("select distinct person_key from core.fct_contribution").to_pylist()
    assert {row["person_key"] for row in in_facts} == {row["person_key"] for row in rows}
    return {row["citizen_id"]: row["person_key"] for row in rows}


@pytest.fixture
def days(monkeypatch):
    """Sets the day on which deliveries are decided."""
    real, ahead = clock.now, [timedelta(0)]
    monkeypatch.setattr(clock, "now", lambda: real() + ahead[0])

    def to(count: int) -> None:
        ahead[0] = timedelta(days=count)

    return to


def test_a_full_correction_of_an_id_and_a_code_keeps_the_keys_and_tells_when(warehouse_url, tmp_path, days):
    root, kept = tmp_path / "landing", hash_key("citizen", FORMER)
    accept(warehouse_url, root, [persons(1, FORMER), units(1, CODE)])
    transform.build(warehouse_url, select=SELECT)
    other = hash_key("citizen", "632301202012010001")
    assert keys(warehouse_url) == {FORMER: kept, "632301202012010001": other}
    first, moment = told(warehouse_url), clock.now()
    days(3)
    accept(warehouse_url, root, [persons(2, NOW), units(2, CODE_NOW)])
    result = transform.build(warehouse_url, select=SELECT)
    assert {part.period for part in result.made} == {"202401"}
    assert keys(warehouse_url) == {NOW: kept, "632301202012010001": other}
    with open_published(warehouse_url) as published:
        history = published.query("select * from base.base_person_key_history").to_pylist()
        of_units = published.query("select * from base.base_unit_key_history order by method").to_pylist()
    [row] = history
    assert (row["person_key"], row["resolved_person_key"]) == (hash_key("citizen", NOW), kept)
    assert row["method"] == "id_replaced" and row["known_to"] is None
    assert row["known_from"] == (moment + timedelta(days=3)).date()
    [evidence] = query(warehouse_url, "select file_code, seq from control.delivery where delivery_id = :id",
                       id=row["_delivery_id"])  # fmt: skip
    assert evidence == {"file_code": "EP02", "seq": 2}
    assert {row["resolved_unit_key"] for row in of_units} == {hash_key("organisation", CODE)}
    # As known before: what was told before.
    name = moments.ensure(warehouse_url, moment, select=SELECT)
    assert told(warehouse_url, name) == first


@pytest.mark.slow
def test_both_engines_tell_the_same_of_people_and_units(duckdb_url, postgres_url, tmp_path, days):
    shown = []
    for url in (duckdb_url, postgres_url):
        days(0)
        accept(url, tmp_path / url.partition(":")[0], [persons(1, FORMER), units(1, CODE)])
        days(3)
        accept(url, tmp_path / url.partition(":")[0], [persons(2, NOW), units(2, CODE_NOW), persons(1, "", "202402")])
        transform.build(url, select=SELECT)
        shown.append(told(url))
    assert shown[0] == shown[1] and all(shown[0].values())
