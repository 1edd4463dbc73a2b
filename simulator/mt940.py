"""A bank's statement as MT940, the way banks in China write it: GB18030, sub-fields in `:86:`, one message a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from simulator.text import yuan


class Booked(Protocol):
    """An entry: fen, positive where money comes in."""

    @property
    def fen(self) -> int: ...
    @property
    def reference(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def other_name(self) -> str: ...
    @property
    def other_account(self) -> str: ...


def message(account: str, day: date, opening: int, closing: int, entries: Sequence[Booked]) -> str:
    """One message; lines end with CRLF."""
    lines = [
        "{1:F01BKCHCNBJA81C0000000000}{2:I940BKCHCNBJXXXXN}{4:",
        f":20:ST{day:%Y%m%d}",
        f":25:BKCHCNBJ/{account}",
        f":28C:{day:%j}/1",
        f":60F:{_balance(opening, day)}",
    ]
    for at, entry in enumerate(entries, start=1):
        mark = "C" if entry.fen > 0 else "D"
        lines += [
            f":61:{day:%y%m%d%m%d}{mark}{_comma(abs(entry.fen))}NTRF{entry.reference}//{day:%Y%m%d}{at:03d}",
            f":86:166?00转账?20{entry.text}?31{entry.other_account}?32{entry.other_name}",
        ]
    return "\r\n".join([*lines, f":62F:{_balance(closing, day)}", "-}", ""])


def _balance(fen: int, day: date) -> str:
    return f"{'D' if fen < 0 else 'C'}{day:%y%m%d}CNY{_comma(abs(fen))}"


def _comma(fen: int) -> str:
    return yuan(fen).replace(".", ",")
