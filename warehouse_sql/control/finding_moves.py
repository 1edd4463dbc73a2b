"""`control.finding_move`: findings that go on under another key, since their person or unit has another (归并、拆分).

A finding's key holds its subject's key. Where that is counted under another one, the finding falls away and another one
of the same rule, fund, region and month stands for it. Written here is which one, so that officers' words go along:

- `merged`: another finding began under the key that is now the subject's. What two officers said holds there too.
- `joined`: a finding that was there under that key took it in. What was said of the former was not said of this one.
- `split`: the keys were one person's and are no more. What was said of the one person was not said of each of the two.
- `ended`: the keys of a `merged` row are one person's no more: what was said before holds under the former key only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from warehouse_sql.port import Transaction

_INSERT: Final = "insert into control.finding_move (build_id, earlier_key, finding_key, move, moved_at)"


@dataclass(frozen=True)
class Look:
    """Whether a rule could look at the known finding `k`: SQL by `d` (seed_rule_fund), what ``run`` joins, and `u`, the
    rows of ``not_judged`` (a SELECT of finding_key), and the values that asks for."""

    run: str
    could: str
    not_judged: str
    values: Mapping[str, str]


def record(tx: Transaction, schema: str, build_id: str, at: datetime, look: Look) -> None:
    """Note what of the known findings (`control.finding_state`, as before the build) goes on under another key.

    ``schema`` prefixes the build's relations.
    """
    values: dict[str, Any] = {"build_id": build_id, "at": at}
    tx.execute(f"{_INSERT} {_ended(schema)}", values)
    tx.execute(f"{_INSERT} {_moved(schema, look)}", {**values, **look.values})
    tx.execute(f"{_INSERT} {_taken_along()}", values)


def _history(schema: str) -> str:
    """Which key was counted under which: now, or once."""
    return " union all ".join(
        f"select '{what}' as subject_type, {what}_key as subject_key, resolved_{what}_key as other_key,"
        f" known_to is null as is_now from {schema}base.base_{what}_key_history"
        for what in ("person", "unit")
    )


def _ended(schema: str) -> str:
    return f"""
        with today as (
            select subject_type, subject_key, other_key from ({_history(schema)}) as h where is_now
        )
        select :build_id, m.earlier_key, m.finding_key, 'ended', :at
        from control.finding_moved as m
        inner join control.finding_state as k on k.finding_key = m.earlier_key
        inner join control.finding_state as f on f.finding_key = m.finding_key
        left join today as a on a.subject_type = k.subject_type and a.subject_key = k.subject_key
        left join today as b on b.subject_type = f.subject_type and b.subject_key = f.subject_key
        where coalesce(a.other_key, k.subject_key) <> coalesce(b.other_key, f.subject_key)
    """


def _moved(schema: str, look: Look) -> str:
    """One row a known finding that is not found and has one like it under another key of its subject.

    One goes with one: those of the same line first, then those about which the same is said, in the order of their
    lines, then the others. Where they are not as many, nobody knows which is which, and no word goes along.
    """
    return f"""
        with history as ({_history(schema)}),
        linked as (
            select subject_type, subject_key, other_key, max(case when is_now then 1 else 0 end) = 1 as is_now
            from (
                select * from history
                union all
                select subject_type, other_key, subject_key, false from history
                union all
                select a.subject_type, a.other_key, b.other_key, false
                from history as a
                inner join history as b
                    on b.subject_type = a.subject_type and b.subject_key = a.subject_key and b.other_key <> a.other_key
            ) as l
            group by subject_type, subject_key, other_key
        ),
        pair as (
            select
                k.finding_key as earlier_key, f.finding_key, l.is_now, k.stamp is not distinct from f.stamp as is_alike,
                s.finding_key is null or s.state = 'closed' and s.reason <> 'recovered' as is_new,
                k.delivery_id, k.line_no, f._delivery_id, f._line_no
            from control.finding_state as k
            inner join linked as l on l.subject_type = k.subject_type and l.subject_key = k.subject_key
            inner join {schema}rule.fct_finding as f
                on f.subject_type = l.subject_type and f.subject_key = l.other_key
                and f.rule_id = k.rule_id and f.fund_code = k.fund_code
                and coalesce(f.region_code, '') = coalesce(k.region_code, '')
                and coalesce(f.period, '') = coalesce(k.period, '')
            left join control.finding_state as s on s.finding_key = f.finding_key
            left join {schema}rule.fct_finding as h on h.finding_key = k.finding_key
            left join {schema}seed.seed_rule_fund as d on d.rule_id = k.rule_id and d.fund_code = k.fund_code
            {look.run}
            left join ({look.not_judged}) as u on u.finding_key = k.finding_key
            left join (select distinct finding_key from control.case_event) as w on w.finding_key = k.finding_key
            where h.finding_key is null
                and (
                    k.state = 'open' and ({look.could})
                    or k.reason = 'recovered'
                    -- What the data had taken away stands as decided: under the former key or the new one, not both.
                    or k.state = 'closed' and k.reason <> 'key_changed' and l.is_now
                    and w.finding_key is not null
                )
        ),
        same_line as ({_one_with_one("pair", "is_alike and delivery_id = _delivery_id and line_no = _line_no")}),
        left_over as ({_without("pair", "same_line")}),
        alike as ({_one_with_one("left_over", "is_alike")}),
        unlike_left_over as ({_without("left_over", "(select * from left_over where is_now and is_new and is_alike)")}),
        unlike as ({_one_with_one("unlike_left_over", "true")}),
        merged as (
            select * from same_line union all select * from alike union all select * from unlike
        )
        select :build_id, earlier_key, finding_key, 'merged', :at from merged
        union all
        select
            :build_id, p.earlier_key, min(p.finding_key),
            case when max(case when p.is_now then 1 else 0 end) = 1 then 'joined' else 'split' end, :at
        from pair as p
        left join merged as m on m.earlier_key = p.earlier_key
        where m.earlier_key is null and (p.is_now or p.is_new)
        group by p.earlier_key
    """


def _one_with_one(rows: str, condition: str) -> str:
    """Pairs of which each earlier one could be each other one: the first with the first, if they are as many."""
    return f"""
            select earlier_key, finding_key
            from (
                select
                    earlier_key, finding_key,
                    row_number() over (of_found order by delivery_id, line_no, earlier_key) as earlier_place,
                    row_number() over (of_earlier order by _delivery_id, _line_no, finding_key) as place,
                    count(*) over of_found as earlier_count,
                    count(*) over of_earlier as found_count
                from {rows}
                where is_now and is_new and {condition}
                window of_found as (partition by finding_key), of_earlier as (partition by earlier_key)
            ) as numbered
            where earlier_place = place and earlier_count = found_count"""


def _without(rows: str, others: str) -> str:
    return f"""
            select p.*
            from {rows} as p
            where p.earlier_key not in (select o.earlier_key from {others} as o)
                and p.finding_key not in (select o.finding_key from {others} as o)"""


def _taken_along() -> str:
    """What had moved into a finding that now moves on itself goes with it."""
    return """
        select :build_id, before.earlier_key, m.finding_key, 'merged', :at
        from control.finding_move as m
        inner join control.finding_moved as before on before.finding_key = m.earlier_key
        where m.build_id = :build_id and m.move = 'merged'
    """
