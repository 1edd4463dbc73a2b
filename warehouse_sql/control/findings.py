"""`control.finding_event`: findings (疑点) from build to build: opened, changed, closed, reopened; only added to.

A build says what holds by the data it was made from. What it does not find any more is closed only where its rule could
look: a rule that failed, or whose tables or legal numbers were missing, says nothing about findings of before. Where
the number of some kinds of findings is missing, nothing is said about those kinds; where it is missing on the own date
of somebody's row, nothing about him.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from warehouse_sql.control import finding_moves
from warehouse_sql.port import Transaction

# Why a finding is closed.
RECOVERED: Final = "recovered"  # the money came back (追回)
FACTS_CHANGED: Final = "facts_changed"  # by the data as they are now it is none
BELOW_THRESHOLD: Final = "below_threshold"  # a clue that no longer passes the threshold in force
NOT_IN_FORCE: Final = "not_in_force"
WITHDRAWN: Final = "rule_withdrawn"  # there is no such rule, or not for this fund
KEY_CHANGED: Final = "key_changed"  # its person or unit has another key: another finding stands for it (finding_moves)


def _is_named(kind: str, kinds: str) -> str:
    """SQL: the kind is one of those that are named, by comma; false where none is."""
    return f"(position(',' || {kind} || ',' in ',' || coalesce({kinds}, '') || ',') > 0)"


# What a rule did where a known finding k is: in its region (r), or, where that sends it nothing, in any (wide).
_OUTCOME: Final = "coalesce(r.outcome, wide.outcome)"
_KINDS: Final = "case when r.rule_id is null then wide.kinds_not_judged else r.kinds_not_judged end"
# Whether the rule could look at k (or is no more): by d, seed_rule_fund, these, and u, what nobody could judge.
_COULD_LOOK: Final = (
    f"d.rule_id is null or {_OUTCOME} = 'not_in_force' or {_OUTCOME} = 'ran' and u.finding_key is null"
    f" and not {_is_named('k.kind', _KINDS)}"
)

_FACTS: Final = (
    "rule_id, fund_code, region_code, period, seen_period, kind, subject_type, subject_key, person_key, unit_key,"
    " amount_at_stake, recovered_amount, observed, expected, evidence,"
    " said, facts_hash, stamp, evidence_hash"
)
_COLUMNS: Final = f"build_id, finding_key, event, reason, state, happened_at, {_FACTS}, delivery_id, line_no"


class OrderError(ValueError):
    """Events of an earlier moment than the last ones: history is not rewritten."""


def record(tx: Transaction, schema: str, build_id: str, at: datetime) -> dict[str, int]:
    """Compare the findings of a build with what is known of them and add what is new; how many events of each kind.

    ``schema`` prefixes the build's relations: ``{schema}rule.fct_finding``, ``{schema}seed.seed_rule_fund`` and so on.
    Raises OrderError where events later than ``at`` are there.
    """
    [last] = tx.query("select max(happened_at) as at from control.finding_event").to_pylist()
    if last["at"] is not None and last["at"] > at:
        raise OrderError(
            f"findings are recorded up to {last['at']:%Y-%m-%d %H:%M:%S}: an earlier moment comes too late"
        )
    values = {"build_id": build_id, "at": at}
    not_judged, asked = _not_judged(tx, schema)
    finding_moves.record(tx, schema, build_id, at, finding_moves.Look(_run(schema), _COULD_LOOK, not_judged, asked))
    tx.execute(f"insert into control.finding_event ({_COLUMNS}) {_holding(schema)}", values)
    tx.execute(f"insert into control.finding_event ({_COLUMNS}) {_fallen_away(schema, not_judged)}", values | asked)
    _note_seen(tx, schema, values)
    counted = tx.query(
        "select event, count(*) as n from control.finding_event where build_id = :build_id group by event",
        {"build_id": build_id},
    ).to_pylist()
    return {row["event"]: int(row["n"]) for row in counted}


def _note_seen(tx: Transaction, schema: str, values: Mapping[str, Any]) -> None:
    """Note that the build looked, and of which known findings that is not what was noted before: those it does not have
    and the last one had, and those that are back. Of what was closed before sightings were noted nobody knows when it
    was seen."""
    tx.execute(
        f"delete from control.finding_unseen where finding_key in (select finding_key from {schema}rule.fct_finding)"
    )
    tx.execute(
        f"""
        insert into control.finding_unseen (finding_key, unseen_since, last_seen_at)
        select
            k.finding_key, :at,
            case
                when k.state = 'open' or k.reason = '{RECOVERED}' or k.changed_at = :at
                    then (select max(looked_at) from control.finding_look)
            end
        from control.finding_state as k
        left join control.finding_unseen as u on u.finding_key = k.finding_key
        left join {schema}rule.fct_finding as f on f.finding_key = k.finding_key
        where u.finding_key is null and f.finding_key is null
        """,
        {"at": values["at"]},
    )
    tx.execute("insert into control.finding_look (build_id, looked_at) values (:build_id, :at)", dict(values))


def _run(schema: str) -> str:
    """SQL: joins r and wide to k. A finding without a region (a treasury's row), under a former code, or of a region
    that sends nothing to the rule is looked for where any region's tables are there."""
    return f"""
        left join {schema}rule.fct_rule_run as r
            on r.rule_id = k.rule_id and r.fund_code = k.fund_code and r.region_code = k.region_code
            and r.period = k.seen_period
        left join (
            select
                rule_id, fund_code, period,
                case when count(case outcome when 'ran' then 1 end) > 0 then 'ran' else min(outcome) end as outcome,
                string_agg(distinct case outcome when 'ran' then kinds_not_judged end, ',') as kinds_not_judged
            from {schema}rule.fct_rule_run
            group by rule_id, fund_code, period
        ) as wide on wide.rule_id = k.rule_id and wide.fund_code = k.fund_code and wide.period = k.seen_period"""


def _not_judged(tx: Transaction, schema: str) -> tuple[str, dict[str, str]]:
    """A SELECT of the known findings that are not found and about which nobody could judge, and the values it asks for.

    Who could not be judged is asked only of the rules and months of findings that would be closed (but for those that
    are below a threshold, which were judged): asked of all, it would read every fact of the history each night.
    """
    known = f"""
        from control.finding_state as k
        left join {schema}rule.fct_finding_candidate as f on f.finding_key = k.finding_key
        {_run(schema)}"""
    would = f"k.state = 'open' and f.finding_key is null and {_OUTCOME} = 'ran'"
    rows = tx.query(f"select distinct k.rule_id, k.seen_period {known} where {would}").to_pylist()
    if not rows:
        return "select cast(null as text) as finding_key where false", {}
    values: dict[str, str] = {}
    named: dict[str, str] = {}
    for name in ("rule_id", "seen_period"):
        found = sorted({str(row[name]) for row in rows})
        values |= {f"{name}{i}": value for i, value in enumerate(found)}
        named[name] = ", ".join(f":{name}{i}" for i in range(len(found)))
    not_judged = f"""
        select distinct k.finding_key {known}
        inner join {schema}rule.rule_not_judged as n
            on n.rule_id = k.rule_id and n.fund_code = k.fund_code and n.period = k.seen_period
            and (n.region_code = k.region_code or r.rule_id is null) and n.subject_key = k.subject_key
            and (n.kinds = '*' or {_is_named("k.kind", "n.kinds")})
        where {would} and n.rule_id in ({named["rule_id"]}) and n.period in ({named["seen_period"]})"""
    return not_judged, values


def _holding(schema: str) -> str:
    """What the build finds and was not known, was closed, or looked different; or has another `evidence_hash`."""
    facts = ", ".join(f"f.{name.strip()}" for name in _FACTS.split(","))
    return f"""
        select
            :build_id,
            f.finding_key,
            case
                when k.finding_key is null then 'opened'
                when k.state = 'closed' and f.status = 'open' then 'reopened'
                when k.state = 'open' and f.status = 'closed' then 'closed'
                else 'changed'
            end,
            case when f.status = 'closed' then '{RECOVERED}' end,
            f.status,
            :at,
            {facts},
            f._delivery_id,
            f._line_no
        from {schema}rule.fct_finding as f
        left join control.finding_state as k on k.finding_key = f.finding_key
        where k.finding_key is null or k.state <> f.status or k.facts_hash <> f.facts_hash
            or k.evidence_hash is distinct from f.evidence_hash
    """


def _fallen_away(schema: str, not_judged: str) -> str:
    """What was open and is not found, where the rule could look (or is no more); and what goes on under another key."""
    facts = ", ".join(f"k.{name.strip()}" for name in _FACTS.split(","))
    return f"""
        select
            :build_id,
            k.finding_key,
            'closed',
            case
                when m.earlier_key is not null then '{KEY_CHANGED}'
                when d.rule_id is null then '{WITHDRAWN}'
                when c.finding_key is not null then '{BELOW_THRESHOLD}'
                when {_OUTCOME} = 'not_in_force' then '{NOT_IN_FORCE}'
                else '{FACTS_CHANGED}'
            end,
            'closed',
            :at,
            {facts},
            k.delivery_id,
            k.line_no
        from control.finding_state as k
        left join {schema}rule.fct_finding as f on f.finding_key = k.finding_key
        left join {schema}rule.fct_finding_candidate as c on c.finding_key = k.finding_key
        left join {schema}seed.seed_rule_fund as d on d.rule_id = k.rule_id and d.fund_code = k.fund_code
        {_run(schema)}
        left join ({not_judged}) as u on u.finding_key = k.finding_key
        left join (
            select earlier_key
            from control.finding_move
            where build_id = :build_id and move in ('merged', 'joined', 'split')
        ) as m on m.earlier_key = k.finding_key
        where m.earlier_key is not null and coalesce(k.reason, '') <> '{KEY_CHANGED}'
            or k.state = 'open' and f.finding_key is null and ({_COULD_LOOK})
    """
