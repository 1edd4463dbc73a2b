"""Many small deliveries read together: those of one table with one header line are parsed as one block of text.

A county's file of a few hundred lines costs more in calls than in bytes; side by side the columns of dozens of files
are parsed at once. Each delivery is still counted, judged and, if it is refused, left out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from ingest import lines, reading
from ingest.columns import PAD
from ingest.reading import BLOCK_BYTES, Part, Reading, UnreadableError


@dataclass
class Small:
    """The whole text of a delivery and its reading; `refusal` once its header line could not be used."""

    reading: Reading
    text: bytearray
    refusal: UnreadableError | None = None


def read(small: Iterable[Small]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Name of a raw table and rows of deliveries that stand; to be used up before their figures are looked at."""
    alike: dict[tuple[str, str, bytes], list[Small]] = {}
    for one in small:
        declared = one.reading.declared
        header = bytes(one.text[: _header_end(one.text)])
        alike.setdefault((one.reading.table.raw_name, declared.codec, header), []).append(one)
    for (name, _, header), files in alike.items():
        if not _open(files, header):
            continue
        for some in _by_block(files):
            batch = _rows(some)
            if batch is not None and batch.num_rows:
                yield f"raw.{name}", batch


def _header_end(text: bytearray) -> int:
    end = text.find(b"\n")
    return len(text) if end < 0 else end


def _open(files: list[Small], header: bytes) -> bool:
    """Match the header line that all of these share, once. False if it cannot be used."""
    first = files[0].reading
    try:
        first.open(header)
    except UnreadableError as error:
        for one in files:
            one.refusal = error
        return False
    for one in files[1:]:
        one.reading.header, one.reading.drift = first.header, first.drift
    return True


def _by_block(files: list[Small]) -> Iterator[list[Small]]:
    some: list[Small] = []
    size = 0
    for one in files:
        some.append(one)
        size += len(one.text)
        if size >= BLOCK_BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _rows(files: list[Small]) -> pa.RecordBatch | None:
    """The rows of files with the same header, from one block; None if all of them have no line."""
    buffer = bytearray(PAD)
    parts: list[Part] = []
    count = 0
    for one in files:
        body = memoryview(one.text)[_header_end(one.text) + 1 :]
        one.reading.text_bytes = len(one.text)
        unterminated = len(body) > 0 and body[-1] != 0x0A
        start = len(buffer)
        buffer += body
        if unterminated:
            buffer += b"\n"
        after = count + buffer.count(b"\n", start)
        if after > count:
            parts.append(Part(one.reading, count, after, 2, unterminated))
        count = after
    if not parts:
        return None
    buffer += bytes(PAD)
    known = files[0].reading.header
    assert known is not None
    found = lines.scan(buffer, known.width, files[0].reading.declared.codec)
    return reading.typed_rows(found, parts, whole_files=True)
