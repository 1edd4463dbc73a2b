"""Whom the rules looked at (覆盖对象): how many, by fund, region and month, and who could not be judged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from catalogue.generate.rules import Rule

_T = TypeVar("_T")
SQL_HEAD: Final = "-- Generated from the rules' YAML by `make generate`; do not edit.\n"
_COLUMN: Final = {"fund": "fund_code", "region": "region_code", "period": "period"}


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """In which a rule looks at rows `p` of a model; `joins` to each row, `counted`: what is counted, if not rows."""

    model: str
    joins: str
    fund: str
    region: str
    period: str
    counted: str

    @property
    def by(self) -> str:
        return f"{self.fund}, {self.region}, {self.period}"


@dataclass(slots=True)
class _Asked:
    """What is asked of the rows that rules look at in one way: columns of counts."""

    rows: str
    """The SQL from `from` on, without what is joined later."""
    counts: dict[str, list[str]] = field(default_factory=dict)
    """Column → conditions of a row."""
    of_subjects: dict[str, str] = field(default_factory=dict)
    """Column → SQL of a subject's row, where that is what cannot be judged."""
    of_groups: dict[str, str] = field(default_factory=dict)
    """Column → SQL of a row of counts, likewise."""
    joined: str = ""
    """Joins to subjects or to counts."""


def population(found: list[Rule]) -> str:
    """One scan a model for all rules that look at it the same way; rules with joins of their own take one each."""
    text = (
        SQL_HEAD
        + "-- 规则覆盖对象: how many subjects each rule looked at in a fund, region and month, and how many of\n"
        "-- them it could not judge because a legal number is missing. Subjects are put together once a year, with\n"
        "-- the months in which they are looked at, and not in each month anew.\n"
    )
    shared: dict[_Way, list[Rule]] = defaultdict(list)
    for rule in found:
        if "model" in rule.population:
            shared[_way(rule.population)].append(rule)
    ctes, selects = [], []
    for number, (way, members) in enumerate(sorted(shared.items())):
        asked = _asked(way, members)
        ctes.append(f"looked_at_{number} as (\n{_looked_at(way, asked)})")
        told = asked.counts | asked.of_subjects | asked.of_groups
        for column, rule_id in ((_column(rule), rule.rule_id) for rule in members):
            not_judged = f"{column}_not_judged"
            selects.append(
                f"select\n    '{rule_id}' as rule_id, fund_code, region_code, period, {column} as population,\n"
                f"    {not_judged if not_judged in told else 'cast(0 as bigint)'} as not_judged_count\n"
                f"from looked_at_{number}\nwhere {column} > 0\n"
            )
    for rule in found:
        if "sql" in rule.population:
            selects.append(
                f"select\n    '{rule.rule_id}' as rule_id, fund_code, region_code, period, cast(population as bigint), "
                "cast(not_judged_count as bigint)\n"
                f"from (\n{rule.population['sql'].rstrip()}\n) as {rule.model.split('__')[0]}\n"
                f"where fund_code in ({_quoted(rule.funds)}) and population > 0\n"
            )
    return text + ("with " + ",\n".join(ctes) + "\n" if ctes else "") + "union all\n".join(selects)


def not_judged(found: list[Rule]) -> str:
    """A view: it is asked only of the rules and months whose findings would be closed."""
    text = (
        SQL_HEAD
        + "-- 未能判定的对象: whom a rule could not judge in a month, since a legal number is missing on the row's\n"
        "-- own date, though the month has one. Their findings (of these kinds; * = all) are not closed for that.\n"
        '{{ config(materialized="view") }}\n'
    )
    selects = []
    for rule in found:
        about = rule.population
        if "not_judged_sql" in about:
            source = f"(\n{about['not_judged_sql'].rstrip()}\n) as p\n"
            where, subject, by = [], "p.subject_key", [f"p.{name}" for name in _COLUMN.values()]
        elif "not_judged_subject" in about:
            joins = f"{about['joins'].rstrip()}\n" if "joins" in about else ""
            source = f"{{{{ ref('{about['model']}') }}}} as p\n{joins}"
            where = [f"({_where(rule)})", f"({about['not_judged'].strip()})"]
            subject, by = about["not_judged_subject"], [_by(about, name) for name in _COLUMN]
        else:
            continue
        fund, region, period = by
        kinds = ",".join(about.get("not_judged_kinds", ())) or "*"
        conditions = "\n    and ".join([f"{fund} in ({_quoted(rule.funds)})", *where])
        selects.append(
            f"select\n    '{rule.rule_id}' as rule_id, {fund} as fund_code, {region} as region_code,\n"
            f"    {period} as period, '{kinds}' as kinds, {subject} as subject_key\n"
            f"from {source}where {conditions}\n"
        )
    return text + "union all\n".join(selects)


def _way(about: Any) -> _Way:
    joins = "" if _is_of_subjects(about) else about.get("joins", "")
    fund, region, period = (_by(about, name) for name in _COLUMN)
    return _Way(about["model"], joins, fund, region, period, about.get("counted", ""))


def _asked(way: _Way, members: list[Rule]) -> _Asked:
    """What all of them ask is asked of each row once, before anything is joined to it."""
    where = _shared(_where(rule) for rule in members)
    have_one_fund_list = _shared(rule.funds for rule in members) is not None
    funds = _quoted(tuple(dict.fromkeys(name for rule in members for name in rule.funds)))
    of_all = f"    where {way.fund} in ({funds})\n"
    of_all += f"        and ({where})\n" if where and where != "true" else ""
    later = any(_is_of_groups(rule.population) for rule in members)
    asked = _Asked(f"    from {{{{ ref('{way.model}') }}}} as p\n{'' if later else _lines(way.joins)}{of_all}")
    joins = [way.joins] if later else []
    for rule in members:
        about, column = rule.population, _column(rule)
        seen = [] if where else [f"({_where(rule)})"]
        seen += [] if have_one_fund_list else [f"{way.fund} in ({_quoted(rule.funds)})"]
        asked.counts[column] = seen
        if _is_of_subjects(about):
            joins.append(about["joins"])
        if "not_judged" in about:
            condition = f"({about['not_judged'].strip()})"
            if _is_of_groups(about):
                asked.of_groups[f"{column}_not_judged"] = f"case when {condition} then p.{column} else 0 end"
            elif _is_of_subjects(about):
                asked.of_subjects[f"{column}_not_judged"] = f"case when {condition} then p.{column} end"
            else:
                asked.counts[f"{column}_not_judged"] = [*seen, condition]
    asked.joined = "".join(map(_lines, dict.fromkeys(joins)))
    return asked


def _looked_at(way: _Way, asked: _Asked) -> str:
    """The counts by fund, region and month."""
    counts = _subjects(way, asked) if way.counted else _rows(way, asked)
    if not asked.of_groups:
        return counts
    return f"{_select(['p.*', *_named(asked.of_groups)])}    from (\n{counts}    ) as p\n{asked.joined}"


def _rows(way: _Way, asked: _Asked) -> str:
    """Of each of the counts the rows that meet its conditions."""
    columns = {
        column: f"cast({_if(conditions, 'sum', '1 else 0') if conditions else 'count(*)'} as bigint)"
        for column, conditions in asked.counts.items()
    }
    named = {"fund_code": way.fund, "region_code": way.region, "period": way.period}
    return f"{_select(_named(named | columns))}{asked.rows}    group by {way.by}\n"


def _subjects(way: _Way, asked: _Asked) -> str:
    """Likewise subjects: each is put together once a year, with a bit for each month (macro month_bit)."""
    bit = f"{{{{ month_bit('{way.period}') }}}}"
    months = {
        column: _if(conditions, "bit_or", bit) if conditions else f"bit_or({bit})"
        for column, conditions in asked.counts.items()
    }
    found = {
        column: f"cast(sum(case when {column} & m.bit > 0 then subjects else 0 end) as bigint)"
        for column in (*asked.counts, *asked.of_subjects)
    }
    year = f"substr({way.period}, 1, 4)"
    named = {
        "fund_code": way.fund,
        "region_code": way.region,
        "year": year,
        way.counted.removeprefix("p."): way.counted,
    }
    alike = [*(f"p.{name}" for name in ("fund_code", "region_code", "year", *asked.counts)), *_named(asked.of_subjects)]
    return (
        f"{_select(['fund_code', 'region_code', 'year || m.month as period', *_named(found)])}    from (\n"
        f"{_select([*alike, 'count(*) as subjects'])}    from (\n"
        f"{_select(_named(named | months))}{asked.rows}        and {way.counted} is not null\n"
        f"    group by {way.fund}, {way.region}, {year}, {way.counted}\n"
        f"    ) as p\n{'' if asked.of_groups else asked.joined}"
        f"    group by {', '.join(str(place + 1) for place in range(len(alike)))}\n"
        "    ) as alike\n    cross join {{ months_of_a_year('m') }}\n"
        "    group by fund_code, region_code, year, m.month\n"
    )


def _is_of_groups(about: Any) -> bool:
    """What is joined depends on nothing but fund, region and month: it is joined to the counts and not to each row."""
    joins = about.get("joins", "")
    asked = set(re.findall(r"\bp\.(\w+)", f"{joins} {about.get('not_judged', '')}"))
    return (
        "not_judged" in about
        and joins.count("left join") == joins.count("join") > 0
        and not re.search(r"\b(day|key)=", joins)
        and asked <= set(_COLUMN.values())
        and all(_by(about, name) == f"p.{column}" for name, column in _COLUMN.items())
    )


def _is_of_subjects(about: Any) -> bool:
    """What is joined depends on nothing but the subject: it is joined to each once, and not to each row."""
    asked = re.findall(r"\bp\.\w+", f"{about.get('joins', '')} {about.get('not_judged', '')}")
    return "joins" in about and "counted" in about and set(asked) == {about["counted"]}


def _column(rule: Rule) -> str:
    return rule.rule_id.lower().replace("-", "_")


def _by(about: Any, name: str) -> str:
    return str(about.get(name, f"p.{_COLUMN[name]}"))


def _where(rule: Rule) -> str:
    return str(rule.population.get("where", "true")).strip()


def _shared(values: Iterable[_T]) -> _T | None:
    """The one value that all have, if it is one."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _lines(joins: str) -> str:
    return "".join(f"    {line.strip()}\n" for line in joins.strip().splitlines())


def _named(columns: dict[str, str]) -> list[str]:
    return [f"{sql} as {name}" for name, sql in columns.items()]


def _select(columns: list[str]) -> str:
    return "    select\n        " + ",\n        ".join(columns) + "\n"


def _if(conditions: list[str], function: str, value: str) -> str:
    """An aggregate of the value where all conditions hold."""
    condition = "\n            and ".join(conditions)
    return f"{function}(case when {condition}\n            then {value} end)"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)
