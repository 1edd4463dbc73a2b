"""Regions inherit legal numbers: county, prefecture, province, nation."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from catalogue.in_force import chain, in_force, on, region_with_numbers, regions_with_numbers
from catalogue.model import ParameterValue

NATION, PROVINCE, CITY, COUNTY = "000000", "630000", "630100", "630106"


def value(region, number, since=None, until=None, fund="*", key="*", status="verified"):
    return ParameterValue(
        parameter_id="minimum_wage", name_zh="最低工资", fund_code=fund, region_code=region, valid_from=since,
        valid_to=until, value=None if number is None else Decimal(number), unit="yuan_per_month", document="文件",
        article="", status="gap" if number is None else status, source="", note="", key=key,
    )  # fmt: skip


def holding(catalogue, values, region, day, fund="unemployment", key="*"):
    """The number that holds, by way of the region that has numbers of its own."""
    changed = replace(catalogue, parameters=tuple(values))
    numbered = regions_with_numbers(changed)
    where = region_with_numbers(region, changed.regions, numbered)
    found = [n for n in on(in_force(changed), day) if (n.fund_code, n.region_code, n.key) == (fund, where, key)]
    assert len(found) <= 1
    return found[0].rests_on.value if found else "none"


DAY = date(2024, 6, 1)
NATIONAL, PROVINCIAL, OF_THE_CITY = value(NATION, 1), value(PROVINCE, 2), value(CITY, 3)


@pytest.mark.parametrize(
    ("values", "region", "expected"),
    [
        ([NATIONAL], COUNTY, 1),
        ([NATIONAL, PROVINCIAL], COUNTY, 2),
        ([NATIONAL, PROVINCIAL, OF_THE_CITY], COUNTY, 3),
        ([NATIONAL, PROVINCIAL, OF_THE_CITY], CITY, 3),
        ([NATIONAL, PROVINCIAL, OF_THE_CITY], "630203", 2),
        ([NATIONAL, PROVINCIAL, value(COUNTY, 4)], COUNTY, 4),
        ([NATIONAL, PROVINCIAL, value(COUNTY, 4)], CITY, 2),
        # a retired code is the region of today, in the declaration and in the question
        ([NATIONAL, value("632124", 5)], COUNTY, 5),
        ([NATIONAL, value(COUNTY, 5)], "630122", 5),
        # 本级 codes of a level's own business
        ([NATIONAL, OF_THE_CITY], "630199", 3),
        ([NATIONAL, PROVINCIAL], "639900", 2),
        # a number set here and not known is missing: the nation's is not this region's
        ([NATIONAL, value(PROVINCE, None)], COUNTY, None),
        # outside its dates a region's own word does not hold
        ([NATIONAL, value(PROVINCE, 2, since=date(2025, 1, 1))], COUNTY, 1),
        ([NATIONAL, value(PROVINCE, 2, until=date(2024, 5, 31))], COUNTY, 1),
        # the fund's own before every fund's, but the nearer region first
        ([value(PROVINCE, 2), value(PROVINCE, 6, fund="unemployment")], COUNTY, 6),
        ([value(NATION, 6, fund="unemployment"), value(PROVINCE, 2)], COUNTY, 2),
        ([value(NATION, 6, fund="maternity")], COUNTY, "none"),
    ],
)
def test_number_of_a_region_is_the_nearest_in_force(catalogue, values, region, expected):
    assert holding(catalogue, values, region, DAY) == expected


def test_table_of_a_region_shadows_line_by_line_and_an_unknown_table_all_lines(catalogue):
    nation = [value(NATION, 1, key="1"), value(NATION, 2, key="2")]
    own_line = [*nation, value(PROVINCE, 9, key="2")]
    assert [holding(catalogue, own_line, COUNTY, DAY, key=key) for key in "12"] == [1, 9]
    unknown = [*nation, value(PROVINCE, None)]
    assert [holding(catalogue, unknown, COUNTY, DAY, key=key) for key in ("1", "2", "*")] == [None, None, None]


def test_region_chain_goes_up_to_the_nation(catalogue):
    assert chain("632124", catalogue.regions) == (COUNTY, CITY, PROVINCE, NATION)
    assert chain("630101", catalogue.regions) == (CITY, PROVINCE, NATION)
    assert chain("440100", catalogue.regions) == (NATION,)


days = st.dates(date(2020, 1, 1), date(2020, 3, 31))


@st.composite
def some_values(draw):
    found = []
    for region in draw(st.lists(st.sampled_from([NATION, PROVINCE, CITY, COUNTY]), unique=True)):
        for fund in draw(st.lists(st.sampled_from(["*", "unemployment"]), unique=True)):
            for key in draw(st.lists(st.sampled_from(["*", "1", "2"]), unique=True)):
                ends = sorted(draw(st.sets(days, max_size=4)))
                for since, after in itertools.pairwise(ends):
                    number = None if key == "*" else draw(st.integers(0, 9))
                    found.append(value(region, number, since, after - timedelta(days=1), fund, key))
    return found


@settings(max_examples=150, deadline=None)
@given(some_values(), days, st.sampled_from(["1", "2"]))
def test_number_in_force_is_what_a_search_from_near_to_far_finds(catalogue, values, day, key):
    def search():
        for region in (COUNTY, CITY, PROVINCE, NATION):
            for fund in ("unemployment", "*"):
                for line in (key, "*"):
                    for v in values:
                        its = (v.region_code, v.fund_code, v.key) == (region, fund, line)
                        if its and v.valid_from <= day <= v.valid_to:
                            return v.value
        return "none"

    expected = search() if any(v.key == key for v in values) else "none"
    assert holding(catalogue, values, COUNTY, day, key=key) == expected


def test_numbers_in_force_of_the_shipped_catalogue_never_overlap(catalogue):
    last = {}
    for number in in_force(catalogue):
        series = (number.rests_on.parameter_id, number.fund_code, number.region_code, number.key)
        assert series not in last or last[series] < number.valid_from <= number.valid_to
        last[series] = number.valid_to
    assert len(last) > 500
