"""An evidence bundle (疑点证据包): one finding with everything it rests on, which can be checked without this system.

The lines are in it byte for byte, so it holds personal data as they came: a masked line could not be checked, and a
hash beside a masked line would give away what is masked. The same finding gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from catalogue import load_catalogue, masking
from catalogue.citation import cited
from catalogue.words import in_words, word
from warehouse_sql import evidence_verify, explain_lines
from warehouse_sql.explain import Explanation, LineView, NotFoundError, RowView, UnknownError, explain
from warehouse_sql.explain_lines import Decode, LandedText, LineError
from warehouse_sql.landing import Landing
from warehouse_sql.port import Published, WarehouseError

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOST_ROWS: Final = 10_000
_AMOUNTS: Final = {"amount_at_stake": "涉及金额", "recovered_amount": "已追回金额"}
_ARGUMENTS: Final = {"amount_at_stake": "amount", "recovered_amount": "recovered"}
_WORD: Final = re.compile(r"[a-z_][a-z0-9_]*")
_MONEY: Final = re.compile(r"\{\{\s*money\((['\"])(.*?)\1\)\s*\}\}", re.DOTALL)
_COALESCE: Final = re.compile(r"coalesce\(((?:\w+\.)?\w+),\s*0\)")
_SUM: Final = re.compile(r"\s*(?:\w+\.)?[a-z_]\w*(?:\s*[+-]\s*(?:\w+\.)?[a-z_]\w*)*\s*")


class EvidenceError(WarehouseError):
    """The bundle cannot be made whole; the message (Chinese) says what is missing."""


@dataclass(frozen=True)
class Bundle:
    """The files of a bundle by name; `sha256` is that of its manifest and stands for all of it."""

    finding_key: str
    rule_id: str
    files: Mapping[str, bytes]
    sha256: str
    line_count: int


def collect(
    published: Published, landing: Landing, project: Mapping[str, bytes], models: Path, key: str, *, decode: Decode
) -> Bundle:
    """The bundle of the finding whose key begins so. ``project``: the code of the build (name below `dbt_project`),
    ``models``: the folder in which its models lie.

    Raises NotFoundError, UnknownError, EvidenceError (a line or a row cannot be had: nothing is left out silently).
    """
    whole = _whole_key(published, key.strip())
    told = explain(published, landing, models, "finding", [whole], decode=decode, limit=_MOST_ROWS, unmask=True)
    row = told.rows[0]
    if row.rule is None:
        raise UnknownError("这条疑点的规则已不在本版本中，不能出具证据包")
    _check_whole(told)
    sql = {Path(name).stem: content.decode() for name, content in project.items() if name.endswith(".sql")}
    lines = _Lines(published, landing, decode)
    walk = _row(row, lines)
    lines.read()
    files = {
        "README.txt": _readme(row, lines).encode(),
        "verify.py": Path(evidence_verify.__file__).read_bytes(),
        "finding.json": _json({"values": row.values, "labels_zh": row.labels}),
        "rule.json": _json(
            {
                "rule": row.rule, "definition": row.definition,
                "sums_declared": [check.column for check in row.sums],
            }
        ),
        "parameters.json": _json(row.parameters),
        "walk.json": _json(walk),
        "sums.json": _json({"figures": [figure(row, name, sql, lines.note) for name in _AMOUNTS]}),
        "lines.json": _json(lines.told()),
        "deliveries.json": _json(lines.deliveries()),
        **lines.raw(),
    }  # fmt: skip
    for suffix in ("sql", "yml"):
        name = f"models/rule/{row.model}.{suffix}"
        if name not in project:
            raise EvidenceError(f"本次发布的规则文本 {row.model}.{suffix} 没有留存，不能出具证据包")
        files[f"rule/{row.model}.{suffix}"] = project[name]
    listed = [
        {"path": name, "bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
        for name in sorted(files)
    ]
    manifest = _json({"version": 1, "finding_key": whole, "rule_id": row.rule.rule_id, "files": listed})
    files |= {evidence_verify.MANIFEST: manifest, evidence_verify.SEAL: evidence_verify.seal(manifest)}
    return Bundle(whole, row.rule.rule_id, files, hashlib.sha256(manifest).hexdigest(), len(lines.told()))


def _whole_key(published: Published, prefix: str) -> str:
    found = published.query(
        "select finding_key from rule.fct_finding where substr(finding_key, 1, :size) = :prefix"
        " order by finding_key limit 2",
        {"size": len(prefix), "prefix": prefix},
    ).to_pylist()
    if len(found) != 1 or not prefix:
        word = "不止一条" if found else "没有"
        raise NotFoundError(f"{word} finding_key 以 {masking.mask_text(prefix)[:40]} 开头的疑点；用 sif findings 查看")
    return str(found[0]["finding_key"])


def as_zip(bundle: Bundle) -> bytes:
    """The bundle as one file. Stored, not deflated: the bytes do not depend on the version of a library."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(bundle.files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o100640 << 16
            archive.writestr(entry, bundle.files[name])
    return out.getvalue()


# --- what the finding rests on ------------------------------------------------------------------------------------


class _Lines:
    """The lines met on the way, each once, with their bytes."""

    def __init__(self, published: Published, landing: Landing, decode: Decode) -> None:
        self._published, self._landing, self._decode = published, landing, decode
        self._ids: dict[tuple[str, int], str] = {}
        self._views: dict[str, LineView] = {}
        self._bytes: dict[str, tuple[bytes, str, str, str]] = {}
        self._headers: dict[str, tuple[str, bytes]] = {}
        self._about: dict[str, dict[str, Any]] = {}

    def note(self, view: LineView) -> str:
        """The id of a line."""
        if view.delivery is None:
            raise EvidenceError(view.problem or "登记表中没有这条记录的报送；请运行 sif doctor")
        key = (view.delivery.sha256, view.line_no)
        if key not in self._ids:
            self._ids[key] = f"L{len(self._ids) + 1:04d}"
            self._views[self._ids[key]] = view
        return self._ids[key]

    def read(self) -> None:
        """Fetch the bytes; each landed object is read once. Raises EvidenceError."""
        catalogue = load_catalogue()
        by_object: dict[str, list[str]] = {}
        for name, view in self._views.items():
            assert view.delivery is not None
            by_object.setdefault(view.delivery.sha256, []).append(name)
        for sha256, names in by_object.items():
            delivery = self._views[names[0]].delivery
            assert delivery is not None
            [about] = self._published.query(
                "select delivery_id, channel, source, file_code, region_code, period, seq, mode, file_name, file_bytes,"
                " sha256, encoding, records_declared, control_totals, produced_at, received_at, decided_at, status,"
                " records, accepted, rejected from control.delivery where delivery_id = :id",
                {"id": delivery.delivery_id},
            ).to_pylist()
            self._about[sha256] = about
            code = about["file_code"] or ""
            stem = str(about["file_name"]).rsplit(".", 1)[0]
            source = LandedText(sha256, stem, about["encoding"], catalogue.tables.get(code), code)
            try:
                found = explain_lines.read_bytes(self._landing, source, {self._views[name].line_no for name in names})
            except LineError as error:
                raise EvidenceError(str(error)) from error
            codec = explain_lines.codec_of(source)
            if code not in explain_lines.STATEMENTS:
                self._headers[sha256] = (f"lines/header_{sha256[:16]}.raw", found.get(1, b""))
            for name in names:
                number = self._views[name].line_no
                raw = found.get(number)
                if raw is None:
                    raise EvidenceError(f"{about['file_name']} 没有第 {number} 行；请运行 sif doctor")
                self._bytes[name] = (raw, codec, sha256, str(about["file_name"]))

    def raw(self) -> dict[str, bytes]:
        """Names of files and the bytes in them."""
        return {f"lines/{name}.raw": raw for name, (raw, *_) in self._bytes.items()} | dict(self._headers.values())

    def told(self) -> list[dict[str, Any]]:
        """`lines.json`: each line with its hash, its text and its fields."""
        told = []
        for name, (raw, codec, sha256, file_name) in self._bytes.items():
            view = self._views[name]
            assert view.raw is not None
            header = self._headers.get(sha256)
            text = self._plain(header[1], codec) if header else ""
            told.append(
                {
                    "id": name, "file_name": file_name, "delivery_sha256": sha256, "line_no": view.line_no,
                    "raw": f"lines/{name}.raw", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest(),
                    "header": header[0] if header else None, "codec": codec, "text": self._plain(raw, codec),
                    "labels": text.split("|") if header else [],
                    "cells": [
                        {"label": cell.label, "column": cell.column, "value": cell.value} for cell in view.raw.cells
                    ],
                    "repair": view.repair,
                }
            )  # fmt: skip
        return told

    def deliveries(self) -> list[dict[str, Any]]:
        """`deliveries.json`: the files the lines stand in, with the hash each was landed under."""
        return [self._about[sha256] for sha256 in sorted(self._about)]

    def _plain(self, raw: bytes, codec: str) -> str:
        return self._decode(explain_lines.without_bom(raw), codec, "replace")


def _row(row: RowView, lines: _Lines) -> dict[str, Any]:
    return {
        "model": row.model,
        "title_zh": row.title_zh,
        "definition": row.definition,
        "values": row.values,
        "labels_zh": row.labels,
        "sums": row.sums,
        "line": lines.note(row.line) if row.line else None,
        "from": [
            {"model": behind.model, "title_zh": behind.title_zh, "total": behind.total,
             "rows": [_row(child, lines) for child in behind.rows]}
            for behind in row.origins
        ],
    }  # fmt: skip


def _check_whole(told: Explanation) -> None:
    for row in _rows(told.rows[0]):
        for behind in row.origins:
            if behind.more:
                raise EvidenceError(f"{behind.title_zh}有 {behind.total:,} 行，超过证据包的上限 {_MOST_ROWS:,} 行")
        if row.line is not None and row.line.problem:
            raise EvidenceError(row.line.problem)


def _rows(row: RowView) -> Iterator[RowView]:
    yield row
    for behind in row.origins:
        for child in behind.rows:
            yield from _rows(child)


# --- amounts that are sums ----------------------------------------------------------------------------------------

_Term = tuple[int, LineView, int]
"""Sign, line, position of the cell in it."""


def figure(row: RowView, column: str, sql: Mapping[str, str], note: Callable[[LineView], str]) -> dict[str, Any]:
    """How an amount of the finding follows from cells of the lines: a sum, or a difference of two sums, over the rows
    of one origin, of the columns that the SQL makes it from. What follows otherwise is said to be no sum.

    ``sql``: model → its text; ``note``: the id of a line. An entry of `sums.json`."""
    stated = _amount(row.values.get(column))
    told: list[dict[str, Any]] = []
    for sign, line, position in (_from_rows(row, column, stated, sql) or []) if stated else []:
        assert line.raw is not None
        cell = line.raw.cells[position]
        told.append(
            {"sign": sign, "line": note(line), "position": position, "label_zh": cell.label,
             "column": cell.column, "value": str(_amount(cell.value))}
        )  # fmt: skip
    status = "sum" if told else "not_a_sum" if stated else "zero"
    label = _AMOUNTS[column]
    return {"column": column, "label_zh": label, "stated": f"{stated:.2f}", "status": status, "terms": told}


def _from_rows(row: RowView, column: str, stated: Decimal, sql: Mapping[str, str]) -> list[_Term] | None:
    named, added = _made_from(sql.get(row.model, ""), column)
    for behind in row.origins:
        if not behind.rows:
            continue
        columns = [name for name in named if isinstance(behind.rows[0].values.get(name), Decimal)]
        for signs in _choices(columns, added if {name for _, name in added} <= set(columns) else ()):
            totals = sum((sign * _amount(child.values.get(name)) for child in behind.rows for sign, name in signs),
                         Decimal(0))  # fmt: skip
            if totals == stated and (found := _expanded(behind.rows, signs, sql)):
                return found
    return None


def _expanded(rows: list[RowView], signs: tuple[tuple[int, str], ...], sql: Mapping[str, str]) -> list[_Term] | None:
    """The cells that those columns of those rows are made of; None where one is not made by adding."""
    found: list[_Term] = []
    for row in rows:
        for sign, column in signs:
            value = _amount(row.values.get(column))
            if not value:
                continue
            terms = _of_line(row, column, value, sql) if row.line else _from_rows_of(row, column, value, sql)
            if terms is None:
                return None
            found += [(sign * inner, line, position) for inner, line, position in terms]
    return found


def _from_rows_of(row: RowView, column: str, value: Decimal, sql: Mapping[str, str]) -> list[_Term] | None:
    for behind in row.origins:
        same = ((1, column),)
        if behind.rows and all(column in child.values for child in behind.rows):
            total = sum((_amount(child.values[column]) for child in behind.rows), Decimal(0))
            if total == value and (found := _expanded(behind.rows, same, sql)):
                return found
    return _from_rows(row, column, value, sql)


def _of_line(row: RowView, column: str, value: Decimal, sql: Mapping[str, str]) -> list[_Term] | None:
    line = row.line
    if line is None or line.raw is None:
        return None
    named, added = _made_from(sql.get(row.model, ""), column)
    cells = {cell.column: place for place, cell in enumerate(line.raw.cells) if cell.column and _is_cell(cell.value)}
    amounts = {name: _amount(line.raw.cells[place].value) for name, place in cells.items()}
    if amounts.get(column) == value:
        return [(1, line, cells[column])]
    columns = [name for name in named if amounts.get(name)]
    for signs in _choices(columns, tuple((sign, name) for sign, name in added if name in columns)):
        if sum((sign * amounts[name] for sign, name in signs), Decimal(0)) == value:
            return [(sign, line, cells[name]) for sign, name in signs]
    return None


def _choices(columns: list[str], added: tuple[tuple[int, str], ...]) -> Iterator[tuple[tuple[int, str], ...]]:
    """All of them as they are added, one column, or one less another."""
    if added:
        yield added
    for name in columns:
        yield ((1, name),)
    for one in columns:
        for other in columns:
            if one != other:
                yield ((1, one), (-1, other))


def _expression(sql: str, column: str) -> str:
    """What the SQL makes a column from: the text before `as column`, or the argument of a finding; else empty."""
    if column in _ARGUMENTS:
        found = re.search(rf"\b{_ARGUMENTS[column]}\s*=\s*(['\"])(.*?)\1", sql, re.DOTALL)
        return found[2] if found else ""
    found = re.search(rf"\bas\s+{column}\b", sql)
    if not found:
        return ""
    depth, start = 0, found.start()
    while start > 0 and not (depth == 0 and (sql[start - 1] == "," or sql[start - 7 : start].strip() == "select")):
        start -= 1
        depth += {")": 1, "(": -1}.get(sql[start], 0)
    return sql[start : found.start()]


def _made_from(sql: str, column: str) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """The columns that the SQL makes a column from, and their signs where it does nothing but add and subtract them."""
    text = _expression(sql, column)
    names = list(dict.fromkeys(_WORD.findall(text)))
    plain = _MONEY.sub(r"\2", text.strip())
    while (shorter := _COALESCE.sub(r"\1", plain)) != plain:
        plain = shorter
    if not _SUM.fullmatch(plain):
        return names, ()
    terms = re.findall(r"([+-]?)\s*(?:[a-z]\w*\.)?([a-z_]\w*)", plain)
    return names, tuple((-1 if sign == "-" else 1, name) for sign, name in terms)


def _is_cell(value: str) -> bool:
    return re.fullmatch(r"\s*-?[0-9]{1,15}(\.[0-9]{1,6})?\s*", value) is not None


def _amount(value: Any) -> Decimal:
    try:
        return Decimal(0) if value is None else Decimal(str(value).strip())
    except InvalidOperation:
        return Decimal(0)


# --- writing ------------------------------------------------------------------------------------------------------


def _readme(row: RowView, lines: _Lines) -> str:
    assert row.rule is not None
    values, catalogue = row.values, load_catalogue()
    names = {**catalogue.region_names, **catalogue.fund_names}
    region, fund = (f"{names.get(code, '')}（{code}）" for code in (values["region_code"], values["fund_code"]))
    parameters = "".join(
        f"  {p.name} = "
        f"{f'{p.value.normalize():f}' if p.value is not None else '法律未规定' if p.status == 'not_in_law' else '缺失'}"
        f" {word(p.unit or '')}（按 {p.on}；{cited([(p.document, p.article)])}，{word(p.status)}）\n"
        + "".join(f"    {label}：{said}\n" for label, said in p.remarks)
        for p in row.parameters
    )
    deliveries = "".join(f"  {one['file_name']}  SHA-256 {one['sha256']}\n" for one in lines.deliveries())
    return (
        f"疑点证据包 {values['finding_key']}\n\n"
        f"规则：{row.rule.rule_id} {row.rule.title_zh}\n依据：{row.rule.basis_zh}\n"
        f"统筹区：{region}　期别：{values['period']}　险种：{fund}\n"
        f"涉及金额：{_amount(values['amount_at_stake']):.2f} 元　已追回：{_amount(values['recovered_amount']):.2f} 元\n"
        f"实际：{in_words(values['observed'])}　应为：{in_words(values['expected'])}\n"
        f"政策参数：\n{parameters or '  无' + chr(10)}报送文件：\n{deliveries}\n"
        "核对：在本目录运行 python verify.py（Python 3.9 及以上，不联网）。核对清单中每个文件的 SHA-256、每行原文、\n"
        "以及可由各行相加得出的金额。要排除整包被替换，请将清单的 SHA-256 与登记值比对：\n"
        "  python verify.py --sha256 <登记值>　或在系统内运行 sif finding verify <证据包>\n\n"
        "finding.json 疑点　rule.json、rule/ 规则说明、SQL、YAML　parameters.json 政策参数及文号、条款、状态\n"
        "walk.json 从疑点到各行的路径　lines.json、lines/ 各行原文　deliveries.json 报送文件　sums.json 金额算式\n\n"
        "疑点是线索，不是结论。本证据包含个人信息原文，须按规定保管和传递。\n"
    )


def _json(value: Any) -> bytes:
    return (json.dumps(_plain(value), ensure_ascii=False, indent=1) + "\n").encode()


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
