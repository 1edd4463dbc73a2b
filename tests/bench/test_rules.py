"""What the limit of the rules has to read is found in the rules themselves."""

from __future__ import annotations

import pytest

from bench.rules import columns_read, one_pass

TYPES = {
    "core.fct_benefit": {"person_key": "text", "region_code": "text", "period": "text", "due_amount": "numeric(18,2)",
                         "is_paid": "boolean", "note": "text"},
    "core.dim_person": {"person_key": "text", "birth_date": "date", "person_name": "text"},
}  # fmt: skip
RULES = [
    # A star carries everything along; of it the due amount, the person and the month are used.
    """
    with benefit as (select b.* from "core"."fct_benefit" as b),
    counted as (select *, row_number() over (partition by person_key, period order by due_amount) as n from benefit)
    select person_key, due_amount from counted where n = 1
    """,
    'select birth_date from "core"."dim_person" as p where exists ('
    ' select 1 from "core"."fct_benefit" as b where b.person_key = p.person_key and b.is_paid)',
]


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_columns_that_rules_use_are_read_and_those_a_star_carries_along_are_not(engine):
    assert columns_read(RULES, TYPES, engine) == {
        "core.fct_benefit": {"person_key", "period", "due_amount", "is_paid"},
        "core.dim_person": {"person_key", "birth_date"},
    }


def test_pass_over_a_relation_aggregates_each_column_by_region_and_month():
    columns = {"person_key", "period", "due_amount", "is_paid"}
    assert one_pass("core.fct_benefit", columns, TYPES["core.fct_benefit"]) == (
        "select count(*) as rows_of_group, sum(due_amount), count(case when is_paid then 1 end), max(person_key)"
        " from core.fct_benefit group by region_code, period"
    )
    assert one_pass("core.dim_person", {"person_key"}, TYPES["core.dim_person"]) == (
        "select count(*) as rows_of_group, max(person_key) from core.dim_person"
    )


def test_numbers_that_are_no_money_are_not_added_up():
    assert one_pass("base.base_person_record", {"seen"}, {"seen": "DECIMAL(38,0)"}) == (
        "select count(*) as rows_of_group, max(seen) from base.base_person_record"
    )
