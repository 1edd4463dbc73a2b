"""Columns at once and values one by one must say the same of any bytes whatever."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest import columns, reject, small_files, text, types
from ingest import header as headers
from ingest import reading as reading_module
from ingest.manifest import Declared
from ingest.reading import Reading, Sum
from ingest.small_files import Small
from tests.ingest.deliver import CATALOGUE, SAMPLE

DIGITS = st.text("0123456789", max_size=20)
NUMBERS = st.builds("{}{}{}{}".format, st.sampled_from(["", "-", "+", "--"]), DIGITS,
                    st.sampled_from(["", ".", "..", ",", "e"]), st.text("0123456789", max_size=8))  # fmt: skip
MOMENTS = st.builds(
    "{:04d}{:02d}{:02d}{}".format,
    st.integers(0, 9999),
    st.integers(0, 13),
    st.integers(0, 32),
    st.one_of(
        st.just(""),
        st.builds("{:02d}{:02d}{:02d}".format, st.integers(0, 25), st.integers(0, 61), st.integers(0, 61)),
    ),
)
FIELDS = st.one_of(
    st.just(""), NUMBERS, MOMENTS, MOMENTS.map(lambda m: m[:6]), st.sampled_from(["0", "1", "２", "٣", " 1", "1 "]),
    st.text(max_size=30), st.sampled_from(["x" * 1000, "x" * 1001, "汉" * 1000, "汉" * 1001, "王䶮", "刘\u9fb4"]),
)  # fmt: skip


def expected(logical_type: str, value: str):
    try:
        return types.parse(logical_type, value), False
    except types.BadValueError:
        return None, True


@pytest.mark.parametrize("logical_type", sorted(columns.ARROW_TYPES))
@settings(max_examples=150, deadline=None)
@given(values=st.lists(FIELDS.filter(lambda v: v.isascii()), min_size=1, max_size=40))
@example(values=["-0.00", "-0", "00000000000000001", "9999999999999999.99", "-9999999999999999.99", ".5", "5.", "1..5"])
@example(values=["19000229", "20000229", "00000101", "00010101", "99991231", "20240230", "20241301", "20240229240000"])
def test_columns_agree_with_the_strict_definition(logical_type, values):
    buffer, start, end = bytearray(columns.PAD), [], []
    for value in values:
        start.append(len(buffer))
        buffer += value.encode()
        end.append(len(buffer))
        buffer += b"|"
    buffer += bytes(columns.PAD)
    column = columns.parse(columns.Block(buffer), logical_type, np.array(start), np.array(end))
    wanted = [expected(logical_type, value) for value in values]
    assert column.bad.tolist() == [bad for _, bad in wanted]
    array = columns.to_arrow(dataclasses.replace(column, null=column.null | column.bad), None)
    array.validate(full=True)
    assert array.to_pylist() == [value for value, _ in wanted]
    keep = np.arange(0, len(values), 2)
    assert (
        columns.to_arrow(dataclasses.replace(column, null=column.null | column.bad), keep).to_pylist()
        == [value for value, _ in wanted][::2]
    )


def table():
    """A table of one field of each type, with a key."""
    model = CATALOGUE.table("EP01")
    fields = tuple(
        dataclasses.replace(model.fields[0], position=i + 1, label_zh=f"列{i}", column=f"c{i}", logical_type=kind)
        for i, kind in enumerate(SAMPLE)
    )
    by_column = {f.column: f for f in fields}
    return dataclasses.replace(model, fields=fields, required_key=("c1",), tolerance=Decimal(1), _by_column=by_column)


TABLE = table()
HEADER = "|".join(f.label_zh for f in TABLE.fields)
MONEY = next(f for f in TABLE.fields if f.logical_type == "money")


def plain(content: bytes, codec: str):
    """Line by line in plain Python: accepted rows, rejected lines with their reasons, sum of the money column."""
    lines = content.split(b"\n")
    unterminated = lines.pop() if not content.endswith(b"\n") else (lines.pop() and None)
    all_lines = lines + ([unterminated] if unterminated else [])
    header = headers.match(HEADER, TABLE)
    rows, rejects = [], {}
    for number, raw in enumerate(all_lines, start=2):
        raw = raw.removesuffix(b"\r")
        faults = reject.explain(raw, codec, header, TABLE, bool(unterminated) and number == len(all_lines) + 1)
        if faults:
            rejects[number] = (raw, reject.to_json(faults))
            continue
        cells = text.decode(raw, codec).split("|")
        values = [types.parse(f.logical_type, c) for f, c in zip(TABLE.fields, cells, strict=True)]
        rows.append([*values, number])
    return rows, rejects


CELLS = st.one_of(
    FIELDS.map(lambda v: v.replace("|", "").replace("\n", "")),
    st.sampled_from(["丳", "泑", "恷", "晐", "é", "𫍯", "\ue000", "", "﻿"]),
)
LINES = st.one_of(
    st.tuples(*[st.one_of(st.just(SAMPLE[f.logical_type]), CELLS) for f in TABLE.fields]).map("|".join),
    st.just("|".join(SAMPLE.values())),
)
NOISE = st.one_of(
    st.binary(max_size=12),
    st.lists(st.sampled_from([b"|", b"\r", b"\0", b"\x81", b"\x30", b"\xff", b"\x80", b"\xfe\x59", b"\x95\x7c",
                              b"\x82\x35\x90\x37", b"\xe4\xb8", b"\n"]), max_size=4).map(b"".join),
)  # fmt: skip


@st.composite
def contents(draw, codec):
    parts = []
    for line in draw(st.lists(LINES, max_size=12)):
        data = text.encode(line, codec) if codec == "gb18030" else line.encode(errors="replace")
        if draw(st.integers(0, 2)) == 0:
            at = draw(st.integers(0, len(data)))
            data = data[:at] + draw(NOISE) + data[at + draw(st.integers(0, 2)) :]
        parts.append(data + draw(st.sampled_from([b"\n", b"\n", b"\r\n"])))
    content = b"".join(parts)
    return content[: len(content) - draw(st.integers(0, 6))]


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
@pytest.mark.parametrize("block_bytes", [reading_module.BLOCK_BYTES, 300])
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_bytes_are_read_as_line_by_line(codec, block_bytes, data):
    content = data.draw(contents(codec))
    rows, rejects = plain(content, codec)
    declared = Declared(TABLE, codec, len(rows) + len(rejects), {MONEY.label_zh: Decimal(0)})
    whole = text.encode(HEADER, codec) + b"\n" + content
    chunk = data.draw(st.integers(1, 400))
    chunks = [whole[i : i + chunk] for i in range(0, len(whole), chunk)]
    reading = Reading(7, declared, TABLE, chunks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_module, "BLOCK_BYTES", block_bytes)
        batches = list(reading.batches())
    for batch in batches:
        batch.validate(full=True)
    found = pa.Table.from_batches(batches, reading_module.raw_schema(TABLE)).to_pylist()
    names = [f.column for f in TABLE.fields]
    assert [[row[n] for n in names] + [row["_line_no"]] for row in found] == rows
    kept = {r["line_no"]: (r["raw_line"], r["reasons"]) for b in reading.rejects.batches() for r in b.to_pylist()}
    assert kept == rejects
    assert (reading.records, reading.accepted, reading.rejected) == (len(rows) + len(rejects), len(rows), len(rejects))
    accepted = sum((row[names.index(MONEY.column)] or 0 for row in rows), Decimal(0))
    if not rejects:
        assert reading.sums.get(MONEY.column, Sum()).amount == accepted


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_small_files_together_are_read_as_each_alone(codec, data):
    files = data.draw(st.lists(contents(codec), max_size=6))
    tolerance = data.draw(st.sampled_from([Decimal(1), Decimal("0.3")]))
    table = dataclasses.replace(TABLE, tolerance=tolerance)
    block_bytes = data.draw(st.sampled_from([1, 400, reading_module.BLOCK_BYTES]))
    header = text.encode(HEADER, codec) + b"\n"
    together, expected, outcomes = [], [], []
    for number, content in enumerate(files):
        rows, rejects = plain(content, codec)
        lacking = data.draw(st.integers(0, 5)) == 0  # a manifest that declares one record more
        declared = Declared(table, codec, len(rows) + len(rejects) + lacking, {})
        alone = Reading(number, declared, table, [header + content])
        of_alone = pa.Table.from_batches(list(alone.batches()), reading_module.raw_schema(table)).to_pylist()
        expected += [] if alone.decision() else of_alone
        outcomes.append(alone)
        together.append(Small(Reading(number, declared, table, ()), bytearray(header + content)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_files, "BLOCK_BYTES", block_bytes)
        batches = [batch for _, batch in small_files.read(together)]
    for batch in batches:
        batch.validate(full=True)
    assert [row for batch in batches for row in batch.to_pylist()] == expected
    for alone, small in zip(outcomes, together, strict=True):
        mine = small.reading
        assert small.refusal is None and mine.decision() == alone.decision()
        figures = ("records", "accepted", "rejected", "text_bytes", "drift", "sums")
        assert [getattr(mine, name) for name in figures] == [getattr(alone, name) for name in figures]
        assert mine.tally.reasons() == alone.tally.reasons()
        assert [b.to_pylist() for b in mine.rejects.batches()] == [b.to_pylist() for b in alone.rejects.batches()]


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_first_field_after_a_spoilt_line_is_decoded_like_any_other(codec):
    # The line before has a field too many, and characters that are not ASCII: they belong to no field of this line.
    good = text.encode("11|A0001|尕藏·才让|说明|20240229|202401|20240229235959|-1234.50|0.123456|12|7|30|3|1\n", codec)
    content = b"|" + good + text.encode("西宁", codec) + good
    rows, rejects = plain(content, codec)
    assert len(rows) == 1 and rows[0][0] == "西宁11" and len(rejects) == 1
    declared = Declared(TABLE, codec, 2, {})
    reading = Reading(7, declared, TABLE, [text.encode(HEADER, codec) + b"\n" + content])
    found = pa.Table.from_batches(list(reading.batches()), reading_module.raw_schema(TABLE))
    found.validate(full=True)
    assert [row[TABLE.fields[0].column] for row in found.to_pylist()] == ["西宁11"]
