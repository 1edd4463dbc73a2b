"""Which differences are of timing (时间性差异): the model itself on both engines, on legs made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dbt_project.linking import cursor
from tests.dbt_project.rendered import model

NAME = "int_reconciliation__difference"
LEG = (
    "leg_code text, level_code text, fund_code text, region_code text, period text, is_equal boolean, match_key text,"
    " unit_key text, unit_id text, person_id text, plan_id text, document_no text, account_no text,"
    " left_amount numeric(18, 2), right_amount numeric(18, 2)"
)
# key, month, what the left and the right station have
Side = tuple[str, int, int, int]
# month -> class and the month of the counterpart
Told = dict[int, tuple[str, int | None]]
Classed = Callable[..., dict[str, Told]]
ALWAYS = ((3, "null", "null"),)


def period(month: int) -> str:
    return f"{2024 + (month - 1) // 12}{(month - 1) % 12 + 1:02d}"


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def classed(request: pytest.FixtureRequest) -> Iterator[Classed]:
    sql = model(NAME, request.param)
    with cursor(request.param, request) as run:
        run(f"create table int_reconciliation__leg ({LEG})")
        run("create table dim_unit as select 'registered' as unit_key")
        run("create table seed_parameter (parameter_id text, fund_code text, region_code text, value numeric(18, 6),"
            " valid_from date, valid_to date)")  # fmt: skip

        def told(sides: list[Side], unit: str = "registered", windows=ALWAYS, leg: str = "due_paid") -> dict[str, Told]:
            run("delete from int_reconciliation__leg")
            run("delete from seed_parameter")
            for months, since, until in windows:
                run("insert into seed_parameter values"
                    f" ('reconciliation_window_months', '*', '000000', {months}, {since}, {until})")  # fmt: skip
            rows = ", ".join(
                f"('{leg}', 'unit', 'maternity', '630102', '{period(month)}', false, '{key}', '{unit}', null, null,"
                f" null, null, null, {left}, {right})"
                for key, month, left, right in sides
            )
            if rows:
                run(f"insert into int_reconciliation__leg values {rows}")
            month_of = {period(month): month for _, month, _, _ in sides}
            found: dict[str, Told] = {}
            for key, of, kind, other, amount in run(
                f"select match_key, period, class_code, counterpart_period, difference_amount from ({sql}) as d"
            ):
                assert isinstance(amount, Decimal)
                found.setdefault(key, {})[month_of[of]] = (kind, month_of.get(other))
            return found

        yield told


def test_money_that_comes_every_second_month_is_timing_all_year(classed):
    sides = [("u", month, 100, 0 if month % 2 else 200) for month in range(1, 13)]
    for known in range(2, 13, 2):  # and what was told of earlier months stays
        expected = {month: ("timing", month + 1 if month % 2 else month - 1) for month in range(1, known + 1)}
        assert classed(sides[:known]) == {"u": expected}


def test_the_oldest_is_settled_first_and_what_waited_too_long_does_not_take_a_place(classed):
    # 01 and 02 are owed, 05 and 06 are paid: 01 is too far from 05, and 02 is not.
    sides = [("u", 1, 100, 0), ("u", 2, 100, 0), ("u", 5, 0, 100), ("u", 6, 0, 100)]
    assert classed(sides) == {
        "u": {1: ("missing", None), 2: ("timing", 5), 5: ("timing", 2), 6: ("missing", None)},
    }  # fmt: skip


def test_a_station_that_takes_back_its_own_amount_is_not_late(classed):
    assert classed([("u", 1, 0, 100), ("u", 2, 0, -100)]) == {"u": {1: ("missing", None), 2: ("missing", None)}}
    beside = [("u", 1, 500, 400), ("u", 2, 500, 600)]  # a part came with the next month's
    assert classed(beside) == {"u": {1: ("timing", 2), 2: ("timing", 1)}}
    taken_back_at_both = [("u", 1, -100, 0), ("u", 3, 0, -100)]
    assert classed(taken_back_at_both) == {"u": {1: ("timing", 3), 3: ("timing", 1)}}


def test_what_stands_at_both_stations_in_part_is_no_amount_that_waits(classed):
    assert classed([("u", 1, 60, -40), ("u", 2, 0, 100)]) == {"u": {1: ("amount", None), 2: ("missing", None)}}


def test_of_a_unit_that_nobody_registered_nothing_is_matched(classed):
    sides = [("u", 1, 100, 0), ("u", 2, 0, 100)]
    for leg in ("due_paid", "paid_levied"):
        told = classed(sides, unit="unknown", leg=leg)
        assert told == {"u": {1: ("unmatched", None), 2: ("unmatched", None)}}


def test_the_window_is_that_of_the_month_in_which_it_is_settled(classed):
    windows = ((3, "null", "date '2024-06-30'"), (1, "date '2024-07-01'", "date '2024-12-31'"))
    sides = [
        ("before", 3, 100, 0), ("before", 6, 0, 100),
        ("after", 5, 100, 0), ("after", 7, 0, 100),
        ("next", 6, 100, 0), ("next", 7, 0, 100),
        ("none in force", 12, 100, 0), ("none in force", 13, 0, 100),
    ]  # fmt: skip
    told = classed(sides, windows=windows)
    assert {key: {kind for kind, _ in months.values()} for key, months in told.items()} == {
        "before": {"timing"}, "after": {"missing"}, "next": {"timing"}, "none in force": {"missing"},
    }  # fmt: skip


def greedy(sides: list[Side], window: int) -> dict[str, Told]:
    """Month after month: what comes settles the oldest that waits at the other station for this amount."""
    waiting: list[tuple[str, str, int, int]] = []
    told: dict[str, Told] = {}
    for key, month, left, right in sorted(sides, key=lambda side: side[1]):
        station, amount = ("left", left) if left else ("right", right)
        told.setdefault(key, {})[month] = ("missing", None)
        for one in waiting:
            if one[0] == key and one[1] != station and one[2] == amount and month - one[3] <= window:
                waiting.remove(one)
                told[key] |= {month: ("timing", one[3]), one[3]: ("timing", month)}
                break
        else:
            waiting.append((key, station, amount, month))
    return told


def most_pairs(sides: list[Side], window: int) -> int:
    """Of one key and amount, the most pairs that can be made at all: each left one looks for a place (Kuhn)."""
    lefts = [month for _, month, left, _ in sides if left]
    rights = [month for _, month, _, right in sides if right]
    taken: dict[int, int] = {}

    def finds(one: int, seen: set[int]) -> bool:
        for other in rights:
            if abs(one - other) <= window and other not in seen:
                seen.add(other)
                if other not in taken or finds(taken[other], seen):
                    taken[other] = one
                    return True
        return False

    return sum(finds(one, set()) for one in lefts)


MONTHS = st.lists(
    st.tuples(st.integers(1, 40), st.sampled_from([(100, 0), (0, 100)]), st.sampled_from([1, 1, 1, 2, -1])),
    max_size=25, unique_by=lambda one: one[0],
)  # fmt: skip


@given(st.lists(MONTHS, min_size=1, max_size=8), st.integers(0, 5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pairs_are_those_of_the_oldest_first_and_as_many_as_can_be(classed, request, keys, window):
    if "postgres" in request.node.name:
        pytest.skip("the cases above run on both engines")
    sides = [
        (f"k{place}", month, left * times, right * times)
        for place, months in enumerate(keys)
        for month, (left, right), times in months
    ]
    told = classed(sides, windows=((window, "null", "null"),))
    assert told == greedy(sides, window)
    for key, months in told.items():
        for amount in (-100, 100, 200):
            same = [side for side in sides if side[0] == key and side[2] + side[3] == amount]
            paired = [side for side in same if months[side[1]][0] == "timing"]
            assert len(paired) == 2 * most_pairs(same, window)
