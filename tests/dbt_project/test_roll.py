"""Who should have come and did not (应来未来): known leavers are told apart, and what cannot be said is not said."""

from __future__ import annotations

import pytest

from tests.dbt_project.linking import cursor
from tests.dbt_project.rendered import model

TEXT, PERIOD = "text", "202503"
TABLES = {
    "base_contribution_month": "person_key unit_key contribution_status_code",
    "base_person_enrolment_month": "person_key unit_key contribution_status_code",
    "base_benefit_month": "person_key benefit_payment_status_code",
    "base_unit_contribution_month": "unit_key unit_contribution_status_code",
    "base_termination": "person_key",
    "base_transfer": "person_key transfer_direction_code",
}
MODELS = ("base_roll_month", "int_quality__month_compared", "fct_roll_absence", "fct_roll_quality")
FUNDS = {"EP": "enterprise_pension", "RP": "resident_pension", "EM": "employee_medical", "RM": "resident_medical"}
# file, region, period, person, unit, status
PERSONS = [
    *(("EP02", "630102", "202502", f"p{n}", "u1", "1") for n in range(1, 10)),
    ("EP02", "630102", "202502", "p1", "u2", "1"),  # two units, one person
    ("EP02", "630102", "202502", "p10", "u1", "3"),  # says itself that it is the last row
    ("EP02", "630102", "202503", "p1", "u1", "1"),
    ("EP02", "630102", "202503", "p2 corrected", "u1", "1"),
    ("EP02", "630102", "202503", "p11", "u3", "1"),  # of a unit that the table of units lacks
    ("EP02", "630121", "202503", "p8", "u8", "1"),  # moved there
    # Residents: paid for a year, the list of January is a new one.
    ("RM01", "630102", "202412", "p20", None, "1"),
    ("RM01", "630102", "202501", "p21", None, "1"),
    ("RM01", "630102", "202502", "p21", None, "1"),
    # Far back: not compared any more.
    ("EP02", "630102", "202411", "p30", "u1", "1"),
    ("EP02", "630102", "202412", "p31", "u1", "1"),
    # A mistyped month: nothing else is far back because of it.
    ("RM01", "630102", "203003", "p21", None, "1"),
]
UNITS = [
    ("EP01", "630102", "202502", "u1", "1"), ("EP01", "630102", "202502", "u2", "1"),
    ("EP01", "630102", "202502", "u4", "3"), ("EP01", "630102", "202503", "u1", "1"),
]  # fmt: skip


@pytest.fixture(params=["duckdb", "postgres"])
def run(request):
    with cursor(request.param, request) as run:
        for name, columns in TABLES.items():
            own = ", ".join(f"{column} text" for column in f"file_code fund_code region_code period {columns}".split())
            run(
                f"create table {name}"
                f" ({own}, _delivery_id bigint, _line_no bigint, has_citizen_id boolean default false)"
            )
        run("create table base_person_identity (person_key text, resolved_person_key text, is_plain boolean)")
        run("create table base_unit_identity (unit_key text, resolved_unit_key text)")
        run("create table base_death (person_key text, death_period text)")
        run("create table base_feed_month (file_code text, region_code text, period text)")
        run("create table base_delivery as select cast('2025-04-07' as date) as received_date")
        run("create table seed_parameter (parameter_id text, fund_code text, region_code text, value numeric(18, 6),"
            " valid_from date, valid_to date)")  # fmt: skip
        run("insert into seed_parameter values ('quality_expected_months', '*', '000000', 3, null, null)")
        for line, (file, region, period, person, unit, status) in enumerate(PERSONS, 2):
            _add(run, "base_contribution_month", file, region, period, person, unit, status, line=line)
        for line, (file, region, period, unit, status) in enumerate(UNITS, 2):
            _add(run, "base_unit_contribution_month", file, region, period, unit, status, line=line)
        run("insert into base_person_identity values ('p2 corrected', 'p2', true)")
        run("insert into base_death values ('p3', '202502'), ('p9', '202504')")
        _add(run, "base_termination", "EP21", "630102", "202503", "p4", line=2)
        _add(run, "base_termination", "EP21", "630102", "201903", "p6", line=3)  # and was listed again since
        _add(run, "base_transfer", "EP06", "630102", "202502", "p5", "2", line=2)
        _add(run, "base_transfer", "EP06", "630102", "202503", "p6", "1", line=3)  # in, not out
        _add(run, "base_benefit_month", "EP03", "630102", "202503", "p7", "1", line=2)
        run(
            "insert into base_feed_month select distinct file_code, region_code, period from ("
            + " union all ".join(f"select file_code, region_code, period from {name}" for name in TABLES)
            + ") as t"
        )
        dialect = "duckdb" if "duckdb" in request.node.name else "postgres"
        for name in MODELS:
            run(f"create table {name} as {model(name, dialect)}")
        yield run


def _add(run, table: str, file: str, *values: str | None, line: int) -> None:
    region, period, *rest = values
    texts = ", ".join("null" if v is None else f"'{v}'" for v in (file, FUNDS[file[:2]], region, period, *rest))
    run(f"insert into {table} values ({texts}, 1, {line}, default)")


def test_absent_persons_are_told_apart_from_known_leavers(run):
    gone = run(
        "select entity_key, leave_reason, _line_no from fct_roll_absence"
        f" where file_code = 'EP02' and region_code = '630102' and period = '{PERIOD}' order by entity_key"
    )
    assert gone == [
        ("p3", "died", 4), ("p4", "terminated", 5), ("p5", "transferred", 6),
        ("p6", None, 7), ("p7", "retired", 8), ("p8", "moved", 9), ("p9", None, 10),
    ]  # fmt: skip


def test_units_that_the_former_month_or_the_sister_table_has_are_expected(run):
    gone = run("select entity_key, basis, from_file_code, period from fct_roll_absence where roll = 'unit' order by 1")
    assert gone == [("u2", "former_month", "EP01", PERIOD), ("u3", "sister_table", "EP02", PERIOD)]


def test_counts_say_what_was_expected_or_why_it_cannot_be_said(run):
    counts = {
        row[:3]: row[3:]
        for row in run(
            "select file_code, region_code, period, not_compared, expected_count, gone_count, left_count,"
            " sister_absent_count, absent_count from fct_roll_quality"
        )
    }
    assert counts["EP02", "630102", "202503"] == (None, 9, 7, 5, 0, 2)
    assert counts["EP01", "630102", "202503"] == (None, 2, 1, 0, 1, 2)
    assert counts["EP02", "630121", "202503"] == ("no_former_month", None, None, None, 0, 0)
    assert counts["RM01", "630102", "202501"] == ("new_year", None, None, None, 0, 0)
    assert counts["RM01", "630102", "202502"] == (None, 1, 0, 0, 0, 0)
    assert counts["EP02", "630102", "202412"] == ("too_old", None, None, None, None, None)
    assert counts["RM01", "630102", "203003"][0] == "no_former_month"
