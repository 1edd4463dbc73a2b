"""Which keys are one: the macro on both engines, on links of every shape, beside what following each of them finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import duckdb
import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt_project.linking import hash_key, seen
from tests.dbt_project.rendered import expression

Link = tuple[int, int]
KEYS = [hash_key("key", str(number)) for number in range(12)]
# Bearers of valid IDs; and the day on which each key became known, some of them on one.
STRONG = {number for number in range(12) if number % 5 == 0}
KNOWN = [seen(f"2025-03-{1 + number * 7 % 9:02d}", "202501", number, 2) for number in range(12)]

PATH = [(number, number + 1) for number in range(11)]
RING_FROM_BOTH_ENDS = [(0, 11), (11, 1), (1, 10), (10, 2), (2, 9), (9, 3), (3, 8), (8, 4)]
ALL_BESIDE_ONE_ANOTHER = [(one, other) for one in range(8) for other in range(one)]
TWO_CLIQUES_AND_A_BRIDGE = [(a + s, b + s) for s in (0, 6) for a in range(6) for b in range(a)] + [(3, 8)]


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def resolved(request: pytest.FixtureRequest) -> Iterator[Callable[[list[Link]], dict[int, int]]]:
    """The key under which each one is counted, of those that are counted under another."""
    dialect: str = request.param

    def rows(values: list[tuple[str, ...]], columns: str) -> str:
        told = ", ".join(f"({', '.join(row)})" for row in values)
        return f"(select * from (values {told}) as t({columns}))"

    def ask(links: list[Link]) -> dict[int, int]:
        link = rows(
            [("''", f"'{KEYS[one]}'", f"'{KEYS[other]}'", "'m'", "1", "true", "1", "1") for one, other in links],
            "moment, some_key, other_some_key, method, confidence, is_merged, _delivery_id, _line_no",
        )
        record = rows(
            [(f"'{key}'", KNOWN[n], f"'{key}'" if n in STRONG else "cast(null as text)")
             for n, key in enumerate(KEYS)],
            "some_key, known, strong_key",
        )  # fmt: skip
        sql = expression("linked_keys", dialect, "some_key", link, record, "strong_key", False)
        found = connection.execute(f"select some_key, resolved_some_key from ({sql}) as found").fetchall()
        return {KEYS.index(key): KEYS.index(under) for key, under in found}

    opened = duckdb.connect() if dialect == "duckdb" else psycopg.connect(request.getfixturevalue("postgres_server"))
    with opened as connection:
        yield ask


def followed(links: list[Link]) -> dict[int, int]:
    group = {key: {key} for pair in links for key in pair}
    for one, other in links:
        together = group[one] | group[other]
        for key in together:
            group[key] = together
    first = {key: min(keys, key=lambda k: (k not in STRONG, KNOWN[k][:17], KEYS[k])) for key, keys in group.items()}
    return {key: under for key, under in first.items() if key != under}


@pytest.mark.parametrize(
    "links", [PATH, RING_FROM_BOTH_ENDS, ALL_BESIDE_ONE_ANOTHER, TWO_CLIQUES_AND_A_BRIDGE, [(1, 2)]]
)
def test_keys_of_a_group_are_counted_under_the_one_known_first(resolved, links):
    assert resolved(links) == followed(links)


@settings(max_examples=40, deadline=None)
@given(links=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]),
                      min_size=1, max_size=24, unique_by=frozenset))  # fmt: skip
def test_any_links_lead_each_key_to_the_first_of_its_group(resolved, links):
    assert resolved(links) == followed(links)
