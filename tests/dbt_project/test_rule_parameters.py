"""What rules declare of the legal numbers they take, against the SQL that takes them."""

from __future__ import annotations

import re
from functools import cache

import pytest

from catalogue import load_catalogue
from catalogue.generate.rules import OF_THE_MONTH, rules
from tests.dbt_project import rendered

CATALOGUE = load_catalogue()
RULES = {rule.rule_id: rule for rule in rules(CATALOGUE)}
MODELS = {path.stem for path in (rendered.PROJECT / "models").glob("*/*.sql")}
QUOTED = re.compile(r"'(\w+)'")
TAKEN = re.compile(
    r"as (\w+)\s+on \1\.parameter_id = '(\w+)'\s+and \1\.fund_code = (\S+)\s.*?\sand ([^\n]+?) between \1\.", re.DOTALL
)
COLUMN = re.compile(r"\w+\.(\w+)")


@cache
def compiled(model):
    return rendered.model(model, "duckdb")


@cache
def own_sql(rule_id):
    rule = RULES[rule_id]
    about = rule.population
    population = "\n".join(str(about.get(name, "")) for name in ("joins", "not_judged", "sql", "not_judged_sql"))
    return compiled(rule.model) + "\n" + rendered.text(population, "duckdb")


def facts_behind(sql):
    """The dimensions and facts that SQL reads, and those that they read."""
    found, unread = set(), [sql]
    while unread:
        for name in set(re.findall(r"\b(?:fct|dim|int)_\w+", unread.pop())) & MODELS - found:
            found.add(name)
            unread.append(compiled(name))
    return found


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_declares_the_legal_numbers_of_its_sql_and_of_the_facts_behind_it(rule_id):
    rule, ids = RULES[rule_id], {p.parameter_id for p in CATALOGUE.parameters}
    sql = own_sql(rule_id)
    used = {word for text in (sql, *map(compiled, facts_behind(sql))) for word in QUOTED.findall(text)} & ids
    assert used | {threshold.parameter_id for threshold in rule.thresholds} == set(rule.parameters)


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_declares_the_day_and_fund_by_which_its_sql_takes_a_number(rule_id):
    """The column of the SQL is the finding's own, its month (`period=`) or the month it is seen (`seen=`)."""
    rule = RULES[rule_id]
    code = (rendered.PROJECT / "models" / "rule" / f"{rule.model}.sql").read_text(encoding="utf-8")
    call = code[code.index(f"'{rule_id}', ", code.index("_finding(" if "_finding(" in code else "finding(")) :]
    month, seen = (re.search(rf"\b{name}='(\w+)'", call) for name in ("period", "seen"))
    named = {month[1] if month else "period": "period", seen[1] if seen else "period": "seen_period"}
    wrong = []
    for _, parameter_id, fund, by in TAKEN.findall(own_sql(rule_id)):
        needs = [need for needs in rule.needs.values() for need in needs if need.parameter_id == parameter_id]
        days = {day for need in needs for day in need.days}
        if any(need.fund != (fund.strip("'") if fund.startswith("'") else "") for need in needs):
            wrong.append(f"{parameter_id}: of the fund {fund}")
        if any(" - " in day for day in days):
            continue
        column = COLUMN.fullmatch(by)
        name = column[1] if column else by
        own = "" if name == "period" and month else name
        if not {own, named.get(name, ""), re.sub("_period$", "_date", name)} & days:
            wrong.append(f"{parameter_id}: by {by}, declared {sorted(days)}")
    if "dim_contribution_band" in facts_behind(own_sql(rule_id)):
        wage = next(n for needs in rule.needs.values() for n in needs if n.parameter_id == "contribution_base_avg")
        wrong += [] if "period - 12 months" in wage.days else ["contribution_base_avg: the year before"]
    assert wrong == []


def test_both_see_what_they_look_for():
    assert sum(need.days != OF_THE_MONTH for rule in RULES.values() for n in rule.needs.values() for need in n) > 20
    assert len(TAKEN.findall(own_sql("WI-009"))) == 6
    assert "fct_retirement" in facts_behind(own_sql("PEN-006"))
