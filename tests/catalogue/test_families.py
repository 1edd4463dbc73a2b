"""Families: one file decides for every fund's table of a table_id, a table's own file has the last word."""

from __future__ import annotations

import pytest

from catalogue import load_catalogue
from catalogue.errors import CatalogueError

FAMILY = """\
tolerance: 0.03
control_totals: [amount, fee]
code_lists: {sex_code: [GB, sex]}
no_list: {level_code: nobody has told us the levels}
not_parts: {amount: the extra part overlaps the others}
checks:
  - id: amounts_in_range
    kind: between
    severity: warn
    columns: [amount, fee]
    params: {max: 5}
    title_zh: 金额在合理范围内
  - id: paid_by_fund
    kind: sum_of_details_equals_master
    severity: error
    columns: [amount]
    params: {key: [unit_id], table_id: payment, key_there: [unit_id], amount_there: amount}
    title_zh: 金额等于支付之和
"""
TABLE = "AA03,HRSS,none,1,3,unit,单位,Units,month,one row per unit,unit_id,4\n"
FIELDS = """\
AA03,none,unit,1,单位编号,unit_id,,aab001,D,string,id
AA03,none,unit,2,金额,amount,,,,number,money
AA03,none,unit,3,费用,fee,,,,number,money
AA03,none,unit,4,级别,level_code,,,,string,code
"""


@pytest.fixture
def related(small):
    """The small catalogue with a second table of id `unit`, of another fund, and a family of the two."""
    for name, text in (
        ("standard/tables.csv", TABLE),
        ("standard/fields.csv", FIELDS),
        ("fields.yml", "fee: {label: 费用, type: money}\nlevel_code: {label: 级别, type: code}\n"),
    ):
        with (small / name).open("a", encoding="utf-8") as stream:
            stream.write(text)
    (small / "feeds/hrss/aa01_unit.yml").unlink()
    (small / "feeds/families").mkdir()
    (small / "feeds/families/unit.yml").write_text(FAMILY, encoding="utf-8")
    return small


def check(table, check_id):
    found = [c for c in table.checks if c.id == check_id]
    return found[0] if found else None


def test_a_family_decides_for_its_members_and_leaves_out_what_one_lacks(related):
    tables = load_catalogue(related).tables
    first, third = tables["AA01"], tables["AA03"]
    assert [str(t.tolerance) for t in (first, third)] == ["0.03", "0.03"]
    assert (first.control_totals, third.control_totals) == (("amount",), ("amount", "fee"))
    assert first.field("sex_code").code_list == ("GB", "sex")
    assert (dict(first.no_list), dict(third.no_list)) == ({}, {"level_code": "nobody has told us the levels"})
    assert check(first, "amount__parts") is None and "amount" in first.not_parts
    assert check(first, "amounts_in_range").columns == ("amount",)
    assert check(third, "amounts_in_range").columns == ("amount", "fee")
    assert check(first, "paid_by_fund").params["table"] == "AA02" and check(third, "paid_by_fund") is None


def test_a_table_that_is_no_member_is_left_alone(related):
    assert load_catalogue(related).tables["AA02"].control_totals == ()


def test_a_tables_own_file_has_the_last_word_and_checks_are_united(related):
    (related / "feeds/hrss/aa03_unit.yml").write_text(
        """\
tolerance: 0
control_totals: [fee]
code_lists: {level_code: [GB, sex]}
checks:
  - id: amounts_in_range
    kind: between
    severity: error
    columns: [fee]
    params: {max: 7}
    title_zh: 费用在合理范围内
  - id: fee_filled
    kind: not_null_share
    severity: warn
    columns: [fee]
    params: {min_share: 0.5}
    title_zh: 费用应填写
""",
        encoding="utf-8",
    )
    tables = load_catalogue(related).tables
    table = tables["AA03"]
    assert (str(table.tolerance), table.control_totals, dict(table.no_list)) == ("0", ("fee",), {})
    assert [c.id for c in table.checks] == ["level_code__in_codes", "amounts_in_range", "fee_filled"]
    assert (check(table, "amounts_in_range").severity, check(table, "amounts_in_range").columns) == ("error", ("fee",))
    assert check(tables["AA01"], "amounts_in_range").severity == "warn"


def test_a_family_stands_over_the_defaults_of_the_source(related):
    (related / "feeds/hrss/_defaults.yml").write_text(
        "name_zh: 来源\ntolerance: 0.01\nno_list: {sex_code: not asked yet, level_code: not asked yet}\n", "utf-8"
    )
    tables = load_catalogue(related).tables
    assert str(tables["AA01"].tolerance) == "0.03"
    assert tables["AA01"].field("sex_code").code_list == ("GB", "sex") and not tables["AA01"].no_list
    assert dict(tables["AA03"].no_list) == {"level_code": "nobody has told us the levels"}


MISTAKES = {
    # what: (old, new, line, words)
    "control total nobody has": ("control_totals: [amount, fee]", "control_totals: [amont]", 2,
        "none of AA01, AA03 has a column 'amont'"),
    "code list nobody has": ("{sex_code: [GB, sex]}", "{sx_code: [GB, sex]}", 3, "has a column 'sx_code'"),
    "unknown code list": ("[GB, sex]", "[GB, sax]", 3, "no code list 'sax'"),
    "reason nobody needs": ("{level_code:", "{lvl_code:", 4, "has a column 'lvl_code'"),
    "list and reason": ("{level_code:", "{sex_code:", 4, "a code list and a reason for none"),
    "reason for what is no code": ("{level_code:", "{fee:", 4, "'fee' is no code"),
    "no sum of parts": ("not_parts: {amount:", "not_parts: {fee:", 5, "'fee' has no parts"),
    "check column nobody has": ("columns: [amount, fee]", "columns: [amount, feee]", 10, "has a column 'feee'"),
    "unknown table_id": ("table_id: payment", "table_id: pament", 17, "no table has the id 'pament'"),
    "column there": ("amount_there: amount", "amount_there: amont", 17, "'amont' is no column of AA02"),
    "both ways to name the other": ("table_id: payment", "table: AA02, table_id: payment", 17, "both table and"),
    "no member has all of it": ("columns: [amount]", "columns: [fee]", 16, "'fee' is no column of AA01"),
    "check twice": ("id: paid_by_fund", "id: amounts_in_range", 13, "is declared twice"),
    "not a kind": ("kind: between", "kind: betwixt", 8, "unknown kind of check 'betwixt'"),
    "not a decimal": ("{max: 5}", "{max: five}", 11, "is no decimal"),
    "empty reason": ("nobody has told us the levels", "''", 4, "too short"),
    "control total not money": ("control_totals: [amount, fee]", "control_totals: [unit_id]", 2, "is not money"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_in_a_family_fails_with_file_line_and_advice(related, name):
    old, new, line, words = MISTAKES[name]
    file = related / "feeds/families/unit.yml"
    assert FAMILY.count(old) == 1
    file.write_text(FAMILY.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(related)
    error = caught.value
    assert words in error.problem, error
    assert (error.file.name, error.line) == ("unit.yml", line) and error.todo


def test_a_check_that_no_member_can_have_fails(related):
    text = FAMILY.replace("columns: [amount, fee]", "columns: [sex_code, level_code]").replace("{max: 5}", "{}")
    (related / "feeds/families/unit.yml").write_text(text.replace("kind: between", "kind: date_order"), "utf-8")
    with pytest.raises(CatalogueError, match=r"unit\.yml:10: 'level_code' is no column of AA01"):
        load_catalogue(related)


def test_a_family_of_no_table_fails(related):
    (related / "feeds/families/unyt.yml").write_text("tolerance: 0\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"unyt\.yml:0: no table has this name"):
        load_catalogue(related)


def test_own_file_may_name_the_other_table_by_its_id_but_must_find_it(related):
    own = "checks:\n" + FAMILY[FAMILY.index("  - id: paid_by_fund") :].replace("paid_by_fund", "paid")
    (related / "feeds/hrss/aa01_unit.yml").write_text(own, encoding="utf-8")
    assert check(load_catalogue(related).tables["AA01"], "paid").params["table"] == "AA02"
    load_catalogue.cache_clear()
    (related / "feeds/hrss/aa03_unit.yml").write_text(own, encoding="utf-8")
    with pytest.raises(CatalogueError, match="none of AA03 has no table 'payment'"):
        load_catalogue(related)
