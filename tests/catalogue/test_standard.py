"""The real declarations: complete, verbatim, consistent, and honest about what is not known."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from catalogue.checks import KINDS
from catalogue.errors import PACKAGE
from catalogue.model import LOGICAL_TYPES

STANDARD = PACKAGE / "standard"
# Bytes and SHA-256 as the officials gave them out. A change of one byte is a new edition and must be looked at.
EDITION = {
    "appended_fields.csv": (4381, "74cd41481d324da0d055f2a2857f809cd8664e4779ffed7bf1e53736396e187e"),
    "extension_fields.csv": (32230, "d06e6dafa2102a5ae3c8947c04dd003c285256150c565a8e89d14fa473fbd456"),
    "extension_tables.csv": (6684, "7e01e64180bb35afb2a3dc9b6d146088f001ce235eb6ead38219def73e39898b"),
    "fields.csv": (180476, "79995cb2127734173ac5e80f52bbc6966847deed32b3161d76d71c9bd3acc04f"),
    "governance.csv": (8766, "8ec8eef8dbd12a4747ae4d58ebb0528a086c0c873ccf5c994fd3fcd756e1a801"),
    "governance_fields.csv": (36100, "a367770d5687307373e8044faa92e19b426cf58fd8b9de9c5f5ae359cffe9c15"),
    "history.csv": (11899, "567017ee7d442576b0ded76e8bb4bdfed6a8aba3111f9d189d6e687ef314fa66"),
    "insurances.csv": (468, "f67a8d0325f4563ca51623a5bb8e9f236124addbe906e227001e0d61b4e85829"),
    "report_line_map.csv": (3974, "ed747e1553beb15463ea6d1d2b5cc6914d58d025266a902986fb9b7d8a8bfa74"),
    "report_lines_2016.csv": (1928, "c6a9c2672407a7587d7850047d43e032452be00ae209a60f705031f5164bf08a"),
    "report_lines_2017.csv": (2074, "5a22342d1d4a28d21f3e08b19134fd3cdbca98eb209a3e1121f557dcdf7a7de7"),
    "shares.csv": (1026, "9a6875016588a896606e0270a712ce389d0070eb4fb3ca072ff0db82a762eb74"),
    "synonyms.txt": (3132, "dc4649a9b6ecc13e890bd42ac2a6ea4d38930e514e4c3cb90ee125ae5d772d07"),
    "tables.csv": (21359, "140a4a90e3ce5d58ce818d300d2babdb3e92b03b47f6cbdd8bd78544e56e32fa"),
    "tax_items.csv": (5972, "f680d3b1ea93573251f7cf4161bed9f9052f0854a2be926c523aafc8703d13c7"),
}


# Our own interface may grow: rows are added at the end of these, what stands there stays.
GROWING = {"appended_fields.csv", "extension_fields.csv", "extension_tables.csv"}


@pytest.mark.parametrize("name", EDITION)
def test_standard_file_is_byte_for_byte_the_edition(name):
    size, digest = EDITION[name]
    content = (STANDARD / name).read_bytes()
    assert hashlib.sha256(content[:size]).hexdigest() == digest
    assert name in GROWING or len(content) == size


def test_standard_is_complete(catalogue):
    kinds = Counter(t.kind for t in catalogue.tables.values())
    assert kinds["standard"] == 79 and kinds["extension"] >= 26 and kinds["border"] >= 5
    fields = Counter(t.kind for t in catalogue.tables.values() for f in t.fields if not f.appended)
    assert fields["standard"] == 1716 and fields["extension"] >= 331 and fields["border"] >= 52
    assert sum(f.appended for t in catalogue.tables.values() for f in t.fields) >= 49
    assert len(catalogue.funds) == 8


def test_tables_stand_in_document_order(catalogue):
    with (STANDARD / "tables.csv").open(encoding="utf-8", newline="") as stream:
        printed = [row["file_code"] for row in csv.DictReader(stream)]
    assert list(catalogue.tables)[:79] == printed
    kinds = [t.kind for t in catalogue.tables.values()]
    assert kinds == sorted(kinds, key=["standard", "extension", "border"].index)


def test_appended_fields_stand_at_the_end(catalogue):
    for table in catalogue.tables.values():
        assert [f.position for f in table.fields] == list(range(1, len(table.fields) + 1))
        assert [f.appended for f in table.fields] == sorted(f.appended for f in table.fields)
    assert catalogue.tables["EP10"].fields[-1].column == "payment_master_id"


def test_labels_that_repeat_inside_a_table_have_their_own_columns(catalogue):
    repeated = {
        (t.file_code, label) for t in catalogue.tables.values() for label, n in Counter(t.labels).items() if n > 1
    }
    assert {code for code, _ in repeated} == {"EM04", "UE10", "WI04", "WI09", "MT02"}
    assert ("UE10", "待遇项目代码") in repeated
    for code, label in repeated:
        table = catalogue.tables[code]
        columns = [f.column for f in table.fields if f.label_zh == label]
        assert len(columns) == len(set(columns)) == 2


def test_every_table_has_a_key_of_its_own_columns(catalogue):
    for table in catalogue.tables.values():
        assert table.required_key and set(table.required_key) <= set(table.natural_key) <= set(table.columns)
    for code in ("EP12", "RP09", "IP12", "UE10", "WI09"):
        assert catalogue.tables[code].natural_key == ("payable_item_detail_id",)


def test_identifiers_are_ascii_and_fit_postgresql(catalogue):
    names = [n for t in catalogue.tables.values() for n in (*t.columns, t.raw_name, t.stg_name)]
    names += [f"{t.raw_name}__delivery" for t in catalogue.tables.values()]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", n) and len(n) <= 63 for n in names)


def test_dictionary_has_one_type_unit_and_label_for_every_column(catalogue):
    assert {c for t in catalogue.tables.values() for c in t.columns} == set(catalogue.quantities)
    for quantity in catalogue.quantities.values():
        assert quantity.logical_type in LOGICAL_TYPES
        assert (quantity.unit is not None) == (
            quantity.logical_type in {"money", "rate", "count", "months", "days", "years"}
        )


def test_dictionary_takes_every_printed_spelling_of_the_synonyms(catalogue):
    lines = (STANDARD / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 44
    for line in lines:
        column, _, spellings = line.partition("\t")
        quantity = catalogue.quantities[column]
        assert set(spellings.split(" | ")) <= {quantity.label_zh, *quantity.synonyms}


def test_border_tables_carry_the_columns_of_the_exchange_interface(catalogue):
    assert catalogue.tables["TR01"].columns == (
        "id", "request_no", "voucher_no", "fund_code", "region_code", "amount", "payer_account", "payee_account",
        "status", "paid_at", "updated_at", "is_deleted",
    )  # fmt: skip
    assert catalogue.tables["TR02"].columns == (
        "id", "doc_no", "level", "fund_code", "region_code", "amount", "budget_account", "arrived_at", "updated_at",
        "is_deleted",
    )  # fmt: skip
    assert catalogue.tables["TR03"].columns == (
        "id", "receipt_no", "fund_code", "region_code", "levy_period", "amount", "received_at", "updated_at",
        "is_deleted",
    )  # fmt: skip
    assert {catalogue.tables[c].source for c in ("TR01", "TR02", "TR03")} == {"TRE"}
    assert {catalogue.tables[c].source for c in ("BK01", "BK02")} == {"BANK"}


def test_pension_feeds_declare_the_cross_feed_checks(catalogue):
    kinds = {code: {c.kind for c in catalogue.tables[code].checks} for code in ("EP01", "EP02", "EP10", "EP11", "BK01")}
    assert "person_in_unit_file" in kinds["EP02"]
    assert "parent_is_at_least_parts" in kinds["EP01"] & kinds["EP02"]
    assert all("sum_of_details_equals_master" in kinds[code] for code in ("EP10", "EP11", "BK01"))
    for table in catalogue.tables.values():
        assert len({c.id for c in table.checks}) == len(table.checks)
        assert all(c.kind in KINDS and c.title_zh for c in table.checks)


def test_parent_columns_become_checks(catalogue):
    parents = {
        (t.file_code, f.parent_column)
        for t in catalogue.tables.values()
        for f in t.fields
        if f.parent_column and f.parent_column not in t.not_parts
    }
    derived = {
        (t.file_code, c.columns[0]) for t in catalogue.tables.values() for c in t.checks if c.id.endswith("__parts")
    }
    assert parents == derived and len(parents) > 20


def test_code_lists_of_one_element_differ_between_systems(catalogue):
    assert catalogue.codes("HRSS_EP", "aac008").values == {"1", "2", "3"}
    assert catalogue.codes("HRSS_RP", "aac008").values == {"0", "1", "2", "4"}
    assert sum(len(c.codes) for c in catalogue.code_lists.values()) >= 416
    assert all(code.status for codes in catalogue.code_lists.values() for code in codes.codes)


def test_regions_that_moved_lead_to_the_current_one(catalogue):
    current = {r.code: r.current_code for r in catalogue.regions}
    assert len(catalogue.regions) == 72 and sum(r.state == "current" for r in catalogue.regions) == 54
    moves = {"632124": "630106", "630122": "630106", "632121": "630203", "632100": "630200", "632721": "632701"}
    assert {old: current[old] for old in moves} == moves
    assert current["630121"] == "630121" and current["632857"] == "632857"


def test_parameter_gaps_never_become_values(catalogue):
    gaps = [p for p in catalogue.parameters if p.status == "gap"]
    assert all((p.value is None) == (p.status in ("gap", "not_in_law")) for p in catalogue.parameters)
    assert {"contribution_tier", "dibao", "benefit_standard", "contribution_base_avg"} <= {p.parameter_id for p in gaps}
    assert all(p.document or p.source for p in catalogue.parameters if p.value is not None)
    # a range or a list in the source is no number
    assert value(catalogue, "unit_rate", "enterprise_pension", date(2017, 1, 1)) is None
    assert value(catalogue, "minimum_wage", "*", date(2015, 1, 1)) is None


def value(catalogue, parameter_id, fund, day):
    """The one value in force, None for a gap; LookupError outside its dates."""
    found = [
        p
        for p in catalogue.parameters
        if p.parameter_id == parameter_id
        and p.fund_code == fund
        and (p.valid_from or date.min) <= day <= (p.valid_to or date.max)
    ]
    if len(found) != 1:
        raise LookupError(f"{len(found)} values")
    return found[0].value


@pytest.mark.parametrize(
    ("parameter_id", "fund", "day", "expected"),
    [
        ("base_floor_ratio", "*", date(2024, 7, 1), "0.6"),
        ("base_ceiling_ratio", "*", date(2024, 7, 1), "3"),
        ("contribution_base_avg", "*", date(2024, 1, 1), "8642.58"),
        ("contribution_base_avg", "*", date(2025, 12, 31), "8816"),
        # the contribution year 2023 stands on the statistical year 2022: 96348 / 12
        ("contribution_base_avg", "*", date(2023, 6, 1), "8029"),
        ("min_contribution_months", "enterprise_pension", date(2029, 12, 31), "180"),
        ("min_contribution_months", "enterprise_pension", date(2030, 1, 1), "186"),
        ("min_contribution_months", "enterprise_pension", date(2038, 5, 1), "234"),
        ("min_contribution_months", "enterprise_pension", date(2050, 5, 1), "240"),
        ("unit_rate", "enterprise_pension", date(2024, 1, 1), "0.16"),
        ("personal_rate", "enterprise_pension", date(2024, 1, 1), "0.08"),
        ("notional_rate", "enterprise_pension", date(2025, 1, 1), "0.015"),
        ("retirement_age_male_months", "enterprise_pension", date(2025, 1, 1), "720"),
        ("retirement_raise_step_female_worker_months", "enterprise_pension", date(2025, 1, 1), "2"),
        ("retirement_raise_cap_female_worker_months", "enterprise_pension", date(2025, 1, 1), "60"),
        ("retirement_raise_start", "enterprise_pension", date(2025, 1, 1), "202501"),
        ("retirement_flexible_early_months", "enterprise_pension", date(2025, 1, 1), "36"),
        ("late_fee_rate", "*", date(2024, 1, 1), "0.0005"),
        ("avg_wage", "*", date(2024, 1, 1), "105792"),
        ("urban_disposable_income", "*", date(2023, 1, 1), "51821"),
        ("deferral_max_months", "enterprise_pension", date(2022, 4, 1), "9"),
    ],
)
def test_parameter_in_force_has_the_published_value(catalogue, parameter_id, fund, day, expected):
    assert value(catalogue, parameter_id, fund, day) == Decimal(expected)


def test_parameter_outside_its_dates_is_missing(catalogue):
    with pytest.raises(LookupError):
        value(catalogue, "base_floor_ratio", "*", date(1997, 12, 31))
    assert value(catalogue, "contribution_base_avg", "*", date(2026, 6, 1)) is None


TABLES = [
    ("injury_grant_months", "work_injury", date(2024, 1, 1), "27 25 23 21 18 16 13 11 9 7"),
    ("injury_allowance_ratio", "work_injury", date(2024, 1, 1), "0.9 0.85 0.8 0.75 0.7 0.6"),
    ("injury_nursing_ratio", "work_injury", date(2024, 1, 1), "0.5 0.4 0.3"),
    ("injury_survivor_ratio", "work_injury", date(2024, 1, 1), "0.4 0.3 0.1"),
    ("injury_base_rate", "work_injury", date(2024, 1, 1), "0.002 0.004 0.007 0.009 0.011 0.013 0.016 0.019"),
    ("benefit_months", "unemployment", date(2024, 1, 1), "12 18 24"),
]


@pytest.mark.parametrize(("parameter_id", "fund", "day", "expected"), TABLES)
def test_table_in_force_has_the_published_lines(catalogue, parameter_id, fund, day, expected):
    lines = [
        p.value
        for p in catalogue.parameters
        if (p.parameter_id, p.fund_code) == (parameter_id, fund)
        and (p.valid_from or date.min) <= day <= (p.valid_to or date.max)
    ]
    assert lines == [Decimal(number) for number in expected.split()]


def test_annuity_months_fall_from_233_at_forty_to_56_at_seventy(catalogue):
    for fund in ("enterprise_pension", "institution_pension"):
        months = {
            int(p.key): int(p.value)
            for p in catalogue.parameters
            if (p.parameter_id, p.fund_code) == ("annuity_months", fund) and p.value is not None
        }
        assert sorted(months) == list(range(40, 71))
        assert [months[age] for age in (40, 45, 50, 55, 60, 65, 70)] == [233, 216, 195, 170, 139, 101, 56]
        assert all(months[age] > months[age + 1] for age in range(40, 70)) and sum(months.values()) == 4981


# birth year and month, category, months of delay: published examples of the gradual raise
VECTORS = [
    (1964, 12, "male", 0), (1965, 1, "male", 1), (1965, 4, "male", 1), (1965, 5, "male", 2), (1969, 12, "male", 15),
    (1970, 1, "male", 16), (1976, 8, "male", 35), (1976, 9, "male", 36), (1990, 6, "male", 36),
    (1969, 12, "female_cadre", 0), (1970, 1, "female_cadre", 1), (1970, 5, "female_cadre", 2),
    (1981, 8, "female_cadre", 35), (1981, 9, "female_cadre", 36), (1974, 12, "female_worker", 0),
    (1975, 1, "female_worker", 1), (1975, 2, "female_worker", 1), (1975, 3, "female_worker", 2),
    (1984, 10, "female_worker", 59), (1984, 11, "female_worker", 60),
]  # fmt: skip


@pytest.mark.parametrize(("year", "month", "category", "delay"), VECTORS)
def test_gradual_raise_computed_from_the_parameters_gives_the_published_delay(catalogue, year, month, category, delay):
    def number(name):
        return int(value(catalogue, name, "enterprise_pension", date(2025, 1, 1)))

    start = number("retirement_raise_start")
    reached = year * 12 + month - 1 + number(f"retirement_age_{category}_months")
    n = reached - (start // 100 * 12 + start % 100 - 1) + 1
    step, cap = number(f"retirement_raise_step_{category}_months"), number(f"retirement_raise_cap_{category}_months")
    assert (0 if n <= 0 else min(-(-n // step), cap)) == delay
