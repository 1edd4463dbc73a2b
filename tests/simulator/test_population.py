"""People: valid and unique citizens' IDs, the census' shape, lives in order."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.citizen_id import body, text15, text18
from simulator.law import retirement
from simulator.months import month_index, months_of_days, period_of, ymd
from simulator.population import Population
from simulator.province import allot, cells, choose, counties, county

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "440524188001010014", "630106202101150005", "63212419701101000X", "63010219900119000X"],
)
def test_check_character_agrees_with_published_examples(number):
    parts = np.array([int(number[:6])]), np.array([int(number[6:14])]), np.array([int(number[14:17])])
    assert text18(body(*parts)).to_pylist() == [number]


def test_fifteen_digits_are_the_eighteen_without_century_and_check():
    number = body(np.array([630102]), np.array([19900307]), np.array([0]))
    assert text15(number).to_pylist() == ["630102900307000"]


def test_all_citizens_ids_are_valid_and_unique():
    chosen = choose("630100,632300")
    sizes = {c.code: int(n) for c, n in zip(chosen, allot(60_000, [c.population for c in chosen]), strict=True)}
    population = Population(3, sizes)
    found: list[str] = []
    for code in sizes:
        people = population.at(code, np.arange(population.size(code)))
        ids = people.citizen_id.to_pylist()
        found += ids
        assert [n[6:14] for n in ids] == [str(d) for d in ymd(people.birth_day)]
        assert all((int(n[16]) % 2 == 1) == (sex == 1) for n, sex in zip(ids, people.sex, strict=True))
    assert len(set(found)) == len(found) > 60_000
    for number in found[::7]:
        digits = sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=False))
        assert number[17] == "10X98765432"[digits % 11]


def test_region_of_an_id_is_the_one_of_its_day():
    """湟中 was 632124 until 1999, 630122 until 2019, 630106 since."""
    population = Population(3, {"630106": 20_000})
    people = population.at("630106", np.arange(population.size("630106")))
    codes = people.number // 10**11
    day = ymd(people.birth_day)
    native = np.isin(codes, [632124, 630122, 630106])
    assert native.mean() > 0.8
    assert set(codes[native & (day < 19991201)]) == {632124}
    assert set(codes[native & (day > 20000101) & (day < 20191201)]) == {630122}
    assert set(codes[native & (day > 20200101)]) == {630106}


def test_census_table_is_whole():
    assert len(counties()) == 45
    assert sum(c.population for c in counties()) == 5_923_957
    assert all(int(c.weights.sum()) == c.population for c in counties())


def test_shape_by_age_and_sex_is_the_census():
    of = county("630102")
    layout = cells(of, 30_000, 5)
    counted = np.diff(layout.start)[: of.weights.size]
    expected = of.weights[:, ::-1].ravel() / of.population * 30_000
    assert int(counted.sum()) == 30_000
    assert np.abs(counted - expected).max() < 1


def test_counties_get_their_share():
    shares = allot(200_000, [c.population for c in counties()])
    expected = np.array([c.population for c in counties()]) / 5_923_957 * 200_000
    assert int(shares.sum()) == 200_000 and np.abs(shares - expected).max() < 1


def test_somebody_alone_is_the_same_as_in_the_crowd():
    population = Population(9, {"632301": 5_000})
    crowd = population.at("632301", np.arange(population.size("632301")))
    alone = population.at("632301", np.array([4_321]))
    for name in ("number", "name", "death_day", "household", "ethnicity"):
        assert getattr(alone, name)[0] == getattr(crowd, name)[4_321]


def test_spouses_are_of_the_other_sex_and_of_like_age():
    population = Population(9, {"632301": 5_000})
    index = np.arange(population.size("632301"))
    partner = population.spouse_index("632301", index)
    known = partner >= 0
    people, partners = population.at("632301", index[known]), population.at("632301", partner[known])
    assert (people.sex != partners.sex).all()
    assert np.median(np.abs(people.birth_month - partners.birth_month)) < 60


def test_deaths_follow_birth_and_registration_follows_death():
    population = Population(9, {"630102": 20_000})
    people = population.at("630102", np.arange(population.size("630102")))
    dead = people.death_day < 10**6
    assert (people.death_day[dead] >= people.birth_day[dead]).all()
    assert (people.registered_day[dead] > people.death_day[dead]).all()
    # Eleven years of a young province: some eight per cent.
    assert 0.03 < dead.mean() < 0.15


@pytest.mark.parametrize(
    ("birth", "category", "retires"),
    [
        ("196412", 0, "202412"), ("196501", 0, "202502"), ("196504", 0, "202505"), ("196505", 0, "202507"),
        ("196912", 0, "203103"), ("197001", 0, "203105"), ("197608", 0, "203907"), ("197609", 0, "203909"),
        ("199006", 0, "205306"), ("196912", 1, "202412"), ("197001", 1, "202502"), ("197005", 1, "202507"),
        ("198108", 1, "203907"), ("198109", 1, "203909"), ("197412", 2, "202412"), ("197501", 2, "202502"),
        ("197502", 2, "202503"), ("197503", 2, "202505"), ("198410", 2, "203909"), ("198411", 2, "203911"),
    ],
)  # fmt: skip
def test_gradual_raise_agrees_with_the_published_table(birth, category, retires):
    _, lawful = retirement(np.array([month_index(birth)]), np.array([category]))
    assert period_of(int(lawful[0])) == retires


def test_months_of_days():
    assert [period_of(int(m)) for m in months_of_days(np.array([0, 30, 31, -1]))] == [
        "197001", "197001", "197002", "196912",
    ]  # fmt: skip
