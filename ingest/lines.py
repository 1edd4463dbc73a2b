"""A block of text to fields: where lines and fields start and end, and which fields are not plain ASCII.

In GB18030 the second byte of a character may be 0x7C, the code of `|`; it is never 0x0A. So lines can be cut in the raw
bytes, but a `|` counts as a delimiter only if it is not the second half of a character. It is one exactly when an odd
number of bytes from 0x80 on stand directly before it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest import text
from ingest.columns import PAD, Block, Bool, Bytes, Int

_NEWLINE, _BAR, _RETURN = 0x0A, 0x7C, 0x0D


@dataclass(frozen=True)
class Lines:
    """The lines of a block. `start[i]:end[i]` is line i without its line end; `fields` has one row per line whose field
    count is right (`whole`): the position after each field, so that a field starts one after the end before it.
    `special` is where runs of non-ASCII bytes start (no run reaches beyond its field)."""

    block: Block
    start: Int
    end: Int
    whole: Int
    first: Int
    ends: Int
    special: Int
    codec: str

    def field(self, index: int) -> tuple[Int, Int]:
        """Start and end of field `index` in each whole line."""
        start = self.first if index == 0 else self.ends[index - 1] + 1
        return start, self.ends[index]

    def raw(self, line: int) -> bytes:
        """The bytes of a line as received, without its line end."""
        return self.block.bytes[self.start[line] : self.end[line]].tobytes()


@dataclass(frozen=True)
class Decoded:
    """Non-ASCII fields in UTF-8: field `column` of whole line `row` stands at `start:end` in `block`."""

    block: Block
    row: Int
    column: Int
    start: Int
    end: Int
    failed: Int
    """Rows that hold bytes which do not decode."""


def padded(data: bytes | bytearray) -> bytearray:
    """The bytes with room at both ends."""
    return bytearray(PAD) + data + bytes(PAD)


def scan(buffer: bytearray, count: int, codec: str) -> Lines:
    """Find the lines of `count` fields in a padded buffer of complete lines (its text ends with a newline)."""
    size = len(buffer) - PAD
    block = Block(buffer)
    data = block.bytes[:size]
    is_newline = data == _NEWLINE
    at: Int = np.flatnonzero(is_newline | (data == _BAR))
    special = np.flatnonzero(data >= 0x80)
    if len(special):
        breaks = np.flatnonzero(np.diff(special) != 1)
        runs = special.take(np.concatenate(([0], breaks + 1)))
        if codec == "gb18030":
            run_end = special.take(np.append(breaks, len(special) - 1)) + 1
            at = _without_second_halves(data, at, runs, run_end)
        special = runs
    last = np.flatnonzero(is_newline.take(at))
    line_end = at.take(last)
    line_start = np.empty_like(line_end)
    line_start[:1] = PAD
    line_start[1:] = line_end[:-1] + 1
    fields = np.diff(last, prepend=-1)
    whole = np.flatnonzero(fields == count)
    if len(whole) == len(last):
        matrix = at.reshape(-1, count)
    else:
        matrix = at[(last[whole] - count + 1)[:, None] + np.arange(count)]
    # One contiguous row a field: columns are read one after the other.
    ends = np.ascontiguousarray(matrix.T)
    line_end = line_end - ((data.take(line_end - 1) == _RETURN) & (line_end > line_start))
    if count:
        ends[count - 1] = line_end[whole]
    return Lines(block, line_start, line_end, whole, line_start[whole], ends, special, codec)


def _without_second_halves(data: Bytes, at: Int, run_start: Int, run_end: Int) -> Int:
    """Delimiters without the `|` bytes that are second halves of GB18030 characters."""
    after = run_end[(run_end - run_start) % 2 == 1]
    halves = after[data.take(after) == _BAR]
    return at if len(halves) == 0 else np.delete(at, np.searchsorted(at, halves))


def decode_special(lines: Lines) -> Decoded | None:
    """All fields of whole lines that are not ASCII, decoded at once; None if there are none."""
    if len(lines.special) == 0 or len(lines.whole) == 0:
        return None
    # The field of each run: fields of whole lines stand in order, so their ends are sorted.
    flat = lines.ends.T.ravel()
    cell, where = np.searchsorted(flat, lines.special, side="left"), lines.special
    inside = cell < len(flat)
    cell, where = cell[inside], where[inside]
    count = len(lines.ends)
    row, column = cell // count, cell % count
    start = np.where(column == 0, lines.first[row], flat[cell - 1] + 1)
    # A byte of a line that is not whole falls to the next whole line, before its start. Sorted out before a field's
    # first run is looked for: else that byte would stand for the field, and the field's own bytes would go unread.
    ours = where >= start
    cell, row, column, start = cell[ours], row[ours], column[ours], start[ours]
    fresh = np.ones(len(cell), np.bool_)
    fresh[1:] = cell[1:] != cell[:-1]
    row, column, start, end = row[fresh], column[fresh], start[fresh], flat[cell[fresh]]
    if len(row) == 0:
        return None
    joined = _gather(lines.block, start, end)
    failed = np.empty(0, np.int64)
    try:
        utf8 = text.to_utf8(joined, lines.codec)
    except UnicodeError:
        fine = np.array([_decodes(part, lines.codec) for part in joined.split(b"\n")[:-1]], np.bool_)
        failed = np.unique(row[~fine])
        row, column, start, end = row[fine], column[fine], start[fine], end[fine]
        utf8 = text.to_utf8(_gather(lines.block, start, end), lines.codec)
    block = Block(padded(utf8))
    after: Int = np.flatnonzero(block.bytes == _NEWLINE)
    before = np.empty_like(after)
    before[:1] = PAD
    before[1:] = after[:-1] + 1
    return Decoded(block, row, column, before, after, failed)


def _gather(block: Block, start: Int, end: Int) -> bytes:
    """The bytes of many fields, each followed by a newline (which no field holds)."""
    length = end - start + 1
    after = np.cumsum(length)
    index = np.arange(int(after[-1]) if len(after) else 0)
    index += np.repeat(start - (after - length), length)
    joined = block.bytes.take(index)
    joined[after - 1] = _NEWLINE
    return joined.tobytes()


def _decodes(data: bytes, codec: str) -> bool:
    try:
        text.to_utf8(data, codec)
    except UnicodeError:
        return False
    return True


def rows_with(lines: Lines, byte: int) -> Bool:
    """Which whole lines hold this byte; cheap where none does."""
    found = np.zeros(len(lines.whole), np.bool_)
    if len(lines.end) == 0:
        return found
    places = np.flatnonzero(lines.block.bytes[PAD : int(lines.end[-1]) + 1] == byte) + PAD
    if len(places):
        line = np.searchsorted(lines.end, places, side="left")
        found = np.isin(lines.whole, line)
    return found
