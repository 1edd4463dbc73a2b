"""What a finding says should have been (应有值) follows from the legal numbers shown with it and its own columns."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import duckdb
import pytest

from tests.dbt_project import rendered
from warehouse_sql import explain_models, explain_parameters
from warehouse_sql.engine.parameters import rewrite
from warehouse_sql.transform import PROJECT

MODELS = explain_models.read(PROJECT / "models")
COLUMNS = ("source", "note")
PERSON = (
    "'630102' as region_code, 'k' as person_key, 'k' as person_id, cast(null as text) as citizen_id,"
    " 1 as _delivery_id, 2 as _line_no"
)
INJURY = f"select 'work_injury' as fund_code, {PERSON}, "
APPRAISED = (
    "select 'k' as person_key, date '2023-03-05' as appraisal_date, '202303' as appraisal_period,"
    " '{}' as disability_grade_code, '{}' as self_care_grade_code"
)
NONE_INJURED = "select cast(null as text) as person_key, cast(null as date) as injury_date where false"
NOTHING_BACK = (
    "select cast(null as text) as fund_code, cast(null as text) as person_key, cast(null as text) as period,"
    " 0.00 as recovered_amount, cast(null as date) as death_date where false"
)
CASES = {
    "WI-002": (
        {
            "fct_dependant_benefit": INJURY
            + "'202406' as period, 'S' as supporter_person_id, 'D' as dependant_person_id,"
            " '201907' as benefit_start_period, 100.00 as deceased_wage, 9000.00 as month_amount",
            "fct_injury_benefit": INJURY
            + "'201901' as period, 0.00 as allowance_amount, 0.00 as adjustment_total_amount"
            " where false",
        },
        lambda one, row: one("injury_wage_floor_ratio") * one("contribution_base_avg"),
    ),
    "WI-005": (
        {
            "fct_injury_benefit": INJURY
            + "'202406' as period, 99999.00 as allowance_amount, 7000.00 as own_wage_amount,"
            " 10.00 as adjustment_total_amount",
            "fct_capacity_appraisal": APPRAISED.format("3", "0"),
            "fct_injury_recognition": NONE_INJURED,
        },
        # so much at once is held against all months since the appraisal
        lambda one, row: row["paid_months"] * (one("injury_allowance_ratio", row["grade"]) * within(one, row) + 10),
    ),
    "WI-006": (
        {
            "fct_injury_benefit": INJURY + "'202406' as period, 99999.00 as nursing_amount",
            "fct_capacity_appraisal": APPRAISED.format("3", "2"),
            "fct_injury_recognition": NONE_INJURED,
        },
        lambda one, row: (
            row["paid_months"] * one("injury_nursing_ratio", row["care_level"]) * one("contribution_base_avg")
        ),
    ),
    "WI-007": (
        {
            "fct_injury_benefit": INJURY
            + "'202406' as period, 999999.00 as lump_sum_disability_amount, 700.00 as own_wage_amount",
            "fct_capacity_appraisal": APPRAISED.format("1", "0"),
            "fct_injury_recognition": NONE_INJURED,
        },
        lambda one, row: one("injury_grant_months", row["grade"]) * within(one, row),
    ),
    "WI-009": (
        {
            "fct_injury_benefit": INJURY
            + "'202406' as period, 999999.00 as funeral_amount, date '2019-05-06' as death_date"
        },
        lambda one, row: one("injury_funeral_months") * one("contribution_base_avg"),
    ),
    "PER-001": (
        {
            "dim_period": "select '202403' as period, 3 as calendar_month",
            "dim_contribution_band": None,
            "fct_contribution": f"select 'enterprise_pension' as fund_code, {PERSON}, '202403' as period,"
            " 'u' as unit_key, 'x' as insurance_subtype_code, 100.00 as personal_contribution_base,"
            " '1' as contribution_status_code, '' as personal_identity_code, '' as employee_insured_category_code,"
            " cast(null as date) as work_start_date, cast(null as date) as account_opened_date,"
            " cast(null as date) as enrolment_date",
        },
        lambda one, row: one("base_floor_ratio") * one("contribution_base_avg", least=True),
    ),
    "PEN-005": (
        {
            "fct_overclaim_recovery": NOTHING_BACK,
            "fct_benefit": f"select 'resident_pension' as fund_code, {PERSON}, '202406' as period,"
            " 'x' as insurance_subtype_code,"
            " date '1955-06-01' as birth_date, date '2015-06-01' as retirement_date, '201506' as retirement_period,"
            " 300.00 as paid_for_month_amount, false as is_pre_1949_worker, '' as retirement_category_code,"
            " 12 as contribution_months, true as is_contribution_complete",
        },
        # whole years from the start of the scheme to the age, where those are less than the law's months
        lambda one, row: min(
            one("min_contribution_months"),
            (1955 * 12 + 5 + int(one("resident_pension_age_months")) - month(one("resident_scheme_start"))) // 12 * 12,
        ),
    ),
    "UE-005": (
        {
            "fct_unemployment_month": f"select 'unemployment' as fund_code, {PERSON}, '202406' as period,"
            " date '1990-01-01' as birth_date, '1' as sex_code, 70 as total_contribution_months, 24 as approved_months,"
            " 0 as carried_over_months,"
            " 20 as drawn_months, 900.00 as benefit_amount, date '2022-01-01' as registration_date"
        },
        # nobody within a year of the age of retirement, which stands under another fund
        lambda one, row: (
            one("benefit_months", "60")
            * (
                month(202406) - month(199001)
                < one("retirement_age_male_months") - one("benefit_before_retirement_months")
            )
        ),
    ),
}


def within(one, row):
    """本人工资 between the shares of the average wage."""
    average = one("contribution_base_avg")
    least, most = (one(f"injury_wage_{name}_ratio") * average for name in ("floor", "ceiling"))
    return min(max(row["own_wage_amount"], least), most)


def month(period):
    return int(period) // 100 * 12 + int(period) % 100 - 1


@pytest.fixture(scope="module")
def known():
    """A database with the legal numbers as they are in force in one county."""
    database = duckdb.connect()
    for schema in ("core", "rule"):
        database.execute(f"create schema {schema}")
    database.execute("set search_path = 'core,main'")
    seeds = PROJECT / "seeds" / "_generated"
    for name in ("seed_parameter", "seed_fund"):
        database.execute(f"create table {name} as from read_csv('{seeds / name}.csv', all_varchar = true)")
    database.execute(
        "alter table seed_parameter alter value type decimal(18, 6);"
        "alter table seed_parameter alter valid_from type date; alter table seed_parameter alter valid_to type date;"
        "create table base_region_code as select '630102' as region_code_raw, '630102' as region_code;"
        "create table base_feed_month as select '630102' as region_code;"
        "create table seed_region_pseudo as select '639900' as code;"
        f"create table core.dim_parameter as {rendered.model('dim_parameter', 'duckdb')}"
    )
    return database


def query(database, sql, params=None):
    text, used = rewrite(sql, params, "$%s")
    return database.execute(text, used).to_arrow_table()


@pytest.mark.parametrize("rule_id", CASES)
def test_what_should_have_been_follows_from_the_numbers_shown(known, rule_id):
    tables, follows = CASES[rule_id]
    (model,) = (model for model in MODELS.values() if model.rule and model.rule.rule_id == rule_id)
    for name, rows in tables.items():
        known.execute(f"create or replace table main.{name} as {rows or rendered.model(name, 'duckdb')}")
    [row] = query(known, rendered.model(model.name, "duckdb")).to_pylist()
    published = SimpleNamespace(query=lambda sql, params=None: query(known, sql, params))
    shown = explain_parameters.taken(published, COLUMNS, model.rule, row)

    def one(parameter_id, key="*", *, least=False):
        found = [p.value for p in shown if p.parameter_id == parameter_id and p.key == str(key)]
        assert found, f"{parameter_id} {key} is not shown"
        return (min if least else max)(found)

    expected = Decimal(row["expected"])
    assert expected == round(follows(one, row), 2)
    assert expected > 0 and "missing" not in {p.status for p in shown}
    assert shown == explain_parameters.taken(published, COLUMNS, model.rule, row)


def test_every_line_of_a_table_is_shown_in_order(known):
    rule = next(model.rule for model in MODELS.values() if model.rule and model.rule.rule_id == "WI-007")
    row = {"fund_code": "work_injury", "region_code": "630102", "period": "202406", "appraisal_date": None}
    published = SimpleNamespace(query=lambda sql, params=None: query(known, sql, params))
    shown = explain_parameters.taken(published, COLUMNS, rule, row)
    months = [(p.key, int(p.value)) for p in shown if p.parameter_id == "injury_grant_months"]
    assert months == list(zip(map(str, range(1, 11)), (27, 25, 23, 21, 18, 16, 13, 11, 9, 7), strict=True))


def test_number_that_nobody_knows_is_shown_as_missing_by_its_day(known):
    rule = next(model.rule for model in MODELS.values() if model.rule and model.rule.rule_id == "PEN-002")
    row = {"fund_code": "enterprise_pension", "region_code": "630102", "period": "202406"}
    published = SimpleNamespace(query=lambda sql, params=None: query(known, sql, params))
    [student] = [
        p for p in explain_parameters.taken(published, COLUMNS, rule, row) if p.parameter_id == "dependant_age_student"
    ]
    assert (student.value, student.status, str(student.on)) == (None, "missing", "2024-06-01")
