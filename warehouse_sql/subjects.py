"""Whom or what findings are about (疑点对象): number, name and code of persons and units, the number of a document.

A person or unit has another number in each system and region: that of the finding's fund and region comes first. Values
are whole; whoever shows them masks them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from catalogue import load_catalogue
from catalogue.base_models import core_systems
from warehouse_sql import sent
from warehouse_sql.port import Published

COLUMNS: Final = ("subject", "person_id", "person_name", "citizen_id", "unit_id", "unit_code", "unit_name")
_KEY_SHOWN: Final = 12
_CODE: Final = {"person": "citizen_id", "unit": "org_code"}
_FINDINGS: Final = "rule.fct_finding_candidate"
_LINES: Final = ("base.base_payment", "base.base_payable_item")

Row = Mapping[str, Any]


@dataclass
class _Known:
    """What is known of a person or unit: `numbers` are rows of system_code, region_code, number, is_current, …"""

    name: str | None = None
    code: str | None = None
    numbers: list[Row] = field(default_factory=list)

    def number(self, system: str | None, region: str | None) -> str | None:
        """The number under which the agency of a system and region keeps him, else the one used last."""
        best = max(
            self.numbers,
            key=lambda n: (
                n["is_current"], n["system_code"] == system, n["region_code"] == region, n["last_period"] or "",
                n["number"],
            ),
            default=None,
        )  # fmt: skip
        return best["number"] if best else None


def named(published: Published, rows: Sequence[Row]) -> dict[str, dict[str, str | None]]:
    """finding_key → COLUMNS, of rows of findings (subject_type and subject_key, fund_code, region_code, evidence).
    `subject` is never blank: kind of subject, and its number where it is no person or unit."""
    there = published.relations()
    facts = _facts(published, rows) if _FINDINGS in there else {}
    keys = {row["finding_key"]: _keys(row, facts.get(row["finding_key"], {})) for row in rows}
    persons = _known(published, there, "person", {person for person, _ in keys.values() if person})
    units = _known(published, there, "unit", {unit for _, unit in keys.values() if unit})
    plans = _plans(published, rows) if {_FINDINGS, *_LINES} <= there else {}
    systems = core_systems(load_catalogue())
    found = {}
    for row in rows:
        key, place = row["finding_key"], (systems.get(row["fund_code"]), row["region_code"])
        person, unit = (known.get(one or "", _Known()) for known, one in zip((persons, units), keys[key], strict=True))
        told: dict[str, str | None] = {
            "person_id": person.number(*place),
            "person_name": person.name,
            "citizen_id": facts.get(key, {}).get("citizen_id") or person.code,
            "unit_id": unit.number(*place),
            "unit_code": unit.code,
            "unit_name": unit.name,
        }
        found[key] = {"subject": _subject(row, told, plans.get(key)), **told}
    return found


def _subject(row: Row, told: Row, plan: str | None) -> str:
    kind, key = row["subject_type"], row["subject_key"]
    short, evidence = str(key)[:_KEY_SHOWN], _evidence(row)
    if kind == "person":
        return "个人" if told["citizen_id"] or told["person_id"] else f"个人 {short}"
    if kind == "unit":
        return "单位" if told["unit_id"] or told["unit_code"] else f"单位 {short}"
    if kind == "document":
        order = evidence.get("order_no")
        return f"支付单 {order}" if order else f"应付计划 {plan}" if plan else f"单据 {short}"
    if kind == "account":
        document = evidence.get("document_no")
        return f"补助文件 {document}" if document else f"账户 {short}"
    return f"统筹区 {key}" if kind == "region" else f"{kind} {short}"


def _evidence(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row["evidence"] or "{}")
    return found


def _keys(row: Row, fact: Row) -> tuple[str | None, str | None]:
    """Of person and unit. A finding about a person may name his employer, one about a payment who got it."""
    own = {row["subject_type"]: row["subject_key"]}
    return own.get("person") or fact.get("person_key"), own.get("unit") or fact.get("unit_key")


def _asked(published: Published, keys: Iterable[str], query: str) -> Iterator[dict[str, Any]]:
    """Rows of a query that reads `wanted` (one column, key), over all keys."""
    listed = sorted(keys)
    for start in range(0, len(listed), sent.CHUNK):
        wanted, values = sent.table({"key": listed[start : start + sent.CHUNK]})
        yield from published.query(f"with wanted as ({wanted}) {query}", values).to_pylist()


def _facts(published: Published, rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    asked = _asked(
        published,
        {row["finding_key"] for row in rows},
        "select f.finding_key, f.person_key, f.citizen_id, f.unit_key from wanted as w"
        f" inner join {_FINDINGS} as f on f.finding_key = w.key",
    )
    return {row["finding_key"]: row for row in asked}


def _plans(published: Published, rows: Sequence[Row]) -> dict[str, str]:
    """The payable plan of documents without an order, by the line that shows it."""
    lines = " ".join(
        f"left join {sent.at_line(relation, alias, 'f')}" for relation, alias in zip(_LINES, ("p", "i"), strict=True)
    )
    documents = (row for row in rows if row["subject_type"] == "document")
    asked = _asked(
        published,
        {row["finding_key"] for row in documents if not _evidence(row).get("order_no")},
        "select f.finding_key, coalesce(p.payable_plan_detail_id, i.payable_plan_detail_id) as plan_no from wanted as w"
        f" inner join {_FINDINGS} as f on f.finding_key = w.key {lines}",
    )
    return {row["finding_key"]: row["plan_no"] for row in asked}


def _known(published: Published, there: set[str], kind: str, keys: set[str]) -> dict[str, _Known]:
    """What is known of persons or units, also under keys they no longer have."""
    dimension, identity, record = f"core.dim_{kind}", f"base.base_{kind}_identity", f"base.base_{kind}_record"
    if not {dimension, identity, record} <= there:
        return {}
    now = (
        f"now as (select w.key, coalesce(i.resolved_{kind}_key, w.key) as now_key from wanted as w"
        f" left join {identity} as i on i.{kind}_key = w.key)"
    )
    reported = (
        f"{now}, reported as (select key, now_key as reported_key from now"
        f" union select n.key, i.{kind}_key from now as n"
        f" inner join {identity} as i on i.resolved_{kind}_key = n.now_key)"
    )
    found: dict[str, _Known] = defaultdict(_Known)
    for row in _asked(
        published, keys,
        f", {now} select n.key, d.{kind}_name as name, d.{_CODE[kind]} as code from now as n"
        f" inner join {dimension} as d on d.{kind}_key = n.now_key",
    ):  # fmt: skip
        found[row["key"]].name, found[row["key"]].code = row["name"], row["code"]
    for row in _asked(
        published, keys,
        f", {reported} select r.key, b.system_code, b.region_code, b.{kind}_id as number, max(b.name_key) as name,"
        f" max(b.{_CODE[kind]}) as code, max(b.last_period) as last_period,"
        " max(case when b.is_current then 1 else 0 end) as is_current"
        f" from reported as r inner join {record} as b on b.{kind}_key = r.reported_key"
        f" group by r.key, b.system_code, b.region_code, b.{kind}_id",
    ):  # fmt: skip
        known = found[row["key"]]
        known.name, known.code = known.name or row["name"], known.code or row["code"]
        if row["number"] is not None:
            known.numbers.append(row)
    if kind == "unit" and "base.base_annuity_unit" in there:
        # Of the feeds only this one has the unified code; in the others nine of its characters, or it stands for them.
        for row in _asked(
            published, keys,
            f", {reported} select r.key, max(a.unified_credit_code) as code from reported as r"
            " inner join base.base_annuity_unit as a on a.unit_key = r.reported_key group by r.key",
        ):  # fmt: skip
            found[row["key"]].code = row["code"] or found[row["key"]].code
    return found
