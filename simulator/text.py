"""Columns to bytes: Arrow string columns joined by `|`, encoded as the source writes (GB 18030-2022 or UTF-8)."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from simulator.months import NEVER, ymd
from simulator.province import DATA

Ints = NDArray[np.int64]
Column = pa.Array | str


@cache
def _two_byte() -> dict[str, str]:
    """Character of the 2022 edition → the private-use character to which the codec gives the same two bytes."""
    with (DATA / "gb18030_2022.csv").open(encoding="ascii", newline="") as file:
        return {chr(int(r["gb18030_2022"][2:], 16)): chr(int(r["cpython"][2:], 16)) for r in csv.DictReader(file)}


def encode(text: str, encoding: str) -> bytes:
    """`GB18030` (2022 edition: U+9FB4 is FE59) or `UTF-8`."""
    if encoding == "GB18030":
        for character, private in _two_byte().items():
            if character in text:
                text = text.replace(character, private)
        return text.encode("gb18030")
    return text.encode("utf-8")


def money(fen: Ints) -> pa.Array:
    """Integer fen as yuan with two decimals, exactly."""
    low = np.ascontiguousarray(fen, dtype=np.int64)
    wide = np.stack([low, low >> 63], axis=1)
    decimals = pa.Array.from_buffers(pa.decimal128(18, 2), len(low), [None, pa.py_buffer(wide)])
    return decimals.cast(pa.string())


def yuan(fen: int) -> str:
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100}.{fen % 100:02d}"


def integer(values: Ints) -> pa.Array:
    return pa.array(values).cast(pa.string())


def padded(values: Ints, width: int) -> pa.Array:
    return pc.utf8_lpad(integer(values), width, "0")


def day(days: Ints) -> pa.Array:
    """YYYYMMDD; empty where the day is NEVER."""
    days = np.asarray(days, dtype=np.int64)
    known = days < NEVER
    return chosen(known, integer(ymd(np.where(known, days, 0))), "")


def period(months: Ints) -> pa.Array:
    return integer(months // 12 * 100 + months % 12 + 1)


def coded(values: NDArray[Any], codes: list[str]) -> pa.Array:
    """Look-up of small integers in a list of texts."""
    return pa.array(codes).take(pa.array(values))


def chosen(mask: NDArray[np.bool_], yes: Column, no: Column) -> pa.Array:
    return pc.if_else(pa.array(mask), yes, no)


def joined(*parts: Column) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def lines(columns: list[Column], count: int, end: str) -> str:
    """The records of a block as one text."""
    if count == 0:
        return ""
    if all(isinstance(column, str) for column in columns):
        columns = [pa.array([columns[0]] * count), *columns[1:]]
    body = pc.binary_join_element_wise(*columns, "|")
    with_end = pc.binary_join_element_wise(body, end, "")
    stops = np.frombuffer(with_end.buffers()[1], dtype=np.int32)
    return bytes(with_end.buffers()[2][stops[with_end.offset] : stops[with_end.offset + len(with_end)]]).decode("utf-8")
