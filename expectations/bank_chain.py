"""The chain of an account's statements (余额连续): a day's opening is the last closing, in whatever order they came.

What breaks it is a gap (days between are missing) or an overlap (a statement twice, or two about the same days). Both
are told with the days and the difference. A delivery that was accepted is looked at again when another one of its
account comes: the day that was missing closes the gap, a corrected day may open one. What changed is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from catalogue import Check, Table
from expectations.measure import Measure
from warehouse_sql.port import Transaction

_SHOWN_DAYS, _SHOWN_BREAKS = 10, 3


def measure(tx: Transaction, table: Table, check: Check, codes: str) -> dict[int, Measure | None]:
    """For each pending delivery of bank statements, and each accepted one whose verdict changes: its breaks.

    `codes` is the SQL list of the file codes of bank statements. Accounts are told by their last four digits.
    """
    rows = tx.query(_sql(table, check, codes), {"check": check.id}).to_pylist()
    found: dict[int, Measure | None] = {}
    by_delivery: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_delivery.setdefault(int(row["delivery_id"]), []).append(row)
    for delivery, mine in by_delivery.items():
        breaks = [told for row in mine if (told := _break(row))]
        failed_before = bool(mine[0]["failed_before"])
        pending = mine[0]["status"] == "loaded"
        if not pending and bool(breaks) == failed_before and not (breaks and _told(breaks) not in mine[0]["message"]):
            continue
        looked_at = int(mine[0]["looked_at"]) + sum(1 for row in mine if row["copy"] > 1)
        note = _told(breaks)
        if not pending:
            note = f"复核：{note}" if breaks else "复核：缺口已由后到的对账单补齐"
        elif not looked_at:
            note = "账户没有更早的对账单可衔接"
        found[delivery] = Measure(looked_at, len(breaks), note)
    return found


def _sql(table: Table, check: Check, codes: str) -> str:
    opening, closing, day = check.columns
    (key,) = check.params["key"]
    return f"""
        with touched as (
            select distinct r.{key} as account
            from raw.{table.raw_name} as r
            inner join control.delivery as d on d.delivery_id = r._delivery_id
            where d.status = 'loaded' and d.file_code in ({codes})
        ),
        spans as (
            select e._delivery_id, e.{key} as account, e.statement_id, min(e.booking_date) as first_day
            from raw.bk02_bank_entry as e
            inner join touched as t on t.account = e.{key}
            group by e._delivery_id, e.{key}, e.statement_id
        ),
        standing as (
            select
                r._delivery_id, r._line_no, r.{key} as account, r.statement_id, r.{opening} as opening,
                r.{closing} as closing, r.{day} as last_day,
                case when s.first_day < r.{day} then s.first_day else r.{day} end as first_day, d.seq, d.status,
                row_number() over (
                    partition by r.{key}, r.statement_id order by d.period, d.seq, r._delivery_id, r._line_no
                ) as copy
            from raw.{table.raw_name} as r
            inner join touched as t on t.account = r.{key}
            inner join visible as v on v.delivery_id = r._delivery_id
            inner join control.delivery as d on d.delivery_id = r._delivery_id
            left join spans as s
                on s._delivery_id = r._delivery_id and s.account = r.{key} and s.statement_id = r.statement_id
        ),
        chain as (
            select
                c.*,
                case when c.copy = 1 then lag(c.closing) over account_days end as closing_before,
                case when c.copy = 1 then lag(c.last_day) over account_days end as day_before
            from standing as c
            window account_days as (
                -- what comes twice counts once
                partition by c.account, case when c.copy = 1 then 1 else c.copy end
                order by c.last_day, c.first_day, c.seq, c._delivery_id, c._line_no
            )
        ),
        judged as (
            select
                c._delivery_id as delivery_id, c._line_no, c.account, c.statement_id, c.opening, c.first_day,
                c.last_day, c.status, c.copy, c.closing_before, c.day_before,
                count(c.closing_before) over (partition by c._delivery_id) as looked_at,
                coalesce(g.outcome = 'failed', false) as failed_before, coalesce(g.message, '') as message,
                -- a delivery accepted before is told again only where it has breaks or had some
                count(case
                    when c.status = 'loaded' or c.copy > 1 or c.closing_before <> c.opening or g.outcome = 'failed'
                        then 1
                end) over (partition by c._delivery_id) as reasons_to_tell
            from chain as c
            left join control.gate as g on g.delivery_id = c._delivery_id and g.check_id = :check
        )
        select * from judged
        where reasons_to_tell > 0
        order by delivery_id, last_day, _line_no
    """


def _break(row: Mapping[str, Any]) -> str | None:
    """What is wrong between a statement and the one before it; None where nothing is."""
    account = f"尾号 {str(row['account'])[-4:]} 账户"
    if row["copy"] > 1:
        return f"{account} {_day(row['last_day'])} 的对账单重复报送（重叠）"
    if row["closing_before"] is None or row["opening"] == row["closing_before"]:
        return None
    between = (
        f"{account} {_day(row['day_before'])} 期末 {row['closing_before']}，{_day(row['last_day'])} 期初"
        f" {row['opening']}，相差 {row['opening'] - row['closing_before']}"
    )
    before, first = row["day_before"], row["first_day"]
    if before is None or first is None:
        return between
    if first <= before:
        return f"{between}（两份对账单的日期重叠）"
    missing = [before + timedelta(days=n) for n in range(1, (first - before).days)]
    if not missing:
        return f"{between}（日期相连，其间没有缺日）"
    shown = "、".join(_day(day) for day in missing[:_SHOWN_DAYS])
    more = f" 等 {len(missing)} 日" if len(missing) > _SHOWN_DAYS else ""
    return f"{between}，缺 {shown}{more} 的对账单"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "日期不明"


def _told(breaks: list[str]) -> str:
    more = f"；另有 {len(breaks) - _SHOWN_BREAKS} 处" if len(breaks) > _SHOWN_BREAKS else ""
    return "；".join(breaks[:_SHOWN_BREAKS]) + more
