"""The legal numbers (政策参数) of a finding as its rule took them: each by its own day and fund, of a table every
line, so that what is compared can be computed again from what is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warehouse_sql.explain_models import Rule
from warehouse_sql.port import Published


@dataclass(frozen=True)
class ParameterView:
    """A legal number (政策参数) in force on `on`, by which the rule took it; `key` names the line of a table.
    Status `missing` where the catalogue has none for that day."""

    parameter_id: str
    key: str
    fund_code: str
    on: date
    status: str
    value: Decimal | None = None
    unit: str | None = None
    region_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    document: str | None = None
    article: str | None = None
    source: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """With the line of a table: injury_grant_months[1]."""
        return self.parameter_id if self.key == "*" else f"{self.parameter_id}[{self.key}]"

    @property
    def remarks(self) -> list[tuple[str, str]]:
        """Where the number was read and what is to be said of it, with their labels."""
        return [(label, said) for label, said in (("来源", self.source), ("说明", self.note)) if said]


def taken(published: Published, columns: Collection[str], rule: Rule, row: Mapping[str, Any]) -> list[ParameterView]:
    """The legal numbers of the rule for a finding (a row of the rule's model), in the order declared; what
    two days have in common stands once. The same finding gives the same. ``columns``: those of `core.dim_parameter`."""
    fund = str(row.get("fund_code") or "")
    wanted = [(each.parameter_id, each.fund or fund, each.days) for each in rule.parameters.get(fund, ())]
    named = {parameter_id for parameter_id, _, _ in wanted}
    lines = _lines(published, columns, named, str(row.get("region_code") or ""))
    views: dict[tuple[Any, ...], ParameterView] = {}
    for parameter_id, of_fund, days in wanted:
        for on in dict.fromkeys(day for day in (_day_of(row, column) for column in days) if day):
            held = [
                line
                for line in lines
                if (line["parameter_id"], line["fund_code"]) == (parameter_id, of_fund)
                and line["holds_from"] <= on <= line["holds_to"]
            ]
            for line in held:
                view = ParameterView(on=on, **{name: line[name] for name in _SHOWN if name in line})
                views.setdefault((parameter_id, of_fund, view.key, view.region_code, view.valid_from), view)
            if not held:
                views[parameter_id, of_fund, on] = ParameterView(parameter_id, "*", of_fund, on, "missing")
    return list(views.values())


_SHOWN = tuple(name for name in ParameterView.__dataclass_fields__ if name != "on")


def _lines(published: Published, columns: Collection[str], parameters: set[str], region: str) -> list[dict[str, Any]]:
    """What is known of the parameters in the region at any time, lines of a table in order."""
    if not parameters:
        return []
    # A former build has no source and note: where no document was named, its document is the source.
    more = "".join(f", {name}" for name in ("source", "note") if name in columns)
    named = {f"p{number}": name for number, name in enumerate(sorted(parameters))}
    found = published.query(
        "select parameter_id, key, fund_code, value, unit, stated_region_code as region_code,"
        " stated_from as valid_from, stated_to as valid_to, document, article, status,"
        f" valid_from as holds_from, valid_to as holds_to{more}"
        f" from core.dim_parameter where parameter_id in ({', '.join(f':{name}' for name in named)})"
        " and region_code = :region",
        {**named, "region": region},
    ).to_pylist()
    return sorted(found, key=lambda line: (_in_order(line["key"]), line["holds_from"]))


def _day_of(row: Mapping[str, Any], column: str) -> date | None:
    """The day in a column, or the first day of its month; of `period - 12 months` so long before."""
    name, _, before = column.partition(" - ")
    value = row.get(name)
    if isinstance(value, date):
        return value
    try:
        day = datetime.strptime(str(value)[:6], "%Y%m").date()
    except ValueError:
        return None
    month = day.year * 12 + day.month - 1 - int(before.split()[0] if before else 0)
    return date(month // 12, month % 12 + 1, 1)


def _in_order(key: str) -> tuple[int, Decimal, str]:
    """Keys of a table as one reads them: numbers (grades, tiers) by size, then words."""
    return (0, Decimal(key), key) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", key) else (1, Decimal(0), key)
