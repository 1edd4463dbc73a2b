"""When and where something was first known, as one number that sorts and gives back what it holds."""

from __future__ import annotations

import duckdb
import psycopg
import pytest

from tests.dbt_project.linking import seen
from tests.dbt_project.rendered import expression

LAST = (2**63 - 1, 9_999_999_999)
TOLD = [  # in order
    ("1999-12-31", "202512", *LAST),
    ("2025-03-04", "", *LAST),
    ("2025-03-04", "2024", 4_271_621_742_828, 2),
    ("2025-03-04", "202401", 1, 1),
    ("2025-03-04", "202401", 1, 2),
    ("2025-03-04", "202401", 2, 1),
    ("2025-03-04", "202412", *LAST),
    ("2025-03-05", "202401", 1, 1),
    ("2243-10-16", "266812", *LAST),
]


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
def test_a_number_of_a_day_a_period_and_a_line_sorts_and_gives_them_back(dialect, request):
    rows = ", ".join(
        f"(date '{day}', nullif('{period}', ''), cast({delivery} as bigint), cast({line} as bigint))"
        for day, period, delivery, line in reversed(TOLD)
    )
    number = expression("seen_of", dialect, "day", "period", "cast(delivery as numeric(38, 0)) * 10000000000 + line")
    back = ", ".join(expression(name, dialect, "seen") for name in ("first_seen_of", "delivery_of", "line_of"))
    made = f"select {number} as seen from (values {rows}) as t(day, period, delivery, line)"
    opened = duckdb.connect() if dialect == "duckdb" else psycopg.connect(request.getfixturevalue("postgres_server"))
    with opened as connection:
        found = connection.execute(f"select cast(seen as text), {back} from ({made}) as m order by seen").fetchall()
    assert [row[1:] for row in found] == [
        (f"{day} {period or '000000'}", delivery, line) for day, period, delivery, line in TOLD
    ]
    assert [int(row[0]) for row in found] == [
        int(seen(day, period, delivery, line)) for day, period, delivery, line in TOLD
    ]
