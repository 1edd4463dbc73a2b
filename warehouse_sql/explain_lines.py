"""Lines of landed files, as they came: from delivery and line number back to the bytes a sender wrote.

The object's SHA-256 is checked before a byte of it is shown. A file is unpacked only up to the last line asked for,
once, however many of its lines are asked for.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from catalogue import Table, masking
from warehouse_sql import explain_statements
from warehouse_sql.landing import Landing

Decode = Callable[[bytes, str, str], str]
"""(bytes, codec, errors) → text. Given by the caller: the 2022 edition of GB18030 is decoded where files are read."""

_CODECS = {"GB18030": "gb18030", "UTF-8": "utf-8"}
_BOMS = (b"\xef\xbb\xbf", b"\x84\x31\x95\x33")
_MAX_LINE = 1 << 20
STATEMENTS = explain_statements.FORMATS
"""File codes whose lines are pieces of a statement, not records under a header."""


class LineError(ValueError):
    """The line cannot be shown; the message says why and what to do."""


@dataclass(frozen=True)
class Cell:
    """One field of a record: printed label, catalogue column (None where the file has more than the catalogue)."""

    label: str
    column: str | None
    value: str


@dataclass(frozen=True)
class RawLine:
    """A line as received (decoded, perhaps masked) and its fields under their labels."""

    line_no: int
    text: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class LandedText:
    """Where the lines stand: the object, what it is called inside, how it is encoded, what it is declared to be.

    `table` is None for formats that are no tables (bank statements)."""

    sha256: str
    stem: str
    encoding: str | None
    table: Table | None
    file_code: str = ""


def read(
    landing: Landing, source: LandedText, line_nos: Collection[int], decode: Decode, *, unmask: bool = False
) -> dict[int, RawLine]:
    """The lines asked for (1 is the header). Raises LineError where the object is gone, changed or unreadable.

    Lines that the file does not have are left out.
    """
    found = read_bytes(landing, source, line_nos)
    codec = codec_of(source)
    if source.file_code in explain_statements.FORMATS:
        texts = {number: decode(piece, codec, "replace") for number, piece in found.items()}
        if not unmask:
            texts = {number: explain_statements.masked(text, source.file_code) for number, text in texts.items()}
        return {number: RawLine(number, text, ()) for number, text in texts.items()}
    table, raw = source.table, found
    labels = decode(without_bom(raw.get(1, b"")), codec, "replace").split("|")
    columns = _columns(labels, table)
    return {
        number: _record(number, decode(raw[number], codec, "replace"), labels, columns, unmask)
        for number in sorted(set(line_nos))
        if number in raw
    }


def codec_of(source: LandedText) -> str:
    """The codec of the file's text; an XML statement is what its own first line says, which is UTF-8 here."""
    return "utf-8" if source.file_code == "CAMT053" else _CODECS.get(source.encoding or "", "utf-8")


def read_bytes(landing: Landing, source: LandedText, line_nos: Collection[int]) -> dict[int, bytes]:
    """The bytes of the lines asked for and, of a table, of its header (1), without the end of the line.

    Raises LineError where the object is gone, changed or unreadable; lines that the file does not have are left out.
    """
    path = landing.path(source.sha256)
    _verify(path, source.sha256)
    try:
        with path.open("rb") as file:
            member = _member(file, source.stem)
            if source.file_code in explain_statements.FORMATS:
                data = member.read(explain_statements.MAX_BYTES)
                return explain_statements.pieces(data, source.file_code, line_nos)
            wanted = {1, *line_nos}
            return {number: line for number, line in _lines(member, max(wanted)) if number in wanted}
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise LineError(f"落地文件 {path.name[:12]}… 无法解压（{type(error).__name__}）；请从备份恢复该文件") from error


def without_bom(line: bytes) -> bytes:
    """A line without the byte-order mark that the first one may begin with."""
    for bom in _BOMS:
        line = line.removeprefix(bom)
    return line


def _verify(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise LineError(f"落地文件 {sha256[:12]}… 不存在；请从备份恢复 landing 目录") from None
    if digest != sha256:
        raise LineError(f"落地文件 {sha256[:12]}… 内容与登记的 SHA-256 不符，不予显示；请从备份恢复并查明原因")


def _member(file: IO[bytes], stem: str) -> IO[bytes]:
    """The text inside an archive (which was examined when it was loaded), or the file itself."""
    start = file.read(4)
    file.seek(0)
    if start != b"PK\x03\x04":
        return file
    archive = zipfile.ZipFile(file)
    names = archive.namelist()
    if len(names) != 1 or not names[0].startswith(stem):
        raise LineError("压缩包内不是唯一的同名成员，不予显示")
    return archive.open(names[0])


def _lines(stream: IO[bytes], last: int) -> Iterator[tuple[int, bytes]]:
    for number in range(1, last + 1):
        line = stream.readline(_MAX_LINE)
        if not line:
            return
        yield number, line.removesuffix(b"\n").removesuffix(b"\r")
        while not line.endswith(b"\n") and (line := stream.readline(_MAX_LINE)):
            pass  # the rest of a line too long to be shown


def _columns(labels: list[str], table: Table | None) -> list[str | None]:
    """The catalogue column of each label; the first of a repeated label is the first field of that name."""
    waiting = [(field.label_zh, field.column) for field in (table.fields if table else ())]
    columns: list[str | None] = []
    for label in labels:
        found = next((entry for entry in waiting if entry[0] == label), None)
        if found:
            waiting.remove(found)
        columns.append(found[1] if found else None)
    return columns


def _record(number: int, text: str, labels: list[str], columns: list[str | None], unmask: bool) -> RawLine:
    values = text.split("|")
    if number == 1:
        return RawLine(1, text, ())
    fits = len(values) == len(labels)
    if not unmask:
        # A record whose fields do not fit their header is masked whole: nobody knows what stands where.
        values = [_shown(column if fits else None, value) for column, value in _padded(columns, values)]
    cells = tuple(
        Cell(label, column, value) for label, column, value in zip(labels, columns, values, strict=False) if fits
    )
    return RawLine(number, "|".join(values), cells)


def _padded(columns: list[str | None], values: list[str]) -> Iterator[tuple[str | None, str]]:
    for place, value in enumerate(values):
        yield (columns[place] if place < len(columns) else None), value


def _shown(column: str | None, value: str) -> str:
    return masking.mask_free_text(value) if column is None else str(masking.masked(column, value))
