"""The paying side of findings (支付方): who entered the orders (待遇拨付主表) they rest on, and which agencies paid.

Set by set: keys and numbers of many findings go to the published build at once; how their orders are reached depends on
what they are about.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from warehouse_sql import sent
from warehouse_sql.port import Published

_ORDERS: Final = "base.base_disbursement"


@dataclass(frozen=True)
class Payers:
    """The paying side of a finding: who entered its orders, and which agencies paid or pay in its region."""

    operators: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Path:
    """How orders `d` are reached from findings `w` of some subject types (none named: all)."""

    subject_types: frozenset[str]
    joins: str
    needs: frozenset[str] = frozenset()
    told: str = "d.operator_name, d.agency_code"


_OF_PAYMENT: Final = (
    f" inner join {_ORDERS} as d on d.payment_master_id = p.payment_master_id and d.fund_code = p.fund_code"
    " and d.region_code = p.region_code"
)
_LINE: Final = " inner join rule.fct_finding_candidate as f on f.finding_key = w.finding_key"


_PATHS: Final = (
    # What was paid to him.
    _Path(
        frozenset({"person"}),
        " inner join core.fct_payment as p on p.person_key = w.subject_key and p.fund_code = w.fund_code" + _OF_PAYMENT,
        frozenset({"core.fct_payment"}),
    ),
    # A unit has no key in payments; its number alone may be a person's too.
    _Path(
        frozenset({"unit"}),
        " inner join core.dim_unit as u on u.unit_key = w.subject_key"
        " inner join core.fct_payment as p on p.party_id = u.unit_id and p.party_name = u.unit_name"
        " and p.region_code = u.region_code and p.fund_code = w.fund_code" + _OF_PAYMENT,
        frozenset({"core.dim_unit", "core.fct_payment"}),
    ),
    # The order itself.
    _Path(
        frozenset({"document", "account"}),
        f" inner join {_ORDERS} as d on d.payment_master_id = w.order_no and d.fund_code = w.fund_code"
        " and d.region_code = w.region_code",
    ),
    # A payable plan, by the line that shows it: a payment or an item of it.
    _Path(
        frozenset({"document"}),
        f"{_LINE} left join {sent.at_line('base.base_payment', 's', 'f')}"
        f" left join {sent.at_line('base.base_payable_item', 'i', 'f')}"
        " inner join core.fct_payment as p"
        " on p.payable_plan_detail_id = coalesce(s.payable_plan_detail_id, i.payable_plan_detail_id)"
        " and p.fund_code = w.fund_code and p.region_code = w.region_code" + _OF_PAYMENT,
        frozenset(
            {"rule.fct_finding_candidate", "base.base_payment", "base.base_payable_item", "core.fct_payment"},
        ),
    ),
    # An account that gets payments, by one of them: over all funds.
    _Path(
        frozenset({"account"}),
        f"{_LINE} inner join {sent.at_line('base.base_payment', 's', 'f')}"
        " inner join core.fct_payment as p on p.bank_account_no = s.bank_account_no" + _OF_PAYMENT,
        frozenset({"rule.fct_finding_candidate", "base.base_payment", "core.fct_payment"}),
    ),
    # An account of a fund that paid without an order: all who pay from it.
    _Path(
        frozenset({"account"}),
        " inner join core.dim_bank_account as a on md5(coalesce(a.account_no, '')) = w.subject_key"
        f" inner join {_ORDERS} as d on d.bank_account_no = a.account_no and w.order_no is null",
        frozenset({"core.dim_bank_account"}),
    ),
    # What a fund of a region paid in the months that are compared or added up.
    _Path(
        frozenset({"region"}),
        f" inner join {_ORDERS} as d on d.fund_code = w.fund_code and d.region_code = w.region_code"
        " and d.period between w.since and w.period",
    ),
    _Path(
        frozenset(),
        f" inner join (select distinct region_code, agency_code from {_ORDERS}) as d on d.region_code = w.region_code",
        told="cast(null as text) as operator_name, d.agency_code",
    ),
)


def payers(published: Published, rows: Sequence[Mapping[str, Any]]) -> dict[str, Payers]:
    """finding_key → its paying side (rows of `control.case_finding`); none known: not there."""
    there = published.relations()
    if _ORDERS not in there:
        return {}
    operators: dict[str, set[str]] = defaultdict(set)
    agencies: dict[str, set[str]] = defaultdict(set)
    for path in _PATHS:
        if not path.needs <= there:
            continue
        meant = [row for row in rows if not path.subject_types or row["subject_type"] in path.subject_types]
        for start in range(0, len(meant), sent.CHUNK):
            wanted, values = sent.table(_columns(meant[start : start + sent.CHUNK]))
            for found in published.query(
                f"with wanted as ({wanted}) select distinct w.finding_key, {path.told} from wanted as w{path.joins}",
                values,
            ).to_pylist():
                operators[found["finding_key"]] |= {found["operator_name"]} - {None}
                agencies[found["finding_key"]] |= {found["agency_code"]} - {None}
    return {key: Payers(frozenset(operators[key]), frozenset(agencies[key])) for key in agencies}


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What is known of findings, column by column."""
    names = ("finding_key", "subject_key", "fund_code", "region_code", "period")
    columns = {name: [str(row[name] or "") for row in rows] for name in names}
    columns["since"] = [_since(period) for period in columns["period"]]
    columns["order_no"] = [str(json.loads(row["evidence"] or "{}").get("order_no") or "") for row in rows]
    return columns


def _since(period: str) -> str:
    """The first of the months that a month's sum is compared with or added to: January, and for January December."""
    if len(period) != 6:
        return period
    year = int(period[:4])
    return f"{year - 1}12" if period[4:] == "01" else f"{year}01"
