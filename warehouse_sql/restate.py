"""Restatement (重述): why a figure is not what it was. A changed figure is split into what changed it, to the last fen.

From the former state to the present one, one thing changes at a time, in an order that is declared: late data, repaired
rows, legal numbers, rules, other code. Each step is a build; what a figure changes by in a step is due to that step, so
the parts add up to the whole change by construction, and are checked. Parts make it cheap: a step makes what is new.

The order decides where a joint effect goes (a late row judged by a new rule counts as the rule's): to the later step.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from warehouse_sql import code, explain_models, frozen, moments, transform
from warehouse_sql.behind import deliveries_behind
from warehouse_sql.control import builds
from warehouse_sql.explain import UnknownError
from warehouse_sql.frozen import Frozen
from warehouse_sql.landing import Landing
from warehouse_sql.opening import open_published, open_warehouse
from warehouse_sql.parts import Moment
from warehouse_sql.port import WarehouseError
from warehouse_sql.transform import Progress

Cause = Literal["late_data", "repaired_rows", "parameter_change", "rule_change", "code_change"]
TITLES: Final[Mapping[Cause, str]] = {
    "late_data": "迟到数据",
    "repaired_rows": "更正记录",
    "parameter_change": "参数变动",
    "rule_change": "规则变动",
    "code_change": "程序变动",
}
_OF_CODE: Final[Mapping[code.Kind, Cause]] = {
    "parameters": "parameter_change",
    "rules": "rule_change",
    "code": "code_change",
}


class RestateError(WarehouseError):
    """The two states cannot be compared; the message says why."""


@dataclass(frozen=True)
class State:
    """What was known at a moment, and the code that made figures of it."""

    as_of: datetime
    project: Path
    told: str
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One thing that changed. ``causes`` has more than one where they cannot be told apart (a mixed code does not run).

    ``evidence``: files that came late or were repaired, legal numbers, files of code."""

    causes: tuple[Cause, ...]
    evidence: tuple[str, ...]

    @property
    def title(self) -> str:
        return "＋".join(TITLES[cause] for cause in self.causes) + ("（不可分）" if len(self.causes) > 1 else "")


@dataclass(frozen=True)
class Change:
    """A figure that changed: its row's key, the column, former and present value, what each step added.

    A row that is not there counts as 0; ``appears`` and ``vanishes`` say so."""

    key: tuple[Any, ...]
    column: str
    label: str
    before: Decimal | None
    after: Decimal | None
    by_step: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


@dataclass(frozen=True)
class TextChange:
    """A value that is no figure: which steps changed it."""

    key: tuple[Any, ...]
    column: str
    label: str
    before: str | None
    after: str | None
    steps: tuple[int, ...]


@dataclass
class Restatement:
    """What changed between two states in rows of a model. ``rows``: how many were looked at."""

    model: str
    title_zh: str
    grain: tuple[str, ...]
    before: State
    after: State
    steps: list[Step] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    text_changes: list[TextChange] = field(default_factory=list)
    rows: int = 0


def state_of(url: str | None, landing: Landing, report: Frozen) -> State:
    """The state of a frozen report. Raises RestateError where its code is lost."""
    project = frozen.project_of(url, landing, report)
    if project is None:
        raise RestateError(
            f"定稿 {report.name} 所用代码 {report.code_hash[:12]} 已不存在，无法区分程序变动；请从备份恢复"
        )
    return State(report.as_of, project, f"定稿 {report.name}（{report.as_of:%Y-%m-%d %H:%M:%S} 所知）")


def state_at(url: str | None, as_of: datetime) -> State:
    """What was known at a moment, by the code of the build that was published then; else by the present code."""
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        build = builds.published_at(tx, as_of)
    told = f"{as_of:%Y-%m-%d %H:%M:%S} 所知"
    if build is None:
        return State(as_of, transform.PROJECT, told, "该时点尚无发布的加工结果，以现行代码计算")
    project = moments.code_of(url, build.code_hash)
    if project is None:
        return State(as_of, transform.PROJECT, told, f"该时点的代码 {build.code_hash[:12]} 未留存，以现行代码计算")
    return State(as_of, project, told)


def present(url: str | None, as_of: datetime) -> State:
    """What is known at a moment, by the present code."""
    return State(as_of, transform.PROJECT, f"{as_of:%Y-%m-%d %H:%M:%S} 所知（现行代码）")


def restate(
    url: str | None,
    model: str,
    before: State,
    after: State,
    where: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Restatement:
    """Split the changes of a model's figures from one state to a later one. Raises RestateError."""
    if after.as_of < before.as_of:
        raise RestateError("后一时点早于前一时点；请对调 --from 与 --to")
    declared = explain_models.read(after.project / "models").get(model)
    if declared is None or not declared.grain:
        raise UnknownError(f"没有名为 {model[:80]!r} 且声明了主键（grain）的模型")
    found = Restatement(model, declared.title_zh, tuple(declared.grain), before, after)
    build, rows = _values(url, before, None, declared.schema, model, found.grain, where, progress)
    values = [rows]
    for data in _data_steps(url, before, after):
        former = (build, rows)
        build, rows = _values(url, data.state, data.repairs_until, declared.schema, model, found.grain, where, progress)
        found.steps.append(Step((data.cause,), _files_behind(url, data, model, former, (build, rows))))
        values.append(rows)
    now = State(after.as_of, before.project, after.told)
    waiting: list[code.Kind] = []
    files = (code.files(before.project), code.files(after.project))
    changed = code.changed(*files)
    taken: set[code.Kind] = set()
    for kind in changed:
        taken.add(kind)
        waiting.append(kind)
        last = kind == list(changed)[-1]
        project = after.project if last else code.laid_out(code.mixed(*files, taken), moments.code_folder(url))
        try:
            _, made = _values(
                url, State(now.as_of, project, ""), None, declared.schema, model, found.grain, where, progress
            )
        except transform.BuildFailed:
            if last:
                raise
            continue  # these do not run without the next kind: they cannot be told apart
        values.append(made)
        causes = tuple(_OF_CODE[one] for one in waiting)
        evidence = tuple(line for one in waiting for line in _evidence(one, changed[one], *files))
        found.steps.append(Step(causes, evidence))
        waiting = []
    labels = {name: declared.labels.get(name) or name for name in _columns(values)}
    _compare(found, values, labels)
    return found


@dataclass(frozen=True)
class _DataStep:
    """Deliveries that ``came`` and are ``gone`` (replaced) from one state of the data to the next."""

    cause: Cause
    state: State
    repairs_until: datetime | None
    came: frozenset[int]
    gone: frozenset[int]


def _data_steps(url: str | None, before: State, after: State) -> list[_DataStep]:
    """Late data without what was repaired since, then the repaired rows; a step without deliveries is left out."""
    late, whole = Moment(after.as_of, before.as_of), Moment(after.as_of)
    with open_warehouse(url) as warehouse:
        known = [frozenset(row["delivery_id"] for row in moment.deliveries(warehouse)) for moment in
                 (Moment(before.as_of), late, whole)]  # fmt: skip
    now = State(after.as_of, before.project, after.told)
    causes: tuple[tuple[Cause, datetime | None], ...] = (("late_data", before.as_of), ("repaired_rows", None))
    return [
        _DataStep(cause, now, repairs_until, later - earlier, earlier - later)
        for (cause, repairs_until), (earlier, later) in zip(causes, pairwise(known), strict=True)
        if later != earlier
    ]


def _files_behind(
    url: str | None, step: _DataStep, model: str, former: tuple[str, _Rows], latter: tuple[str, _Rows]
) -> tuple[str, ...]:
    """The files of a step that the changed figures rest on, as models declare it; all, where that is unknown."""
    named = _named(url, step.came | step.gone)
    keys = {key for key in {*former[1], *latter[1]} if _seen(former[1].get(key)) != _seen(latter[1].get(key))}
    if not keys:
        return (f"（新受理 {len(step.came)} 份报送，未改变所比较的数字）",)
    models = explain_models.read(step.state.project / "models")
    behind = []
    for build, rows in (former, latter):
        with open_published(url, build) as published:
            behind.append(deliveries_behind(published, models, model, keys & rows.keys()))
    earlier, later = behind
    if earlier is None or later is None:
        chosen, note = set(step.came), "（该模型的来源说明不完整，列出该区间全部报送）"
    else:
        # A file that was replaced, with rows that are not there any more, speaks through what came in its place.
        places = {named[one].place for one in step.gone & earlier}
        chosen = {one for one in step.came if one in later or named[one].place in places}
        others = len(step.came) - len(chosen)
        note = f"（同期另受理 {others} 份报送，不在变动数字声明的来源之中）" if others else ""
        if not chosen:
            chosen, note = set(step.came), "（变动的数字声明的来源中没有新报送，列出该区间全部报送）"
    taken = {named[one].place for one in chosen}
    gone = sum(named[one].place in taken for one in step.gone)
    told = sorted(named[one].told for one in chosen)
    return (*told, *([f"（替换原报送 {gone} 份）"] if gone else []), *([note] if note else []))


@dataclass(frozen=True)
class _Named:
    """A delivery: what it speaks for (source, file, region, period), and how it is told."""

    place: tuple[Any, ...]
    told: str


def _named(url: str | None, ids: Collection[int]) -> dict[int, _Named]:
    with open_warehouse(url) as warehouse:
        rows = warehouse.query(
            "select delivery_id, source, file_code, region_code, period, file_name, decided_at, accepted"
            f" from control.delivery where delivery_id in ({', '.join(map(str, sorted(ids)))})"
        ).to_pylist()
    named = {}
    for row in rows:
        decided = f"{row['decided_at']:%Y-%m-%d %H:%M} 受理，" if row["decided_at"] else ""
        place = tuple(row[name] for name in ("source", "file_code", "region_code", "period"))
        named[row["delivery_id"]] = _Named(place, f"{row['file_name']}（{decided}{row['accepted'] or 0} 条）")
    return named


def _seen(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What of a row is compared: columns of lineage are not figures."""
    return None if row is None else {name: value for name, value in row.items() if not name.startswith("_")}


def _evidence(
    kind: code.Kind, names: Sequence[str], before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> list[str]:
    """Files that differ; of a table of legal numbers the rows."""
    told = []
    for name in names:
        what = "新增" if name not in before else "删除" if name not in after else "改动"
        told.append(f"{name}（{what}）")
        if kind == "parameters":
            rows = [set(_csv(of.get(name, b""))) for of in (before, after)]
            told += [f"  原：{row}" for row in sorted(rows[0] - rows[1])][:20]
            told += [f"  今：{row}" for row in sorted(rows[1] - rows[0])][:20]
    return told


def _csv(content: bytes) -> list[str]:
    return ["，".join(value for value in row if value) for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]


_Rows = dict[tuple[Any, ...], dict[str, Any]]


def _values(
    url: str | None,
    state: State,
    repairs_until: datetime | None,
    schema: str,
    model: str,
    grain: Sequence[str],
    where: Mapping[str, str] | None,
    progress: Progress | None,
) -> tuple[str, _Rows]:
    """(name of the build, key → row) of the model in one state."""
    build = moments.ensure(
        url, state.as_of, select=[model], project=state.project, repairs_until=repairs_until, progress=progress
    )
    with open_published(url, build) as published:
        if f"{schema}.{model}" not in published.relations():
            if model in explain_models.read(state.project / "models"):
                raise transform.BuildFailed(f"{model} does not run in this code")  # a rule that fails is left out
            return build, {}  # the former code did not have it
        rows = frozen.selected(published, schema, model, where or {}).to_pylist()
    return build, {tuple(row.get(name) for name in grain): row for row in rows}


def _columns(values: Sequence[_Rows]) -> list[str]:
    names: dict[str, None] = {}
    for rows in values:
        for row in rows.values():
            names.update(dict.fromkeys(row))
            break
    return list(names)


def _compare(found: Restatement, values: Sequence[_Rows], labels: Mapping[str, str]) -> None:
    keys = sorted({key for rows in values for key in rows}, key=lambda key: [str(part) for part in key])
    found.rows = len(keys)
    columns = [name for name in labels if name not in found.grain and not name.startswith("_")]
    for key in keys:
        rows = [of.get(key) for of in values]
        for name in columns:
            cells = [None if row is None else row.get(name) for row in rows]
            if all(cell == cells[0] for cell in cells):
                continue
            if all(cell is None or _is_number(cell) for cell in cells):
                numbers = [Decimal(0) if cell is None else Decimal(cell) for cell in cells]
                by_step = tuple(b - a for a, b in pairwise(numbers))
                before, after = (None if cell is None else Decimal(cell) for cell in (cells[0], cells[-1]))
                change = Change(key, name, labels[name], before, after, by_step)
                if sum(by_step, Decimal(0)) != change.total:
                    raise AssertionError(f"{name}: the parts of a change do not add up to it")
                found.changes.append(change)
            else:
                steps = tuple(n for n, (a, b) in enumerate(pairwise(cells)) if a != b)
                told = [None if cell is None else str(cell) for cell in (cells[0], cells[-1])]
                found.text_changes.append(TextChange(key, name, labels[name], told[0], told[1], steps))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
