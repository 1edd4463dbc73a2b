"""The registry of rules is read as strictly as every other declaration."""

from __future__ import annotations

import re

import duckdb
import pytest

from catalogue import CatalogueError
from catalogue.citation import cited
from catalogue.generate import dbt_population, dbt_rules, rule_book, seeds
from catalogue.generate.rules import RULES, Input, rules
from catalogue.parameter_coverage import needs
from tests.dbt_project.rendered import text as rendered

RULE = """\
id: PEN-001
title_zh: 死亡后领取待遇
what_zh: 死亡次月起仍发放养老金
class: C
severity: high
funds: [enterprise_pension, resident_pension]
published_as:
- {id: WI-012, title_zh: 同上, funds: [resident_pension]}
basis:
- {document: 社会保险法, article: 第八十八条, status: verified}
in_force_from: '2011-07-01'
in_force_to: null
population_zh: 离退休人员
population: {model: fct_benefit, where: p.paid_for_month_amount > 0}
inputs:
  enterprise_pension: [EP03]
  resident_pension: [{table: RP02, of: year}]
cross_inputs: [{table: PS02, kinds: [recover]}]
parameters:
  '*': [min_contribution_months]
  enterprise_pension: [{id: base_floor_ratio, needed_from: '2019-05-01'}]
thresholds:
- {parameter: base_tolerance, evidence: gap_amount, operator: above, floor: 0}
kinds: {recover: 追回}
observed_zh: 发放月份
expected_zh: 死亡月份
evidence:
  gap_amount: {label_zh: 差额, type: amount}
  death_period: {label_zh: 死亡年月, type: period}
rows:
- {model: fct_benefit, by: [person_key, period]}
look_alikes_zh: [死亡当月]
remedy_zh: 停发并追回
owner: 社会保障处
"""
NAME = "rule_pen_001__paid_after_death.yml"


def test_rules_of_the_project_are_read_in_order_of_id(catalogue):
    found = rules(catalogue)
    assert [r.rule_id for r in found] == sorted(r.rule_id for r in found) and len(found) >= 6
    assert all((RULES / f"{r.model}.sql").exists() for r in found)


def test_rule_right_is_read_fund_by_fund(catalogue, tmp_path):
    (tmp_path / NAME).write_text(RULE, encoding="utf-8")
    (rule,) = rules(catalogue, tmp_path)
    assert (rule.rule_id, rule.model, str(rule.in_force_from)) == ("PEN-001", NAME[:-4], "2011-07-01")
    assert rule.inputs == {"enterprise_pension": (Input("EP03"),), "resident_pension": (Input("RP02", "year"),)}
    assert rule.cross_inputs["resident_pension"] == (Input("PS02", "month", ("recover",)),)
    needs = {fund: [need.parameter_id for need in rule.needs[fund]] for fund in rule.funds}
    assert needs["enterprise_pension"] == ["min_contribution_months", "base_floor_ratio", "base_tolerance"]
    assert needs["resident_pension"] == ["min_contribution_months", "base_tolerance"]
    assert [entry.unit for entry in rule.evidence] == ["元", ""]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("severity: high", "severty: high", 5, "severty"),
        ("severity: high", "severity: fatal", 5, "'fatal' is not known here"),
        ("class: C", "class: X", 4, "'X' is not known here"),
        ("class: C", "class: V", 22, "a violation with a threshold"),
        ("id: PEN-001", "id: pension", 1, "does not match"),
        ("id: PEN-001", "id: PEN-002", 1, "rule PEN-002 in rule_pen_001__paid_after_death.yml"),
        ("funds: [enterprise_pension, ", "funds: [gold, ", 6, "funds names 'gold'"),
        ("funds: [resident_pension]}", "funds: [maternity]}", 8, "published_as names 'maternity'"),
        ("enterprise_pension: [EP03]", "enterprise_pension: [EP99]", 16, "inputs names 'EP99'"),
        ("  enterprise_pension: [EP03]\n", "", 15, "no inputs for the fund 'enterprise_pension'"),
        ("  enterprise_pension: [EP03]", "  maternity: [MT01]\n  enterprise_pension: [EP03]", 16, "'maternity'"),
        ("[{table: PS02,", "[PS99, {table: PS02,", 18, "cross_inputs names 'PS99'"),
        ("kinds: [recover]}", "kinds: [regain]}", 18, "kinds names 'regain'"),
        ("of: year}", "of: month}", 17, "is not valid under any"),
        ("needed_from: '2019-05-01'", "kinds: [fraud]", 21, "kinds names 'fraud'"),
        ("[min_contribution_months]", "[min_months]", 20, "parameters names 'min_months'"),
        ("needed_from: '2019-05-01'", "day: [period, birth_date - 12 months]", 21, "day names 'birth_date'"),
        ("needed_from: '2019-05-01'", "day: [a year ago]", 19, "is not valid under any"),
        ("needed_from: '2019-05-01'", "fund: gold, optional: true", 21, "'gold' is no fund"),
        ("needed_from: '2019-05-01'", "fund: maternity", 19, "is not valid under any"),
        ("parameter: base_tolerance", "parameter: tolerance", 23, "thresholds names 'tolerance'"),
        ("evidence: gap_amount", "evidence: death_period", 23, "no number among the evidence"),
        ("from: '2011-07-01'", "from: '2011-02-30'", 11, "is no date"),
        ("from: '2019-05-01'", "from: '2019-05-32'", 21, "is no date"),
        ("from: '2011-07-01'", "from: someday", 11, "does not match"),
        (", article: 第八十八条", "", 10, "'article' is a required property"),
        (", status: verified", "", 10, "'status' is a required property"),
        ("status: verified", "status: surely", 10, "'surely' is not known here"),
        ("rows:\n", "varies: [death_date]\nrows:\n", 30, "varies names 'death_date'"),
        ("owner: 社会保障处\n", "", 1, "'owner' is a required property"),
        ("look_alikes_zh: [死亡当月]\n", "", 1, "'look_alikes_zh' is a required property"),
    ],
)
def test_rule_with_a_mistake_fails_with_file_and_line(catalogue, tmp_path, old, new, line, words):
    assert RULE.count(old) == 1
    (tmp_path / NAME).write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        rules(catalogue, tmp_path)
    assert words in caught.value.problem and caught.value.line == line


def test_a_document_is_cited_once_with_its_own_articles():
    basis = [("社会保险法", "第五十三条至第五十五条"), ("失业保险条例", "第十七条"), ("社会保险法", "第八十八条")]
    assert cited(basis) == "社会保险法第五十三条至第五十五条、第八十八条；失业保险条例第十七条"
    assert cited([("国发〔2014〕8号", "七"), ("工伤保险条例", ""), (None, None)]) == (
        "国发〔2014〕8号 七；工伤保险条例；文件待核"
    )


def test_class_of_a_violation_says_where_its_numbers_are_not_certain(catalogue):
    pages = rule_book.emit(catalogue)

    def line_of(rule_id: str) -> str:
        page = pages[f"{rule_book.FOLDER}/{rule_id}.md"]
        return next(line for line in page.splitlines() if line.startswith("- **性质**"))

    assert line_of("med-001") == "- **性质**：违规（数据属实即可认定）；所依参数尚待核实"
    assert line_of("wi-003") == "- **性质**：违规（数据属实即可认定）"
    assert line_of("med-004") == "- **性质**：线索（需人工核实）"


def test_rule_book_shows_sources_as_sources_and_warnings(catalogue):
    pages = rule_book.emit(catalogue)
    sources = {value.source for value in catalogue.parameters} - {""}
    rows = [line.strip("| ").split(" | ") for page in pages.values() for line in page.splitlines() if "|" in line]
    documents = {row[6] for row in rows if len(row) >= 9}
    assert "文件待核" in documents and not documents & sources
    assert "本省的期限须核实" in pages[f"{rule_book.FOLDER}/med-001.md"]


def test_number_used_where_it_is_known_is_covered_and_stops_nothing(catalogue, tmp_path):
    told = "{id: base_floor_ratio, optional: true, fund: maternity, day: [death_period - 12 months]}"
    text = RULE.replace("{id: base_floor_ratio, needed_from: '2019-05-01'}", told)
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    (rule,) = rules(catalogue, tmp_path)
    need = next(need for need in rule.needs["enterprise_pension"] if need.parameter_id == "base_floor_ratio")
    assert (need.optional, need.fund, need.days) == (True, "maternity", ("death_period - 12 months",))
    # shipped: the average wage of WI-002 is that of the month in which the pension began
    seed = seeds.emit(catalogue)["dbt_project/seeds/_generated/seed_rule_parameter.csv"].splitlines()
    assert "WI-002,work_injury,injury_wage_floor_ratio,,*" in seed
    assert not [line for line in seed if line.startswith("WI-002,work_injury,contribution_base_avg")]
    covered = {(need.rule_id, need.fund_code, need.parameter_id) for need in needs(catalogue, "202401", "202401")}
    assert {("WI-002", "work_injury", "contribution_base_avg"),
            ("UE-005", "enterprise_pension", "retirement_age_male_months")} <= covered  # fmt: skip


def test_two_rules_of_one_id_fail(catalogue, tmp_path):
    (tmp_path / NAME).write_text(RULE, encoding="utf-8")
    (tmp_path / "rule_pen_001__twice.yml").write_text(RULE, encoding="utf-8")
    with pytest.raises(CatalogueError, match="'PEN-001' is declared twice"):
        rules(catalogue, tmp_path)


def test_number_of_an_alias_is_taken(catalogue, tmp_path):
    (tmp_path / NAME).write_text(RULE, encoding="utf-8")
    other = RULE.replace("id: PEN-001", "id: WI-012").replace("{id: WI-012, title", "{id: WI-013, title")
    (tmp_path / "rule_wi_012__subsidised_twice.yml").write_text(other, encoding="utf-8")
    with pytest.raises(CatalogueError, match="'WI-012' is declared twice"):
        rules(catalogue, tmp_path)


def test_what_varies_is_shown_and_no_fact_that_a_decision_rests_on(catalogue):
    files = dbt_rules.emit(catalogue)
    [union] = [text for path, text in files.items() if path.endswith("rule_finding_union.sql")]
    of_rule = {part.split("'")[0]: part.split("union all")[0] for part in union.split("{%- if \"'")[1:]}
    for rule in rules(catalogue):
        [evidence, said, amount] = [
            line
            for line in of_rule[rule.rule_id].splitlines()
            if line.endswith((" as evidence,", " as said,", " as said_amount,"))
        ]
        shown = {entry.name for entry in rule.evidence}
        assert set(re.findall(r"\('(\w+)', ", evidence)) == shown
        assert set(re.findall(r"\('(\w+)', ", said)) == {"observed", *shown} - rule.varies
        assert ("null" in amount) == ("amount_at_stake" in rule.varies)


def test_population_is_joined_where_what_is_missing_depends_on_the_month_or_the_subject_only(catalogue, tmp_path):
    about = "population: {model: fct_benefit, where: p.paid_for_month_amount > 0}"
    number = "left join number as n on n.region_code = p.region_code and n.period = p.period"
    cases = {
        "PEN-097": ("left join person as d on d.person_key = p.person_key", "d.person_key is null"),
        "PEN-098": (number, "n.value is null"),
        "PEN-099": (f"{number} and p.born > 0", "n.value is null"),
    }
    for rule_id, (joins, not_judged) in cases.items():
        text = RULE.replace("id: PEN-001", f"id: {rule_id}").replace("WI-012", f"WI-0{rule_id[-2:]}")
        counted = f"{about[:-1]}, counted: p.person_key, joins: {joins}, not_judged: {not_judged}}}"
        (tmp_path / f"rule_{rule_id.lower().replace('-', '_')}__a.yml").write_text(text.replace(about, counted))
    select = rendered(dbt_population.population(rules(catalogue, tmp_path)), "duckdb")
    of_row, of_month, of_subject = (
        select.count(f"{what} {joins}")
        for what, joins in (
            ("from fct_benefit as p\n   ", cases["PEN-099"][0]),
            (") as p\n   ", f"{number}\n"),
            (") as p\n   ", cases["PEN-097"][0]),
        )
    )
    assert (of_row, of_month, of_subject) == (1, 1, 1)
    with duckdb.connect() as connection:
        connection.execute(
            "create table fct_benefit as select 'enterprise_pension' as fund_code, * from (values"
            " ('1', '202401', 'a', 10, 1), ('1', '202401', 'a', 20, 1), ('1', '202401', 'b', 5, 0),"
            " ('1', '202402', 'a', 7, 1), ('1', '202401', 'c', 0, 1), ('1', '202401', null, 5, 0),"
            " ('1', '202501', 'b', 5, 0), ('2', '202412', 'b', 5, 0))"
            " as t(region_code, period, person_key, paid_for_month_amount, born)"
        )
        connection.execute("create table number as select '1' as region_code, '202401' as period, 3 as value")
        connection.execute("create table person as select 'a' as person_key")
        found = connection.execute(select).fetchall()
    assert sorted((row[0], *row[2:]) for row in found) == [
        ("PEN-097", "1", "202401", 2, 1),
        ("PEN-097", "1", "202402", 1, 0),
        ("PEN-097", "1", "202501", 1, 1),
        ("PEN-097", "2", "202412", 1, 1),
        ("PEN-098", "1", "202401", 2, 0),
        ("PEN-098", "1", "202402", 1, 1),
        ("PEN-098", "1", "202501", 1, 1),
        ("PEN-098", "2", "202412", 1, 1),
        ("PEN-099", "1", "202401", 2, 1),
        ("PEN-099", "1", "202402", 1, 1),
        ("PEN-099", "1", "202501", 1, 1),
        ("PEN-099", "2", "202412", 1, 1),
    ]
