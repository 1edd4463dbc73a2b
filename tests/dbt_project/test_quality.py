"""Codes, cleaning, governed sets, the scorecard on a small warehouse, the same on both engines."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue import load_catalogue
from tests.dbt_project.small_warehouse import Built
from warehouse_sql import open_published
from warehouse_sql.content_hash import content_hash

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "howto" / "quality.md"
COUNTED = (
    "base.base_code_use", "base.base_cleaning", "base.base_measure", "base.base_gate_count", "base.base_delivery",
    "core.fct_feed_quality", "mart.mart_quality__scorecard", "mart.mart_quality__volume",
)  # fmt: skip
# Days of the clock: the engines may be filled on both sides of a midnight.
OF_THE_CLOCK = ("received_date", "decided_date", "first_known_date", "last_known_date")


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def built(request: pytest.FixtureRequest, small_warehouse: Callable[[str], Built]) -> Built:
    return small_warehouse(request.param)


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
    assert int(used["n"]) == counted["n"] == 9


def test_rows_that_each_treatment_touched_are_counted(built):
    rows = built.rows(
        "select _delivery_id, defect_id, touched_count, _line_no from base.base_cleaning"
        " where file_code = 'EP02' and period = '202401' and touched_count > 0"
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
    # Nobody is reported before he is born; in who is who he is known by his number.
    sighted = built.rows(
        "select person_id, citizen_id from base.base_person_sighting where citizen_id_raw = '110101202402011232'"
    )
    assert [(row["citizen_id"], bool(row["person_id"])) for row in sighted] == [(None, True)]
    # Looked for in vain is told as well.
    assert built.rows("select 1 as n from base.base_cleaning where defect_id = 'region_unknown' and touched_count = 0")


def test_a_state_that_treasury_changed_is_no_double_but_the_same_state_twice_is(built):
    told = built.rows(
        "select touched_count as n from base.base_cleaning where _delivery_id = :id and defect_id = 'duplicate_row'"
        " union all select duplicate_count from core.fct_feed_quality where file_code = 'TR03'"
        " union all select count(*) from base.base_treasury_receipt where _delivery_id = :id",
        id=built.numbers["treasury"],
    )
    assert [row["n"] for row in told] == [1, 1, 2]


def test_the_scorecard_says_what_came_what_is_wrong_with_it_and_who_must_act(built):
    rows = {
        (row["region_code"], row["period"]): row
        for row in built.rows("select * from mart.mart_quality__scorecard where file_code = 'EP02'")
    }
    # No manifest says when it was made, so the day of receipt counts, which is years after.
    card = rows["632300", "202401"]
    assert (card["arrival"], card["timeliness_score"]) == ("late", 0)
    assert (card["taken_count"], card["duplicate_count"]) == (8, 2)
    assert f"{card['uniqueness_score']:.4f}" == "0.7500"
    assert card["citizen_invalid_count"] == 3 and card["code_unmapped_count"] >= 3
    assert card["completeness_score"] == 1
    assert card["consistency_score"] is None and card["unknown_zh"] == "一致：没有检查结果；"
    assert card["who_must_act"] == "both" and "重复记录2条" in card["reason_zh"] and "代码未对照" in card["reason_zh"]
    # Held is not missing, and no figure is invented for it; the month between is missing.
    held, missing = rows["632221", "202401"], rows["632221", "202402"]
    assert (held["arrival"], held["completeness_score"], held["overall_score"]) == ("not_accepted", None, None)
    assert held["who_must_act"] == "own" and held["reason_zh"] == "有1份报送待核或未处理；"
    assert (missing["arrival"], missing["overall_score"], missing["who_must_act"]) == ("missing", 0, "sender")


def test_every_figure_of_volume_is_without_a_baseline_at_first(built):
    states = built.rows("select distinct state from mart.mart_quality__volume")
    assert states == [{"state": "no_baseline"}]


def test_every_governed_set_can_be_queried(built):
    places = built.rows("select distinct set_no, base_model, file_code from seed.seed_governed_set")
    assert {row["set_no"] for row in places} == set(range(1, 42))
    counts = {
        (row["base_model"], row["file_code"]): built.rows(
            f"select count(*) as n from base.{row['base_model']} where file_code = :code", code=row["file_code"]
        )[0]["n"]
        for row in places
    }
    assert counts["base_contribution_month", "EP02"] == 9


def test_queries_of_the_page_run(built):
    queries = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S)
    assert len(queries) >= 3
    for query in queries:
        assert built.rows(query), query


_hashes: dict[str, dict[str, str]] = {}


def test_both_engines_count_the_same(built):
    with open_published(built.url) as published:
        own = {name: content_hash(published, name, leave_out=OF_THE_CLOCK) for name in COUNTED}
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
