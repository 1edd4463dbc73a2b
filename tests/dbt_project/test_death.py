"""Who died: by the registry, or by the fund's own record after a registration was cancelled (撤销)."""

from __future__ import annotations

import pytest

from tests.dbt_project.linking import cursor
from tests.dbt_project.rendered import model

TABLES = {
    "base_death_registration": {
        "person_key": "text",
        "citizen_id": "text",
        "death_date": "date",
        "registered_date": "date",
        "registration_cancelled_flag": "boolean",
        "period": "text",
    },
    "base_termination": {"person_key": "text", "citizen_id": "text", "death_date": "date", "period": "text"},
}
REGISTERED = ("2024-01-05", "2024-01-09", False, "202401")
CANCELLED = ("2024-01-05", "2024-03-01", True, "202403")
# person → (entries of the registry, the fund's records: death and month, the death that counts)
PEOPLE = {
    "registered": ([REGISTERED], [("2025-06-10", "202506")], "2024-01-05"),
    "cancelled": ([REGISTERED, CANCELLED], [], None),
    "cancelled_in_the_fund_too": ([REGISTERED, CANCELLED], [("2024-01-05", "202402")], None),
    "died_on_the_day_it_was_cancelled": ([REGISTERED, CANCELLED], [("2024-03-01", "202403")], None),
    "died_later": ([REGISTERED, CANCELLED], [("2024-01-05", "202402"), ("2025-06-10", "202506")], "2025-06-10"),
    "cancelled_without_a_date": ([("2024-01-05", None, True, "202403")], [("2025-06-10", "202506")], None),
    "of_the_fund": ([], [("2025-06-10", "202506")], "2025-06-10"),
}


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
def test_a_death_that_the_fund_records_counts_after_a_cancelled_registration_and_not_before(dialect, request):
    with cursor(dialect, request) as execute:
        for table, columns in TABLES.items():
            execute(f"drop table if exists {table} cascade")
            shape = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            execute(f"create table {table} ({shape}, _delivery_id bigint, _line_no bigint)")
        execute("drop table if exists base_person_identity cascade")
        execute("create table base_person_identity (person_key text, resolved_person_key text)")
        execute("drop table if exists stg_control__delivery cascade")
        execute("create table stg_control__delivery (delivery_id bigint, seq bigint)")
        execute("insert into stg_control__delivery values (1, 1)")
        for key, (entries, records, _) in PEOPLE.items():
            for table, rows in (("base_death_registration", entries), ("base_termination", records)):
                for line, row in enumerate(rows, 1):
                    execute(f"insert into {table} values ({', '.join(map(_literal, (key, key, *row, 1, line)))})")
        found = execute(f"select person_key, cast(death_date as text) from ({model('base_death', dialect)}) as made")
    assert dict(found) == {key: died for key, (_, _, died) in PEOPLE.items() if died}


def _literal(value):
    return "null" if value is None else f"'{value}'"
