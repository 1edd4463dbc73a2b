"""Which numbers and codes are one unit: the models themselves on both engines, on sightings made here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt_project.linking import Linked, hash_key, known_on, linking, seen

COLUMNS = ("unit_key", "code_key", "number_key", "system_code", "region_code", "unit_id", "org_code", "name_key",
           "period",
           "known_from", "known_to", "seen")  # fmt: skip
NAME, BRANCH, WINDOW = "青海祁连物业服务有限公司", "青海祁连物业服务有限公司西宁分公司", "西宁市灵活就业人员参保窗口"
CODE, CODE_TWO = "710000005", "710000013"


def code(org_code: str) -> str:
    return hash_key("organisation", org_code)


def number(unit_id: str, system: str = "HRSS", region: str = "630102") -> str:
    return hash_key("unit", system, region, unit_id)


def sighting(unit_id: str | None = "1", org_code: str | None = CODE, name: str | None = NAME, *, system: str = "HRSS",
             region: str = "630102", day: int = 1, until: int | None = None) -> dict[str, str | None]:  # fmt: skip
    """One way in which a unit was reported, as base_unit_sighting has it."""
    own = number(unit_id, system, region) if unit_id else None
    by_code = code(org_code) if org_code else None
    first = seen(f"2025-03-{day:02d}", "202501", day, 2)
    times = (f"2025-03-{day:02d}", f"2025-03-{until:02d}" if until else None, first)
    values = (own or by_code, by_code, own, system, region, unit_id, org_code, name, "202501", *times)
    return dict(zip(COLUMNS, values, strict=True))


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def linked(request: pytest.FixtureRequest) -> Iterator[Linked]:
    with linking("unit", COLUMNS, request.param, request) as link:
        yield link


def test_one_unit_in_five_systems_under_other_numbers_is_one_unit(linked):
    keys, _ = linked([
        sighting("1"), sighting("2", system="MED"), sighting("3", name="祁连物业", system="TAX"),
        sighting(None, system="PIT"), sighting(None, system="PAY"), sighting("9", region="630104"),
    ])  # fmt: skip
    numbers = [number("1"), number("2", "MED"), number("3", "TAX"), number("9", region="630104")]
    assert keys == dict.fromkeys(numbers, code(CODE))


def test_a_branch_and_a_window_that_bear_the_code_of_another_are_units_of_their_own(linked):
    keys, links = linked([
        sighting("1"), sighting("2", name=BRANCH), sighting("3", name=WINDOW, system="MED"), sighting("4", name=WINDOW),
    ])  # fmt: skip
    assert keys.pop(number("1")) == code(CODE)
    assert len(keys) == 1 and {*keys, *keys.values()} == {number("3", "MED"), number("4")}, "one window in two systems"
    assert links[frozenset((number("2"), code(CODE)))] == ("code_shared", False)


def test_a_window_with_a_code_of_its_own_is_one_unit_in_all_systems(linked):
    keys, _ = linked([sighting("1", name=WINDOW), sighting("2", name=WINDOW, system="MED")])
    assert keys == {number("1"): code(CODE), number("2", "MED"): code(CODE)}


def test_two_numbers_of_one_region_under_one_code_merge_by_name_only(linked):
    keys, links = linked([sighting("1"), sighting("2", name="青海日月山劳务派遣有限公司"), sighting("3", day=9)])
    assert keys.keys() <= {number("1"), number("3")} and number("2") not in keys.values()
    assert links[frozenset((number("2"), code(CODE)))] == ("code_shared", False)


def test_a_corrected_code_is_one_unit_and_a_number_of_two_units_is_none(linked):
    keys, _ = linked([sighting("1", day=3), sighting("1", CODE_TWO, day=5)])
    assert keys == {number("1"): code(CODE), code(CODE_TWO): code(CODE)}
    keys, links = linked([sighting("1"), sighting("1", CODE_TWO, "青海日月山劳务派遣有限公司")])
    assert keys == {} and set(links.values()) == {("code_differs", False)}


def test_a_month_under_another_units_code_makes_no_unit_that_unit(linked):
    wrong, own = sighting("1", name="西宁昆仑运输有限公司"), sighting("1", CODE_TWO, "西宁昆仑运输有限公司", day=3)
    keys, links = linked([wrong, own, sighting("2", region="630104"), sighting(None, system="PIT")])
    assert code(CODE_TWO) not in keys and code(CODE_TWO) not in keys.values()
    assert links[frozenset((code(CODE), code(CODE_TWO)))] == ("code_differs", False)
    assert linked([wrong, own])[0][code(CODE_TWO)] == code(CODE)


@pytest.mark.parametrize("part", ["格尔木营业部", "海东院区", "第二加油站", "第三分厂"])
def test_a_part_of_any_kind_is_a_unit_of_its_own(linked, part):
    keys, links = linked([sighting("1"), sighting("2", name=NAME + part, region="632801")])
    assert keys == {number("1"): code(CODE)}
    assert links[frozenset((number("2", region="632801"), code(CODE)))] == ("code_shared", False)


def test_an_agency_is_no_part(linked):
    full, short = "青海诚信代理记账有限责任公司", "青海诚信代理记账有限公司"
    keys, _ = linked([sighting("1", name=full), sighting("2", name=short, system="MED")])
    assert keys == {number("1"): code(CODE), number("2", "MED"): code(CODE)}


def test_a_code_whose_unit_nobody_names_links_its_numbers(linked):
    keys, links = linked([sighting("1", name=None), sighting("2", name=None, system="MED")])
    assert keys == {number("1"): code(CODE), number("2", "MED"): code(CODE)}
    assert set(links.values()) == {("code_one_number", True)}


def test_without_a_code_a_full_name_links_within_its_region_and_to_one_number_only(linked):
    assert linked([sighting("1"), sighting("2", None, system="MED")])[0] == {
        number("1"): code(CODE), number("2", "MED"): code(CODE),
    }  # fmt: skip
    keys, _ = linked([sighting("1"), sighting("2", None, system="MED", region="630104")])
    assert number("2", "MED", "630104") not in keys
    keys, links = linked([sighting("1"), sighting("3", None), sighting("2", None, system="MED")])
    assert number("2", "MED") not in keys and ("name_ambiguous", False) in links.values()


def test_a_code_that_a_full_correction_removes_is_still_the_units_key(linked):
    former, now = sighting("1", until=9), sighting("1", CODE_TWO, day=9)
    assert linked([former, now])[0] == {code(CODE_TWO): code(CODE), number("1"): code(CODE)}
    others = sighting("2", CODE, "青海日月山劳务派遣有限公司")
    assert code(CODE_TWO) not in linked([former, now, others])[0]


def test_history_tells_when_a_unit_was_merged_and_split(linked):
    rows = [
        sighting("1"), sighting("2", None, system="MED", day=2, until=6),
        sighting("2", None, "青海日月山劳务派遣有限公司", system="MED", day=6),
    ]  # fmt: skip
    assert linked.history(rows) == [
        (number("1"), code(CODE), "2025-03-01", None, None, "code_and_name"),
        (number("2", "MED"), code(CODE), "2025-03-02", "2025-03-06", "withdrawn", "name_region"),
    ]
    assert linked.history(rows[:1]) == [(number("1"), code(CODE), "2025-03-01", None, None, "code_and_name")]


_UNITS = st.lists(
    st.builds(
        sighting,
        unit_id=st.sampled_from([None, "1", "2", "3"]),
        org_code=st.sampled_from([None, CODE, CODE_TWO]),
        name=st.sampled_from([None, NAME, BRANCH, WINDOW]),
        system=st.sampled_from(["HRSS", "MED"]),
        region=st.sampled_from(["630102", "630104"]),
        day=st.integers(1, 9),
        until=st.sampled_from([None, None, 9, 11]),
    ).filter(lambda row: row["unit_key"] is not None),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(rows=_UNITS, data=st.data())
def test_order_does_not_matter_and_each_key_leads_to_an_end(linked, rows, data):
    first = linked(rows)
    assert linked(data.draw(st.permutations(rows)) + rows[:2]) == first, "in any order, and said twice"
    keys, links = first
    assert not set(keys) & set(keys.values()), "a key it is counted under stands for itself"
    for pair, (_, is_merged) in links.items():
        assert not is_merged or len({keys.get(key, key) for key in pair}) == 1, "nothing that is merged is left apart"


@settings(max_examples=40, deadline=None)
@given(rows=_UNITS, day=st.integers(1, 12))
def test_history_says_of_each_day_what_a_build_of_that_day_said(linked, rows, day):
    end = f"2025-03-{day:02d}"
    history = linked.history(rows)
    then = {key: head for key, head, start, until, *_ in history if start <= end and (until is None or until > end)}
    assert then == linked(known_on(rows, end))[0]
