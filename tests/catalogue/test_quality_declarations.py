"""Declarations of codes, cleaning, calendar and governed sets: wrong ones are told by file and line."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from catalogue import CatalogueError, load_catalogue
from catalogue.base_models import base_models
from catalogue.calendar import FILE as CALENDAR
from catalogue.calendar import calendar
from catalogue.cleaning import FILE as CLEANING
from catalogue.cleaning import defects
from catalogue.code_maps import FOLDER, SYSTEMS, code_columns, code_maps, national_systems
from catalogue.generate import fund_codes
from catalogue.governance import FILE as GOVERNANCE
from catalogue.governance import governed_sets
from simulator.law import retirement

CATALOGUE = load_catalogue()


def test_every_governed_set_is_in_base_models_and_there_are_41():
    sets = governed_sets(CATALOGUE)
    assert [one.set_no for one in sets] == list(range(1, 42))
    placed = {member.table.file_code for model in base_models(CATALOGUE).values() for member in model.members}
    assert {table.file_code for one in sets for table in one.tables} <= placed
    # Sets that the interface tables do not cover are in an extension table of their own name.
    by_no = {one.set_no: one for one in sets}
    assert [table.file_code for table in by_no[5].tables] == ["IP21"]
    assert "EM21" in {table.file_code for table in by_no[19].tables}


def test_a_governed_set_in_no_table_is_told(tmp_path):
    text = GOVERNANCE.read_text(encoding="utf-8").replace("职业年金单位信息表", "职业年金单位表")
    file = tmp_path / "governance.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="set 5 is in no table"):
        governed_sets(CATALOGUE, file)


def test_every_column_of_codes_has_a_list_or_a_reason():
    for column in code_columns(CATALOGUE):
        assert (column.code_list is None) == bool(column.no_list_reason), (column.table.file_code, column.column)


def test_the_macro_of_funds_says_what_the_maps_say():
    [macro] = fund_codes.emit(CATALOGUE).values()
    said = [
        (code, fund)
        for codes, fund in re.findall(r"in \(([^)]+)\) then '(\w+)'", macro)
        for code in re.findall(r"\w+", codes)
    ]
    assert set(said) == {(m.code, m.national_code) for m in code_maps(CATALOGUE) if m.national_element == "fund"}
    assert dict(said)["380"] == "new_rural_medical" and dict(said)["URM"] == "resident_medical"
    assert len(dict(said)) == len(said), "a code stands for one fund"


def test_a_retired_division_stands_for_the_present_one():
    maps = {m.code: m.national_code for m in code_maps(CATALOGUE) if m.source_system == "REGION"}
    assert maps["632121"] == "630203" and "630203" not in maps


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("tax", "aae140,11O,LDT92,aae140,110,,,verified,x,", "'11O' is not in TAX.aae140"),
        ("tax", "aae140,110,LDT92,aae140,11O,,,verified,x,", "'11O' is not in LDT92.aae140"),
        ("tax", "aae140,110,LDT92,aae14O,110,,,verified,x,", "no code list 'aae14O' of system 'LDT92'"),
        ("tax", "aae140,110,TAX,aae140,110,,,verified,x,", "TAX is no national system"),
        ("tax", "aae140,110,LDT92,aae140,110,,,,x,", "code, status or source is empty"),
        ("tax", "aae140,110,LDT92,aae140,110,2024-02-30,,verified,x,", "is no date"),
        ("tax", "aae140,110,LDT92,aae140,110,2025-01-01,2024-01-01,verified,x,", "ends before it begins"),
        ("abc", "aae140,110,LDT92,aae140,110,,,verified,x,", "ABC has no list 'aae140' and sends no feeds"),
        ("psb", "aae140,110,LDT92,aae140,110,,,verified,x,", "PSB sends no column of LDT92.aae140"),
        ("tax", "aae140,110,LDT92,aae140,110,,2024-01-31,verified,x,\naae140,110,LDT92,aae140,120,2024-01-31,,m,x,",
         "'110' is mapped twice at the same time"),
    ],
)  # fmt: skip
def test_a_wrong_map_is_told_by_file_and_line(name: str, line: str, said: str, tmp_path: Path):
    header = (FOLDER / "tax.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / f"{name}.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"{name}\.csv") as caught:
        code_maps(CATALOGUE, tmp_path)
    assert said in str(caught.value)


def test_maps_that_follow_one_another_are_two(tmp_path):
    header = (FOLDER / "tax.csv").read_text(encoding="utf-8").splitlines()[0]
    lines = "aae140,110,LDT92,aae140,110,,2024-01-31,m,x,\naae140,110,LDT92,aae140,120,2024-02-01,,m,x,\n"
    (tmp_path / "tax.csv").write_text(f"{header}\n{lines}", encoding="utf-8")
    own = [m for m in code_maps(CATALOGUE, tmp_path) if m.source_system == "TAX"]
    assert [(m.national_code, m.valid_from is None) for m in own] == [("110", True), ("120", False)]


def test_a_system_of_lists_that_is_not_declared_is_told(tmp_path):
    file = tmp_path / "code_systems.csv"
    file.write_text(SYSTEMS.read_text(encoding="utf-8").replace("TAX,", "TXA,"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="system 'TXA' has no code list"):
        national_systems(CATALOGUE, file)


@pytest.mark.parametrize(
    ("former", "new", "said"),
    [
        ("  treatment: dropped", "  treatment: thrown", "'thrown' is not known here"),
        ("'{column} <> upper", "'{colunm} <> upper", "unknown placeholder 'colunm'"),
        ("  on: key", "  on: region", "doubles of a key need no `when`"),
        ("  when: coalesce({column}, false)", "  when: 'true'", "`when` names no {column}"),
    ],
)
def test_a_wrong_treatment_is_told_by_file_and_line(former: str, new: str, said: str, tmp_path: Path):
    text = CLEANING.read_text(encoding="utf-8")
    assert former in text
    file = tmp_path / "cleaning.yml"
    file.write_text(text.replace(former, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"cleaning\.yml:\d+") as caught:
        defects(file)
    assert said in str(caught.value)


def test_a_month_of_the_spring_festival_holds_three_of_its_days():
    own = ("spring_festival", "adjustment")
    seasons = {season.period: season.season for season in calendar(CATALOGUE).seasons if season.season in own}
    # 29 January 2025: three days in January, four in February. 1 February 2022: all seven in February.
    assert [seasons.get(p) for p in ("202501", "202502", "202201", "202202")] == [
        "spring_festival", "spring_festival", None, "spring_festival"
    ]  # fmt: skip
    assert seasons["202507"] == "adjustment" and "202505" not in seasons


@pytest.mark.parametrize(
    ("season", "categories", "first", "last"),
    [
        ("retirement_age_raised", {0: 60, 1: 55}, ["202501", "202506", "202511", "202604"], "203908"),
        ("retirement_age_raised_women_50", {2: 50}, ["202501", "202504", "202507", "202510"], "203910"),
    ],
)
def test_a_season_of_the_raise_is_a_month_in_which_nobody_of_a_group_reaches_the_age(season, categories, first, last):
    raised = {s.period: s.status for s in calendar(CATALOGUE).seasons if s.season == season}
    # The table of the law, as the simulator has it: whose former age falls in 2024 to 2041.
    for category, age in categories.items():
        births = np.arange((2024 - age) * 12, (2042 - age) * 12)
        _, lawful = retirement(births, np.full(len(births), category))
        passed_over = set(range(2025 * 12, 2042 * 12)) - set(lawful.tolist())
        assert {f"{month // 12}{month % 12 + 1:02d}" for month in passed_over} == raised.keys()
    assert list(raised)[:4] == first and list(raised)[-1] == last
    assert set(raised.values()) == {"verified (rule from five sources)"}


def test_a_month_of_several_seasons_has_them_all():
    seasons = [season.season for season in calendar(CATALOGUE).seasons if season.period == "202501"]
    assert seasons == ["retirement_age_raised", "retirement_age_raised_women_50", "spring_festival"]


def test_a_raise_that_is_not_one_for_all_is_told():
    (start, *_) = [p for p in CATALOGUE.parameters if p.parameter_id == "retirement_raise_start" and p.value]
    other = replace(CATALOGUE, parameters=(*CATALOGUE.parameters, replace(start, region_code="630000")))
    with pytest.raises(CatalogueError, match="more than one number for a fund"):
        calendar(other)


def test_only_monthly_tables_have_a_due_day():
    assert {d.file_code for d in calendar(CATALOGUE).due} == {
        t.file_code for t in CATALOGUE.tables.values() if t.cycle == "month"
    }


@pytest.mark.parametrize(
    ("former", "new", "said"),
    [
        ("source: '*'", "source: 'HRS'", "unknown source 'HRS'"),
        ("'2025-01-29'", "'2025-02-30'", "'2025-02-30' is no date"),
        ("'2025-01-29'", "'2025-03-01'", "is no first day of the first lunar month"),
        ("'2025-01-29'", "'2024-02-09'", "its year is there twice"),
    ],
)
def test_a_wrong_calendar_is_told_by_file_and_line(former: str, new: str, said: str, tmp_path: Path):
    text = CALENDAR.read_text(encoding="utf-8")
    assert former in text
    file = tmp_path / "calendar.yml"
    file.write_text(text.replace(former, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"calendar\.yml:\d+") as caught:
        calendar(CATALOGUE, file)
    assert said in str(caught.value)


def test_a_stray_file_among_the_maps_is_told(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "maps")
    (tmp_path / "maps" / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CatalogueError, match="not a code map"):
        code_maps(CATALOGUE, tmp_path / "maps")
