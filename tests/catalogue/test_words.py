"""Officers read words, not the codes that rules write."""

from __future__ import annotations

import re

import pytest
import yaml

from catalogue import CatalogueError, words
from catalogue.generate.rules import RULES
from catalogue.words import in_words


def test_codes_are_told_in_words_and_figures_stay():
    assert in_words("enterprise_pension+resident_pension") == "企业职工基本养老保险+城乡居民基本养老保险"
    assert in_words("630102+630104") == "城东区（630102）+城西区（630104）"
    assert in_words("resident_pension/630102") == "城乡居民基本养老保险/城东区（630102）"
    assert in_words("630102") == "630102" and in_words("630102", is_code=True) == "城东区（630102）"
    for said in ("3000.00", "≥ 885.00", "18-25", "0.0125", "202501", "男", "", "63A", "L40.9"):
        assert in_words(said) == said == in_words(said, is_code=True)
    assert in_words(None) is None and in_words("one pension") == "只领一份" and in_words("true") == "是"


def test_what_rules_write_and_show_has_a_word():
    """Literals in their SQL, and what their unit tests expect as compared or in a column of codes."""
    codes = {
        name
        for path in RULES.glob("rule_*.yml")
        for name, entry in yaml.safe_load(path.read_text(encoding="utf-8"))["evidence"].items()
        if entry["type"] in ("code", "flag")
    }
    said = set()
    for path in RULES.glob("rule_*.sql"):
        said |= set(re.findall(r"(?:observed|expected)=\"'([^']*)'\"", path.read_text(encoding="utf-8")))
    for path in (RULES / "unit_tests").glob("rule_*.yml"):
        for test in yaml.safe_load(path.read_text(encoding="utf-8"))["unit_tests"]:
            for row in test["expect"]["rows"]:
                values = (row[name] for name in {"observed", "expected", *codes} & row.keys())
                said |= {
                    str(value).lower() if isinstance(value, bool) else str(value)
                    for value in values
                    if value is not None
                }
    assert len(said) > 100
    left = {text for text in said if re.search("[A-Za-z_]{3}", in_words(text, is_code=True))}
    assert left == set()


def test_units_statuses_and_funds_of_the_catalogue_have_words(catalogue):
    from catalogue.generate.rules import rules

    codes = {code.status for codes in catalogue.code_lists.values() for code in codes.codes}
    codes |= {value.status for value in catalogue.parameters} | {value.unit for value in catalogue.parameters}
    codes |= {quantity.unit for quantity in catalogue.quantities.values() if quantity.unit}
    codes |= {table.insurance_code for table in catalogue.tables.values()}
    codes |= {status for rule in rules(catalogue) for _, _, status in rule.basis}
    assert {code for code in codes if words.word(code) == code} == set()
    said = {text for value in catalogue.parameters for text in (value.note, value.source)}
    assert {text for text in said if re.search("[a-z]+ [a-z]+ [a-z]+", text)} == set()


def test_word_that_is_there_twice_is_told_with_its_line(tmp_path):
    (tmp_path / "words.csv").write_text("word,label_zh\na,甲\na,乙\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="'a' is there twice"):
        words.read(tmp_path / "words.csv")
