"""What the strict reader accepts, and that every kind of mistake fails loudly with file, line and what to do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue import CatalogueError, load_catalogue
from catalogue.checks import KINDS

T, F, D = "standard/tables.csv", "standard/fields.csv", "fields.yml"
U, P, R, C = "feeds/hrss/aa01_unit.yml", "parameters/contribution.yml", "regions.csv", "codes/gb.csv"
SYN, APP = "standard/synonyms.txt", "standard/appended_fields.csv"


def test_small_catalogue_right_loads(small):
    catalogue = load_catalogue(small)
    unit, payment = catalogue.tables["AA01"], catalogue.tables["AA02"]
    assert unit.raw_name == "aa01_unit" and payment.stg_name == "stg_agy__aa02_payment"
    assert (unit.tolerance, payment.tolerance) == (Decimal("0.02"), Decimal("0.05"))
    assert unit.field("sex_code").code_list == ("GB", "sex")
    assert [c.id for c in unit.checks] == ["amount__parts", "sex_code__in_codes", "amount_in_range", "paid"]
    assert unit.checks[0].columns == ("amount", "extra_amount")
    assert payment.natural_key == payment.required_key == ("payment_id",)
    assert payment.fields[-1].appended and payment.fields[-1].position == 5
    assert payment.labels == ("所在单位编号", "金额", "待遇项目", "待遇项目", "支付编号")
    assert [p.value for p in catalogue.parameters] == [None, Decimal("0.16")]
    assert {r.code: r.current_code for r in catalogue.regions}["632124"] == "630106"


def test_catalogue_loaded_cannot_be_changed(small):
    catalogue = load_catalogue(small)
    with pytest.raises(TypeError):
        catalogue.tables["AA03"] = catalogue.tables["AA01"]
    with pytest.raises(TypeError):
        catalogue.tables["AA01"].checks[-1].params["key"] = ()
    with pytest.raises(AttributeError):
        catalogue.tables["AA01"].tolerance = Decimal(1)


def test_unknown_names_asked_for_raise_key_errors_that_say_so(small):
    catalogue = load_catalogue(small)
    with pytest.raises(KeyError, match="AA01 has no column 'amont'"):
        catalogue.table("AA01").field("amont")
    with pytest.raises(KeyError, match="no table 'ZZ99'"):
        catalogue.table("ZZ99")
    with pytest.raises(KeyError, match="no code list for element 'age'"):
        catalogue.codes("GB", "age")


# name: (file, old text, new text, line, words of the message)
MISTAKES = {
    "table: header": (T, "file_code,source", "file_code,src", 1, "header is"),
    "table: field count": (T, "one row per unit,", "", 2, "11 fields where the header has 12"),
    "table: quoting": (T, "one row per unit,", '"one row" per unit,', 2, "not CSV"),
    "table: declared twice": (T, "AA02,AGY", "AA01,AGY", 3, "AA01 is declared twice"),
    "table: file code": (T, "AA02,AGY", "A2,AGY", 3, "file code 'A2'"),
    "table: source": (T, "AA02,AGY", "AA02,XYZ", 3, "unknown source 'XYZ'"),
    "table: cycle": (T, ",realtime,", ",sometimes,", 3, "unknown cycle"),
    "table: identifier": (T, "2,payment,", "2,pay-ment,", 3, "no identifier"),
    "table: long identifier": (T, "2,payment,", f"2,{'p' * 60},", 3, "no identifier"),
    "table: n_fields no number": (T, "unit_id,4", "unit_id,four", 2, "is no number"),
    "table: n_fields wrong": (T, "unit_id,4", "unit_id,5", 2, "n_fields says 5, 4 fields"),
    "table: key unknown": (T, "unit,unit_id,4", "unit,unit_no,4", 2, "natural key names 'unit_no'"),
    "table: fund": ("standard/insurances.csv", "enterprise_pension", "gold", 2, "unknown fund 'enterprise_pension'"),
    "fund: twice": (
        "standard/insurances.csv", ",2,8\n", ",2,8\nenterprise_pension,1,又一,2,8\n", 3, "is declared twice"
    ),
    "synonyms: column twice": (SYN, "编号\n", "编号\nunit_id\t厂号\n", 2, "'unit_id' is declared twice"),
    "overlay: key no word": (U, "tolerance: 0.02", "? [a]\n: 0.02", 1, "a key is not a plain word"),
    "check: other columns without table": (U, "table: AA02, ", "", 15, "param 'table' is missing"),
    "field: table unknown": (F, "AA02,enterprise_pension,payment,4", "AA09,enterprise_pension,payment,4", 9, "'AA09'"),
    "field: other table": (F, "AA02,enterprise_pension,payment,4", "AA02,enterprise_pension,unit,4", 9, "is not table"),
    "field: gap in numbers": (F, "payment,4,", "payment,5,", 9, "field_no '5' where 4 is due"),
    "field: column twice": (F, "item_code_2", "item_code", 9, "declared twice in AA02"),
    "field: not ASCII": (F, "item_code_2", "项目", 9, "no identifier"),
    "field: label blank": (F, "2,金额,amount,,,,number,money\nAA02,enterprise_pension,payment,3",
        "2, 金额,amount,,,,number,money\nAA02,enterprise_pension,payment,3", 7, "cannot stand in a header"),
    "field: label with bar": (F, "其中补收金额", "其中|补收", 4, "cannot stand in a header"),
    "field: type": (F, "4,性别,sex_code,,,,string,code",
        "4,性别,sex_code,,,,string,sex", 5, "unknown logical type 'sex'"),
    "field: parent": (F, "extra_amount,amount,", "extra_amount,total,", 4, "parent of 'extra_amount' is 'total'"),
    "appended: table unknown": (APP, "AA02,", "AA07,", 2, "unknown table 'AA07'"),
    "appended: column twice": (APP, "payment_id,", "amount,", 2, "declared twice in AA02"),
    "dictionary: column missing": (D, "sex_code: {label: 性别, type: code}\n", "", 0, "'sex_code' of AA01 is not in"),
    "dictionary: column left over": (D, "sex_code: {", "age: {label: 年龄, type: years}\nsex_code: {", 0, "'age'"),
    "dictionary: other type": (D, "性别, type: code", "性别, type: text", 5, "the dictionary says text"),
    "dictionary: unknown label": (D, "性别, type", "男女, type", 5, "labelled '性别'"),
    "dictionary: twice": (D, "sex_code: {",
        "amount: {label: 金额, type: money}\nsex_code: {", 4, "'amount' is declared twice"),
    "dictionary: unknown key": (D, "性别, type: code", "性别, type: code, unti: one", 4, "unknown key 'unti'"),
    "dictionary: unknown type": (D, "性别, type: code", "性别, type: cod", 4, "'cod' is not known here"),
    "dictionary: unit missing": (D, "性别, type: code", "性别, type: count", 4, "has no unit"),
    "dictionary: unit too many": (D, "性别, type: code", "性别, type: code, unit: one", 4, "follows from its type"),
    "dictionary: label as synonym": (D, "[待遇项目]", "[待遇项目（二）]", 6, "among its synonyms"),
    "dictionary: no mapping": (D, "sex_code: {label: 性别, type: code}",
        "sex_code: 性别", 4, "is not of type 'object'"),
    "synonyms: no tab": (SYN, "\t", " ", 1, "no tab"),
    "synonyms: spelling missing": (SYN, "所在单位编号", "厂编号", 0, "unit_id lacks the spelling '厂编号'"),
    "overlay: unknown key": (U, "tolerance:", "tolerence:", 1, "unknown key 'tolerence'"),
    "overlay: tolerance": (U, "0.02", "5%", 1, "'5%' does not match"),
    "overlay: total unknown": (U, "control_totals: [amount]",
        "control_totals: [amont]", 2, "control_totals names 'amont'"),
    "overlay: total no money": (U, "control_totals: [amount]", "control_totals: [unit_id]", 2, "is not money"),
    "overlay: code list column": (U, "{sex_code:", "{sex:", 3, "code_lists names 'sex'"),
    "overlay: code list unknown": (U, "[GB, sex]", "[GB, gender]", 3, "no code list 'gender' of system 'GB'"),
    "overlay: key unknown": (U, "tolerance: 0.02", "natural_key: [unit_no]", 1, "natural_key names 'unit_no'"),
    "overlay: nullable unknown": (U, "tolerance: 0.02", "nullable_key: [amount]", 1, "not in the natural key"),
    "overlay: nothing required": (U, "tolerance: 0.02", "nullable_key: [unit_id]", 2, "no required key"),
    "overlay: severity": (U, "severity: error", "severity: fatal", 7, "'fatal' is not known here"),
    "overlay: truth value": (U, "tolerance: 0.02", "note: yes", 1, "would be read as a truth value"),
    "overlay: anchor": (U, "[amount]\ncode", "&a [amount]\nnatural_key: *a\ncode", 2, "is used again"),
    "overlay: anchor in itself": (U, "[amount]\ncode", "&a [*a]\ncode", 2, "is used again"),
    "overlay: control character": (U, "金额不为负", "金额\x00", 0, "not YAML"),
    "overlay: indentation": (U, "  - id: paid\n", " - id: paid\n", 11, "not YAML"),
    "check: kind": (U, "kind: between", "kind: betwixt", 6, "unknown kind of check 'betwixt'"),
    "check: id": (U, "id: paid", "id: amount_in_range", 11, "check 'amount_in_range' is declared twice"),
    "check: id of a derived check": (U, "id: paid", "id: amount__parts", 11, "is declared twice"),
    "check: title missing": (U, "    title_zh: 金额不为负\n", "", 5, "'title_zh' is a required property"),
    "check: column": (U, "    columns: [amount]\n    params: {min: 0}",
        "    columns: [sum]\n    params: {min: 0}", 8, "'sum' is no column of AA01"),
    "check: number of columns": (U, "kind: between", "kind: date_order", 8, "1 columns for date_order"),
    "check: codes without list": (U, "kind: between", "kind: in_codes", 8, "has no code list"),
    "check: param unknown": (U, "{min: 0}", "{minimum: 0}", 9, "unknown param 'minimum'"),
    "check: param no decimal": (U, "{min: 0}", "{min: nil}", 9, "is no decimal"),
    "check: param missing": (U, "key: [unit_id], table", "table", 15, "param 'key' is missing"),
    "check: param no list": (U, "key: [unit_id], table", "key: unit_id, table", 15, "key is no list"),
    "check: other table": (U, "table: AA02", "table: AA07", 15, "unknown table 'AA07'"),
    "check: other column": (U, "amount_there: amount", "amount_there: sum", 15, "'sum' is no column of AA02"),
    "check: own key column": (U, "{key: [unit_id]", "{key: [unit_no]", 15, "'unit_no' is no column of AA01"),
    "check: keys of two lengths": (U, "{key: [unit_id]", "{key: [unit_id, sex_code]", 15, "another number of columns"),
    "code: twice": (C, "1,2,女性", "1,1,女性", 3, "code '1' is declared twice"),
    "code: no status": (C, "2,女性,,,verified", "2,女性,,,", 3, "is empty"),
    "code: date": (C, "2,女性,,", "2,女性,1999-13-01,", 3, "is no date"),
    "code: two names": (C, "sex,性别,GB/T 2261.1,2", "sex,男女,GB/T 2261.1,2", 3, "has two names"),
    "region: code": (R, "630000,青海省", "63000,青海省", 2, "region code '63000'"),
    "region: state": (R, "湟中区,3,630000,current", "湟中区,3,630000,new", 5, "state 'new'"),
    "region: level": (R, "青海省,1,", "青海省,0,", 2, "level '0'"),
    "region: date": (R, "current,2019-12,", "current,2019/12,", 5, "is no date"),
    "region: successor unknown": (R, "630106,行政区划,,verified,x,\n630106",
        "630107,行政区划,,verified,x,\n630106", 4, "'630107' is unknown"),
    "region: circle": (R, "630106,行政区划,,verified,x,\n630106",
        "632124,行政区划,,verified,x,\n630106", 3, "in a circle"),
    "region: leads nowhere": (R, "630122,行政区划", ",行政区划", 3, "leads to no current region"),
    "parameter: value with status gap": (P, "status: verified", "status: gap", 10, "a gap has no value"),
    "parameter: no value and no gap": (P, "value: '0.16'", "value: null", 10, "a gap has no value"),
    "parameter: float": (P, "'0.16'", "'1.6e-1'", 10, "does not match"),
    "parameter: no citation": (P, "      citation: {document: 国办发〔2019〕13号}\n",
        "", 10, "without citation or source"),
    "parameter: fund": (P, "- fund: enterprise_pension", "- fund: EEP", 6, "unknown fund 'EEP'"),
    "parameter: region": (P, "      region: '000000'", "      region: '999999'", 7, "unknown region '999999'"),
    "parameter: impossible date": (P, "from: 2019-05-01", "from: 2019-02-30", 8, "'2019-02-30' is no date"),
    "parameter: date": (P, "from: 2019-05-01", "from: 2019-5-1", 8, "does not match"),
    "parameter: ends before it begins": (P, "to: null", "to: 2018-01-01", 9, "ends before it begins"),
    "parameter: overlap": (P, "from: 2019-05-01", "from: 2019-04-30", 8, "overlaps the value in force from 2016-05-01"),
    "parameter: unit": (P, "unit: ratio", "unit: percent", 3, "'percent' is not known here"),
    "parameter: hole": (P, "from: 2019-05-01", "from: 2019-05-02", 8, "nothing is said of 2019-05-01 to 2019-05-01"),
    "parameter: no value": (P, "      value: '0.16'\n", "", 6, "neither or both of value and table"),
    "parameter: table without key_zh": (P, "value: '0.16'", "table: {'1': '0.16'}", 10, "keys are not explained"),
    "parameter: value among tables": (P, "  unit: ratio\n", "  unit: ratio\n  key_zh: 等级\n", 11,
                                     "a value without key"),
    "parameter: key": (P, "value: '0.16'", "table: {'1 2': '0.16'}", 10, "does not match"),
    "parameter: fund in a list": (P, "- fund: enterprise_pension\n", "- fund: [enterprise_pension, EEP]\n", 6,
                                  "unknown fund 'EEP'"),
    "parameter: not in law with a value": (P, "status: verified", "status: not_in_law", 10, "a gap has no value"),
    "parameter: twice": (P, "      citation",
        "      status: verified\n      citation", 12, "'status' is declared twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_planted_fails_with_file_line_and_advice(spoil, name):
    file, old, new, line, words = MISTAKES[name]
    folder = spoil(file, old, new)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    error = caught.value
    assert words in error.problem
    assert error.line == line
    assert error.todo and "\n  to do: " in str(error)


def test_two_successors_of_one_code_fail(spoil):
    folder = spoil(R, "630106,湟中区", "630122,又名,3,630000,retired,,,,,,630000,行政区划,,verified,x,\n630106,湟中区")
    with pytest.raises(CatalogueError, match="630122 has two successors"):
        load_catalogue(folder)


def test_table_without_key_fails_and_says_where_to_declare_it(small):
    (small / "feeds/agy/aa02_payment.yml").unlink()
    with pytest.raises(CatalogueError, match=r"AA02 has no natural key(.|\n)*declare natural_key"):
        load_catalogue(small)


@pytest.mark.parametrize("name", ["feeds/hrss/aa03_unknown.yml", "feeds/tax/aa01_unit.yml", "feeds/hrss/notes.txt"])
def test_overlay_that_belongs_to_no_table_fails(small, name):
    (small / name).write_text("tolerance: 0\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="no table has this name"):
        load_catalogue(small)


@pytest.mark.parametrize("name", ["parameters/more.yaml", "codes/more.txt"])
def test_file_of_another_kind_among_declarations_fails(small, name):
    (small / name).write_text("x: 1\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="or remove it"):
        load_catalogue(small)


def test_parameter_in_two_files_fails_and_names_the_other(small):
    (small / "parameters/other.yml").write_text((small / P).read_text("utf-8"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"other is in contribution\.yml"):
        load_catalogue(small)


def test_default_for_a_column_no_table_has_fails(small):
    (small / "feeds/tax/_defaults.yml").write_text("name_zh: 税务\ncode_lists: {sex_code: [GB, sex]}\n", "utf-8")
    with pytest.raises(CatalogueError, match="no table of this source has a column 'sex_code'"):
        load_catalogue(small)


@pytest.mark.parametrize(
    ("name", "text"), [(U, "checks: []\n"), (U, ""), (P, "- a\n"), ("feeds/tax/_defaults.yml", "{}")]
)
def test_yaml_of_the_wrong_shape_fails(small, name, text):
    (small / name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError):
        load_catalogue(small)


@pytest.mark.parametrize("name", [T, F, D, SYN, C, R, "feeds/hrss/_defaults.yml", U, P])
def test_declaration_not_utf8_fails(small, name):
    (small / name).write_bytes("性别".encode("gb18030"))
    with pytest.raises(CatalogueError, match="not UTF-8"):
        load_catalogue(small)


@pytest.mark.parametrize("name", [T, F, D, SYN, R, "feeds/hrss/_defaults.yml"])
def test_declaration_missing_fails(small, name):
    (small / name).unlink()
    with pytest.raises(CatalogueError, match="the file is missing"):
        load_catalogue(small)


def test_every_kind_of_check_says_what_it_means_and_requires_only_its_params():
    for kind in KINDS.values():
        assert kind.meaning and kind.columns[0] <= kind.columns[1] and kind.required <= set(kind.params)
