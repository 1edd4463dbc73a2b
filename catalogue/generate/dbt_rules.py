"""What dbt needs of the rules: the union of findings, who was looked at, descriptions, a registry."""

from __future__ import annotations

import json
from typing import Any, Final

from catalogue.generate.dbt_population import SQL_HEAD, not_judged, population
from catalogue.generate.dbt_staging import HEAD, dump
from catalogue.generate.output import Files
from catalogue.generate.rules import DAYS_ZH, OF_THE_MONTH, Need, Rule, rules
from catalogue.model import Catalogue

MODELS: Final = "dbt_project/models/rule/_generated"
MACROS: Final = "dbt_project/macros/rule/_generated"
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
        f"{MODELS}/rule_not_judged.sql": not_judged(found),
        f"{MODELS}/_rules.yml": HEAD + dump({"version": 2, "models": [_declaration(rule) for rule in found]}),
        f"{MACROS}/rule_registry.sql": _registry(found),
    }


def _union(found: list[Rule]) -> str:
    text = (
        SQL_HEAD + "-- 疑点合集: what every rule yields, with evidence. A rule that failed in this build is left out.\n"
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
