"""The registry of rules is read as strictly as every other declaration."""

from __future__ import annotations

import pytest

from catalogue import CatalogueError
from catalogue.generate.rules import RULES, rules

RULE = """\
version: 2
models:
  - name: rule_pen_001__paid_after_death
    config:
      meta:
        rule:
          id: PEN-001
          title_zh: 死亡后领取待遇
          class: V
          severity: high
          fund: enterprise_pension
          basis: {document: 社会保险法, article: 第八十八条}
          in_force_from: 2011-07-01
          in_force_to: null
          population_zh: 离退休人员
          inputs: [EP03]
          cross_inputs: [PS02]
          parameters: [min_contribution_months]
          remedy_zh: 停发并追回
          owner: 社会保障处
        explain: {anything: dbt or we put there}
    data_tests: []
"""
NAME = "rule_pen_001__paid_after_death.yml"


def test_rules_of_the_project_are_read_in_order_of_id(catalogue):
    found = rules(catalogue)
    assert [r["id"] for r in found] == sorted(r["id"] for r in found) and len(found) >= 5
    assert all((RULES / f"{r['model']}.sql").exists() for r in found)


def test_rule_right_is_read(catalogue, tmp_path):
    (tmp_path / NAME).write_text(RULE, encoding="utf-8")
    (rule,) = rules(catalogue, tmp_path)
    assert (rule["id"], rule["model"], rule["in_force_from"]) == ("PEN-001", NAME[:-4], "2011-07-01")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("severity: high", "severty: high", 10, "severty"),
        ("severity: high", "severity: fatal", 10, "'fatal' is not known here"),
        ("class: V", "class: X", 9, "'X' is not known here"),
        ("id: PEN-001", "id: pension", 7, "does not match"),
        ("fund: enterprise_pension", "fund: gold", 11, "unknown fund 'gold'"),
        ("[EP03]", "[EP99]", 16, "inputs names 'EP99'"),
        ("[PS02]", "[PS02, PS99]", 17, "cross_inputs names 'PS99'"),
        ("[min_contribution_months]", "[min_months]", 18, "parameters names 'min_months'"),
        ("from: 2011-07-01", "from: 2011-02-30", 13, "is no date"),
        ("from: 2011-07-01", "from: someday", 13, "does not match"),
        (", article: 第八十八条", "", 12, "'article' is a required property"),
        ("          owner: 社会保障处\n", "", 6, "'owner' is a required property"),
        ("rule_pen_001__paid_after_death", "rule_pen_001__paid", 3, "in rule_pen_001__paid_after_death.yml"),
    ],
)
def test_rule_with_a_mistake_fails_with_file_and_line(catalogue, tmp_path, old, new, line, words):
    assert RULE.count(old) == 1
    (tmp_path / NAME).write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        rules(catalogue, tmp_path)
    assert words in caught.value.problem and caught.value.line == line


def test_two_rules_of_one_id_fail(catalogue, tmp_path):
    (tmp_path / NAME).write_text(RULE, encoding="utf-8")
    other = "rule_pen_001__twice"
    (tmp_path / f"{other}.yml").write_text(RULE.replace(NAME[:-4], other), encoding="utf-8")
    with pytest.raises(CatalogueError, match="'PEN-001' is declared twice"):
        rules(catalogue, tmp_path)
