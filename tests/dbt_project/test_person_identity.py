"""Who is one person, who is not, and by which key: the models themselves on both engines, on sightings made here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt_project.linking import Linked, hash_key, known_on, linking, seen

COLUMNS = ("person_key", "citizen_key", "number_key", "unit_key", "system_code", "region_code", "person_id",
           "citizen_id", "citizen_id_raw", "name_key", "sex_code", "birth_day", "period",
           "known_from", "known_to", "seen")  # fmt: skip

ZHUOMA, ZHUOMA_NEW, CAIRANG = "630102196501012347", "630102196502012349", "632124197003151234"
NAME, OTHER = "才仁卓玛", "尕藏·才让"


def citizen(citizen_id: str) -> str:
    return hash_key("citizen", citizen_id)


def number(person_id: str, region: str = "630102", system: str = "HRSS") -> str:
    return hash_key("local", system, region, person_id)


def sighting(person_id: str | None = "1", citizen_id: str | None = None, name: str | None = NAME, *,
             raw: str | None = None, birth: str | None = "19650101", sex: str | None = "2",
             unit: str | None = None, region: str = "630102",
             system: str = "HRSS", day: int = 1, until: int | None = None, period: str = "202501",
             line: int = 2) -> dict[str, str | None]:  # fmt: skip
    """One way in which somebody was reported, as base_person_sighting has it."""
    own = number(person_id, region, system) if person_id else None
    by_id = citizen(citizen_id) if citizen_id else None
    first = seen(f"2025-03-{day:02d}", period, day, line)
    who = (system, region, person_id, citizen_id, raw, name, sex, birth)
    times = (f"2025-03-{day:02d}", f"2025-03-{until:02d}" if until else None, first)
    values = (by_id or own, by_id, own, unit, *who, period, *times)
    return dict(zip(COLUMNS, values, strict=True))


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def linked(request: pytest.FixtureRequest) -> Iterator[Linked]:
    with linking("person", COLUMNS, request.param, request) as link:
        yield link


def test_a_number_without_an_id_is_the_person_whose_id_it_has_elsewhere(linked):
    keys, links = linked([sighting(citizen_id=ZHUOMA), sighting(name=None, birth=None, sex=None, line=3)])
    assert keys == {number("1"): citizen(ZHUOMA)}
    assert links == {frozenset((number("1"), citizen(ZHUOMA))): ("number_with_id", True)}


def test_a_corrected_id_is_the_same_person_under_the_id_known_first(linked):
    keys, links = linked([
        sighting(citizen_id=ZHUOMA_NEW, day=9), sighting(citizen_id=ZHUOMA), sighting(name=None, birth=None, sex=None),
    ])  # fmt: skip
    assert keys == {citizen(ZHUOMA_NEW): citizen(ZHUOMA), number("1"): citizen(ZHUOMA)}
    assert links[frozenset((citizen(ZHUOMA), citizen(ZHUOMA_NEW)))] == ("id_corrected_birth", True)


HAILONG, HIS = "马海龙", "630102196501012398"


@pytest.mark.parametrize("birth", ["19650101", "19700315"])
def test_a_month_under_another_living_persons_id_makes_nobody_that_person(linked, birth):
    wrong = sighting("1", ZHUOMA, HAILONG, sex="1")
    own = sighting("1", HIS, HAILONG, sex="1", birth=birth, period="202502", day=3)
    her = [sighting("2", ZHUOMA), sighting(None, ZHUOMA, system="PSB")]
    keys, links = linked([wrong, own, *her, sighting(None, HIS, HAILONG, sex="1", system="PSB")])
    assert keys == {} and links[frozenset((citizen(ZHUOMA), citizen(HIS)))] == ("id_differs_number", False)
    # Where nobody else bears it, or he himself does elsewhere too, it is his former one.
    keys, _ = linked([wrong, own])
    assert keys == {citizen(HIS): citizen(ZHUOMA)}
    keys, _ = linked([wrong, own, *her, sighting("9", ZHUOMA, HAILONG, sex="1", system="MED")])
    assert keys == {citizen(HIS): citizen(ZHUOMA)}


@pytest.mark.parametrize("raw", ["0" * 18, "9" * 15, "630102196513012374"])
def test_what_stands_in_for_a_number_is_nobodys(linked, raw):
    rows = [sighting("1", raw=raw), sighting("2", raw=raw, region="632701", system="MED")]
    assert linked(rows) == ({}, {})
    passport = [row | {"citizen_id_raw": "H00000123456789"} for row in rows]
    assert set(linked(passport)[1].values()) == {("same_invalid_id", True)}
    assert linked([passport[0], passport[1] | {"sex_code": "1"}]) == ({}, {})


def test_a_number_that_two_ways_lead_to_two_people_is_neither(linked):
    known = sighting("1", ZHUOMA)
    other = sighting("4", ZHUOMA_NEW, unit="u", birth="19650201")
    torn = sighting("3", raw="630102196501012374", unit="u", birth=None)
    assert linked([known, torn])[0] == {number("3"): citizen(ZHUOMA)}
    keys, links = linked([known, other, torn | {"birth_day": "19650201", "citizen_id_raw": "630102196502012374"},
                          sighting("5", "630102196502012371")])  # fmt: skip
    assert keys == {}, "the number of one, name, birth and unit of the other"
    assert {method for method, _ in links.values()} == {"id_mistyped_ambiguous", "name_birth_ambiguous"}


def test_a_mistyped_id_is_nobodys_whose_birth_or_sex_is_another(linked):
    known, typed = sighting("1", ZHUOMA), sighting("2", raw="630102196501013347")
    assert linked([known, typed])[0] == {number("2"): citizen(ZHUOMA)}
    for other in ({"birth_day": "20010630"}, {"sex_code": "1"}):
        assert linked([known, typed | other])[0] == {}
    # Born on the day, or of the sex, that the sender read out of the wrong number.
    read = sighting("2", raw="630102196505012347", birth="19650501", region="632701")
    assert linked([known, read])[0] == {number("2", "632701"): citizen(ZHUOMA)}


def test_a_way_that_stands_has_the_months_in_which_it_does(linked):
    rows = [sighting("1", ZHUOMA, period="202401"), sighting("1", ZHUOMA, period="202402", until=9),
            sighting("1", ZHUOMA, OTHER, period="202403", until=9)]  # fmt: skip
    for record in linked.in_steps(rows, "202402"):
        months = {row[-4:-2] for row in record}
        assert months == {("202401", "202401"), ("202403", "202403")}


def test_a_number_that_another_person_got_merges_nobody(linked):
    keys, links = linked([
        sighting(citizen_id=ZHUOMA), sighting(citizen_id=CAIRANG, name=OTHER, birth="19700315", sex="1", day=9),
        sighting(name=None, birth=None, sex=None),
    ])  # fmt: skip
    assert keys == {}
    assert {method for method, _ in links.values()} == {"number_shared", "id_differs_number"}


def test_a_number_whose_bearer_without_id_is_somebody_else_stays_alone(linked):
    keys, links = linked([sighting(citizen_id=ZHUOMA), sighting(name=OTHER, birth="19700315", sex="1", day=9)])
    assert keys == {} and set(links.values()) == {("number_shared", False)}


@pytest.mark.parametrize("change", [{"system": "MED"}, {"region": "630104"}])
def test_the_same_number_of_another_system_or_region_is_nobodys_evidence(linked, change):
    keys, links = linked([sighting(citizen_id=ZHUOMA), sighting(name=OTHER, birth="19700315", **change)])
    assert keys == {} and links == {}


def test_a_number_that_moved_to_another_region_is_the_same_person_by_name_and_birth(linked):
    keys, _ = linked([sighting(citizen_id=ZHUOMA), sighting(region="630104", day=5)])
    assert keys == {number("1", "630104"): citizen(ZHUOMA)}


@pytest.mark.parametrize("raw", ["630102196501012374", "630102196501013347"])
def test_an_id_with_one_wrong_digit_or_two_swapped_is_the_persons_of_that_name(linked, raw):
    known = sighting("1", ZHUOMA)
    assert linked([known, sighting("2", raw=raw, birth=None, sex=None)])[0] == {number("2"): citizen(ZHUOMA)}
    assert linked([known, sighting("2", raw=raw, name=OTHER, birth=None, sex=None)])[0] == {}


def test_name_and_birth_within_a_unit_link_where_only_one_bears_them(linked):
    one, two = sighting("1", ZHUOMA, unit="u"), sighting("2", ZHUOMA_NEW, unit="u")
    without = sighting("3", unit="u")
    assert linked([one, without])[0] == {number("3"): citizen(ZHUOMA)}
    keys, links = linked([one, two, without])
    assert keys == {} and set(links.values()) == {("name_birth_ambiguous", False)}
    assert linked([one, sighting("3", unit="v", region="630104")]) == ({}, {})


def one_unit(day: int, until: int | None = None, key: str = "v", head: str = "u") -> dict[str, str | None]:
    """That a unit key is counted under another one, as base_unit_key_history has it."""
    known = (f"2025-03-{day:02d}", f"2025-03-{until:02d}" if until else None)
    return dict(zip(("unit_key", "resolved_unit_key", "known_from", "known_to"), (key, head, *known), strict=True))


@pytest.mark.parametrize("units", [[one_unit(1)], [one_unit(1, key="u", head="v")], [
    one_unit(1, key="u", head="w"), one_unit(1, head="w"),
]])  # fmt: skip
def test_a_unit_that_is_one_over_systems_links_people_by_name_and_birth(linked, units):
    one, without = sighting("1", ZHUOMA, unit="u"), sighting("3", unit="v", system="MED", region="630104")
    assert linked([one, without]) == ({}, {})
    keys, links = linked([one, without], units)
    assert keys == {number("3", "630104", "MED"): citizen(ZHUOMA)}
    assert set(links.values()) == {("name_birth_linked_unit", True)}
    two = sighting("2", ZHUOMA_NEW, unit="u")
    assert linked([one, two, without], units)[0] == {}, "two of that name and birth"
    assert set(linked([one, without | {"unit_key": "u"}], units)[1].values()) == {("name_birth_unit", True)}


def test_people_whose_units_are_no_longer_one_are_split_on_that_day(linked):
    rows = [sighting("1", ZHUOMA, unit="u"), sighting("3", unit="v", system="MED", region="630104", day=2)]
    key, head = number("3", "630104", "MED"), citizen(ZHUOMA)
    method = "name_birth_linked_unit"
    assert linked.history(rows, [one_unit(4, 7), one_unit(9)]) == [
        (key, head, "2025-03-04", "2025-03-07", "withdrawn", method), (key, head, "2025-03-09", None, None, method),
    ]  # fmt: skip
    assert linked(rows, [one_unit(4, 7)])[0] == {}


def test_people_of_one_name_and_birth_in_a_region_are_only_proposed(linked):
    keys, links = linked([sighting("1", ZHUOMA, unit="u"), sighting("3", unit="v")])
    assert keys == {} and set(links.values()) == {("name_birth_region", False)}


def test_an_id_that_a_full_correction_removes_is_still_the_persons_key(linked):
    former, now = sighting(citizen_id=ZHUOMA, until=9), sighting(citizen_id=ZHUOMA_NEW, day=9)
    keys, links = linked([former, now])
    assert keys == {citizen(ZHUOMA_NEW): citizen(ZHUOMA)}
    assert set(links.values()) == {("id_replaced", True)}
    again = sighting(citizen_id="630102196503012340", day=12)
    keys, _ = linked([former, now | {"known_to": "2025-03-12"}, again])
    assert keys == dict.fromkeys([citizen(ZHUOMA_NEW), citizen("630102196503012340")], citizen(ZHUOMA))


def test_a_redelivery_of_what_was_known_changes_no_key(linked):
    rows = [sighting(citizen_id=ZHUOMA, day=3), sighting(citizen_id=ZHUOMA_NEW, day=5)]
    redelivered = [rows[0] | {"known_to": "2025-03-20"}, rows[1], sighting(citizen_id=ZHUOMA, day=20)]
    assert linked(redelivered)[0] == linked(rows)[0] == {citizen(ZHUOMA_NEW): citizen(ZHUOMA)}


def test_a_former_id_is_nobodys_evidence_where_another_person_bears_it_or_the_row_was_anothers(linked):
    now = sighting(citizen_id=ZHUOMA_NEW, day=9)
    others = sighting("2", ZHUOMA, OTHER, birth="19650101")
    assert linked([sighting(citizen_id=ZHUOMA, until=9), now, others])[0] == {}
    assert linked([sighting(citizen_id=CAIRANG, name=OTHER, birth="19700315", sex="1", until=9), now])[0] == {}
    same = sighting("2", ZHUOMA, system="MED")
    assert linked([sighting(citizen_id=ZHUOMA, until=9), now, same])[0] == {citizen(ZHUOMA_NEW): citizen(ZHUOMA)}


def test_a_number_whose_id_came_by_a_correction_leads_to_that_person(linked):
    former = sighting(birth=None, sex=None, until=9)
    keys, links = linked([former, sighting(citizen_id=ZHUOMA, day=9)])
    assert keys == {number("1"): citizen(ZHUOMA)} and set(links.values()) == {("number_identified", True)}
    assert linked([former | {"name_key": OTHER}, sighting(citizen_id=ZHUOMA, day=9)])[0] == {}


def test_evidence_that_a_correction_withdrew_merges_nobody(linked):
    known, without = sighting("1", ZHUOMA, unit="u"), sighting("3", unit="u", until=9)
    assert linked([known, without])[0] == {}
    assert linked([known, without, sighting("3", name=OTHER, unit="u", day=9)])[0] == {}


def test_history_tells_when_keys_were_merged_split_and_merged_again(linked):
    known = sighting("1", ZHUOMA, unit="u", day=1)
    here = sighting("3", unit="u", day=5, until=9)
    elsewhere = sighting("3", unit="v", day=9, until=12)
    back = sighting("3", unit="u", day=12)
    key, head = number("3"), citizen(ZHUOMA)
    assert linked.history([known, here, elsewhere, back]) == [
        (key, head, "2025-03-05", "2025-03-09", "doubtful", "name_birth_unit"),
        (key, head, "2025-03-12", None, None, "name_birth_unit"),
    ]
    assert linked.history([known, here, sighting("3", name=OTHER, unit="u", day=9)]) == [
        (key, head, "2025-03-05", "2025-03-09", "withdrawn", "name_birth_unit"),
    ]
    between = known_on([known, here, elsewhere, back], "2025-03-08")
    assert linked.history(between) == [(key, head, "2025-03-05", None, None, "name_birth_unit")]


def test_history_tells_that_a_key_went_to_another_person(linked):
    rows = [
        sighting("1", ZHUOMA, unit="u", day=1), sighting("2", CAIRANG, OTHER, unit="v", day=1),
        sighting("3", unit="u", day=2, until=9), sighting("3", name=OTHER, unit="v", day=9),
        sighting("2", CAIRANG, OTHER, unit="v", day=1),
    ]  # fmt: skip
    assert [row[3:] for row in linked.history(rows)] == [
        ("2025-03-09", "other_key", "name_birth_unit"), (None, None, "name_birth_unit"),
    ]  # fmt: skip


def test_names_sex_and_birth_that_do_not_fit_a_valid_id_are_told_with_their_lines(linked):
    fine = sighting("1", ZHUOMA, line=2)
    variants = [
        sighting("2", ZHUOMA, OTHER, system="MED", line=3), sighting("1", ZHUOMA, sex="1", birth="19650110", line=4),
        sighting("9", CAIRANG, OTHER, birth="19700315", sex="1", line=5),
        sighting("9", CAIRANG, NAME, until=3, birth="19700315", sex="1"),  # withdrawn
    ]  # fmt: skip
    found = linked.also([fine, *variants], "base_person_conflict", "kind, reported, expected, citizen_id, _line_no")
    assert found == [
        ("birth", "19650110", "19650101", ZHUOMA, 4), ("name", OTHER, None, ZHUOMA, 3), ("name", NAME, None, ZHUOMA, 2),
        ("sex", "1", "2", ZHUOMA, 4),
    ]  # fmt: skip
    assert linked.also([fine], "base_person_conflict", "kind") == []


_PEOPLE = st.lists(
    st.builds(
        sighting,
        person_id=st.sampled_from([None, "1", "2", "3"]),
        citizen_id=st.sampled_from([None, ZHUOMA, ZHUOMA_NEW, CAIRANG]),
        name=st.sampled_from([None, NAME, OTHER]),
        raw=st.none(),
        birth=st.sampled_from([None, "19650101", "19700315"]),
        sex=st.sampled_from(["1", "2"]),
        unit=st.sampled_from([None, "u", "v"]),
        region=st.sampled_from(["630102", "630104"]),
        day=st.integers(1, 9),
        until=st.sampled_from([None, None, None, 9, 11]),
        line=st.integers(2, 5),
    ).filter(lambda row: row["person_key"] is not None),
    max_size=12,
)


@settings(max_examples=20, deadline=None)
@given(rows=_PEOPLE, data=st.data())
def test_order_does_not_matter_and_each_key_leads_to_an_end(linked, rows, data):
    first = linked(rows)
    assert linked(data.draw(st.permutations(rows)) + rows[:2]) == first, "in any order, and said twice"
    keys, links = first
    assert not set(keys) & set(keys.values()), "a key it is counted under stands for itself"
    end = lambda key: keys.get(key, key)  # noqa: E731
    for pair, (_, is_merged) in links.items():
        one, other = pair
        assert not is_merged or end(one) == end(other), "nothing that is merged is left apart"


@settings(max_examples=12, deadline=None)
@given(rows=_PEOPLE, periods=st.lists(st.sampled_from(["202411", "202412", "202501"]), min_size=12, max_size=12))
def test_a_record_that_goes_on_from_an_earlier_one_is_the_record_of_all(linked, rows, periods):
    rows = [row | {"period": period} for row, period in zip(rows, periods, strict=False)]
    for after in ("202411", "202412"):
        whole, in_steps = linked.in_steps(rows, after)
        assert in_steps == whole


@settings(max_examples=30, deadline=None)
@given(rows=_PEOPLE)
def test_a_person_nobody_said_anything_about_keeps_the_key(linked, rows):
    alone = [sighting("77", CAIRANG[:-1] + "X", OTHER, region="632300"), sighting("77", None, None, region="632300")]
    before = linked(alone)[0]
    after = linked(alone + rows)[0]
    assert {key: value for key, value in after.items() if key in before} == before


# One whose ID is known and others who have none, all of a name and a birth, in units that are one now and then.
_COLLEAGUES = st.lists(
    st.builds(
        sighting,
        person_id=st.sampled_from(["2", "3"]),
        name=st.sampled_from([NAME, NAME, OTHER]),
        unit=st.sampled_from(["u", "v"]),
        system=st.sampled_from(["HRSS", "MED"]),
        day=st.integers(1, 9),
        until=st.sampled_from([None, None, 9, 11]),
    ),
    min_size=1,
    max_size=3,
).map(lambda rows: [sighting("1", ZHUOMA, unit="u"), *rows])
_UNITS = st.sampled_from([[], [one_unit(3)], [one_unit(2, 5)], [one_unit(2, 5), one_unit(8)], [one_unit(4, 10)]])


@settings(max_examples=30, deadline=None)
@given(rows=_PEOPLE | _COLLEAGUES, units=_UNITS, day=st.integers(1, 12))
def test_history_says_of_each_day_what_a_build_of_that_day_said(linked, rows, units, day):
    end = f"2025-03-{day:02d}"
    history = linked.history(rows, units)
    then = {key: head for key, head, start, until, *_ in history if start <= end and (until is None or until > end)}
    assert then == linked(known_on(rows, end), known_on(units, end))[0]
