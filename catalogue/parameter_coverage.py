"""Months for which a legal number is missing (参数缺口), and which of them somebody has looked at.

``parameter_gaps`` lists, in the words of whoever looked, the months without a number. A month without a number that is
not listed is a silent gap: a rule would say ``parameters_missing`` and nobody would know why. A listed month that
has its number by now is stale. Both fail the gate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from catalogue.generate.rules import rules
from catalogue.in_force import FIRST, InForce, chain, in_force
from catalogue.model import Catalogue
from catalogue.parameter_gaps import KnownGap
from catalogue.parameters import ANY, GAP, NATION

SUPERVISED_SINCE: Final = "201501"
"""First month that is looked at: of the years before, not even the wages are known by year."""


@dataclass(frozen=True, slots=True)
class Need:
    """A rule (``rule_id``) needs a legal number in every month from ``since`` to ``until`` (YYYYMM, inclusive)."""

    rule_id: str
    fund_code: str
    parameter_id: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Hole:
    """Months (YYYYMM, inclusive) in which a fund and region have no number. ``declared``: a line with status gap says
    so; else nothing is said at all. ``rules``: who needs it then."""

    parameter_id: str
    fund_code: str
    region_code: str
    since: str
    until: str
    declared: bool
    rules: tuple[str, ...] = ()


def needs(catalogue: Catalogue, since: str, until: str) -> list[Need]:
    """What the rules in force need, or use where it is known, in these months."""
    found = []
    for rule in rules(catalogue):
        ends = until if rule.in_force_to is None else min(until, _month(rule.in_force_to))
        for fund, needed in rule.needs.items():
            for need in needed:
                begins = max(since, _month(max(rule.in_force_from, need.needed_from or FIRST)))
                if begins <= ends:
                    found.append(Need(rule.rule_id, need.fund or fund, need.parameter_id, begins, ends))
    return found


def holes(catalogue: Catalogue, needed: Iterable[Need], since: str, until: str) -> list[Hole]:
    """Months without a number between two months: of every parameter and fund that has one at some time, and of what a
    rule needs. A table counts as there when one of its lines has a value."""
    by_series: defaultdict[tuple[str, str, str], list[InForce]] = defaultdict(list)
    for number in in_force(catalogue):
        if number.region_code != NATION:
            by_series[number.rests_on.parameter_id, number.fund_code, number.region_code].append(number)
    regions = {region for _, _, region in by_series}
    wanted: defaultdict[tuple[str, str], list[Need]] = defaultdict(list)
    for need in needed:
        wanted[need.parameter_id, need.fund_code].append(need)
    declared = {(parameter_id, fund) for parameter_id, fund, _ in by_series if fund != ANY}
    found = []
    for parameter_id, fund in sorted(declared | set(wanted)):
        asking = wanted[parameter_id, fund]
        for region in sorted(regions):
            numbers = by_series[parameter_id, fund, region]
            runs: list[Hole] = []
            for month in months(since, until):
                state = _state(numbers, month)
                if state is None:
                    continue
                rule_ids = tuple(sorted({need.rule_id for need in asking if need.since <= month <= need.until}))
                hole = Hole(parameter_id, fund, region, month, month, state == GAP, rule_ids)
                last = runs[-1] if runs else None
                if last and following(last.until) == month and (last.declared, last.rules) == (hole.declared, rule_ids):
                    runs[-1] = Hole(parameter_id, fund, region, last.since, month, hole.declared, rule_ids)
                else:
                    runs.append(hole)
            found += runs
    return found


def unknown(catalogue: Catalogue, found: Iterable[Hole], known: Iterable[KnownGap]) -> list[Hole]:
    """The silent gaps: what of the holes no line of the list speaks of."""
    lines = list(known)
    silent = []
    for hole in found:
        above = chain(hole.region_code, catalogue.regions)
        spoken = [gap for gap in lines if gap.speaks_of(hole.parameter_id, hole.fund_code, above)]
        runs: list[Hole] = []
        for month in months(hole.since, hole.until):
            if any(gap.since <= month <= gap.until for gap in spoken):
                continue
            start = month
            if runs and following(runs[-1].until) == month:
                start = runs.pop().since
            runs.append(
                Hole(hole.parameter_id, hole.fund_code, hole.region_code, start, month, hole.declared, hole.rules)
            )
        silent += runs
    return silent


def stale(
    catalogue: Catalogue, found: Iterable[Hole], known: Iterable[KnownGap], since: str, until: str
) -> list[KnownGap]:
    """Lines of the list that speak of a month that has its number; other months than these are not judged."""
    by_parameter: defaultdict[str, list[Hole]] = defaultdict(list)
    for hole in found:
        by_parameter[hole.parameter_id].append(hole)
    above: Mapping[str, tuple[str, ...]] = {
        hole.region_code: chain(hole.region_code, catalogue.regions)
        for holes_of_one in by_parameter.values()
        for hole in holes_of_one
    }
    return [
        gap
        for gap in known
        if any(
            not any(
                gap.speaks_of(hole.parameter_id, hole.fund_code, above[hole.region_code])
                and hole.since <= month <= hole.until
                for hole in by_parameter[gap.parameter_id]
            )
            for month in months(max(gap.since, since), min(gap.until, until))
        )
    ]


def months(since: str, until: str) -> Iterator[str]:
    month = since
    while month <= until:
        yield month
        month = following(month)


def following(month: str) -> str:
    year, number = int(month[:4]), int(month[4:])
    return f"{year + number // 12:04}{number % 12 + 1:02}"


def _month(day: date) -> str:
    return f"{day:%Y%m}".zfill(6)


def _state(numbers: Iterable[InForce], month: str) -> str | None:
    """None where the month (its first day, as rules ask) has a number or needs none; else gap, or empty: not said."""
    day = date(int(month[:4]), int(month[4:]), 1)
    there = [number.rests_on.status for number in numbers if number.valid_from <= day <= number.valid_to]
    if any(status != GAP for status in there):
        return None
    return GAP if there else ""
