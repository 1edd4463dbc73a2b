"""A sample file as a table of texts: whatever the sender says it is, in the encoding that fits."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from catalogue import Catalogue, Field
from ingest import archive, columns, lines, reading, text
from ingest.archive import ArchiveError
from ingest.header import Header
from ingest.unpacker import Unpacker

MAX_TEXT: Final = 64 << 20
_STEM = re.compile(r"([A-Z]{2,5})_([A-Z]{2}[0-9]{2})_([0-9]{6})_([0-9]{6})_([0-9]{3})")


class SampleError(ValueError):
    """The file cannot serve as a sample; the message says what to do."""


@dataclass(frozen=True)
class Sample:
    """``values`` holds every column of the lines that have as many fields as the header, as text, empty as null."""

    stem: str
    labels: tuple[str, ...]
    values: pa.Table
    encoding: str
    odd_lines: int
    cut: bool

    @property
    def named(self) -> dict[str, str]:
        """Source, code, region and period, where the file is named as agreed."""
        found = _STEM.fullmatch(self.stem)
        names = ("source", "file_code", "region", "period", "seq")
        return dict(zip(names, found.groups(), strict=True)) if found else {}


def read(path: Path, catalogue: Catalogue) -> Sample:
    """The first 64 MiB of a ZIP with one text file, or of a text file. Raises SampleError."""
    try:
        stem, content = _unpacked(path) if _is_zip(path) else (path.stem, _head(path))
    except ArchiveError as error:
        raise SampleError(f"{path.name}: {error.message}") from error
    cut = len(content) > MAX_TEXT
    if cut:
        content = content[: content.rfind(b"\n", 0, MAX_TEXT) + 1]
    encoding = _encoding(path, content)
    codec = text.ENCODINGS[encoding]
    first, _, body = text.without_bom(bytes(content), codec).partition(b"\n")
    line = text.decode(first.removesuffix(b"\r"), codec)
    labels = tuple(line.split("|"))
    if len(labels) < 2:
        other = next((name for name, sign in (("tab", "\t"), ("comma", ",")) if sign in line), None)
        told = f"it seems to use the {other}" if other else "its first line has none"
        raise SampleError(f"{path.name}: fields must be divided by `|` (exchange interface, section 1); {told}")
    if not body.strip():
        raise SampleError(f"{path.name}: there is no line below the header to learn from; ask for a file with records")
    if not body.endswith(b"\n"):
        body += b"\n"
    tables, whole, all_lines = [], 0, 0
    known = _as_texts(labels, catalogue)
    for block in _blocks(body):
        found = lines.scan(lines.padded(block), len(labels), codec)
        parsed, refused = reading.parse_lines(found, known, _table(known, catalogue))
        arrays = [columns.to_arrow(column, None).cast(pa.string()) for column in parsed.values()]
        rows = pa.Table.from_arrays(arrays, [f"c{n}" for n in range(len(labels))])
        tables.append(rows.filter(pa.array(~refused)))
        whole, all_lines = whole + tables[-1].num_rows, all_lines + len(found.start)
    if not whole:
        raise SampleError(f"{path.name}: no line has the {len(labels)} fields that the header names")
    return Sample(stem, labels, pa.concat_tables(tables), encoding, all_lines - whole, cut)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:  # not by its name: in the landing store it has none
        return file.read(2) == b"PK"


def _head(path: Path) -> bytearray:
    with path.open("rb") as file:
        return bytearray(file.read(MAX_TEXT + 1))


def _unpacked(path: Path) -> tuple[str, bytearray]:
    content, stem = bytearray(), path.stem
    with Unpacker() as unpacker:
        for kind, piece in unpacker.members(path, 1):
            if kind == archive.MEMBER:
                name = bytes(piece[archive.MEMBER_SIZE.size :]).decode("utf-8", "replace")
                stem = stem if _STEM.fullmatch(stem) else Path(name).stem
            elif kind == archive.PIECE:
                content += piece
                if len(content) > MAX_TEXT:
                    break
    return stem, content


def _encoding(path: Path, content: bytes | bytearray) -> str:
    """What the manifest beside it says, else UTF-8 if the text is that, else GB18030."""
    manifest = path.with_suffix(".json")
    if manifest.is_file():
        told: Any = json.loads(manifest.read_text(encoding="utf-8-sig"))
        if isinstance(told, dict) and str(told.get("encoding", "")).upper() in text.ENCODINGS:
            return str(told["encoding"]).upper()
    try:
        bytes(content).decode("utf-8")
    except UnicodeDecodeError:
        return "GB18030"
    return "UTF-8"


def _blocks(body: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(body):
        end = body.find(b"\n", min(start + reading.BLOCK_BYTES, len(body) - 1)) + 1
        yield body[start:end]
        start = end


def _as_texts(labels: tuple[str, ...], catalogue: Catalogue) -> Header:
    model = next(iter(catalogue.tables.values())).fields[0]
    fields = [
        dataclasses.replace(model, position=n + 1, label_zh=label, column=f"c{n}", logical_type="text", code_list=None)
        for n, label in enumerate(labels)
    ]
    return Header(tuple((field, place) for place, field in enumerate(fields)), len(labels), ())


def _table(known: Header, catalogue: Catalogue) -> Any:
    fields: tuple[Field, ...] = tuple(field for field, _ in known.places)
    return dataclasses.replace(
        next(iter(catalogue.tables.values())), fields=fields, required_key=(), tolerance=Decimal(1),
        _by_column=MappingProxyType({f.column: f for f in fields}),
    )  # fmt: skip
