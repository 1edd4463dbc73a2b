"""Every table of the catalogue is decided on purpose: a file of its own or of its family, totals, codes, checks."""

from __future__ import annotations

import pytest

from catalogue import load_catalogue
from catalogue.errors import PACKAGE

FEEDS = PACKAGE / "feeds"
TABLES = list(load_catalogue().tables.values())


@pytest.fixture(params=TABLES, ids=lambda table: table.raw_name)
def table(request):
    return request.param


def test_a_table_has_a_file_of_its_own_or_of_its_family(table):
    files = (FEEDS / table.source.lower() / f"{table.raw_name}.yml", FEEDS / "families" / f"{table.table_id}.yml")
    assert any(file.exists() for file in files), f"write one of {', '.join(str(file) for file in files)}"


def test_a_table_with_money_has_one_or_two_control_totals(table):
    money = [f.column for f in table.fields if f.logical_type == "money"]
    assert bool(money) == bool(table.control_totals), f"{table.file_code}: name one or two of {money}"
    assert len(table.control_totals) <= 2


def test_a_column_of_codes_has_a_list_or_says_why_not(table):
    undecided = [
        f.column for f in table.fields if f.logical_type == "code" and not f.code_list and f.column not in table.no_list
    ]
    assert not undecided, f"{table.file_code}: declare code_lists or no_list of {undecided}"
    assert not [f.column for f in table.fields if f.column.endswith("_code") and f.logical_type not in ("code", "id")]
    checked = {check.columns[0] for check in table.checks if check.kind == "in_codes"}
    assert checked == {f.column for f in table.fields if f.code_list}


def test_a_table_is_checked_for_more_than_its_codes(table):
    kinds = {check.kind for check in table.checks} - {"in_codes"}
    assert kinds, f"{table.file_code}: declare what must hold of its rows"


PARTNERS = {
    # family of the details -> family they are held against, and the kinds of check that do it
    "personal_contribution": ("unit_contribution", {"person_in_unit_file", "sum_of_details_equals_master"}),
    "personal_enrolment": ("unit_contribution", {"person_in_unit_file", "sum_of_details_equals_master"}),
    "tax_personal_collection": ("tax_unit_collection", {"person_in_unit_file", "sum_of_details_equals_master"}),
    "benefit_payment_detail": ("benefit_disbursement", {"person_in_unit_file", "sum_of_details_equals_master"}),
    "benefit_payable_item": ("benefit_payment_detail", {"person_in_unit_file", "sum_of_details_equals_master"}),
}


@pytest.mark.parametrize("details", PARTNERS)
def test_details_and_masters_of_each_fund_are_held_against_each_other(details):
    master, kinds = PARTNERS[details]
    by_id = {(t.insurance_code, t.table_id): t for t in TABLES}
    pairs = [(t, by_id.get((t.insurance_code, master))) for t in TABLES if t.table_id == details]
    found = set()
    for one, other in pairs:
        if other is None or not {"unit_id", "payable_plan_detail_id"} & set(one.columns):
            continue  # residents have no unit
        found |= {c.kind for c in one.checks if c.params.get("table") == other.file_code}
        found |= {c.kind for c in other.checks if c.params.get("table") == one.file_code}
        assert [c for c in one.checks if c.kind == "person_in_unit_file" and c.params["table"] == other.file_code]
    assert found == kinds


def test_what_holds_a_delivery_back_is_what_makes_it_unusable():
    """Everything else only tells. A new kind of error is a decision: write it down here."""
    errors = {check.id for table in TABLES for check in table.checks if check.severity == "error"}
    unusable = {"citizen_id_filled", "institution_filled", "value_filled", "person_name_filled"}  # whose is it
    unusable |= {"line_filled"}  # what is it
    lost = {"person_in_unit_file", "details_sum_to_order", "items_sum_to_detail", "detail_has_order"}  # part is missing
    lost |= {"balance_agrees_with_totals", "credits_are_entries", "debits_are_entries", "entry_count_agrees"}
    wrong_unit = {name for name in errors if name.endswith("_in_range")} | {"amount_not_negative"}  # fen, ten thousands
    impossible = {"born_before_death", "death_before_registration"}
    assert {name for name in errors if not name.endswith("__parts")} <= unusable | lost | wrong_unit | impossible
    parts = {t.file_code for t in TABLES for c in t.checks if c.id.endswith("__parts") and c.severity == "error"}
    assert parts == {"EP01", "EP02", "EP03"}
