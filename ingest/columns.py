"""Whole columns of text to typed values, eight digits at a time; says exactly what `types.parse` says.

A block of lines stays one buffer of bytes. A column is given by where its fields start and end in it; numbers are read
by loading eight bytes at once into a 64-bit word and doing the arithmetic of all rows in a few numpy operations, so
that no field ever becomes a Python object. Text stays where it is: Arrow string views point into the block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.types import MAX_TEXT_CHARS

Int = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
Word = npt.NDArray[np.uint64]

PAD: Final = 24
"""Bytes that must stand before and after the text in a buffer, so that words can be loaded anywhere in it."""

_DOT, _MINUS, _ZERO = 46, 45, 48
_ZEROS: Final = np.uint64(0x3030303030303030)
_ALL: Final = (1 << 64) - 1
# _KEEP[n] keeps the last n of the eight bytes of a (little-endian) word.
_KEEP: Final = np.array([0] + [_ALL ^ ((1 << (8 * (8 - n))) - 1) for n in range(1, 9)], np.uint64)
# _FIRST[n] keeps the first n bytes.
_FIRST: Final = np.array([(1 << (8 * n)) - 1 for n in range(9)], np.uint64)
_DAYS: Final = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)
_MICROSECONDS: Final = 1_000_000
_INLINE: Final = 12
"""Bytes that an Arrow string view holds in itself."""


@dataclass(frozen=True)
class Column:
    """A parsed column: `values` are meaningless where `null`; `bad` marks fields that are not values of their type.

    `values` are int64 (money in cents, rate in millionths, date in days, timestamp in microseconds, flag 0/1) or, for
    text, string views of shape (rows, 2) into `buffers`.
    """

    logical_type: str
    values: npt.NDArray[np.int64] | npt.NDArray[np.uint64]
    null: Bool
    bad: Bool
    buffers: tuple[pa.Buffer, ...] = ()


class Block:
    """A buffer of bytes with PAD zero bytes at both ends, loadable as words anywhere."""

    def __init__(self, buffer: bytearray) -> None:
        if len(buffer) % 8:
            buffer.extend(bytes(8 - len(buffer) % 8))
        self.bytes: Bytes = np.frombuffer(buffer, np.uint8)
        self._words: Word = self.bytes.view("<u8")
        self.arrow = pa.py_buffer(buffer)

    def words(self, at: Int) -> Word:
        """The eight bytes from each position on. Two aligned loads: unaligned ones are far slower in numpy."""
        index = at >> 3
        shift = ((at & 7) << 3).astype(np.uint64)
        low = self._words.take(index)
        high = self._words.take(index + 1)
        # A shift by 64 gives 0 in numpy.
        return (low >> shift) | (high << (np.uint64(64) - shift))


def parse(block: Block, logical_type: str, start: Int, end: Int) -> Column:
    """Parse the fields at `start:end`. For text, non-ASCII fields must be put in by `with_text` afterwards."""
    empty = start == end
    match logical_type:
        case "money":
            values, ok = _decimal(block, start, end, whole=16, scale=2)
        case "rate":
            values, ok = _decimal(block, start, end, whole=12, scale=6)
        case "count" | "months" | "days" | "years":
            values, ok = _digits(block, start, end)
        case "date":
            number, ok = _digits(block, start, end)
            values, exists = _days(number)
            ok &= exists & (end - start == 8)
        case "timestamp":
            number, ok = _digits(block, start, end)
            days, exists = _days(number // 1_000_000)
            clock = number % 1_000_000
            hour, minute, second = clock // 10_000, clock // 100 % 100, clock % 100
            ok &= exists & (end - start == 14) & (hour < 24) & (minute < 60) & (second < 60)
            values = (days * 86_400 + hour * 3600 + minute * 60 + second) * _MICROSECONDS
        case "period_yyyymm":
            number, ok = _digits(block, start, end)
            month = number % 100
            ok &= (end - start == 6) & (month >= 1) & (month <= 12)
            return Column(logical_type, _views(block, start, end, 0), empty, ~(ok | empty), (block.arrow,))
        case "flag":
            byte = block.bytes.take(start)
            ok = (end - start == 1) & ((byte == _ZERO) | (byte == _ZERO + 1))
            values = (byte == _ZERO + 1).astype(np.int64)
        case _:
            long = end - start > MAX_TEXT_CHARS
            return Column(logical_type, _views(block, start, end, 0), empty, long, (block.arrow,))
    return Column(logical_type, values, empty, ~(ok | empty))


def with_text(column: Column, rows: Int, text: Block, start: Int, end: Int) -> Column:
    """The text column with the fields of `rows` taken from another buffer (in UTF-8) instead of the block."""
    views = column.values.copy()
    views[rows] = _views(text, start, end, 1)
    bad = column.bad.copy()
    bad[rows] = end - start > MAX_TEXT_CHARS
    for at in np.flatnonzero(bad[rows]):  # long in bytes, perhaps not in characters
        bad[rows[at]] = len(text.bytes[start[at] : end[at]].tobytes().decode()) > MAX_TEXT_CHARS
    return Column(column.logical_type, views, column.null, bad, (*column.buffers, text.arrow))


def to_arrow(column: Column, keep: Int | None) -> pa.Array:
    """The Arrow array of the rows `keep` (all if None)."""
    values, null = (column.values, column.null) if keep is None else (column.values[keep], column.null[keep])
    rows = len(null)
    nulls = int(null.sum())
    validity = pa.py_buffer(np.packbits(~null, bitorder="little")) if nulls else None
    arrow_type = ARROW_TYPES[column.logical_type]
    match column.logical_type:
        case "money" | "rate":
            wide = np.empty((rows, 2), np.int64)
            wide[:, 0] = values
            wide[:, 1] = values.view(np.int64) >> 63
            data = pa.py_buffer(wide)
        case "flag":
            data = pa.py_buffer(np.packbits(values.astype(np.bool_), bitorder="little"))
        case "date":
            data = pa.py_buffer(values.astype(np.int32))
        case _:
            data = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(arrow_type, rows, [validity, data, *column.buffers], nulls)


ARROW_TYPES: Final[dict[str, pa.DataType]] = {
    "code": pa.string_view(),
    "id": pa.string_view(),
    "name": pa.string_view(),
    "text": pa.string_view(),
    "period_yyyymm": pa.string_view(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "money": pa.decimal128(18, 2),
    "rate": pa.decimal128(18, 6),
    "count": pa.int64(),
    "months": pa.int64(),
    "days": pa.int64(),
    "years": pa.int64(),
    "flag": pa.bool_(),
}


def _eight(word: Word, length: Int) -> tuple[Int, Bool]:
    """The number that the last `length` (at most 8) bytes of each word spell, and whether they are digits only."""
    mask = _KEEP.take(length)
    digits = (word & mask) ^ (_ZEROS & mask)
    ok = (((digits + np.uint64(0x7676767676767676)) | digits) & np.uint64(0x8080808080808080)) == 0
    digits &= np.uint64(0x0F0F0F0F0F0F0F0F)
    digits = (digits * np.uint64(2561)) >> np.uint64(8)
    digits = ((digits & np.uint64(0x00FF00FF00FF00FF)) * np.uint64(6553601)) >> np.uint64(16)
    digits = ((digits & np.uint64(0x0000FFFF0000FFFF)) * np.uint64(42949672960001)) >> np.uint64(32)
    return digits.astype(np.int64), ok


def _digits(block: Block, start: Int, end: Int) -> tuple[Int, Bool]:
    """`[0-9]{1,16}` as a number, and whether it is one."""
    length = end - start
    low = np.minimum(length, 8)
    value, ok = _eight(block.words(end - 8), low)
    ok &= (length >= 1) & (length <= 16)
    if (length > 8).any():
        high_value, high_ok = _eight(block.words(end - 16), np.minimum(np.maximum(length - 8, 0), 8))
        value += high_value * 100_000_000
        ok &= high_ok
    return value, ok


def _decimal(block: Block, start: Int, end: Int, whole: int, scale: int) -> tuple[Int, Bool]:
    r"""`-?[0-9]{1,whole}(\.[0-9]{1,scale})?` times 10**scale, and whether it is one."""
    negative = (block.bytes.take(start) == _MINUS) & (end > start)
    signed = bool(negative.any())
    first = start + negative if signed else start
    if scale == 2:
        cents = ((block.bytes.take(end - 3) == _DOT) & (end - 3 > first)) | (start == end)
        if cents.all():
            total, ok = _cents(block, first, end)
            return (np.where(negative, -total, total) if signed else total), ok
    point = end.copy()
    value: Int | None = None
    for places in range(scale, 0, -1):
        here = end - 1 - places
        found = (block.bytes.take(here) == _DOT) & (here > first) & (point == end)
        if not found.any():
            continue
        fraction, digits = _eight(block.words(end - 8), np.full(len(end), places, np.int64))
        part = np.where(found, fraction * 10 ** (scale - places), 0)
        value = part if value is None else value + part
        point = np.where(found & digits, here, point)
        if found.all():
            break
    integer, ok = _digits(block, first, point)
    total = integer * 10**scale
    if value is not None:
        total += value
    return (np.where(negative, -total, total) if signed else total), ok & (point - first <= whole)


def _cents(block: Block, first: Int, end: Int) -> tuple[Int, Bool]:
    """The usual case of `_decimal`: all fields have a point before the last two bytes. A word holds seven digits."""
    word = block.words(end - 8)
    digits = ((word & np.uint64(0xFFFFFFFFFF)) << np.uint64(8)) | (word & np.uint64(0xFFFF << 48))
    whole = end - 3 - first
    total, ok = _eight(digits, np.minimum(np.maximum(whole, 0), 5) + 2)
    ok &= (whole >= 1) & (whole <= 16)
    for done, power in ((5, 10**7), (13, 10**15)):
        if not (whole > done).any():
            break
        more, digits_only = _eight(block.words(end - 8 - done - 3), np.minimum(np.maximum(whole - done, 0), 8))
        total += more * power
        ok &= digits_only
    return total, ok


def _days(number: Int) -> tuple[Int, Bool]:
    """YYYYMMDD as days since 1970-01-01, and whether there is such a day (years 1 to 9999)."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    leap = (month == 2) & (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = _DAYS.take(np.where(month <= 12, month, 0)) + leap
    exists = (year >= 1) & (year <= 9999) & (day >= 1) & (day <= longest)
    # Days from the civil calendar, with years that begin in March.
    late = month <= 2
    y = year - late
    era = y // 400
    of_era = y - era * 400
    of_year = (153 * (month + np.where(late, 9, -3)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468, exists


def _views(block: Block, start: Int, end: Int, buffer: int) -> Word:
    """Arrow string views: length, then the text itself (up to 12 bytes) or its prefix, buffer and offset."""
    length = end - start
    views = np.empty((len(start), 2), np.uint64)
    head = block.words(start) & _FIRST.take(np.minimum(length, 8))
    views[:, 0] = length.astype(np.uint64) | (head << np.uint64(32))
    more = length > 4
    if more.any():
        tail = block.words(start + 4) & _FIRST.take(np.minimum(np.maximum(length - 4, 0), 8))
        long = length > _INLINE
        if long.any():
            place = np.uint64(buffer) | (start.astype(np.uint64) << np.uint64(32))
            tail = np.where(long, place, tail)
        views[:, 1] = tail
    else:
        views[:, 1] = 0
    return views
