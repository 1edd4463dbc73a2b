"""Truth beside findings (真相与疑点): what was planted and not found, found on traps, found and not planted.

A finding is expected by a line of `truth.jsonl` when rule, fund, person or unit, region and month are the same; then
kind, state and amount are compared, as far as the line says them. A trap says that its person or unit has no finding of
the rule in its months, whatever the fund, but for those that other lines expect.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from warehouse_sql import open_published

Line = dict[str, Any]
Finding = dict[str, Any]
Key = tuple[str, str, str, str, str]

MISSED, TRAPPED, UNPLANTED, OTHER = "missed", "trapped", "unplanted", "other"
TITLES = {
    MISSED: "planted and not found", TRAPPED: "found on traps", UNPLANTED: "found and not planted",
    OTHER: "found otherwise than planted",
}  # fmt: skip
SHOWN = 10
"""Differences of a rule and sort that are written out one by one."""


@dataclass(frozen=True)
class Difference:
    sort: str
    rule: str
    plant: str
    text: str


@dataclass
class Comparison:
    """`expected` and `found` count findings by rule; `right` those that are as planted."""

    expected: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    traps: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    differences: list[Difference] = field(default_factory=list)

    def count(self, rule: str, sort: str) -> int:
        return sum(d.rule == rule and d.sort == sort for d in self.differences)


def read_truth(folder: Path) -> list[Line]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def read_findings(url: str | None) -> list[Finding]:
    """Findings of the last published build, with the `unit_ids` that agencies write for a unit (none: not about one).

    Raises WarehouseError where nothing is published."""
    with open_published(url) as published:
        ids = published.query("select distinct unit_key, unit_id from core.fct_unit_contribution").to_pylist()
        found = published.query(
            "select rule_id, fund_code, subject_type, citizen_id, unit_key, region_code, period, kind, status,"
            " amount_at_stake from rule.fct_finding order by finding_key"
        ).to_pylist()
    numbers: dict[str, list[str]] = defaultdict(list)
    for row in ids:
        numbers[row["unit_key"]].append(row["unit_id"])
    return [f | {"unit_ids": sorted(numbers[f["unit_key"]]) if f["subject_type"] == "unit" else []} for f in found]


def rules_run(url: str | None) -> dict[str, bool]:
    """Rules of the last published build, and whether they ran anywhere."""
    with open_published(url) as published:
        rows = published.query(
            "select rule_id, max(case when outcome = 'ran' then 1 else 0 end) as ran from rule.fct_rule_run"
            " group by rule_id order by rule_id"
        ).to_pylist()
    return {row["rule_id"]: bool(row["ran"]) for row in rows}


def compare(truth: Iterable[Line], findings: Iterable[Finding]) -> Comparison:
    result = Comparison()
    expected: dict[Key, list[Line]] = defaultdict(list)
    lawful: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in truth:
        subject = line["citizen_id"] or line["unit_id"]
        if line["expected"] == "none":
            result.traps[line["rule_id"]] += 1
            lawful[line["rule_id"], subject].append(line)
        else:
            result.expected[line["rule_id"]] += 1
            expected[line["rule_id"], line["fund"], subject, line["region_code"], line["period"]].append(line)
    for finding in findings:
        rule, subjects = finding["rule_id"], _subjects(finding)
        result.found[rule] += 1
        place = finding["fund_code"], finding["region_code"], finding["period"]
        keys = [(rule, place[0], subject, *place[1:]) for subject in subjects]
        here = next((expected[key] for key in keys if expected.get(key)), None)
        if here:
            line = min(here, key=lambda one: len(_apart(one, finding)))
            here.remove(line)
            apart = _apart(line, finding)
            if apart:
                result.differences.append(Difference(OTHER, rule, line["plant"], f"{_of(line)}: {'; '.join(apart)}"))
            else:
                result.right[rule] += 1
            continue
        traps = [
            line
            for subject in subjects
            for line in lawful.get((rule, subject), [])
            if finding["period"] in line["periods"] and (subject or _at(line) == place)
        ]
        sort, plant = (TRAPPED, traps[0]["plant"]) if traps else (UNPLANTED, "")
        result.differences.append(Difference(sort, rule, plant, _found(finding)))
    for lines in expected.values():
        result.differences += [Difference(MISSED, line["rule_id"], line["plant"], _of(line)) for line in lines]
    result.differences.sort(key=lambda d: (d.rule, list(TITLES).index(d.sort), d.plant, d.text))
    return result


def _subjects(finding: Finding) -> list[str]:
    """Person, unit by each of its numbers, or nobody (a region, an account)."""
    return [finding["citizen_id"]] if finding["citizen_id"] else finding["unit_ids"] or [""]


def _at(line: Line) -> tuple[str, str, str]:
    return line["fund"], line["region_code"], line["period"]


def _apart(line: Line, finding: Finding) -> list[str]:
    """In what a finding is not as the line says; an amount of nothing says nothing."""
    apart = []
    if line["expected"] != finding["status"]:
        apart.append(f"{finding['status']} instead of {line['expected']}")
    if line["kind"] and line["kind"] != finding["kind"]:
        apart.append(f"{finding['kind']} instead of {line['kind']}")
    if Decimal(line["amount"]) and Decimal(line["amount"]) != finding["amount_at_stake"]:
        apart.append(f"{finding['amount_at_stake']} instead of {line['amount']} yuan")
    return apart


def _of(line: Line) -> str:
    who = line["citizen_id"] or line["unit_id"] or "region"
    return f"{line['fund']} {line['region_code']} {line['period']} {who} ({line['note']})"


def _found(finding: Finding) -> str:
    who = _subjects(finding)[0] or finding["subject_type"]
    where = f"{finding['fund_code']} {finding['region_code']} {finding['period']} {who}"
    return f"{where} ({finding['kind']}, {finding['status']}, {finding['amount_at_stake']})"


def described(result: Comparison, rules: dict[str, bool], planted: Iterable[str], shown: int = SHOWN) -> str:
    """A table by rule, the first differences of each, and the rules that nothing was planted for. `planted` are the
    rules that have an anomaly at all."""
    names = sorted(rules.keys() | result.expected.keys() | result.found.keys() | result.traps.keys())
    heads = ("planted", "right", "missed", "other", "traps", "on traps", "unplanted")
    lines = [f"{'rule':<9}" + "".join(f"{head:>10}" for head in heads)]
    for rule in names:
        counts = [result.count(rule, sort) for sort in (MISSED, OTHER, TRAPPED, UNPLANTED)]
        if result.expected[rule] or result.traps[rule] or any(counts):
            row = (result.expected[rule], result.right[rule], *counts[:2], result.traps[rule], *counts[2:])
            lines.append(f"{rule:<9}" + "".join(f"{number:>10}" for number in row))
    groups: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for one in result.differences:
        groups[one.rule, one.sort].append(one)
    for (rule, sort), of in groups.items():
        lines += ["", f"{rule} {TITLES[sort]}: {len(of)}"]
        lines += [f"  {one.plant + ' ' if one.plant else ''}{one.text}" for one in of[:shown]]
        lines += [f"  … {len(of) - shown} more"] if len(of) > shown else []
    have = set(planted)
    for title, some in (
        ("no plant exists", [rule for rule in names if rule not in have]),
        ("did not run", [rule for rule, ran in rules.items() if not ran]),
    ):
        lines += ["", f"{title}: {', '.join(some) or 'none'}"]
    return "\n".join(lines)


def report(folder: Path, url: str | None, shown: int = SHOWN) -> tuple[str, bool]:
    """What differs between a generated folder's truth and a warehouse's findings, and whether nothing does."""
    from simulator.plants import KINDS

    result = compare(read_truth(folder), read_findings(url))
    planted = {kind.rule for kind in KINDS.values() if not kind.is_trap} | result.expected.keys()
    return described(result, rules_run(url), planted, shown), not result.differences
