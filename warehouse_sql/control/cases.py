"""`control.case_event`: what officers said of findings (疑点处置); only added to. How each stands: view `case_finding`.

A finding is closed by two: one proposes an outcome, another says the same. Nobody of the paying side is one of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from catalogue.case_reasons import OUTCOMES, CaseReason
from catalogue.masking import mask_text
from catalogue.officers import ROLES, Officer, plain_name
from catalogue.regions import covering, present
from catalogue.words import in_words
from warehouse_sql import clock, sent
from warehouse_sql.control.payers import Payers
from warehouse_sql.port import Transaction

Row = Mapping[str, Any]
CLOSED: Final = frozenset({"confirmed", "dismissed"})
STANDINGS: Final = {
    "open": "待办", "returned": "退回重办", "asked": "待补充材料", "proposed": "待复核", "confirmed": "已核实",
    "dismissed": "已排除", "gone": "已消失", "moved": "已转入",
}  # fmt: skip
"""How a finding stands, and the word for it."""

_MAX_NOTE: Final = 2_000
_FACTS: Final = ("kind", "amount_at_stake", "expected", "said")
_SCHEMA: Final = pa.schema(
    [
        ("event_no", pa.int64()), ("case_id", pa.string()), ("finding_key", pa.string()), ("action", pa.string()),
        ("outcome", pa.string()), ("reason_code", pa.string()), ("note", pa.string()), ("acted_by", pa.string()),
        ("login", pa.string()), ("acted_at", pa.timestamp("us")), ("source", pa.string()), ("stamp", pa.string()),
        ("evidence_hash", pa.string()), ("facts", pa.string()), ("rule_id", pa.string()), ("fund_code", pa.string()),
        ("region_code", pa.string()), ("period", pa.string()), ("subject_key", pa.string()),
    ]
)  # fmt: skip


class CaseError(ValueError):
    """The officer cannot say that of the finding; the message (Chinese) says why. `what` names the cause in a word."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


@dataclass(frozen=True)
class Said:
    """What an officer says: an outcome (`case_reasons.OUTCOMES`), `answered` or `reopened`."""

    what: str
    by: Officer
    login: str
    reason_code: str | None = None
    note: str = ""
    source: str | None = None


@dataclass
class Done:
    """Findings by what became of them: proposed, approved, asked, answered, reopened, unchanged."""

    events: dict[str, list[str]] = field(default_factory=dict)

    def count(self, what: str) -> int:
        """How many."""
        return len(self.events.get(what, ()))


def found(tx: Transaction, where: str = "true", params: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Rows `f` of `control.case_finding` that satisfy a condition, in order of case, rule and month."""
    rows: list[dict[str, Any]] = tx.query(
        f"select f.* from control.case_finding as f where {where}"
        " order by f.case_id, f.rule_id, f.region_code, f.period, f.finding_key",
        params,
    ).to_pylist()
    return rows


def one_of_each(tx: Transaction, case_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """case_id → one of its findings, which says as well as any other what the case is about."""
    one: dict[str, dict[str, Any]] = {}
    for row in _of(tx, "case_id", case_ids):
        if row["case_id"] not in one or one[row["case_id"]]["standing"] in ("gone", "moved"):
            one[row["case_id"]] = row
    return one


def by_keys(tx: Transaction, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """The findings of these keys that are known."""
    return {row["finding_key"]: row for row in _of(tx, "finding_key", keys)}


def _of(tx: Transaction, column: str, values: Collection[str]) -> Iterator[dict[str, Any]]:
    """Findings whose column has one of these values."""
    listed = sorted(values)
    for start in range(0, len(listed), sent.CHUNK):
        wanted, params = sent.table({"value": listed[start : start + sent.CHUNK]})
        yield from found(tx, f"f.{column} in ({wanted})", params)


def history(tx: Transaction, case_id: str) -> list[dict[str, Any]]:
    """Every event of a case, oldest first; with those of findings under former keys for which its findings stand."""
    rows: list[dict[str, Any]] = tx.query(
        "select * from control.case_event where case_id = :case or finding_key in ("
        "select m.earlier_key from control.finding_moved m"
        " inner join control.case_finding f on f.finding_key = m.finding_key where f.case_id = :case)"
        " order by event_no",
        {"case": case_id},
    ).to_pylist()
    return rows


def judge(row: Row, said: Said, side: Payers, reasons: Mapping[str, CaseReason]) -> str:
    """What saying this of a finding (a row of `case_finding`) comes to: an action, or `unchanged`. Raises CaseError."""
    by, standing = said.by, row["standing"]
    if not by.may_decide:
        raise CaseError("role", f"{ROLES[by.role]}{by.name}无权处置疑点")
    if said.what == "answered":
        if standing != "asked":
            raise CaseError("standing", f"疑点现为“{STANDINGS[standing]}”，没有待答复的补充材料要求")
        return "answered"
    if said.what not in {*OUTCOMES, "reopened"}:
        raise CaseError("outcome", f"没有“{said.what[:20]}”这种处理结果")
    ours = row["acted_by"] is not None and plain_name(row["acted_by"]) == plain_name(by.name)
    seconds = standing == "proposed" and row["outcome"] == said.what and not ours
    if seconds and row["login"] == said.login:
        raise CaseError(
            "same_person", f"登录名 {said.login} 已用于提出“{OUTCOMES[said.what]}”（{row['acted_by']}），"
            "提出人和复核人必须是两个人；请由另一人用本人的登录名复核",
        )  # fmt: skip
    if not seconds or said.reason_code is not None:  # who seconds a proposal may take its reason as it is
        _check_words(said, reasons)
    if said.what != "asked" or standing == "proposed":  # to ask then takes the proposal back
        _check_side(row, by, side)
    if said.what == "reopened":
        if standing not in CLOSED:
            raise CaseError("standing", f"疑点现为“{STANDINGS[standing]}”，尚未结案，无须重开")
        return "reopened"
    same = (row["reason_code"], row["note"] or "") == (said.reason_code, _note(said))
    if standing in CLOSED:
        if standing == said.what:
            return "unchanged"
        raise CaseError("closed", f"疑点“{STANDINGS[standing]}”，已结案；须先重开（sif case reopen）")
    if standing == "moved":
        raise CaseError("moved", "疑点的人员键或单位键已变更，已转入另一条疑点，请处置该条")
    if standing == "gone":
        raise CaseError("gone", "按现有数据疑点已不存在，无须处置")
    if said.what == "asked":
        return "unchanged" if standing == "asked" and same and ours else "asked"
    if seconds:
        return "approved"
    if standing != "proposed" or row["outcome"] != said.what or not same:
        return "proposed"
    if said.source is not None and said.source == row["source"]:
        return "unchanged"
    raise CaseError(
        "same_person", f"{by.name}已提出“{OUTCOMES[said.what]}”，提出人和复核人必须是两个人；请由另一人复核"
    )


def say(
    tx: Transaction, rows: Iterable[tuple[Row, Said]], sides: Mapping[str, Payers], reasons: Mapping[str, CaseReason]
) -> Done:
    """Record what is said of findings: all of it, or CaseError and nothing. Rows are read again under the lock.
    `sides`: finding_key → its paying side."""
    wanted = list(rows)
    tx.lock("case_event")
    now = by_keys(tx, {row["finding_key"] for row, _ in wanted})
    [last] = tx.query("select coalesce(max(event_no), 0) as n from control.case_event").to_pylist()
    number, at, done, events = int(last["n"]), clock.now(), Done(), []
    for before, said in wanted:
        row = now[before["finding_key"]]
        if row["stamp"] != before["stamp"] or row["event_no"] != before["event_no"]:
            raise CaseError("changed", f"疑点 {row['finding_key'][:12]} 刚刚变化，请重新查看后再处置")
        what = judge(row, said, sides.get(row["finding_key"], Payers()), reasons)
        done.events.setdefault(what, []).append(row["finding_key"])
        if what == "unchanged":
            continue
        number += 1
        outcome = said.what if what in ("proposed", "approved") else None
        reason_code, note = said.reason_code, _note(said)
        if what == "approved" and reason_code is None:  # "the same": the first one's reason stands
            reason_code, note = row["reason_code"], note or row["note"]
        events.append(
            {name: row[name] for name in ("case_id", "finding_key", "stamp", "evidence_hash", "rule_id", "fund_code",
                                          "region_code", "period", "subject_key")}
            | {"event_no": number, "action": what, "outcome": outcome, "reason_code": reason_code, "note": note or None,
               "acted_by": said.by.name, "login": said.login, "acted_at": at, "source": said.source,
               "facts": json.dumps({name: row[name] for name in _FACTS}, ensure_ascii=False, default=str)}
        )  # fmt: skip
    if events:
        tx.append("control.case_event", pa.Table.from_pylist(events, schema=_SCHEMA))
    return done


def came_back(tx: Transaction, row: Row, labels: Mapping[tuple[str, str], str]) -> str | None:
    """Why a finding that was decided (or one like it that was dismissed) is to be looked at again.

    ``labels``: (rule, name of evidence) → what it is called.
    """
    number = row["event_no"] if row["event_no"] is not None else row["earlier_event_no"]
    if row["standing"] != "returned" or number is None:
        return None
    [event] = tx.query("select * from control.case_event where event_no = :n", {"n": number}).to_pylist()
    before, word = json.loads(event["facts"]), OUTCOMES.get(event["outcome"] or "", "")
    moved = tx.query(
        "select earlier_key from control.finding_moved where finding_key = :f and earlier_key = :e",
        {"f": row["finding_key"], "e": event["finding_key"]},
    ).num_rows
    when, own = f"{event['acted_at']:%Y-%m-%d}", moved > 0 or event["finding_key"] == row["finding_key"]
    about = f"{when} {event['acted_by']} 的“{word}”" if own else f"{event['period']} 的同类疑点已于 {when} 排除"
    if moved:
        about = f"对象键变更前 {about}"
    names = {name: label for (rule_id, name), label in labels.items() if rule_id == row["rule_id"]}
    changed = _changed(before, {name: row[name] for name in _FACTS}, names, amount=own)
    if not changed:
        return f"{about}；本疑点的账户、单位或编号不同"
    return f"{about}；其后事实有变：{'；'.join(changed)}"


def _changed(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str], *, amount: bool
) -> list[str]:
    labels = {"kind": "类别", "expected": "应为"}
    if amount:
        labels["amount_at_stake"] = "涉及金额"
    told = [
        f"{label} {_shown(before.get(name))} → {_shown(after[name])}"
        for name, label in labels.items()
        if _shown(before.get(name)) != _shown(after[name])
    ]
    old, new = (json.loads(facts.get("said") or "{}") for facts in (before, after))
    return told + [
        f"{'实际' if name == 'observed' else names.get(name, name)} {_shown(old.get(name))} → {_shown(new.get(name))}"
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]


def _shown(value: Any) -> str:
    return "无" if value is None or value == "" else str(in_words(str(value)))


def _note(said: Said) -> str:
    """The officer's words, one line, without citizens' numbers."""
    return mask_text(" ".join(said.note.split()))


def _check_words(said: Said, reasons: Mapping[str, CaseReason]) -> None:
    if len(said.note) > _MAX_NOTE:
        raise CaseError("note", f"说明超过 {_MAX_NOTE} 字")
    if said.what == "reopened":
        if len(_note(said)) < 4:
            raise CaseError("note", "重开须写明理由（至少四个字）")
        return
    if said.reason_code is None:
        if said.what == "dismissed":
            raise CaseError("reason", "“排除”必须有原因代码")
        if said.what == "asked" and len(_note(said)) < 4:
            raise CaseError("note", "“补充材料”须写明要补充什么（至少四个字）")
        return
    reason = reasons.get(said.reason_code)
    if reason is None:
        raise CaseError("reason", f"没有原因代码“{said.reason_code[:20]}”")
    if reason.outcome != said.what:
        raise CaseError("reason", f"原因代码 {reason.code}（{reason.label_zh}）不用于“{OUTCOMES[said.what]}”")
    if reason.needs_note and len(_note(said)) < 4:
        raise CaseError("note", f"原因代码 {reason.code}（{reason.label_zh}）须另写说明（至少四个字）")


def _check_side(row: Row, by: Officer, side: Payers) -> None:
    """Nobody closes what he entered or his agency paid."""
    if plain_name(by.name) in {plain_name(name) for name in side.operators}:
        raise CaseError("payer", f"{by.name}是这笔待遇的经办人，不能参与结案；请由其他人处置")
    if by.agency_code is None:
        return
    if by.agency_code in side.agencies:
        raise CaseError("payer", f"{by.name}所在的经办机构 {by.agency_code} 是支付方，不能参与结案；请由监督部门处置")
    # Who works for a prefecture's agency may sit in a county: the agency's number begins with its region.
    for region in (by.region_code, by.agency_code[:6]):
        if row["region_code"] and present(region) in covering(row["region_code"]):
            raise CaseError("payer", f"{by.name}是当地（{region}）经办机构人员，不能参与结案；请由监督部门处置")
