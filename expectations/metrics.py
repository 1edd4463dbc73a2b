"""The figures of each delivery that the expectations are about: set-based SQL, one scan a table, on both engines.

Only counts and shares leave the database, never values of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from catalogue import Catalogue, Check, Table
from expectations import bank_chain, bank_observed
from expectations.measure import NOTHING, Measure
from warehouse_sql.port import Transaction

ROWS, DUPLICATES = "rows_loaded", "key_unique"
CROSS = frozenset({"person_in_unit_file", "sum_of_details_equals_master", "balance_continues", "balance_observed"})
BANK_TABLES = ("BK01", "BK02")


Measures = dict[str, dict[int, Measure | None]]
"""check id -> delivery id -> measure."""


def file_codes(table: Table) -> tuple[str, ...]:
    """The codes deliveries of this table carry: its own, or the formats of bank statements."""
    return ("CAMT053", "MT940") if table.file_code in BANK_TABLES else (table.file_code,)


def looked_at_with(table: Table, catalogue: Catalogue) -> set[str]:
    """Codes of the deliveries that make checks of this table due: its own and those it is compared with."""
    partners = (_partner_codes(check, table, catalogue) for check in table.checks if check.kind in CROSS)
    return {*file_codes(table), *(code for codes in partners for code in codes)}


def measure(tx: Transaction, table: Table, catalogue: Catalogue) -> Measures:
    """Every check of a table for every pending delivery of it."""
    found = _own(tx, table, catalogue)
    for check in table.checks:
        if check.kind == "balance_continues":
            found[check.id] = bank_chain.measure(tx, table, check, _list(file_codes(table)))
        elif check.kind == "balance_observed":
            found[check.id] = bank_observed.measure(tx, table, check, _list(file_codes(table)))
        elif check.kind in CROSS:
            found[check.id] = _across(tx, table, check, catalogue)
    return found


def _own(tx: Transaction, table: Table, catalogue: Catalogue) -> Measures:
    """One scan of the pending rows: all checks that look at a row by itself, the number of rows, doubled keys."""
    own = [check for check in table.checks if check.kind not in CROSS]
    columns: list[str] = []
    for place, check in enumerate(own):
        looked, *wrong = _condition(check, table, catalogue)
        counts = [f"count(case when ({looked}) and ({condition}) then 1 end)" for condition in wrong]
        columns += [
            f"count(case when {looked} then 1 end) as looked_{place}",
            f"{counts[0] if len(counts) == 1 else 'greatest(' + ', '.join(counts) + ')'} as wrong_{place}",
        ]
    key = " || '|' || ".join(f"coalesce(cast({_name(c)} as text), '')" for c in table.natural_key)
    # A delivery without rows has none here but the empty one of the outer join, which is no key.
    distinct = f"count(distinct case when r._line_no is not null then {key} end)" if key else "count(r._line_no)"
    columns.append(f"{distinct} as distinct_keys")
    rows = tx.query(
        f"select d.delivery_id, d.accepted, count(r._line_no) as found, {', '.join(columns)}"
        f" from control.delivery as d left join raw.{table.raw_name} as r on r._delivery_id = d.delivery_id"
        f" where d.status = 'loaded' and d.file_code in ({_list(file_codes(table))})"
        " group by d.delivery_id, d.accepted"
    ).to_pylist()
    measures: Measures = {ROWS: {}, DUPLICATES: {}, **{check.id: {} for check in own}}
    for row in rows:
        delivery, found = int(row["delivery_id"]), int(row["found"])
        if table.file_code != "BK01":  # the records of a statement are its entries
            measures[ROWS][delivery] = Measure(found, abs(found - int(row["accepted"] or 0)))
        measures[DUPLICATES][delivery] = Measure(found, found - int(row["distinct_keys"]))
        for place, check in enumerate(own):
            measures[check.id][delivery] = Measure(int(row[f"looked_{place}"]), int(row[f"wrong_{place}"]))
    return measures


def _condition(check: Check, table: Table, catalogue: Catalogue) -> tuple[str, ...]:
    """SQL for "this row is looked at" and "and it is wrong"; of several ways to be wrong the most frequent counts."""
    names = [f"r.{_name(table.field(column).column)}" for column in check.columns]  # a table may have `region_code` too
    params = check.params
    if check.kind == "not_null_share":
        return "r._line_no is not null", *(f"{name} is null" for name in names)
    if check.kind == "in_codes":
        codes = table.field(check.columns[0]).code_list
        known = sorted(catalogue.codes(*codes).values) if codes else []
        return f"{names[0]} is not null", f"{names[0]} not in ({_list(known)})" if known else "false"
    if check.kind == "between":
        wrong = [f"{name} < {_decimal(params['min'])}" for name in names if "min" in params]
        wrong += [f"{name} > {_decimal(params['max'])}" for name in names if "max" in params]
        return " or ".join(f"{name} is not null" for name in names), " or ".join(wrong)
    if check.kind == "date_order":
        return f"{names[0]} is not null and {names[1]} is not null", f"{names[0]} > {names[1]}"
    total, parts = names[0], " + ".join(f"coalesce({name}, 0)" for name in names[1:])
    tolerance = _decimal(params.get("tolerance", "0.01"))
    if check.kind == "parent_is_at_least_parts":
        return f"{total} >= 0", f"{total} < {parts} - {tolerance}"
    if check.kind == "sum_equals":
        minus = "".join(f" - coalesce(r.{_name(column)}, 0)" for column in params.get("minus", ()))
        return f"{total} is not null", f"abs({total} - ({parts}{minus})) > {tolerance}"
    raise ValueError(f"{table.file_code}: a check of kind {check.kind} is not known to the gate")


def _across(tx: Transaction, table: Table, check: Check, catalogue: Catalogue) -> dict[int, Measure | None]:
    """Pending deliveries beside the other table; None where that has not come. One that was accepted is looked at
    again when something of the other table comes: what could not be checked is, what was right may no longer be."""
    partners = _list(_partner_codes(check, table, catalogue))
    mine = _list(file_codes(table))
    # A sum may be complete only with what an append of the same table brings.
    summed = check.kind == "sum_of_details_equals_master"
    judged = _judged(mine, f"{partners}, {mine}" if summed else partners)
    there = {
        int(row["delivery_id"]): bool(row["is_there"])
        for row in tx.query(
            f"with {judged} select j.delivery_id, exists (select 1 from visible as v"
            f" where v.file_code in ({partners}) and v.region_code = j.region_code and v.period = j.period)"
            " as is_there from judged as j"
        ).to_pylist()
    }
    sql = {
        "person_in_unit_file": _missing_there,
        "sum_of_details_equals_master": _sums_differ,
    }[check.kind](table, check, catalogue, judged)
    counted = _counted(tx, sql)
    if "earlier_years" in check.params and any(found.unexpected for found in counted.values()):
        counted = _counted(tx, _sums_differ(table, check, catalogue, judged, earlier=True))
    return {delivery: counted.get(delivery, NOTHING) if is_there else None for delivery, is_there in there.items()}


def _counted(tx: Transaction, sql: str) -> dict[int, Measure]:
    return {
        int(row["delivery_id"]): Measure(int(row["looked_at"]), int(row["unexpected"] or 0))
        for row in tx.query(sql).to_pylist()
    }


def _judged(mine: str, partners: str) -> str:
    return f"""
        judged as (
            select delivery_id, region_code, period
            from control.delivery
            where status = 'loaded' and file_code in ({mine})
            union all
            select v.delivery_id, v.region_code, v.period
            from visible as v
            inner join control.delivery as d on d.delivery_id = v.delivery_id
            where d.status = 'accepted' and v.file_code in ({mine}) and exists (
                select 1 from control.delivery as o
                where o.status = 'loaded' and o.file_code in ({partners})
                    and o.region_code = v.region_code and o.period = v.period
            )
        ),
        -- of their regions and months: what other months hold is not read
        beside as (
            select v.delivery_id, v.region_code, v.period, v.seq
            from visible as v
            where exists (
                select 1 from judged as j where j.region_code = v.region_code and j.period = v.period
            )
        )
    """


def _partner_codes(check: Check, table: Table, catalogue: Catalogue) -> tuple[str, ...]:
    return file_codes(catalogue.tables[check.params["table"]] if "table" in check.params else table)


def _missing_there(table: Table, check: Check, catalogue: Catalogue, judged: str) -> str:
    """Rows whose combination of values does not occur in the other table."""
    other = catalogue.tables[check.params["table"]]
    pairs = list(zip(map(_name, check.columns), map(_name, check.params["columns_there"]), strict=True))
    there = ", ".join(f"o.{name}" for _, name in pairs)
    same = " and ".join(f"t.{name} = r.{column}" for column, name in pairs)
    filled = " and ".join(f"r.{column} is not null" for column, _ in pairs)
    return f"""
        with {judged},
        there as (
            select distinct v.region_code, v.period, {there}
            from raw.{other.raw_name} as o
            inner join beside as v on v.delivery_id = o._delivery_id
        )
        select r._delivery_id as delivery_id, count(*) as looked_at,
            count(*) - count(t.region_code) as unexpected
        from raw.{table.raw_name} as r
        inner join judged as j on j.delivery_id = r._delivery_id
        left join there as t on t.region_code = j.region_code and t.period = j.period and {same}
        where {filled}
        group by r._delivery_id
    """


def _sums_differ(table: Table, check: Check, catalogue: Catalogue, judged: str, *, earlier: bool = False) -> str:
    """Keys whose amount is not the sum (or the number) of their details in the other table.

    The amount of a key is what all deliveries that stand say of it: a unit may come in parts, as a sender appends. Of
    a record that is sent again the last counts. `earlier`: a key without details of its month may have them in months
    before; they are read only for such keys, and only where the month by itself does not agree.
    """
    params = check.params
    other = catalogue.tables[params["table"]]
    key, key_there = [_name(c) for c in params["key"]], [_name(c) for c in params["key_there"]]
    amount = f"o.{_name(params['amount_there'])}" if "amount_there" in params else ""
    if "reversed_by" in params:
        amount = f"case when coalesce(o.{_name(params['reversed_by'])}, false) then -abs({amount}) else {amount} end"
    detail = f"sum({amount})" if amount else "count(*)"
    where = "".join(f" and o.{_name(c)} = {_text(v)}" for c, v in params.get("where", {}).items())
    grouped = ", ".join(f"o.{name}" for name in key_there)
    same = " and ".join(f"s.{there} = m.{here}" for here, there in zip(key, key_there, strict=True))
    record = ", ".join(f"r.{_name(c)}" for c in table.natural_key) or "r._delivery_id, r._line_no"
    of_whole = " and ".join(f"w.{name} = p.{name}" for name in key)
    filled = " and ".join(f"r.{name} is not null" for name in key)
    mine = ", ".join(f"r.{name}" for name in key)
    amount_there = "coalesce(s.amount, f.amount, 0)" if earlier else "coalesce(s.amount, 0)"
    former = _details_before(check, other, detail, where) if earlier else ""
    return f"""
        with {judged},
        details as (
            select v.region_code, v.period, {grouped}, {detail} as amount
            from raw.{other.raw_name} as o
            inner join beside as v on v.delivery_id = o._delivery_id
            where true{where}
            group by v.region_code, v.period, {grouped}
        ),
        parts as (
            select r._delivery_id, j.region_code, j.period, {mine}, sum(r.{_name(check.columns[0])}) as amount
            from raw.{table.raw_name} as r
            inner join judged as j on j.delivery_id = r._delivery_id
            where {filled}
            group by r._delivery_id, j.region_code, j.period, {mine}
        ),
        wholes as (
            select r.region_code, r.period, {mine}, sum(r.amount) as amount
            from (
                select v.region_code, v.period, {mine}, r.{_name(check.columns[0])} as amount,
                    rank() over (
                        partition by v.region_code, v.period, {record} order by v.seq desc, v.delivery_id
                    ) as place
                from raw.{table.raw_name} as r
                inner join beside as v on v.delivery_id = r._delivery_id
                where {filled}
            ) as r
            where r.place = 1
            group by r.region_code, r.period, {mine}
        ),
        masters as (
            select p._delivery_id, p.region_code, p.period, {", ".join(f"p.{name}" for name in key)},
                case when v.delivery_id is null then p.amount else w.amount end as amount
            from parts as p
            left join beside as v on v.delivery_id = p._delivery_id
            left join wholes as w on w.region_code = p.region_code and w.period = p.period and {of_whole}
        )
        select m._delivery_id as delivery_id, count(*) as looked_at,
            count(case
                when abs(coalesce(m.amount, 0) - {amount_there}) > {_decimal(params.get("tolerance", "0.01"))}
                    then 1
            end) as unexpected
        from masters as m
        left join details as s on s.region_code = m.region_code and s.period = m.period and {same}
        {former}
        group by m._delivery_id
    """


def _details_before(check: Check, other: Table, detail: str, where: str) -> str:
    """A join that finds the details of the months before, of keys that have none in their own."""
    pairs = list(zip(map(_name, check.params["key"]), map(_name, check.params["key_there"]), strict=True))
    key = ["region_code", "period", *(here for here, _ in pairs)]
    lacking = ", ".join(f"l.{name}" for name in key)
    return f"""
        left join (
            select {lacking}, {detail} as amount
            from (
                select distinct {", ".join(f"m.{name}" for name in key)}
                from masters as m
                left join details as s on s.region_code = m.region_code and s.period = m.period
                    and {" and ".join(f"s.{there} = m.{here}" for here, there in pairs)}
                where s.region_code is null
            ) as l
            inner join visible as v
                on v.region_code = l.region_code and v.file_code in ({_list(file_codes(other))}) and v.period < l.period
                and v.period >= cast(cast(l.period as integer) - 100 * {int(check.params["earlier_years"])} as text)
            inner join raw.{other.raw_name} as o
                on o._delivery_id = v.delivery_id and {" and ".join(f"o.{there} = l.{here}" for here, there in pairs)}
            where true{where}
            group by {lacking}
        ) as f on {" and ".join(f"f.{name} = m.{name}" for name in key)}
    """


def limit(check: Check) -> Decimal:
    """The share of rows that may be wrong."""
    if check.kind == "not_null_share":
        return 1 - Decimal(str(check.params["min_share"]))
    return Decimal(str(check.params.get("max_share", 0)))


def _name(column: str) -> str:
    if not column.isidentifier():
        raise ValueError(f"{column!r} is no column name")
    return column


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _list(values: Iterable[object]) -> str:
    return ", ".join(_text(value) for value in values)


def _decimal(value: object) -> str:
    return f"cast({Decimal(str(value))} as decimal(18, 2))"


def as_shares(measures: Mapping[int, Measure | None]) -> dict[int, Any]:
    """Share of wrong rows by delivery; None where it was not checked."""
    shares: dict[int, Any] = {}
    for delivery, found in measures.items():
        checked = found is not None and (found.looked_at or found.unexpected)
        shares[delivery] = found.unexpected / max(found.looked_at, 1) if found and checked else None
    return shares
