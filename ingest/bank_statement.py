"""Bank statements (银行对账单), ISO 20022 camt.053.001.02 and .08, to rows of BK01 and BK02 (exchange.md §4).

A statement whose opening balance and entries do not give its closing balance is refused whole (`bad_total`): money that
cannot be added up is no evidence. XML is read with entities, DTDs and the network off, and never beyond MAX_XML_BYTES.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from lxml import etree

from catalogue import Catalogue, Table
from ingest import types
from ingest.archive import ArchiveError
from ingest.columns import ARROW_TYPES
from ingest.manifest import Declared
from ingest.unpacker import Unpacker
from warehouse_sql.control.deliveries import Delivery
from warehouse_sql.control.receipts import Reason

MAX_XML_BYTES: Final = 256 << 20
VERSIONS: Final = ("urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Statements:
    """Rows by raw table; `records` counts booked entries, as the manifest does."""

    rows: dict[str, pa.Table]
    records: int


class _RefusedError(ValueError):
    def __init__(self, code: str, message: str, column: str | None = None) -> None:
        super().__init__(code)
        self.reason = Reason(code, message, column)


def read(
    path: Path, delivery: Delivery, declared: Declared, catalogue: Catalogue, unpacker: Unpacker
) -> Statements | list[Reason]:
    """The statements of a file (XML as it is, or the one member of a ZIP), or why it is refused."""
    try:
        if delivery.file_code == "MT940":
            raise _RefusedError("unknown_table", "MT940 对账单尚不支持，请以 camt.053（XML）报送")
        found = _statements(_parse(_content(path, delivery, unpacker)), delivery)
        entries = sum(len(entries) for _, entries in found)
        if entries != declared.records:
            message = f"对账单有 {entries} 笔分录，清单写的是 {declared.records} 笔；请核对后重新报送"
            raise _RefusedError("bad_count", message)
        for head, _ in found:
            _check_balance(head)
    except _RefusedError as refused:
        return [refused.reason]
    except ArchiveError as error:
        return [Reason(error.code, error.message)]
    heads = [head for head, _ in found]
    booked = [entry for _, entries in found for entry in entries]
    rows = {
        f"raw.{table.raw_name}": _table(table, records, delivery.delivery_id)
        for table, records in ((catalogue.table("BK01"), heads), (catalogue.table("BK02"), booked))
    }
    return Statements(rows, entries)


def _content(path: Path, delivery: Delivery, unpacker: Unpacker) -> bytes:
    with path.open("rb") as file:
        zipped = file.read(4) == _ZIP
    pieces: Iterable[bytes | bytearray] = unpacker.chunks(path, f"{delivery.stem}.xml") if zipped else _pieces(path)
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MAX_XML_BYTES:
            raise _RefusedError("too_large", f"对账单超过 {MAX_XML_BYTES >> 20} MiB；请按账户和日期拆分后报送")
    return bytes(content)


def _pieces(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _parse(content: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _RefusedError("undecodable", f"对账单不是完整的 XML（第 {error.lineno} 行）；请重新导出后报送") from None
    if root.getroottree().docinfo.doctype:
        raise _RefusedError("undecodable", "对账单含 DTD 声明，约定不使用；请去除后重新报送")
    name = etree.QName(root)
    if name.localname != "Document" or name.namespace not in VERSIONS:
        raise _RefusedError("undecodable", "对账单不是 camt.053.001.02 或 .08；请按约定版本导出后报送")
    return root


def _statements(root: Any, delivery: Delivery) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    found = [_statement(element, delivery) for element in root.iterfind("{*}BkToCstmrStmt/{*}Stmt")]
    if not found:
        raise _RefusedError("undecodable", "文件中没有对账单（Stmt）；请重新导出后报送")
    if len({head["account_no"] for head, _ in found}) > 1:
        raise _RefusedError("bad_manifest", "一个文件只应含一个账户的对账单；请按账户拆分后报送")
    _number(found)
    return found


def _statement(statement: Any, delivery: Delivery) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    account = _text(statement, "Acct/Id/IBAN", "Acct/Id/Othr/Id")
    statement_id = _text(statement, "Id")
    for value, label in ((account, "账号"), (statement_id, "对账单编号")):
        if not value:
            raise _RefusedError("missing_key", f"对账单缺少{label}；请补齐后重新报送", label)
    balances = {_text(b, "Tp/CdOrPrtry/Cd"): b for b in statement.iterfind("{*}Bal")}
    opening, closing = balances.get("OPBD", balances.get("PRCD")), balances.get("CLBD")
    if opening is None or closing is None:
        raise _RefusedError("bad_total", "对账单缺少期初（OPBD）或期末（CLBD）余额；请重新导出后报送")
    entries: list[dict[str, Any]] = []
    for entry in statement.iterfind("{*}Ntry"):
        if (_text(entry, "Sts/Cd", "Sts") or "BOOK") == "BOOK":  # others are announced, not booked
            entries.append(_entry(entry, account, statement_id, len(entries) + 1))
    credit = sum((e["amount"] for e in entries if e["credit_debit_code"] == "CRDT"), Decimal(0))
    debit = sum((e["amount"] for e in entries if e["credit_debit_code"] == "DBIT"), Decimal(0))
    head = {
        "account_no": account,
        "admin_division_code": delivery.region_code,
        "data_period": delivery.period,
        "statement_id": statement_id,
        "statement_date": _date(closing, "期末余额日期", "Dt"),
        "currency_code": _text(statement, "Acct/Ccy") or closing.find("{*}Amt").get("Ccy"),
        "opening_balance": _balance(opening, "期初余额"),
        "closing_balance": _balance(closing, "期末余额"),
        "entry_count": len(entries),
        "credit_total": credit,
        "debit_total": debit,
        "_line_no": statement.sourceline,
    }
    return head, entries


def _entry(entry: Any, account: str | None, statement_id: str | None, number: int) -> dict[str, Any]:
    where = f"第 {number} 笔分录"
    side = _text(entry, "CdtDbtInd")
    if side not in ("CRDT", "DBIT"):
        raise _RefusedError("bad_flag", f"{where}（第 {entry.sourceline} 行）的借贷标志应为 CRDT 或 DBIT", "借贷标志")
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    detail = details[0] if len(details) == 1 else None  # a batch booked as one has no single counterparty
    other = "Dbtr" if side == "CRDT" else "Cdtr"
    remittance = [] if detail is None else [e.text or "" for e in detail.iterfind("{*}RmtInf/{*}Ustrd")]
    return {
        "account_no": account,
        "statement_id": statement_id,
        "entry_no": number,
        "booking_date": _date(entry, f"{where}的记账日期", "BookgDt"),
        "value_date": _date(entry, f"{where}的起息日期", "ValDt"),
        "credit_debit_code": side,
        "amount": _amount(entry, f"{where}的金额"),
        "reversal_flag": _text(entry, "RvslInd") in ("true", "1"),
        "bank_reference": _text(entry, "AcctSvcrRef", "NtryRef"),
        "end_to_end_reference": _text(detail, "Refs/EndToEndId"),
        "counterparty_name": _text(detail, f"RltdPties/{other}/Nm", f"RltdPties/{other}/Pty/Nm"),
        "counterparty_account_no": _text(detail, f"RltdPties/{other}Acct/Id/IBAN", f"RltdPties/{other}Acct/Id/Othr/Id"),
        "remittance_text": " ".join(remittance)[: types.MAX_TEXT_CHARS] or _text(entry, "AddtlNtryInf"),
        "_line_no": entry.sourceline,
    }


def _number(found: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> None:
    """Lines of the XML name the entries, unless several stand on one line: then they are numbered through."""
    for rows in ([head for head, _ in found], [entry for _, entries in found for entry in entries]):
        if len({row["_line_no"] for row in rows}) < len(rows):
            for number, row in enumerate(rows, start=1):
                row["_line_no"] = number


def _check_balance(head: dict[str, Any]) -> None:
    expected = head["opening_balance"] + head["credit_total"] - head["debit_total"]
    if expected != head["closing_balance"]:
        raise _RefusedError(
            "bad_total",
            f"期初余额 {head['opening_balance']} 加贷方 {head['credit_total']} 减借方 {head['debit_total']}"
            f" 应为 {expected}，期末余额却是 {head['closing_balance']}；请核对后重新报送",
            "期末余额",
        )


def _text(element: Any, *paths: str) -> str | None:
    """Text at the first path that has any."""
    for path in paths if element is not None else ():
        text = element.findtext("/".join("{*}" + step for step in path.split("/")))
        if text and text.strip():
            return str(text.strip())[: types.MAX_TEXT_CHARS]
    return None


def _amount(element: Any, what: str) -> Decimal:
    try:
        amount = types.parse("money", _text(element, "Amt") or "")
    except types.BadValueError:
        amount = None
    if not isinstance(amount, Decimal) or amount < 0:
        message = f"{what}（第 {element.sourceline} 行）不是两位小数的金额；请更正后重新报送"
        raise _RefusedError("bad_number", message, "金额")
    return amount


def _balance(element: Any, what: str) -> Decimal:
    amount = _amount(element, what)
    return -amount if _text(element, "CdtDbtInd") == "DBIT" else amount


def _date(element: Any, what: str, tag: str) -> date | None:
    text = _text(element, f"{tag}/Dt", f"{tag}/DtTm")
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise _RefusedError(
            "bad_date", f"{what}（第 {element.sourceline} 行）不是存在的日期；请更正后重新报送"
        ) from None


def _table(table: Table, rows: list[dict[str, Any]], delivery_id: int) -> pa.Table:
    fields = [
        (f.column, pa.string() if ARROW_TYPES[f.logical_type] == pa.string_view() else ARROW_TYPES[f.logical_type])
        for f in table.fields
    ]
    schema = pa.schema([*fields, ("_delivery_id", pa.int64()), ("_line_no", pa.int64())])
    return pa.Table.from_pylist([{**row, "_delivery_id": delivery_id} for row in rows], schema=schema)
