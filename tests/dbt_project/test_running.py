"""Running models: what a part holds that goes on from a former one is what one made from all periods holds."""

from __future__ import annotations

import random
from datetime import date

import pytest

from tests.dbt_project.linking import cursor, seen
from tests.dbt_project.rendered import model

PERIODS = ("202311", "202312", "202401", "202402")
KEYS = ("a", "b", "c")
AMOUNTS = (None, 0, 1, 250.5)
DAYS = (None, date(1964, 12, 1), date(2024, 1, 15))
SIGHTINGS = (
    "base_contribution_month",
    "base_person_enrolment_month",
    "base_benefit_month",
    "base_termination",
    "base_unemployment_benefit_month",
    "base_injury_benefit_month",
    "base_veteran_cadre",
)
PERSON = {
    "person_key": ("text", KEYS),
    "citizen_id": ("text", ("1", None)),
    "region_code": ("text", ("630102", "632300")),
    "person_name": ("text", ("甲", "乙", None)),
    "sex_code": ("text", ("1", "2")),
    "birth_date": ("date", DAYS),
    "file_code": ("text", ("EP02", "RP01")),
}


def amounts(*names: str) -> dict:
    return dict.fromkeys(names, ("numeric(18, 2)", AMOUNTS))


# model -> (models it reads, their columns: type and what may stand there)
MODELS = {
    "base_person": (SIGHTINGS, PERSON),
    "base_registered_person": (
        ("base_person_registration",),
        PERSON
        | {
            "ethnicity_code": ("text", ("01", None)),
            "hukou_type_code": ("text", ("1",)),
            "registration_status_code": ("text", ("1", "2")),
            "status_date": ("date", DAYS),
        },
    ),
    "base_unit_record": (
        ("base_unit_sighting",),
        {
            **dict.fromkeys(("number_key", "code_key", "unit_id", "org_code", "name_key"), ("text", ("x", "y", None))),
            "system_code": ("text", ("HRSS",)),
            "region_code": ("text", ("630102",)),
            "known_to": ("text", (None, None, "2024-02-01")),
        },
    ),
    "base_unit": (
        ("base_unit_contribution_month",),
        {
            "unit_key": ("text", ("u", "v", "w")),
            **dict.fromkeys(("region_code", "unit_id", "org_code"), ("text", ("1", "2", None))),
            **dict.fromkeys(("unit_name", "unit_type_code", "economic_type_code"), ("text", ("1", "2"))),
            **dict.fromkeys(("industry_code", "unit_contribution_status_code"), ("text", ("1", None))),
            "unit_enrolment_date": ("date", DAYS),
        },
    ),
    "base_pension_start": (
        ("base_benefit_month",),
        PERSON
        | amounts("pension_paid_total", "pension_backpay_total")
        | {
            "fund_code": ("text", ("enterprise_pension", "resident_pension")),
            "retirement_date": ("date", DAYS),
            "benefit_start_date": ("date", DAYS),
            "retirement_category_code": ("text", ("21",)),
            "pre_retirement_identity_code": ("text", ("24",)),
            "special_job_months": ("integer", (None, 3)),
            "deemed_contribution_months": ("integer", (None, 12)),
            "actual_contribution_months": ("integer", (None, 180)),
            "total_contribution_years": ("integer", (None, 15)),
        },
    ),
    "base_resident_pension_year": (
        ("base_contribution_month",),
        PERSON
        | amounts(
            "personal_paid_current_amount",
            "personal_contribution_amount",
            "ytd_personal_contribution_amount",
            "government_paid_on_behalf_amount",
            "local_government_subsidy_amount",
            "backpay_subsidy_amount",
            "collective_subsidy_amount",
            "other_aid_amount",
            "ytd_personal_backpay_amount",
            "contribution_tier_amount",
        )
        | {
            "person_id": ("text", ("7",)),
            "current_year_payment_date": ("date", DAYS),
            "ytd_backpay_years": ("integer", (None, 2)),
        },
    ),
    "base_taxed_year": (
        ("base_income_tax_person",),
        PERSON
        | amounts("taxable_wage_amount")
        | {
            "unit_key": ("text", ("u", "v", None)),
        },
    ),
    "base_contributed_year": (
        ("base_contribution_month",),
        PERSON
        | amounts("personal_contribution_base")
        | {
            "fund_code": ("text", ("unemployment",)),
            "unit_key": ("text", ("u", "v", None)),
            "contribution_status_code": ("text", ("1", "1", "2")),
            "personal_identity_code": ("text", ("24", "51", None)),
            "employee_insured_category_code": ("text", (None, None, None, "1160")),
            "work_start_date": ("date", DAYS),
            "account_opened_date": ("date", DAYS),
            "enrolment_date": ("date", DAYS),
        },
    ),
}


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def run(request):
    with cursor(request.param, request) as execute:
        yield request.param, execute


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("seed", range(3))
def test_a_part_that_goes_on_from_an_earlier_one_holds_what_one_of_all_periods_holds(run, name, seed):
    dialect, execute = run
    sources, columns = MODELS[name]
    shape = columns | {
        "period": ("text", ()),
        "_delivery_id": ("bigint", ()),
        "_line_no": ("bigint", ()),
        "seen": ("numeric(38, 0)", ()),
    }
    chance = random.Random(seed)
    rows = {source: [_row(chance, columns, number) for number in range(100)] for source in sources}

    def fill(wanted):
        for source in sources:
            execute(f"drop table if exists {source} cascade")
            execute(f"create table {source} ({', '.join(f'{column} {kind}' for column, (kind, _) in shape.items())})")
            values = [f"({', '.join(map(_literal, row.values()))})" for row in rows[source] if row["period"] in wanted]
            execute(f"insert into {source} ({', '.join(rows[source][0])}) values {', '.join(values)}")

    def made(before=None):
        return f"select * from ({model(name, dialect, before=before)}) as made"

    fill(PERIODS)
    of_all = sorted(map(repr, execute(made())))
    assert of_all
    fill(PERIODS[:2])
    execute("drop table if exists before_it")
    execute(f"create table before_it as {made()}")
    fill(PERIODS[2:])
    assert sorted(map(repr, execute(made("before_it")))) == of_all


def test_only_months_as_an_employee_count_in_a_year_of_contributions(run):
    dialect, execute = run
    _, columns = MODELS["base_contributed_year"]
    shape = columns | {"period": ("text", ()), "_delivery_id": ("bigint", ()), "_line_no": ("bigint", ())}
    whole = {
        "person_key": "a",
        "file_code": "UE02",
        "fund_code": "unemployment",
        "region_code": "630102",
        "unit_key": "u",
        "contribution_status_code": "1",
        "personal_identity_code": "24",
        "personal_contribution_base": 7000,
        "work_start_date": date(2000, 1, 1),
        "_delivery_id": 5,
        "_line_no": 9,
    }
    others = [
        {"personal_identity_code": "51"},
        {"personal_identity_code": "54"},
        {"employee_insured_category_code": "1160"},
        {"contribution_status_code": "2"},
        {"personal_contribution_base": 0},
        {"work_start_date": date(2024, 12, 5)},
        {"account_opened_date": date(2024, 12, 5)},
        {"enrolment_date": date(2024, 12, 5)},
        {"file_code": "RP01"},
        {"unit_key": None},
    ]
    execute("drop table if exists base_contribution_month cascade")
    execute(f"create table base_contribution_month ({', '.join(f'{c} {kind}' for c, (kind, _) in shape.items())})")
    for row in ({**whole, "period": "202411"}, *({**whole, "period": "202412", **other} for other in ({}, *others))):
        execute(
            f"insert into base_contribution_month ({', '.join(row)}) values ({', '.join(map(_literal, row.values()))})"
        )
    ((months, count, base, line),) = execute(
        f"select months, row_count, base_amount, _line_no from ({model('base_contributed_year', dialect)}) as made"
    )
    assert (months, count, base, line) == (0b110000000000, 2, 14000, 9)


@pytest.mark.parametrize("goes_on", [False, True])
def test_what_a_later_month_puts_right_of_a_pensioner_counts_and_what_it_leaves_out_does_not(run, goes_on):
    dialect, execute = run
    name, (_, columns) = "base_pension_start", MODELS["base_pension_start"]
    shape = columns | {"period": ("text", ()), "_delivery_id": ("bigint", ()), "_line_no": ("bigint", ())}
    first = {
        "person_key": "a",
        "fund_code": "enterprise_pension",
        "region_code": "630102",
        "sex_code": "1",
        "birth_date": date(1964, 12, 1),
        "retirement_date": date(2025, 1, 15),
        "pension_paid_total": 3000,
    }
    told = {
        "as_before": ({}, {"pension_paid_total": 3100}, {"pension_paid_total": 3200}),
        "put_right": ({}, {"birth_date": date(1963, 12, 1)}, {"birth_date": date(1963, 12, 1)}),
        "put_right_and_back": ({}, {"birth_date": date(1963, 12, 1)}, {}),
        "left_out": ({}, {"birth_date": None}, {"sex_code": "9"}),
        "told_late": ({"retirement_date": None}, {}, {"retirement_date": None}),
        "never_told": ({"birth_date": None}, {"birth_date": None}, {"birth_date": None, "retirement_date": None}),
    }
    rows = [
        first | change | {"person_key": key, "period": period, "_delivery_id": int(period), "_line_no": 2}
        for key, months in told.items()
        for period, change in zip(PERIODS, months, strict=False)
    ]
    # Two lines a month that differ: the first one counts, and not for a change each month.
    rows += [
        first | {"person_key": "two_lines", "period": period, "_delivery_id": int(period)} | line
        for period in PERIODS[:3]
        for line in ({"_line_no": 2}, {"_line_no": 3, "birth_date": date(1963, 12, 1)})
    ]

    def fill(wanted):
        execute("drop table if exists base_benefit_month cascade")
        execute(f"create table base_benefit_month ({', '.join(f'{c} {kind}' for c, (kind, _) in shape.items())})")
        for row in rows:
            if row["period"] in wanted:
                values = ", ".join(map(_literal, row.values()))
                execute(f"insert into base_benefit_month ({', '.join(row)}) values ({values})")

    before = None
    if goes_on:
        for month in PERIODS[:2]:
            fill([month])
            made = model(name, dialect, before=before)
            before = f"before_{month}"
            execute(f"drop table if exists {before}")
            execute(f"create table {before} as select * from ({made}) as made")
    fill(PERIODS[2:3] if goes_on else PERIODS[:3])
    found = execute(
        "select person_key, extract(year from birth_date), is_complete, first_period, period, last_period, _line_no,"
        f" paid_for_month_amount from ({model(name, dialect, before=before)}) as made order by person_key"
    )
    assert [(*row[:1], row[1] and int(row[1]), *row[2:7], int(row[7])) for row in found] == [
        ("as_before", 1964, True, "202311", "202311", "202401", 2, 3000),
        ("left_out", 1964, True, "202311", "202311", "202401", 2, 3000),
        ("never_told", None, False, "202311", "202401", "202401", 2, 3000),
        ("put_right", 1963, True, "202311", "202312", "202401", 2, 3000),
        ("put_right_and_back", 1964, True, "202311", "202401", "202401", 2, 3000),
        ("told_late", 1964, True, "202311", "202312", "202401", 2, 3000),
        ("two_lines", 1964, True, "202311", "202311", "202401", 2, 3000),
    ]


def _row(chance, columns, number):
    period = chance.choice(PERIODS)
    row = {name: chance.choice(values) for name, (_, values) in columns.items()}
    return row | {
        "period": period,
        "_delivery_id": chance.randrange(1, 5),
        "_line_no": number,
        "seen": seen(f"2024-01-{chance.randrange(10, 30)}", period, chance.randrange(1, 5), number),
    }


def _literal(value):
    return "null" if value is None else f"'{value}'" if isinstance(value, str | date) else str(value)
