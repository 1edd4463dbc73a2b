"""Any bytes are a statement or are refused with a reason: nothing else comes out of the readers."""

from __future__ import annotations

import io
import re
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest import bank_camt, bank_mt940, bank_pages
from ingest.bank_pages import RefusedError
from tests.ingest.test_bank_golden import FILES, FOLDER

GOLDEN = {name: (FOLDER / name).read_bytes() for name in FILES}
PIECES = re.compile(rb"[:<>{}?/,\s]|[0-9]+|[A-Za-z]+|[^\x00-\x7f]+")
TOKENS = [
    b"", b"\n", b"\r", b":61:", b":86:", b":20:", b":62F:", b":60M:", b"-}", b"{4:", b"{1:", b"?20", b"?", b"?2", b"//",
    b"0", b"00", b"9" * 20, b"-1", b"1,5", b"1.5", b"C", b"RD", b"RMB", b"\xff", b"\x81", b"\x00", b"EREF+",
    b"\xe3\x80", b"<Stmt>", b"</Stmt>", b"<Ntry>", b"</Ntry>", b"<!--", b"<![CDATA[", b"&#x0;", b"&lt;", b"BOOK",
    b"NaN", b"1e9", b"0001-01-01", b"9999-12-31T23:59:59-23:59", b"2024-02-30", b":NS:", b":25:", b":28C:",
]  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, bytes]:
    """A golden file with some of its pieces replaced, dropped, doubled or cut off."""
    name = draw(st.sampled_from(sorted(GOLDEN)))
    content = GOLDEN[name]
    for _ in range(draw(st.integers(1, 6))):
        found = list(PIECES.finditer(content))
        if not found:
            break
        piece = found[draw(st.integers(0, len(found) - 1))]
        new = draw(st.sampled_from(TOKENS) | st.binary(max_size=4))
        content = content[: piece.start()] + new + content[piece.end() :]
    if draw(st.booleans()):
        content = content[: draw(st.integers(0, len(content)))]
    return name, content


def read(name: str, content: bytes, codec: str | None = None) -> None:
    try:
        if name.startswith("camt"):
            pages = bank_camt.pages(io.BytesIO(content))
        else:
            pages = bank_mt940.pages(content, codec or {"GB18030": "gb18030", "UTF-8": "utf-8"}[FILES[name]])
        found = bank_pages.statements(pages)
    except RefusedError as refused:
        assert refused.reason.code and refused.reason.message
        return
    for one in found:
        rows = one.entries.to_pylist()
        credit = sum(e["amount"] if e["credit_debit_code"] == "CRDT" else -e["amount"] for e in rows)
        assert one.head["opening_balance"] + credit == one.head["closing_balance"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_an_edited_statement_is_read_or_refused(case):
    read(*case)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["gb18030", "utf-8"]))
@example(b":20:\n:86:\n:61:", "utf-8")
def test_any_bytes_are_refused_or_read(content, codec):
    read("camt", content)
    read("mt940", content, codec)
    read("mt940", b":20:X\n:25:1\n:60F:C240101CNY1,\n" + content + b"\n:62F:C240101CNY1,\n", codec)


def test_files_made_to_be_slow_are_not(tmp_path: Path) -> None:
    import time

    for content in (
        b"{1:" * 200_000, b"{1:\n" * 200_000, b"\n" * 500_000 + b":20:", b":20:1\n" + b":86:x\n" * 100_000,
        b":20:1\n:25:1\n:60F:C240101CNY1,\n:61:240101C1,NMSC\n:86:" + b"?20" * 100_000 + b"\n:62F:C240101CNY2,\n",
        b":20:1\n:25:1\n:60F:C240101CNY0,\n" + b":61:240101C1,NMSC\n" * 20_000 + b":62F:C240101CNY20000,\n",
        b":20:1\n:25:1\n:61:240101C1" + b" " * 300_000, b":20:\n" * 20_000, b" " * 500_000 + b":20:1",
    ):  # fmt: skip
        begun = time.process_time()
        read("mt940", content, "gb18030")
        assert time.process_time() - begun < 8, content[:40]
