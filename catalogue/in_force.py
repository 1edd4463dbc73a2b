"""Which legal number holds where and when: a region inherits from its prefecture, the province and the nation.

Nearer wins: county, prefecture, province, nation; in one region the fund's own number before that of every fund. A gap
wins too: a region that sets its own number, which is not known here, does not fall back on the nation's.
A value of a retired code holds for the region that succeeded it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.model import Catalogue, ParameterValue, Region
from catalogue.parameters import ANY, NATION

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
_Layer = list[ParameterValue]


@dataclass(frozen=True, slots=True)
class InForce:
    """``rests_on`` holds for a fund, region and key from ``valid_from`` to ``valid_to`` (inclusive, never open)."""

    fund_code: str
    region_code: str
    key: str
    valid_from: date
    valid_to: date
    rests_on: ParameterValue


def in_force(catalogue: Catalogue) -> list[InForce]:
    """Every number spelt out: for each fund, for each region that has numbers of its own, without overlaps.

    Any other region has the numbers of the one ``region_with_numbers`` names. Fund ``*`` (ANY) holds what is said of
    every fund.
    """
    funds = [fund.fund_code for fund in catalogue.funds]
    chains = {code: chain(code, catalogue.regions) for code in regions_with_numbers(catalogue)}
    by_id: defaultdict[str, list[ParameterValue]] = defaultdict(list)
    for value in catalogue.parameters:
        by_id[value.parameter_id].append(value)
    moved = _successors(catalogue.regions)
    found = []
    for values in by_id.values():
        named = {value.fund_code for value in values}
        for fund in [ANY, *funds] if ANY in named else [fund for fund in funds if fund in named]:
            for region, nearer_first in chains.items():
                found += _of_one(values, fund, region, nearer_first, moved)
    return found


def regions_with_numbers(catalogue: Catalogue) -> tuple[str, ...]:
    """The nation, the provinces, and every region with a number of its own."""
    moved = _successors(catalogue.regions)
    own = {moved.get(value.region_code, value.region_code) for value in catalogue.parameters}
    return tuple(sorted(own | {NATION} | {r.code for r in catalogue.regions if r.level == 1 and r.state == "current"}))


def region_with_numbers(code: str, regions: Sequence[Region], numbered: Collection[str]) -> str:
    """Of the regions with numbers of their own, the nearest one at or above a code (a pseudo or retired one too)."""
    return next((above for above in chain(code, regions) if above in numbered), NATION)


def chain(code: str, regions: Sequence[Region]) -> tuple[str, ...]:
    """A region and what is above it: county, prefecture, province, nation.

    A code that is no region (本级 codes of a level's own business: 639900, 630199) stands under the region whose
    digits it begins with."""
    parents = {region.code: region.parent_code for region in regions if region.state == "current"}
    at = _successors(regions).get(code, code)
    found = []
    if at not in parents:
        at = next((c for c in (f"{code[:4]}00", f"{code[:2]}0000") if c in parents and c != code), NATION)
    while at in parents and at not in found:
        found.append(at)
        at = parents[at]
    return (*found, NATION)


def on(numbers: Iterable[InForce], day: date) -> list[InForce]:
    return [number for number in numbers if number.valid_from <= day <= number.valid_to]


def _successors(regions: Sequence[Region]) -> dict[str, str]:
    return {region.code: region.current_code for region in regions}


def _of_one(
    values: list[ParameterValue], fund: str, region: str, nearer_first: tuple[str, ...], moved: dict[str, str]
) -> list[InForce]:
    layers: list[_Layer] = [
        [v for v in values if v.fund_code == whose and moved.get(v.region_code, v.region_code) == where]
        for where in nearer_first
        for whose in dict.fromkeys((fund, ANY))
    ]
    found = []
    for key in dict.fromkeys(value.key for layer in layers for value in layer):
        # in one layer the line itself goes before what is said of the whole table, which is that it is not known
        lines = [part for layer in layers for part in _by_key(layer, key)]
        days = sorted({day for line in lines for value in line for day in _ends(value)})
        runs: list[InForce] = []
        for first, after in itertools.pairwise(days):
            holds = next((value for line in lines for value in line if _covers(value, first)), None)
            if holds is None:
                continue
            last = after - timedelta(days=1) if after < LAST else LAST
            if runs and runs[-1].rests_on is holds and runs[-1].valid_to == first - timedelta(days=1):
                runs[-1] = InForce(fund, region, key, runs[-1].valid_from, last, holds)
            else:
                runs.append(InForce(fund, region, key, first, last, holds))
        found += runs
    return found


def _by_key(layer: _Layer, key: str) -> list[_Layer]:
    return [[value for value in layer if value.key == one] for one in dict.fromkeys((key, ANY))]


def _ends(value: ParameterValue) -> tuple[date, date]:
    """First day, and the day after the last."""
    return value.valid_from or FIRST, LAST if value.valid_to is None else value.valid_to + timedelta(days=1)


def _covers(value: ParameterValue, day: date) -> bool:
    return (value.valid_from or FIRST) <= day <= (value.valid_to or LAST)
