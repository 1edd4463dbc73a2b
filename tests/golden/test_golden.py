"""Golden deliveries of every family of tables: what comes of them is written beside them, on both engines."""

from __future__ import annotations

import difflib

import pytest

from tests.golden import outcome
from tests.golden.cases import ALONE, FOLDER, cases, family_tables


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_every_golden_delivery_ends_as_written_beside_it(warehouse_url, tmp_path, kind):
    """Where this differs and should: `python -m tests.golden.update`, and read the diff."""
    found = outcome.of_kind(kind, warehouse_url, tmp_path)
    assert found
    wrong: list[str] = []
    for case, text in found.items():
        expected = case.expectation.read_bytes().decode("utf-8") if case.expectation.exists() else ""
        if text != expected:
            name = f"{case.family}/{kind}/{case.name}"
            wrong += difflib.unified_diff(expected.split("\n"), text.split("\n"), name, "now", n=1, lineterm="")
    assert not wrong, "\n".join(wrong)


def test_every_good_delivery_is_accepted_whole_and_every_bad_one_is_told_what_is_wrong():
    for case in cases("good"):
        text = case.expectation.read_text(encoding="utf-8")
        assert '"status": "accepted"' in text, case.name
        assert '"reasons": []' in text and '"rejected": 0' in text, case.name
        assert "\nfailed " not in text, case.name
        assert "\nnot_checked " not in text or case.region == ALONE, case.name
    for case in cases("bad"):
        text = case.expectation.read_text(encoding="utf-8")
        assert '"code": ' in text or "\nfailed " in text, case.name


@pytest.mark.parametrize(("family", "tables"), family_tables().items())
def test_every_family_has_good_and_bad_deliveries(family, tables):
    """A new table needs a good one, a new family also a bad one: `python -m tests.golden.invent` drafts them."""
    good = {path.name for path in (FOLDER / family / "good").glob("*.txt")}
    assert {f"{table.file_code}.txt" for table in tables} <= good
    assert list((FOLDER / family / "bad").glob("*.expected.txt"))


def test_every_folder_and_file_is_of_a_family_and_has_its_expectation():
    assert {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(
        family_tables()
    )
    every = cases("good") + cases("bad")
    assert {case.expectation for case in every} == set(FOLDER.glob("*/*/*.expected.txt"))
    assert all(case.table.table_id == case.family for case in every)


def test_no_two_cases_are_the_same_delivery():
    for kind in ("good", "bad"):
        stems = [case.sent().stem for case in cases(kind)]
        assert len(set(stems)) == len(stems)
