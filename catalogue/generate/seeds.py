"""Seeds: regions, funds, code lists, parameters and feeds as tables that models can join.

All ``valid_from`` and ``valid_to`` are inclusive dates; empty is open. A parameter without a value is a gap, or the law
had no such number (status not_in_law).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from catalogue import csvfile, report_lines
from catalogue.errors import PACKAGE, CatalogueError
from catalogue.generate.dbt_staging import HEAD, dump
from catalogue.generate.output import Files
from catalogue.generate.rules import Rule, rules
from catalogue.model import Catalogue

FOLDER: Final = "dbt_project/seeds/_generated"
Declared = dict[str, tuple[str, dict[str, str], tuple[str, ...]]]
"""Name of a seed → what it means, its columns with their types, its key."""
TEXT: Final = "varchar"
# seed -> (what it is, column -> type, key)
SEEDS: Final[Declared] = {
    "seed_region": (
        "Administrative divisions with history (行政区划); current_code is the end of the successor chain",
        {
            "code": TEXT,
            "name_zh": TEXT,
            "level": "bigint",
            "parent_code": TEXT,
            "valid_from": "date",
            "valid_to": "date",
            "current_code": TEXT,
            "status": TEXT,
        },
        ("code", "name_zh"),
    ),
    "seed_region_pseudo": (
        "Codes of a level's own business (本级) that are no administrative divisions",
        {"code": TEXT, "name_zh": TEXT},
        ("code",),
    ),
    "seed_history_item": (
        "Items of history (历史数据迁移事项): which reports of the past are taken in",
        {"work_id": TEXT, "name_zh": TEXT, "fund_code": TEXT, "report_cycle": TEXT},
        ("work_id",),
    ),
    "seed_report_line": (
        "Lines of each indicator set (指标体系); canonical_line is the line's name through all sets",
        {
            "indicator_set": TEXT,
            "line_no": "bigint",
            "indent_level": "bigint",
            "label_zh": TEXT,
            "parent_line_no": "bigint",
            "section_key": TEXT,
            "label_key": TEXT,
            "occurrence": "bigint",
            "canonical_line": TEXT,
            "line_status": TEXT,
            "note": TEXT,
        },
        ("indicator_set", "line_no"),
    ),
    "seed_fund": ("Funds (险种)", {"fund_code": TEXT, "name_zh": TEXT, "scheme_group": TEXT}, ("fund_code",)),
    "seed_code": (
        "Code lists by source system and element (代码表); status says how well a value is known",
        {
            "source_system": TEXT,
            "element": TEXT,
            "code": TEXT,
            "name_zh": TEXT,
            "valid_from": "date",
            "valid_to": "date",
            "status": TEXT,
        },
        ("source_system", "element", "code"),
    ),
    "seed_parameter": (
        "Dated legal numbers (政策参数) as written; fund * is every fund, region 000000 the nation, key * no table; "
        "value null is a gap or not in law (status); document is the law's, source is where the number was read",
        {
            "parameter_id": TEXT,
            "fund_code": TEXT,
            "region_code": TEXT,
            "valid_from": "date",
            "valid_to": "date",
            "value": "decimal(18,6)",
            "unit": TEXT,
            "document": TEXT,
            "article": TEXT,
            "status": TEXT,
            "key": TEXT,
            "source": TEXT,
            "note": TEXT,
        },
        ("parameter_id", "key", "fund_code", "region_code", "valid_from"),
    ),
    "seed_feed": (
        "Interface tables (信息目录)",
        {"file_code": TEXT, "source": TEXT, "name_zh": TEXT, "fund_code": TEXT, "cycle": TEXT},
        ("file_code",),
    ),
    "seed_rule": (
        "Supervision rules (监管规则), from the YAML beside each rule's SELECT",
        {
            "rule_id": TEXT,
            "model": TEXT,
            "title_zh": TEXT,
            "class": TEXT,
            "severity": TEXT,
            "basis_zh": TEXT,
            "in_force_from": "date",
            "in_force_to": "date",
            "population_zh": TEXT,
            "remedy_zh": TEXT,
            "owner": TEXT,
        },
        ("rule_id",),
    ),
    "seed_rule_fund": (
        "Funds a rule exists for; published_as = the number under which the fund's findings are published",
        {"rule_id": TEXT, "fund_code": TEXT, "published_as": TEXT},
        ("rule_id", "fund_code"),
    ),
    "seed_rule_input": (
        "Tables a rule needs for a month; scope region = of the same region, local = of it, its prefecture or the "
        "province, any = of whatever region; of_months month = of that month, year = of each month of its year up to "
        "it, year_before = of each month of the year before; kind * = for all its findings",
        {"rule_id": TEXT, "fund_code": TEXT, "file_code": TEXT, "scope": TEXT, "of_months": TEXT, "kind": TEXT},
        ("rule_id", "fund_code", "file_code", "of_months", "kind"),
    ),
    "seed_rule_parameter": (
        "Legal numbers a rule needs for a month, from needed_from on where that is set; kind * = for all its findings",
        {"rule_id": TEXT, "fund_code": TEXT, "parameter_id": TEXT, "needed_from": "date", "kind": TEXT},
        ("rule_id", "fund_code", "parameter_id", "kind"),
    ),
    "seed_rule_threshold": (
        "What measured values of a clue are compared with; kinds * = all its findings, else those named, by comma",
        {
            "rule_id": TEXT,
            "position": "bigint",
            "parameter_id": TEXT,
            "evidence": TEXT,
            "operator": TEXT,
            "floor": "decimal(18,6)",
            "kinds": TEXT,
        },
        ("rule_id", "position"),
    ),
    "seed_rule_term": (
        "Words of a rule: kinds of findings, what observed and expected mean, evidence; role says which",
        {
            "rule_id": TEXT,
            "role": TEXT,
            "name": TEXT,
            "position": "bigint",
            "label_zh": TEXT,
            "type": TEXT,
            "unit": TEXT,
        },
        ("rule_id", "role", "name"),
    ),
    "seed_link_method": (
        "Ways to link keys of persons and units (归并方法): reason, confidence, whether it merges or proposes",
        {
            "method": TEXT,
            "subject": TEXT,
            "reason_zh": TEXT,
            "confidence": "decimal(5,4)",
            "is_merged": "boolean",
            "basis": TEXT,
        },
        ("method",),
    ),
}


def emit(catalogue: Catalogue) -> Files:
    registry = rules(catalogue)
    rows: dict[str, Iterable[Sequence[object]]] = {
        "seed_region": [
            (
                r.code,
                r.name_zh,
                r.level,
                r.parent_code,
                first_day(r.valid_from),
                day_before(r.valid_to),
                r.current_code,
                r.state,
            )
            for r in catalogue.regions
        ],
        "seed_region_pseudo": list(catalogue.pseudo_regions.items()),
        "seed_history_item": [(i.work_id, i.name_zh, i.fund_code, i.cycle) for i in report_lines.items().values()],
        "seed_report_line": [
            (
                one.indicator_set,
                one.line_no,
                one.indent_level,
                one.label_zh,
                one.parent_line_no,
                one.section_key,
                one.label_key,
                one.occurrence,
                one.canonical,
                one.status,
                one.note,
            )
            for one in report_lines.lines()
        ],
        "seed_fund": [(f.fund_code, f.name_zh, f.scheme_group) for f in catalogue.funds],
        "seed_code": [
            (c.source_system, c.element, c.code, c.name_zh, c.valid_from, c.valid_to, c.status)
            for codes in catalogue.code_lists.values()
            for c in codes.codes
        ],
        "seed_parameter": [
            (
                p.parameter_id,
                p.fund_code,
                p.region_code,
                p.valid_from,
                p.valid_to,
                p.value,
                p.unit,
                p.document,
                p.article,
                p.status,
                p.key,
                p.source,
                p.note,
            )
            for p in catalogue.parameters
        ],
        "seed_feed": [(t.file_code, t.source, t.name_zh, t.insurance_code, t.cycle) for t in catalogue.tables.values()],
        "seed_rule": [
            (
                rule.rule_id,
                rule.model,
                rule.title_zh,
                rule.rule_class,
                rule.severity,
                rule.basis_zh,
                rule.in_force_from,
                rule.in_force_to,
                rule.population_zh,
                rule.remedy_zh,
                rule.owner,
            )
            for rule in registry
        ],
        "seed_rule_fund": [
            (rule.rule_id, fund, next((a.rule_id for a in rule.published_as if fund in a.funds), rule.rule_id))
            for rule in registry
            for fund in rule.funds
        ],
        "seed_rule_input": [
            (rule.rule_id, fund, needed.file_code, scope, needed.of, kind)
            for rule in registry
            for fund in rule.funds
            for scope, inputs in (
                ("region", rule.inputs[fund]),
                ("local", rule.local_inputs[fund]),
                ("any", rule.cross_inputs[fund]),
            )
            for needed in inputs
            for kind in needed.kinds or ("*",)
        ],
        "seed_rule_parameter": [
            (rule.rule_id, fund, need.parameter_id, need.needed_from, kind)
            for rule in registry
            for fund in rule.funds
            for need in rule.needs[fund]
            if not need.optional
            for kind in need.kinds or ("*",)
        ],
        "seed_rule_threshold": [
            (rule.rule_id, position, t.parameter_id, t.evidence, t.operator, t.floor, ",".join(t.kinds) or "*")
            for rule in registry
            for position, t in enumerate(rule.thresholds, start=1)
        ],
        "seed_rule_term": [row for rule in registry for row in _terms(rule)],
        "seed_link_method": _rows("link_methods.csv", tuple(SEEDS["seed_link_method"][1])),
    }
    return seed_files(SEEDS, rows, "_seeds.yml")


def _terms(rule: Rule) -> Iterable[Sequence[object]]:
    yield rule.rule_id, "observed", "observed", 1, rule.observed_zh, "text", ""
    yield rule.rule_id, "expected", "expected", 1, rule.expected_zh, "text", ""
    for position, (kind, label) in enumerate(rule.kinds.items(), start=1):
        yield rule.rule_id, "kind", kind, position, label, "code", ""
    for position, entry in enumerate(rule.evidence, start=1):
        yield rule.rule_id, "evidence", entry.name, position, entry.label_zh, entry.type, entry.unit


def _rows(name: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A file of catalogue/ that is a seed as it stands."""
    return [tuple(row[column] for column in columns) for row in csvfile.read(PACKAGE / name, columns)]


def first_day(text: str | None) -> date | None:
    """First day of a year, month or day written ``1985``, ``1985-11`` or ``1985-11-02``."""
    return None if text is None else date.fromisoformat((text + "-01-01")[:10])


def day_before(text: str | None) -> date | None:
    """Last day in force, where the declaration names the day, month or year of the change."""
    day = first_day(text)
    return None if day is None else day - timedelta(days=1)


def seed_files(declared: Declared, rows: Mapping[str, Iterable[Sequence[object]]], properties: str) -> Files:
    """The CSV of each seed, and the file of their properties.

    Keys are looked at here and not by a test of dbt each, which every build would read and run: a seed changes only
    when it is made. Raises CatalogueError where a key occurs twice.
    """
    files = {}
    for name, (_, columns, key) in declared.items():
        written = list(rows[name])
        _check_key(name, [list(columns).index(column) for column in key], written)
        files[f"{FOLDER}/{name}.csv"] = as_csv(columns, written)
    described: dict[str, Any] = {
        "version": 2,
        "seeds": [
            {"name": name, "description": meaning, "config": {"column_types": columns}}
            for name, (meaning, columns, _) in declared.items()
        ],
    }
    files[f"{FOLDER}/{properties}"] = HEAD + dump(described)
    return files


def _check_key(name: str, places: list[int], rows: Iterable[Sequence[object]]) -> None:
    seen = set()
    for line, row in enumerate(rows, start=2):
        key = tuple("" if row[place] is None else str(row[place]) for place in places)
        if key in seen:
            raise CatalogueError(
                PACKAGE.parent / FOLDER / f"{name}.csv", line, f"the key {' · '.join(key)} would stand there twice",
                "leave one of the two entries in the declaration that the seed is made of",
            )  # fmt: skip
        seen.add(key)


def as_csv(columns: dict[str, str], rows: Iterable[Sequence[object]]) -> str:
    """Text of a seed; None is empty."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return stream.getvalue()
