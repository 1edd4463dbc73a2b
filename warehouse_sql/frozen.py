"""Frozen reports (定稿报表): figures as they were handed over, kept as bytes, and made again to the same bytes.

A report is the rows of one model (some of them, by value of a column) as known at a moment. Kept are the bytes, what
they were made from (deliveries, code, parts, each as a hash) and the code itself, in the landing store: a warehouse
that is lost and rebuilt knows its frozen reports. Nothing is ever overwritten: another report takes another name.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warehouse_sql import clock, code, explain_models, moments, transform
from warehouse_sql.control import builds
from warehouse_sql.explain import NotFoundError, UnknownError
from warehouse_sql.landing import Landing
from warehouse_sql.opening import open_published, open_warehouse
from warehouse_sql.parts import Moment
from warehouse_sql.port import Published, Transaction, WarehouseError
from warehouse_sql.transform import Progress

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,79}")
_SCHEMA: Final = pa.schema([
    ("name", pa.string()), ("model", pa.string()), ("conditions", pa.string()), ("as_of", pa.timestamp("us")),
    ("code_hash", pa.string()), ("data_hash", pa.string()), ("parts_hash", pa.string()), ("columns", pa.string()),
    ("rows", pa.int64()), ("bytes", pa.int64()), ("sha256", pa.string()), ("code_sha256", pa.string()),
    ("frozen_at", pa.timestamp("us")), ("frozen_by", pa.string()),
])  # fmt: skip
_TIMES: Final = ("as_of", "frozen_at")


class FrozenError(WarehouseError):
    """A report cannot be frozen or is not known; the message says why."""


@dataclass(frozen=True)
class Frozen:
    """A row of `control.frozen_report`. ``conditions`` is JSON (column → value), ``columns`` JSON in order.

    ``sha256`` and ``code_sha256`` are objects of the landing store: the report, and the code that made it."""

    name: str
    model: str
    conditions: str
    as_of: datetime
    code_hash: str
    data_hash: str
    parts_hash: str
    columns: str
    rows: int
    bytes: int
    sha256: str
    code_sha256: str
    frozen_at: datetime
    frozen_by: str

    @property
    def where(self) -> dict[str, str]:
        return dict(json.loads(self.conditions))


@dataclass(frozen=True)
class Reproduced:
    """A frozen report made again. ``reasons`` (Chinese) say why its bytes are not the same."""

    frozen: Frozen
    content: bytes
    sha256: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.sha256 == self.frozen.sha256


def freeze(
    url: str | None,
    landing: Landing,
    name: str,
    model: str,
    where: Mapping[str, str],
    as_of: datetime,
    by: str,
    progress: Progress | None = None,
    *,
    allow_empty: bool = False,
) -> Frozen:
    """Freeze rows of a model, as known at a moment. Raises FrozenError where the name is taken, UnknownError for a
    model or column that is none, and NotFoundError where no row is meant, which would use the name up for nothing.

    The note in the landing store decides: a freezing that was killed behind it is finished by the next one of its name.
    """
    if not _NAME.fullmatch(name):
        raise FrozenError("定稿名称只可含字母、数字、- 和 _（不超过 80 个），如 2024-Q1-collection")
    if begun := _finished(url, landing, name):
        if (begun.model, begun.where, begun.as_of) == (model, dict(where), as_of):
            return begun
        raise FrozenError(
            f"定稿 {name} 上次制作时中断，现已补记（{begun.model}，条件 {begun.conditions}，"
            f"{begun.as_of:%Y-%m-%d %H:%M:%S} 所知）；定稿不可覆盖，请核对，另作请另取名称（如 {name}-2）"
        )
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        if known(tx, name):
            raise FrozenError(f"定稿 {name} 已存在，定稿不可覆盖；请另取名称（如 {name}-2）")
    declared = explain_models.read(transform.PROJECT / "models").get(model)
    if declared is None:
        raise UnknownError(f"没有名为 {model[:80]!r} 的模型")
    build = moments.ensure(url, as_of, select=[model], progress=progress)
    with open_published(url, build) as published:
        content, columns, rows = written(published, declared.schema, model, declared.grain, where)
    if not rows and not allow_empty:
        raise NotFoundError(f"{model} 中没有符合条件的行，未建立定稿 {name}；确要留存空表请加 --allow-empty")
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        made = builds.standing(tx, build)
        contents = builds.read_code(tx, made.code_hash) if made else None
    if made is None or contents is None:
        raise FrozenError("刚才的加工结果已被清理；请重试")
    archive = landing.put(io.BytesIO(code.packed(contents)))
    report = landing.put(io.BytesIO(content))
    frozen = Frozen(
        name, model, json.dumps(dict(sorted(where.items())), ensure_ascii=False), as_of, made.code_hash, made.data_hash,
        made.parts_hash, json.dumps(columns), rows, len(content), report.sha256, archive.sha256, clock.now(), by,
    )  # fmt: skip
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        if known(tx, name):
            raise FrozenError(f"定稿 {name} 刚刚由他人建立；请另取名称")
        landing.keep_frozen(name, asdict(frozen))
        record(tx, frozen)
    return frozen


def reproduce(url: str | None, landing: Landing, name: str, progress: Progress | None = None) -> Reproduced:
    """Make a frozen report again, from the deliveries of its moment by the code that made it; compare the bytes."""
    frozen = find(url, name)
    notes, reasons = [], []
    with open_warehouse(url) as warehouse:
        now = Moment(frozen.as_of).data_hash(warehouse)
    if now != frozen.data_hash:
        reasons.append(
            "该时点所知的报送与定稿时不同（登记表被重建或改动：由落地文件重建的数据仓库以接收时间代替受理时间）"
        )
    project = project_of(url, landing, frozen)
    if project is None:
        reasons.append(f"定稿所用代码 {frozen.code_hash[:12]} 不在控制表也不在落地区；以现行代码重算")
    elif project != transform.PROJECT:
        notes.append(f"代码已变动，以定稿时留存的代码 {frozen.code_hash[:12]} 重算")
    try:
        build = moments.ensure(url, frozen.as_of, select=[frozen.model], project=project, progress=progress)
    except transform.BuildFailed as error:
        raise FrozenError(f"定稿 {name} 无法重算：留存的代码在现有数据结构上不能运行（{error}）") from error
    declared = explain_models.read((project or transform.PROJECT) / "models")[frozen.model]
    with open_published(url, build) as published:
        content, _, _ = written(published, declared.schema, frozen.model, declared.grain, frozen.where,
                                json.loads(frozen.columns))  # fmt: skip
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != frozen.sha256 and not reasons:
        reasons.append(
            "报送与代码都与定稿时相同而结果不同：数据仓库引擎或其版本不同，或原始表、登记表（如处置意见）被改动；"
            "请运行 sif landing verify"
        )
    same = sha256 == frozen.sha256
    return Reproduced(frozen, content, sha256, () if same else tuple(reasons), tuple(notes))


def project_of(url: str | None, landing: Landing, frozen: Frozen) -> Path | None:
    """The code of a frozen report, from `control.code` or from the landing store."""
    found = moments.code_of(url, frozen.code_hash)
    if found is None and (path := landing.path(frozen.code_sha256)).is_file():
        contents = code.unpacked(path.read_bytes(), frozen.code_hash)
        found = code.laid_out(contents, moments.code_folder(url))
    return found


def read(landing: Landing, frozen: Frozen) -> bytes:
    """The bytes that were frozen. Raises FrozenError where they are lost or damaged."""
    try:
        content = landing.path(frozen.sha256).read_bytes()
    except FileNotFoundError:
        raise FrozenError(f"定稿 {frozen.name} 的文件不在落地区；请从备份恢复") from None
    if hashlib.sha256(content).hexdigest() != frozen.sha256:
        raise FrozenError(f"定稿 {frozen.name} 的文件与其 SHA-256 不符；请从备份恢复并查明原因")
    return content


def find(url: str | None, name: str) -> Frozen:
    """Raises FrozenError where nothing was frozen under this name."""
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        found = known(tx, name)
    if not found:
        raise FrozenError(f"没有名为 {name[:80]!r} 的定稿；用 sif report frozen 查看")
    return found[0]


def known(tx: Transaction, name: str | None = None) -> list[Frozen]:
    """All frozen reports in the order in which they were made, or the one of a name."""
    listed = ", ".join(field.name for field in fields(Frozen))
    where, params = (" where name = :name", {"name": name}) if name else ("", None)
    rows = tx.query(f"select {listed} from control.frozen_report{where} order by frozen_at, name", params)
    return [Frozen(**row) for row in rows.to_pylist()]


def record(tx: Transaction, frozen: Frozen) -> None:
    """Add to `control.frozen_report`."""
    tx.append("control.frozen_report", pa.Table.from_pylist([asdict(frozen)], schema=_SCHEMA))


def restore(url: str | None, landing: Landing) -> int:
    """After a rebuild: what the landing store knows of frozen reports and their code; returns how many came."""
    came = 0
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        there = {frozen.name for frozen in known(tx)}
        for about in landing.frozen():
            if about["name"] not in there:
                _record_noted(tx, landing, about)
                came += 1
    return came


def _finished(url: str | None, landing: Landing, name: str) -> Frozen | None:
    """The frozen report of this name, recorded now because a kill came between its note and its record."""
    about = landing.frozen_note(name)
    if about is None:
        return None
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        return None if known(tx, name) else _record_noted(tx, landing, about)


def _record_noted(tx: Transaction, landing: Landing, about: Mapping[str, Any]) -> Frozen:
    """Record what the landing store knows of a frozen report, and its code."""
    frozen = Frozen(**{**about, **{name: datetime.fromisoformat(about[name]) for name in _TIMES}})
    record(tx, frozen)
    path = landing.path(frozen.code_sha256)
    if path.is_file():
        builds.keep_code(tx, frozen.code_hash, path.read_bytes())
    return frozen


def written(
    published: Published,
    schema: str,
    model: str,
    grain: Sequence[str],
    where: Mapping[str, str],
    columns: Sequence[str] | None = None,
) -> tuple[bytes, list[str], int]:
    """(CSV, its columns, rows): UTF-8, LF, text in quotes and null empty, sorted by grain, then by all columns.

    The same rows give the same bytes on both engines, in whatever order they come.
    """
    rows = selected(published, schema, model, where)
    there = list(rows.column_names)
    chosen = list(columns or there)
    if lacking := [name for name in chosen if name not in there]:
        raise FrozenError(f"{model} 没有列 {'、'.join(lacking)}")
    order = [*(name for name in grain if name in chosen), *(name for name in chosen if name not in grain)]
    cells = {name: [_cell(value) for value in rows.column(name).to_pylist()] for name in chosen}
    keyed = sorted(zip(*(cells[name] for name in order), strict=True)) if rows.num_rows else []
    place = {name: number for number, name in enumerate(order)}
    lines = [",".join(chosen), *(",".join(row[place[name]] for name in chosen) for row in keyed)]
    return ("\n".join(lines) + "\n").encode(), chosen, len(keyed)


def selected(published: Published, schema: str, model: str, where: Mapping[str, str]) -> pa.Table:
    """Rows of a model whose columns have these values (as text). Raises FrozenError for a column it has not."""
    found = published.query(
        "select column_name from information_schema.columns where table_schema = :schema and table_name = :table",
        {"schema": schema, "table": model},
    )
    there = set(found.column("column_name").to_pylist())
    if not there:
        raise FrozenError(f"{model} 不在该次加工结果中")
    if unknown := sorted(set(where) - there):
        raise UnknownError(f"{model} 没有列 {'、'.join(unknown)}；有：{'、'.join(sorted(there))}")
    terms = [f'cast("{name}" as varchar) = :w{number}' for number, name in enumerate(sorted(where))]
    params = {f"w{number}": where[name] for number, name in enumerate(sorted(where))}
    return published.query(
        f"select * from {schema}.{model}" + (f" where {' and '.join(terms)}" if terms else ""), params or None
    )


def _cell(value: Any) -> str:
    """A value as text that both engines agree on."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    if isinstance(value, int | date):
        return str(value)
    text = str(value).replace('"', '""')
    return f'"{text}"'
