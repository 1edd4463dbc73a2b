"""What every format of bank statement (银行对账单) comes to: pages with an opening, entries and a closing, and the
statements that the pages make up.

A statement whose opening balance and entries do not give its closing balance is refused whole (`bad_total`): money that
cannot be added up is no evidence. So is one of which a page is missing, and one that is not in yuan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from warehouse_sql.control.receipts import AGAIN, Reason

YUAN: Final = ("CNY", "RMB")
"""ISO 4217, and what some banks write in its place. Rows hold the former."""
ZERO: Final = Decimal("0.00")
_TOGETHER: Final = 10_000


class RefusedError(ValueError):
    """The file is refused whole; `reason` is what its sender is told. Its own text holds no values."""

    def __init__(self, code: str, message: str, column: str | None = None) -> None:
        super().__init__(code)
        self.reason = Reason(code, message, column)


@dataclass(frozen=True)
class Balance:
    """A booked balance, yuan; `interim` where the statement goes on on another page."""

    amount: Decimal
    day: date | None
    interim: bool = False


ENTRY: Final = pa.schema(
    [
        ("booking_date", pa.date32()),
        ("value_date", pa.date32()),
        ("credit_debit_code", pa.string()),
        ("amount", pa.decimal128(18, 2)),
        ("reversal_flag", pa.bool_()),
        ("bank_reference", pa.string()),
        ("end_to_end_reference", pa.string()),
        ("counterparty_name", pa.string()),
        ("counterparty_account_no", pa.string()),
        ("remittance_text", pa.string()),
        ("_line_no", pa.int64()),
    ]
)
"""Columns of BK02 that an entry itself tells; the statement knows the account, its id and the entry's number."""


class Entries:
    """Booked entries of a page, kept as columns: a statement may have hundreds of thousands."""

    def __init__(self) -> None:
        self.count = 0
        self.totals: dict[str, Decimal] = {"CRDT": ZERO, "DBIT": ZERO}
        self._waiting: list[dict[str, Any]] = []
        self._done: list[pa.RecordBatch] = []

    def append(self, entry: dict[str, Any]) -> None:
        """One more entry: a value for each column of ENTRY."""
        self._waiting.append(entry)
        self.count += 1
        self.totals[entry["credit_debit_code"]] += entry["amount"]
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def table(self) -> pa.Table:
        """All of them, in their order."""
        self._pack()
        return pa.Table.from_batches(self._done, ENTRY)

    def _pack(self) -> None:
        if self._waiting:
            self._done.append(pa.RecordBatch.from_pylist(self._waiting, schema=ENTRY))
            self._waiting.clear()


@dataclass
class Page:
    """A page of a statement."""

    where: str
    line_no: int
    account: str
    statement_id: str
    opening: Balance
    closing: Balance
    entries: Entries = field(default_factory=Entries)


@dataclass
class Statement:
    """One statement: a row of BK01, rows of BK02 (columns of ENTRY, account_no, statement_id, entry_no)."""

    head: dict[str, Any]
    entries: pa.Table


def check_currency(currency: str | None, what: str) -> None:
    """Money of the funds is yuan; a statement in another currency is refused, never converted."""
    if currency is not None and currency.upper() not in YUAN:
        shown = currency[:3] if currency[:3].isalpha() else "?"
        message = f"{what}的币种为 {shown}，社保基金账户只接收人民币（CNY）对账单；请核对账户后{AGAIN}"
        raise RefusedError("bad_number", message, "币种")


def statements(pages: Sequence[Page]) -> list[Statement]:
    """Pages in the order of the file, as statements. Raises RefusedError."""
    if not pages:
        raise RefusedError("undecodable", f"文件中没有对账单；请重新导出后{AGAIN}")
    if len({page.account for page in pages}) > 1:
        raise RefusedError("bad_manifest", f"一个文件只应含一个账户的对账单；请按账户拆分后{AGAIN}")
    groups: list[list[Page]] = []
    for page in pages:
        _check_sum(page)
        before = groups[-1][-1] if groups and groups[-1][-1].closing.interim else None
        if before is None and page.opening.interim:
            raise RefusedError("bad_total", f"{page.where}是续页，文件中没有它的前页；请把各页放在同一文件中{AGAIN}")
        if before is not None:
            if before.closing.amount != page.opening.amount:
                message = (
                    f"{page.where}的期初余额 {page.opening.amount} 与前页的期末余额 {before.closing.amount} 不符"
                    f"（相差 {page.opening.amount - before.closing.amount}）；请按页序补齐后{AGAIN}"
                )
                raise RefusedError("bad_total", message, "期初余额")
            groups[-1].append(page)
        else:
            groups.append([page])
    if groups[-1][-1].closing.interim:
        message = f"{groups[-1][-1].where}之后还有续页，文件中没有；请把各页放在同一文件中{AGAIN}"
        raise RefusedError("bad_total", message, "期末余额")
    found = [_statement(group) for group in groups]
    _number(found)
    return found


def _check_sum(page: Page) -> None:
    credit, debit = page.entries.totals["CRDT"], page.entries.totals["DBIT"]
    expected = page.opening.amount + credit - debit
    if expected != page.closing.amount:
        raise RefusedError(
            "bad_total",
            f"{page.where}：期初余额 {page.opening.amount} 加贷方 {credit} 减借方 {debit}"
            f" 应为 {expected}，期末余额却是 {page.closing.amount}"
            f"（相差 {page.closing.amount - expected}）；请核对后{AGAIN}",
            "期末余额",
        )


def _statement(group: Sequence[Page]) -> Statement:
    first, last = group[0], group[-1]
    named = {"account_no": first.account, "statement_id": first.statement_id}
    entries = pa.concat_tables([page.entries.table() for page in group])
    for name, value in named.items():
        entries = entries.append_column(name, pa.repeat(pa.scalar(value, pa.string()), len(entries)))
    entries = entries.append_column("entry_no", pa.array(range(1, len(entries) + 1), pa.int64()))
    head = {
        **named,
        "statement_date": last.closing.day,
        "currency_code": "CNY",
        "opening_balance": first.opening.amount,
        "closing_balance": last.closing.amount,
        "entry_count": len(entries),
        "credit_total": sum((page.entries.totals["CRDT"] for page in group), ZERO),
        "debit_total": sum((page.entries.totals["DBIT"] for page in group), ZERO),
        "_line_no": first.line_no,
    }
    return Statement(head, entries)


def _number(found: Sequence[Statement]) -> None:
    """Lines of the file name the rows, unless several stand on one line: then they are numbered through."""
    if len({one.head["_line_no"] for one in found}) < len(found):
        for number, one in enumerate(found, start=1):
            one.head["_line_no"] = number
    lines = pa.chunked_array([chunk for one in found for chunk in one.entries["_line_no"].chunks], pa.int64())
    if pc.count_distinct(lines).as_py() < len(lines):
        start = 1
        for one in found:
            numbers = pa.array(range(start, start + len(one.entries)), pa.int64())
            at = one.entries.schema.get_field_index("_line_no")
            one.entries = one.entries.set_column(at, "_line_no", numbers)
            start += len(numbers)
