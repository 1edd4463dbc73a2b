"""What dbt needs of the rules: the union of findings, who was looked at, descriptions, a registry."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from catalogue.generate.dbt_staging import HEAD, dump
from catalogue.generate.output import Files
from catalogue.generate.rules import DAYS_ZH, OF_THE_MONTH, Need, Rule, rules
from catalogue.model import Catalogue

_T = TypeVar("_T")
MODELS: Final = "dbt_project/models/rule/_generated"
MACROS: Final = "dbt_project/macros/rule/_generated"
_SQL_HEAD: Final = "-- Generated from the rules' YAML by `make generate`; do not edit.\n"
# Columns that every finding has (macros/rule/finding.sql), in order.
COLUMNS: Final = {
    "finding_key": "疑点键",
    "rule_id": "规则编号",
    "kind": "疑点类型",
    "status": "状态",
    "subject_type": "对象类型",
    "subject_key": "对象键",
    "person_key": "人员键",
    "citizen_id": "公民身份号码（18位，校验通过）",
    "unit_key": "单位键",
    "fund_code": "险种（基金）",
    "region_code": "行政区划（现行代码）",
    "period": "数据期别",
    "seen_period": "见到该疑点的数据期别",
    "amount_at_stake": "涉及金额",
    "recovered_amount": "已追回金额",
    "observed": "实际值",
    "expected": "应有值",
    "_delivery_id": "来源报送",
    "_line_no": "来源文件行号",
}
_TOLD_APART: Final = {"told_apart": "区分项指纹（同一对象当月有多条疑点的，区分各条的账户、单位、编号等；没有的为空）"}
# What is said of it, in order: all that is shown, of that the facts, what they are measured by.
_SAID: Final = {
    "evidence": "text",
    "said": "text",
    "said_amount": "numeric(18, 2)",
    "told_apart": "text",
    "measured_value": "numeric(18, 6)",
    "second_measured_value": "numeric(18, 6)",
}
_COLUMN: Final = {"fund": "fund_code", "region": "region_code", "period": "period"}
_Counts = dict[str, list[str]]  # column → conditions
_CAST: Final = {
    "amount": "cast(cast({0} as numeric(18, 2)) as text)",
    "ratio": "cast(cast({0} as numeric(18, 6)) as text)",
    "count": "cast(cast({0} as bigint) as text)",
    "date": "cast(cast({0} as date) as text)",
    "flag": "cast(cast({0} as boolean) as text)",
}


def emit(catalogue: Catalogue) -> Files:
    found = rules(catalogue)
    return {
        f"{MODELS}/rule_finding_union.sql": _union(found),
        f"{MODELS}/rule_run_population.sql": population(found),
        f"{MODELS}/rule_not_judged.sql": _not_judged(found),
        f"{MODELS}/_rules.yml": HEAD + dump({"version": 2, "models": [_declaration(rule) for rule in found]}),
        f"{MACROS}/rule_registry.sql": _registry(found),
    }


def _union(found: list[Rule]) -> str:
    text = (
        _SQL_HEAD
        + "-- 疑点合集: what every rule yields, with evidence. A rule that failed in this build is left out.\n"
    )
    text += '{{ config(materialized="view") }}\n{%- set failed = failed_rules() %}\n'
    for rule in found:
        shown = {e.name: _CAST.get(e.type, "cast({0} as text)").format(e.name) for e in rule.evidence}
        said = {name: text for name, text in {"observed": "observed", **shown}.items() if name not in rule.varies}
        amount = "null" if "amount_at_stake" in rule.varies else "amount_at_stake"
        measured = [t.evidence for t in rule.thresholds] + [None, None]
        text += f"{{%- if \"'{rule.rule_id}'\" not in failed %}}\n"
        text += f"select\n    {{{{ finding_columns() }}}},\n    {_json(shown)} as evidence,\n"
        text += f"    {_json(said)} as said,\n    cast({amount} as numeric(18, 2)) as said_amount,\n    told_apart,\n"
        text += f"    {_number(measured[0])} as measured_value,\n    {_number(measured[1])} as second_measured_value\n"
        text += f"from {{{{ ref('{rule.model}') }}}}\nunion all\n{{%- endif %}}\n"
    text += "select * from (\n    select\n"
    columns = {name: _type(name) for name in COLUMNS} | _SAID
    text += ",\n".join(f"        cast(null as {kind}) as {name}" for name, kind in columns.items())
    text += "\n) as nothing\nwhere finding_key is not null\n"
    return text


def _json(texts: dict[str, str]) -> str:
    """Jinja for an object of these names and SQL texts."""
    pairs = ", ".join(f"('{name}', \"{text}\")" for name, text in texts.items())
    return f"{{{{ json_object([{pairs}]) }}}}" if pairs else "'{}'"


def _number(column: str | None) -> str:
    return f"cast({column or 'null'} as numeric(18, 6))"


def _type(column: str) -> str:
    if column.endswith("_amount") or column == "amount_at_stake":
        return "numeric(18, 2)"
    return "bigint" if column in ("_delivery_id", "_line_no") else "text"


def population(found: list[Rule]) -> str:
    """One scan a model for all rules that look at it the same way; rules with joins of their own take one each."""
    shared: dict[tuple[str, ...], list[Rule]] = defaultdict(list)
    for rule in found:
        about = rule.population
        if "model" in about:
            joins = "" if _is_of_subjects(about) else about.get("joins", "")
            by_month = (_by(about, name) for name in _COLUMN)
            shared[(about["model"], joins, *by_month, about.get("counted", ""))].append(rule)
    text = (
        _SQL_HEAD
        + "-- 规则覆盖对象: how many subjects each rule looked at in a fund, region and month, and how many of\n"
    )
    text += (
        "-- them it could not judge because a legal number is missing. Subjects are put together once a year, with\n"
    )
    text += "-- the months in which they are looked at, and not in each month anew.\n"
    ctes, selects = [], []
    for number, ((model, joins, fund, region, period, counted), members) in enumerate(sorted(shared.items())):
        # What all of them ask is asked of each row once, before anything is joined to it.
        of_all = _shared(_where(rule) for rule in members)
        of_funds = f"{fund} in ({_quoted(tuple(dict.fromkeys(name for rule in members for name in rule.funds)))})"
        have_one_fund_list = _shared(rule.funds for rule in members) is not None
        counts: _Counts = {}
        of_groups: list[str] = []
        of_subjects: dict[str, str] = {}
        for rule in members:
            about, column = rule.population, rule.rule_id.lower().replace("-", "_")
            seen = [] if of_all else [f"({_where(rule)})"]
            seen += [] if have_one_fund_list else [f"{fund} in ({_quoted(rule.funds)})"]
            counts[column] = seen
            not_judged = f"({about['not_judged'].strip()})" if "not_judged" in about else ""
            if not_judged and _is_of_groups(about):
                of_groups.append(f"        case when {not_judged} then p.{column} else 0 end as {column}_not_judged")
            elif not_judged and _is_of_subjects(about):
                of_subjects[f"{column}_not_judged"] = f"case when {not_judged} then p.{column} end"
            elif not_judged:
                counts[f"{column}_not_judged"] = [*seen, not_judged]
            selects.append(
                f"select\n    '{rule.rule_id}' as rule_id, fund_code, region_code, period, {column} as population,\n"
                f"    {column + '_not_judged' if not_judged else 'cast(0 as bigint)'} as not_judged_count\n"
                f"from looked_at_{number}\nwhere {column} > 0\n"
            )
        joined = _lines(joins)
        also = f"\n        and ({of_all})" if of_all and of_all != "true" else ""
        rows = f"    from {{{{ ref('{model}') }}}} as p\n{'' if of_groups else joined}    where {of_funds}{also}\n"
        by = (fund, region, period)
        if counted:
            later = dict.fromkeys(rule.population["joins"] for rule in members if _is_of_subjects(rule.population))
            looked_at = _subjects(by, counted, counts, rows, of_subjects, "".join(map(_lines, later)))
        else:
            looked_at = _rows(by, counts, rows)
        if of_groups:
            looked_at = (
                "    select\n        p.*,\n" + ",\n".join(of_groups) + f"\n    from (\n{looked_at}    ) as p\n{joined}"
            )
        ctes.append(f"looked_at_{number} as (\n{looked_at})")
    for rule in found:
        if "sql" in rule.population:
            selects.append(
                f"select\n    '{rule.rule_id}' as rule_id, fund_code, region_code, period, cast(population as bigint), "
                "cast(not_judged_count as bigint)\n"
                f"from (\n{rule.population['sql'].rstrip()}\n) as {rule.model.split('__')[0]}\n"
                f"where fund_code in ({_quoted(rule.funds)}) and population > 0\n"
            )
    return text + ("with " + ",\n".join(ctes) + "\n" if ctes else "") + "union all\n".join(selects)


def _not_judged(found: list[Rule]) -> str:
    """A view: it is asked only of the rules and months whose findings would be closed."""
    text = (
        _SQL_HEAD
        + "-- 未能判定的对象: whom a rule could not judge in a month, since a legal number is missing on the row's\n"
        "-- own date, though the month has one. Their findings (of these kinds; * = all) are not closed for that.\n"
        '{{ config(materialized="view") }}\n'
    )
    selects = []
    for rule in found:
        about = rule.population
        columns = ("fund", "region", "period")
        if "not_judged_sql" in about:
            source = f"(\n{about['not_judged_sql'].rstrip()}\n) as p\n"
            where, subject, fund, region, period = [], "p.subject_key", *(f"p.{_COLUMN[name]}" for name in columns)
        elif "not_judged_subject" in about:
            joins = f"{about['joins'].rstrip()}\n" if "joins" in about else ""
            source = f"{{{{ ref('{about['model']}') }}}} as p\n{joins}"
            where = [f"({_where(rule)})", f"({about['not_judged'].strip()})"]
            subject, fund, region, period = about["not_judged_subject"], *(_by(about, name) for name in columns)
        else:
            continue
        kinds = ",".join(about.get("not_judged_kinds", ())) or "*"
        conditions = "\n    and ".join([f"{fund} in ({_quoted(rule.funds)})", *where])
        selects.append(
            f"select\n    '{rule.rule_id}' as rule_id, {fund} as fund_code, {region} as region_code,\n"
            f"    {period} as period, '{kinds}' as kinds, {subject} as subject_key\n"
            f"from {source}where {conditions}\n"
        )
    return text + "union all\n".join(selects)


def _is_of_groups(about: Any) -> bool:
    """What is joined depends on nothing but fund, region and month: it is joined to the counts and not to each row."""
    joins = about.get("joins", "")
    asked = set(re.findall(r"\bp\.(\w+)", f"{joins} {about['not_judged']}"))
    return (
        joins.count("left join") == joins.count("join") > 0
        and not re.search(r"\b(day|key)=", joins)
        and asked <= set(_COLUMN.values())
        and all(_by(about, name) == f"p.{column}" for name, column in _COLUMN.items())
    )


def _is_of_subjects(about: Any) -> bool:
    """What is joined depends on nothing but the subject: it is joined to each once, and not to each row."""
    asked = re.findall(r"\bp\.\w+", f"{about.get('joins', '')} {about.get('not_judged', '')}")
    return "joins" in about and "counted" in about and set(asked) == {about["counted"]}


def _by(about: Any, name: str) -> str:
    return str(about.get(name, f"p.{_COLUMN[name]}"))


def _where(rule: Rule) -> str:
    return str(rule.population.get("where", "true")).strip()


def _shared(values: Iterable[_T]) -> _T | None:
    """The one value that all have, if it is one."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _rows(by: tuple[str, str, str], counts: _Counts, rows: str) -> str:
    """How many rows there are by fund, region and month (`by`): of each of `counts` those that meet its conditions."""
    fund, region, period = by
    columns = [
        f"cast({_if(conditions, 'sum', '1 else 0') if conditions else 'count(*)'} as bigint) as {column}"
        for column, conditions in counts.items()
    ]
    named = [f"{fund} as fund_code", f"{region} as region_code", f"{period} as period"]
    return f"{_select([*named, *columns])}{rows}    group by {fund}, {region}, {period}\n"


def _subjects(
    by: tuple[str, str, str], counted: str, counts: _Counts, rows: str, of_subjects: dict[str, str], joined: str
) -> str:
    """How many subjects, likewise: each is put together once a year, with a bit for each month (macro month_bit). What
    is joined to each subject tells of which of them none can be judged (`of_subjects`: column → SQL)."""
    fund, region, period = by
    bit = f"{{{{ month_bit('{period}') }}}}"
    months = [
        f"{_if(conditions, 'bit_or', bit) if conditions else f'bit_or({bit})'} as {column}"
        for column, conditions in counts.items()
    ]
    columns = [*counts, *of_subjects]
    found = [
        f"cast(sum(case when {column} & m.bit > 0 then subjects else 0 end) as bigint) as {column}"
        for column in columns
    ]
    year, subject = f"substr({period}, 1, 4)", counted.removeprefix("p.")
    named = [f"{fund} as fund_code", f"{region} as region_code", f"{year} as year", f"{counted} as {subject}"]
    alike = [f"p.{name}" for name in ("fund_code", "region_code", "year", *counts)]
    told = [f"{sql} as {column}" for column, sql in of_subjects.items()]
    return (
        f"{_select(['fund_code', 'region_code', 'year || m.month as period', *found])}    from (\n"
        f"{_select([*alike, *told, 'count(*) as subjects'])}    from (\n"
        f"{_select([*named, *months])}{rows}        and {counted} is not null\n"
        f"    group by {fund}, {region}, {year}, {counted}\n"
        f"    ) as p\n{joined}    group by {', '.join(str(place + 1) for place in range(len(alike) + len(told)))}\n"
        "    ) as alike\n    cross join {{ months_of_a_year('m') }}\n"
        "    group by fund_code, region_code, year, m.month\n"
    )


def _lines(joins: str) -> str:
    return "".join(f"    {line.strip()}\n" for line in joins.strip().splitlines())


def _select(columns: list[str]) -> str:
    return "    select\n        " + ",\n        ".join(columns) + "\n"


def _if(conditions: list[str], function: str, value: str) -> str:
    """An aggregate of the value where all conditions hold."""
    condition = "\n            and ".join(conditions)
    return f"{function}(case when {condition}\n            then {value} end)"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _declaration(rule: Rule) -> dict[str, Any]:
    own = {entry.name: entry.label_zh for entry in rule.evidence}
    days = {day for needs in rule.needs.values() for need in needs for day in need.days}
    own |= {name: label for name, label in DAYS_ZH.items() if name in days and name not in own}
    return {
        "name": rule.model,
        "description": rule.title_zh,
        "config": {
            "meta": {
                "rule": {
                    "id": rule.rule_id,
                    "title_zh": rule.title_zh,
                    "class": rule.rule_class,
                    "severity": rule.severity,
                    "funds": list(rule.funds),
                    "published_as": [alias.rule_id for alias in rule.published_as],
                    "basis": [{"document": document, "article": article} for document, article, _ in rule.basis],
                    "in_force_from": str(rule.in_force_from),
                    "in_force_to": str(rule.in_force_to) if rule.in_force_to else None,
                    "population_zh": rule.population_zh,
                    "inputs": {fund: [one.file_code for one in needed] for fund, needed in rule.inputs.items()},
                    "parameters": {fund: [_taken(need) for need in needs] for fund, needs in rule.needs.items()},
                    "remedy_zh": rule.remedy_zh,
                    "owner": rule.owner,
                },
                "explain": {
                    "grain": ["finding_key"],
                    "from": [
                        {"model": row.model, "on": dict(row.by)} | ({"where": dict(row.where)} if row.where else {})
                        for row in rule.rows
                    ],
                },
            }
        },
        "columns": [{"name": name, "description": label} for name, label in (COLUMNS | _TOLD_APART | own).items()],
    }


def _taken(need: Need) -> str | dict[str, Any]:
    """The legal number, and by which day and of which fund it is taken where not by the finding's month and fund."""
    other: dict[str, Any] = {} if need.days == OF_THE_MONTH else {"day": list(need.days)}
    other |= {"fund": need.fund} if need.fund else {}
    return {"id": need.parameter_id, **other} if other else need.parameter_id


def _registry(found: list[Rule]) -> str:
    about = {
        rule.rule_id: {"funds": list(rule.funds), "varies": sorted(rule.varies), "lasts": rule.lasts} for rule in found
    }
    lines = ",\n".join(f"        '{rule_id}': {json.dumps(entry)}" for rule_id, entry in about.items())
    return (
        "{# Generated from the rules' YAML by `make generate`; do not edit. #}\n"
        f"{{% macro rule_registry() -%}}\n    {{{{ return({{\n{lines}\n    }}) }}}}\n{{%- endmacro %}}\n"
    )
