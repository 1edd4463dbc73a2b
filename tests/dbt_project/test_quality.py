"""Codes, cleaning, governed sets on a small warehouse, the same on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from catalogue import load_catalogue
from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, Sent, good, land, record
from warehouse_sql import open_published, open_warehouse, transform
from warehouse_sql.content_hash import content_hash
from warehouse_sql.control import deliveries

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "howto" / "quality.md"
COUNTED = ("base.base_code_use", "base.base_cleaning", "base.base_measure", "base.base_gate_count")


@dataclass(frozen=True)
class Built:
    """A warehouse that was built once."""

    url: str
    numbers: dict[str, int]

    def rows(self, sql: str, **params: object) -> list[dict]:
        with open_published(self.url) as published:
            return published.query(sql, params).to_pylist()


def persons(region: str, seq: int, mode: str, citizens: dict[int, str], **values: str) -> Sent:
    """EP02: one record a person, by number and citizen ID."""
    sent = good(0, table="EP02", region=region, period="202401", seq=seq, mode=mode)
    own = {"admin_division_code": region, "data_period": "202401", "sex_code": "1"} | values
    for number, citizen_id in citizens.items():
        sent.records.append(record(CATALOGUE.table("EP02"), number, citizen_id=citizen_id, **own))
    return sent


def sent_files() -> dict[str, Sent]:
    tax = good(0, table="TX01", source="TAX", region="632300", period="202401")
    for number, code in enumerate(("110", "110", "210", "999"), 1):
        tax.records.append(
            record(CATALOGUE.table("TX01"), number, admin_division_code="632300", insurance_type_code=code)
        )
    return {
        "first": persons("632300", 1, "full", {
            1: "632321196801011231", 2: "632321680101123", 3: "63232119680101108x", 4: "无", 5: "632321196801011239",
        }, sex_code="M"),
        # Two persons once more and a new one: the former two rows count no longer.
        "more": persons("632300", 2, "append", {
            1: "632321196801011231", 2: "632321680101123", 6: "110101196001011234",
        }),
        "retired": persons("632121", 1, "full", {7: "632321196801011231"}),
        "tax": tax,
    }  # fmt: skip


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("quality")
    url = f"duckdb://{folder / 'warehouse.duckdb'}"
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("create database sif_quality")
        url = server.replace("/postgres?", "/sif_quality?")
    files = sent_files()
    landed = land(list(files.values()), url, folder / "landing")
    load_pending(url, folder / "landing")
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        # As after a gate that found nothing.
        deliveries.decide(tx, [deliveries.Decision(one.delivery_id, "accepted") for one in landed])
    transform.build(url)
    yield Built(url, {name: one.delivery_id for name, one in zip(files, landed, strict=True)})


def test_each_value_of_a_code_is_counted_with_its_outcome_and_first_line(built):
    rows = built.rows(
        "select column_name, code, outcome, national_code, row_count, _line_no from base.base_code_use"
        " where _delivery_id = :id and column_name in ('sex_code', 'admin_division_code', 'veteran_category_code')"
        " order by column_name",
        id=built.numbers["first"],
    )
    assert [tuple(row.values()) for row in rows] == [
        # Of five lines the first two came again and count no longer.
        ("admin_division_code", "632300", "national", "632300", 3, 4),
        ("sex_code", "M", "unmapped", None, 3, 4),
        ("veteran_category_code", None, "no_list", None, 3, 4),
    ]
    [retired] = built.rows(
        "select code, outcome, national_code, region_code from base.base_code_use"
        " where _delivery_id = :id and column_name = 'admin_division_code'",
        id=built.numbers["retired"],
    )
    assert retired == {"code": "632121", "outcome": "mapped", "national_code": "630203", "region_code": "630203"}


def test_codes_of_tax_stand_for_the_national_ones_and_an_unknown_one_is_told(built):
    rows = built.rows(
        "select code, outcome, national_list, national_code, row_count from base.base_code_use"
        " where _delivery_id = :id and column_name = 'insurance_type_code' order by code",
        id=built.numbers["tax"],
    )
    assert [tuple(row.values()) for row in rows] == [
        ("110", "mapped", "LDT92.aae140", "110", 2),
        ("210", "mapped", "LDT92.aae140", "210", 1),
        ("999", "unmapped", None, None, 1),
    ]


def test_no_code_that_came_is_left_out(built):
    [used] = built.rows(
        "select sum(row_count) as n from base.base_code_use where file_code = 'EP02' and column_name = 'sex_code'"
    )
    [counted] = built.rows("select count(sex_code) as n from base.base_contribution_month where file_code = 'EP02'")
    assert int(used["n"]) == counted["n"] == 7


def test_rows_that_each_treatment_touched_are_counted(built):
    rows = built.rows(
        "select _delivery_id, defect_id, touched_count, _line_no from base.base_cleaning"
        " where file_code = 'EP02' and touched_count > 0"
    )
    names = {number: name for name, number in built.numbers.items()}
    assert {(names[r["_delivery_id"]], r["defect_id"]): (r["touched_count"], r["_line_no"]) for r in rows} == {
        ("first", "duplicate_row"): (2, None),
        ("first", "citizen_id_untidy"): (1, 4),
        ("first", "citizen_id_invalid"): (2, 5),
        ("more", "citizen_id_15"): (1, 3),
        ("more", "citizen_id_invalid"): (1, 4),
        ("retired", "region_retired"): (1, 2),
    }
    # Looked for in vain is told as well.
    assert built.rows("select 1 as n from base.base_cleaning where defect_id = 'region_unknown' and touched_count = 0")


def test_every_governed_set_can_be_queried(built):
    places = built.rows("select distinct set_no, base_model, file_code from seed.seed_governed_set")
    assert {row["set_no"] for row in places} == set(range(1, 42))
    counts = {
        (row["base_model"], row["file_code"]): built.rows(
            f"select count(*) as n from base.{row['base_model']} where file_code = :code", code=row["file_code"]
        )[0]["n"]
        for row in places
    }
    assert counts["base_contribution_month", "EP02"] == 7


def test_queries_of_the_page_run(built):
    queries = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S)
    assert len(queries) >= 3
    for query in queries:
        assert built.rows(query), query


_hashes: dict[str, dict[str, str]] = {}


def test_both_engines_count_the_same(built):
    with open_published(built.url) as published:
        own = {name: content_hash(published, name) for name in COUNTED}
    _hashes[built.url.split(":")[0]] = own
    assert all(other == own for other in _hashes.values())


def test_every_field_of_the_catalogue_is_a_column_of_a_base_relation_or_says_why_not(built):
    """On what was built, not on what the generator says it writes."""
    from catalogue.base_models import base_models
    from catalogue.generate.dbt_base import name_in_model

    catalogue = load_catalogue()
    sql = "select table_name, column_name from information_schema.columns where table_schema = 'base'"
    there = {(row["table_name"], row["column_name"]) for row in built.rows(sql)}
    reached, missing = set(), []
    for model in base_models(catalogue).values():
        for member in model.members:
            for field in member.table.fields:
                reached.add((member.table.file_code, field.column))
                column = name_in_model(model, member, field.column)
                left_out = field.column in model.unused or model.materialized == "ephemeral"
                if not left_out and (model.name, column) not in there:
                    missing.append((member.table.file_code, field.column))
    assert missing == []
    assert reached == {(t.file_code, f.column) for t in catalogue.tables.values() for f in t.fields}
