"""Bank statements as MT940 (SWIFT), as banks in China write it: text to pages, by the library `mt-940`.

The library knows fields and dates; what it does not know of these banks' habits is put right before it (`_normalised`),
or stands in stricter tags than its own: where it would take the part of a line that it understands for the whole
(an amount with a decimal point, one too long), a line that is not understood to its end is refused here.

Written for: GB18030 or UTF-8 text (a two-byte character may be cut by a line's end); no block headers, or headers on
the first field's line; `-` or `-}` behind; CRLF, LF or CR; amounts with comma or point, with thousands separators,
without decimals; no entry date; no type code; RMB for CNY; bank code before or currency behind the account; long
statement numbers; `:86:` as free text, or with sub-fields `?20`…`?33` with and without a code in front; pages.
"""

from __future__ import annotations

import io
import logging
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, Final

import mt940
from mt940 import tags

from ingest import text, types
from ingest.bank_pages import Balance, Entries, Page, RefusedError, check_currency
from warehouse_sql.control.receipts import AGAIN

# The library writes what it cannot read into its log: names and accounts do not belong there.
logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)

_OPTIONS: Final = mt940.Options.all()
_AMOUNT: Final = r"(?P<amount>\d{1,15}(?:,\d{0,2})?)(?![\d.,])"
_FIELD: Final = re.compile(r"^:(\d{2}[A-Z]?|NS):", re.MULTILINE)
_MONEY_LINE: Final = re.compile(
    r"^(:6[02][FM]:[DC]\d{6}[A-Z]{3}|:61:\d{6}(?:\d{4}|[ ]{4})?R?[DC][A-Z]?)([\d.,]+)", re.MULTILINE | re.IGNORECASE
)
_SUBFIELD: Final = re.compile(r"\?[0-9]{2}")
_WRAPPED: Final = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
_CURRENCY_BEHIND: Final = re.compile(r"(?:/|\s)?(CNY|RMB)$", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"(?:EREF\+|/EREF/|/ROC/)([^/?+\s]{1,35})")
_NOTHING: Final = frozenset({"", "NONREF", "NOTPROVIDED"})


class _Balance(tags.BalanceBase):
    pattern: ClassVar[str] = rf"""^
    (?P<status>[DC])(?P<year>\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?P<currency>[A-Z]{{3}}){_AMOUNT}\s*$"""


class FinalOpeningBalance(_Balance):
    id: ClassVar[str | int] = "60F"


class IntermediateOpeningBalance(_Balance):
    id: ClassVar[str | int] = "60M"


class FinalClosingBalance(_Balance):
    id: ClassVar[str | int] = "62F"


class IntermediateClosingBalance(_Balance):
    id: ClassVar[str | int] = "62M"


class Statement(tags.Statement):
    """Type code and references may be missing. The amount ends where it ends, or the line is refused."""

    pattern: ClassVar[str] = rf"""^
    (?P<year>\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}})
    (?P<entry_month>\d{{2}}|\s{{2}})?(?P<entry_day>\d{{2}}|\s{{2}})?
    (?P<status>R?[DC])(?P<funds_code>[A-Z])?[ ]?
    {_AMOUNT}
    (?P<id>[A-Z][A-Z0-9 ]{{3}}|(?=[\s/]|$))
    (?P<customer_reference>(?:(?!//)[^\n])*)
    (?://(?P<bank_reference>[^\n]*))?
    (?:\n(?P<extra_details>[\s\S]*))?
    $"""

    def __call__(self, transactions: Any, value: dict[str, Any]) -> dict[str, Any]:
        # Without a type code the library would take the next line for a part of this one.
        return super().__call__(transactions, {**value, "id": value.get("id") or "NMSC"})


class StatementNumber(tags.StatementNumber):
    pattern: ClassVar[str] = r"(?P<statement_number>[^/\s]{1,35})(?:/(?P<sequence_number>\d{1,6}))?\s*$"


class AccountIdentification(tags.AccountIdentification):
    pattern: ClassVar[str] = r"(?P<account_identification>[^\n]{1,60})"


class TransactionReferenceNumber(tags.TransactionReferenceNumber):
    pattern: ClassVar[str] = r"(?P<transaction_reference>[^\n]{0,35})"


_TAGS: Final[dict[int | str, tags.Tag]] = {
    tag.id: tag
    for tag in (
        FinalOpeningBalance(), IntermediateOpeningBalance(), FinalClosingBalance(), IntermediateClosingBalance(),
        Statement(), StatementNumber(), AccountIdentification(), TransactionReferenceNumber(),
    )
}  # fmt: skip
# Without what the library does to days that do not exist: it would make the 30th of February the 29th.
_PROCESSORS: Final[dict[str, list[Any]]] = {"pre_statement": []}
_SKIPPED: Final = frozenset({"64", "65", "34F", "13D", "13", "90D", "90C", "NS", "21"})
"""Fields we have no use for: nothing in them may spoil a statement."""


def pages(content: bytes, codec: str) -> list[Page]:
    """The messages of a file as pages, in its order. Raises RefusedError."""
    whole = _text(content, codec)
    starts = [found.start() for found in re.finditer(r"^:20:", whole, re.MULTILINE)]
    if not starts:
        raise RefusedError("undecodable", f"文件中没有 MT940 报文（缺少 :20: 域）；请重新导出后{AGAIN}")
    line, place, found = 1, 0, []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(whole)], strict=True), start=1):
        line += whole.count("\n", place, start)
        place = start
        found.append(_page(whole[start:end], line, number))
    return found


def _text(content: bytes, codec: str) -> str:
    content = text.without_bom(content, codec)
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        whole = text.decode(content, codec)
    except UnicodeDecodeError:
        whole = _mended(content, codec)
    if "\x00" in whole:
        raise RefusedError("undecodable", f"对账单含空字节（NUL）；请重新导出后{AGAIN}")
    return _normalised(whole)


def _mended(content: bytes, codec: str) -> str:
    """Text whose lines were cut after so many bytes, through a character: its second half is put before the break."""
    lines: list[bytes] = []
    carried = b""
    for line in content.split(b"\n"):
        whole = carried + line
        carried = b""
        try:
            whole.decode(codec)
        except UnicodeDecodeError as error:
            if error.end < len(whole) or len(whole) - error.start > 3:
                raise RefusedError(
                    "undecodable", f"第 {len(lines) + 1} 行不是清单所写编码的文本；请核对编码后{AGAIN}"
                ) from None
            whole, carried = whole[: error.start], whole[error.start :]
        lines.append(whole)
    if carried:
        raise RefusedError("undecodable", f"最后一行的文字不完整；请重新导出后{AGAIN}")
    return text.decode(b"\n".join(lines), codec)


def _normalised(whole: str) -> str:
    """The same text as the library expects it, every line where it was."""
    whole = re.sub(r"^(?:\{[1235]:(?:[^{}\n]|\{[^{}\n]*\})*\})+", "", whole, flags=re.MULTILINE)
    whole = re.sub(r"^\{4:[ \t]*", "", whole, flags=re.MULTILINE)
    whole = re.sub(r"^-\}.*$|^-[ \t]*$|^[ \t]*\x03[ \t]*$", "", whole, flags=re.MULTILINE)
    whole = re.sub(r"^[ \t]+(?=:\d{2}[A-Z]?:)", "", whole, flags=re.MULTILINE)
    return _MONEY_LINE.sub(lambda found: found[1] + _comma(found[2]), whole)


def _comma(amount: str) -> str:
    """1,234,567.89 and 1234567.89 as 1234567,89; what is not clear stays as it is, and is refused later."""
    if re.fullmatch(r"\d{1,3}(,\d{3})*\.\d{0,2}|\d+\.\d{0,2}|\d{1,3}(,\d{3}){2,}", amount):
        return amount.replace(",", "").replace(".", ",")
    return amount


def _page(message: str, line: int, number: int) -> Page:
    where = f"第 {number} 份报文（第 {line} 行起）"
    message, entry_lines = _without_needless(message, line)
    try:
        [read] = mt940.parse_statements(io.StringIO(message), tags=_TAGS, processors=_PROCESSORS, options=_OPTIONS)
    except (RuntimeError, InvalidOperation) as error:
        # The library's error holds the whole field; only which one it is may be told.
        tag = error.args[1] if isinstance(error, RuntimeError) and len(error.args) > 1 else None
        which = f" :{tag.id}: 域" if isinstance(tag, tags.Tag) else ""
        raise RefusedError("undecodable", f"{where}{which}的内容不符合 MT940 格式；请更正后{AGAIN}") from None
    except ValueError:
        raise RefusedError("bad_date", f"{where}含不存在的日期；请更正后{AGAIN}") from None
    account = _account(str(read.data.get("account_identification") or ""))
    if not account:
        raise RefusedError("missing_key", f"{where}缺少账号（:25:）；请补齐后{AGAIN}", "账号")
    opening, closing = _balance(read.data, "opening", where), _balance(read.data, "closing", where)
    if len(read) != len(entry_lines):
        raise AssertionError("mt-940 gave another number of entries than the file has")
    entries = Entries()
    for n, (one, at) in enumerate(zip(read, entry_lines, strict=True), start=1):
        entries.append(_entry(one.data, at, f"{where}第 {n} 笔分录（第 {at} 行）"))
    day = f"{closing.day:%Y%m%d}" if closing.day else ""
    name = read.data.get("statement_number") or read.data.get("transaction_reference") or "1"
    return Page(where, line, account, f"{day}-{name}", opening, closing, entries)


def _without_needless(message: str, line: int) -> tuple[str, list[int]]:
    """The message without fields that mean nothing to us, and the lines on which its entries begin.

    A `:86:` behind the closing balance is about the statement; the library would add it to the last entry.
    """
    fields = list(_FIELD.finditer(message))
    kept, entry_lines, closed, place = [], [], False, 0
    for field, end in zip(fields, [*(f.start() for f in fields[1:]), len(message)], strict=True):
        tag = field[1]
        line, place = line + message.count("\n", place, field.start()), field.start()
        if tag == "61":
            entry_lines.append(line)
        closed = closed or tag.startswith("62")
        if tag not in _SKIPPED and not (closed and tag == "86"):
            piece = message[field.start() : end].rstrip() + "\n"
            kept.append(_coded(piece) if tag == "86" else piece)
    return "".join(kept), entry_lines


def _coded(field: str) -> str:
    """Sub-fields without the code in front get one: only then does the library know them."""
    head, body = field[:4], field[4:]
    joined = "".join(part.strip("\n") for part in body.splitlines())
    if _SUBFIELD.match(joined):
        return f"{head}000{joined}\n"
    if (found := re.match(r"[0-9A-Z]{1,8}(?=\?[0-9]{2})", joined)) and not re.match(r"\d{3}\?", joined):
        return f"{head}000{joined[found.end() :]}\n"
    return f"{head}{joined}\n" if re.match(r"\d{3}\?\d{2}", joined) else field


def _account(value: str) -> str:
    """The account of `:25:`: without the bank's code in front and the currency behind."""
    value = _CURRENCY_BEHIND.sub("", value.strip()).strip()
    parts = [part.strip() for part in value.split("/") if part.strip()]
    if not parts:
        return ""
    # "BKCHCNBJ/62270000" and "62270000/BKCHCNBJ": the account is the one with the most digits.
    return max(parts, key=lambda part: sum(char.isdigit() for char in part)).replace(" ", "")


def _balance(data: dict[str, Any], which: str, where: str) -> Balance:
    label, code = ("期初", "60F") if which == "opening" else ("期末", "62F")
    for prefix, interim in (("final", False), ("intermediate", True)):
        found = data.get(f"{prefix}_{which}_balance")
        if found is not None:
            check_currency(found.amount.currency, f"{where}的{label}余额")
            return Balance(found.amount.amount.quantize(Decimal("0.01")), _date(found.date), interim)
    raise RefusedError("bad_total", f"{where}缺少{label}余额（:{code}:）；请重新导出后{AGAIN}", f"{label}余额")


def _date(value: date | None) -> date | None:
    return None if value is None else date(value.year, value.month, value.day)


def _entry(data: dict[str, Any], line: int, where: str) -> dict[str, Any]:
    mark = str(data["status"]).upper()
    amount = abs(data["amount"].amount)
    if amount != amount.quantize(Decimal("0.01")):
        raise RefusedError("bad_number", f"{where}的金额不是两位小数；请更正后{AGAIN}", "金额")
    value_date = _date(data["date"])
    free = str(data.get("transaction_details") or "")
    purpose = str(data.get("purpose") or "") or _WRAPPED.sub("", free)
    found = _REFERENCE.search(free.replace("\n", ""))
    reference = data.get("end_to_end_reference") or (found[1] if found else None)
    return {
        # The entry date is given only where it is not the value date.
        "booking_date": _date(data.get("entry_date")) or value_date,
        "value_date": value_date,
        # RC takes a credit back: money goes out. RD brings it back in.
        "credit_debit_code": "CRDT" if mark in ("C", "RD") else "DBIT",
        "amount": amount.quantize(Decimal("0.01")),
        "reversal_flag": mark.startswith("R"),
        "bank_reference": _told(data.get("bank_reference")),
        "end_to_end_reference": _told(reference) or _told(data.get("customer_reference")),
        "counterparty_name": _told(data.get("applicant_name")),
        "counterparty_account_no": _told(data.get("applicant_iban") or data.get("gvc_applicant_iban")),
        "remittance_text": _told(purpose) or _told(data.get("extra_details")),
        "_line_no": line,
    }


def _told(value: object) -> str | None:
    shown = " ".join(str(value or "").split())
    return None if shown in _NOTHING else shown[: types.MAX_TEXT_CHARS]
