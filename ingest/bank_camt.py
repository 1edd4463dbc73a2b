"""Bank statements as ISO 20022 camt.053.001.02 and .08: XML to pages, read as a stream, one entry in memory at a
time.

Where the versions differ: a status is text (.02) or a code inside (.08); a party's name stands in the party or in its
`Pty`, or the party is a bank (`Agt`); an amount of one transaction of a batch has a place of its own in .08. Dates may
be days or moments in both; moments with an offset are told in Shanghai's time. Only booked entries count (BOOK);
pending and merely announced ones (PDNG, INFO, FUTR) are left out.

Entities, DTDs and the network are off.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Final
from zoneinfo import ZoneInfo

from lxml import etree

from ingest import types
from ingest.bank_pages import Balance, Entries, Page, RefusedError, check_currency
from warehouse_sql.control.receipts import AGAIN

V02: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
V08: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
VERSIONS: Final = (V02, V08)
_ZONE: Final = ZoneInfo("Asia/Shanghai")
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)
_STATUSES = frozenset({"BOOK", "PDNG", "INFO", "FUTR"})
_TEXT = types.MAX_TEXT_CHARS


class _Tree:
    """An element: texts of what is below by path (`Sts/Cd`), amounts' currencies (`Amt@Ccy`), and repeated parts."""

    __slots__ = ("line", "parts", "texts")

    def __init__(self, element: Any, space: str) -> None:
        self.line: int = element.sourceline
        self.texts: dict[str, list[str]] = {}
        self.parts: dict[str, list[_Tree]] = {}
        self._read(element, "", space, len(space))

    def _read(self, element: Any, path: str, space: str, skip: int) -> None:
        for child in element:
            tag = child.tag
            if not tag.startswith(space):
                continue
            name = path + tag[skip:]
            if name in _PARTS:
                self.parts.setdefault(name, []).append(_Tree(child, space))
            elif len(child):
                self._read(child, name + "/", space, skip)
            elif (text := child.text) and (text := text.strip()):
                self.texts.setdefault(name, []).append(text[:_TEXT])
                if currency := child.get("Ccy"):
                    self.texts.setdefault(name + "@Ccy", []).append(currency)

    def text(self, *paths: str) -> str | None:
        """Text at the first path that has any."""
        return next((found[0] for path in paths if (found := self.texts.get(path))), None)


_PARTS: Final = frozenset({"Bal", "NtryDtls/TxDtls", "Ntry"})


def pages(source: io.RawIOBase | BinaryIO) -> list[Page]:
    """The statements of a message as pages, in its order. Raises RefusedError, and what reading the source raises."""
    found: list[Page] = []
    entries = Entries()
    others: list[tuple[str, Decimal]] = []
    for element, space in _elements(source):
        parent = element.getparent()
        if element.tag == f"{space}Stmt":
            found.append(_page(_Tree(element, space), entries, others, len(found) + 1))
            entries, others = Entries(), []
        elif parent.tag == f"{space}Stmt":
            entry, booked = _entry(_Tree(element, space), entries.count + 1)
            if booked:
                entries.append(entry)
            else:
                others.append((entry["credit_debit_code"], entry["amount"]))
            before = element.getprevious()
            if before is not None and before.tag == element.tag:
                parent.remove(before)
        element.clear()
    return found


def _elements(source: io.RawIOBase | BinaryIO) -> Iterator[tuple[Any, str]]:
    """Entries and statements as they end, and their namespace as tags have it.

    The document is one of the two versions and declares nothing itself. Comments are dropped: one in the middle of an
    amount must not cut it off.
    """
    parsing = etree.iterparse(
        source, events=("end",), tag=("{*}Ntry", "{*}Stmt"), resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, huge_tree=False, recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    space = ""
    try:
        for _, element in parsing:
            space = space or _checked(element.getroottree().getroot())
            yield element, space
        if not space:
            _checked(parsing.root)
    except etree.XMLSyntaxError as error:
        message = f"对账单不是完整的 XML（第 {error.lineno} 行）；请重新导出后{AGAIN}"
        raise RefusedError("undecodable", message) from None


def _checked(root: Any) -> str:
    if root.getroottree().docinfo.doctype:
        raise RefusedError("undecodable", f"对账单含 DTD 声明，约定不使用；请去除后{AGAIN}")
    if root.tag not in {f"{{{version}}}Document" for version in VERSIONS}:
        raise RefusedError("undecodable", f"对账单不是 camt.053.001.02 或 .08；请按约定版本导出后{AGAIN}")
    return str(root.tag).removesuffix("Document")


def _page(statement: _Tree, entries: Entries, others: list[tuple[str, Decimal]], number: int) -> Page:
    where = f"第 {number} 份对账单（第 {statement.line} 行）"
    account = statement.text("Acct/Id/IBAN", "Acct/Id/Othr/Id")
    statement_id = statement.text("Id")
    for value, label in ((account, "账号"), (statement_id, "对账单编号")):
        if not value:
            raise RefusedError("missing_key", f"{where}缺少{label}；请补齐后{AGAIN}", label)
    check_currency(statement.text("Acct/Ccy"), where + "的账户")
    _check_summary(statement, entries, others, where)
    return Page(
        where=where,
        line_no=statement.line,
        account=account or "",
        statement_id=statement_id or "",
        opening=_balance(statement, _OPENING, f"{where}的期初（OPBD）余额", last=False),
        closing=_balance(statement, _CLOSING, f"{where}的期末（CLBD）余额", last=True),
        entries=entries,
    )


def _balance(statement: _Tree, kinds: Iterable[str], what: str, *, last: bool) -> Balance:
    """The balance of the first kind there is. Of several of a kind the final one counts, then the earliest (latest)."""
    for kind in kinds:
        found = []
        for element in statement.parts.get("Bal", ()):
            if element.text("Tp/CdOrPrtry/Cd") == kind:
                here = f"{what}（第 {element.line} 行）"
                amount = _amount(element, here)
                signed = -amount if _side(element, here) == "DBIT" else amount
                interim = element.text("Tp/SubTp/Cd", "Tp/SubTp/Prtry") == "INTM"
                found.append(Balance(signed, _day(element, here, "Dt"), interim))
        final = [balance for balance in found if not balance.interim] or found
        if final:
            chosen = sorted(final, key=lambda balance: balance.day or date.min)[-1 if last else 0]
            if any(balance.day == chosen.day and balance.amount != chosen.amount for balance in final):
                raise RefusedError("bad_total", f"{what}同一日有两个不同的数；请核对后{AGAIN}")
            return chosen
    raise RefusedError("bad_total", f"{what}没有；请重新导出后{AGAIN}")


def _check_summary(statement: _Tree, entries: Entries, others: list[tuple[str, Decimal]], where: str) -> None:
    """Totals that the bank states itself. It may count entries that are not booked yet, or leave them out."""
    for path, side, label in (("TtlCdtNtries", "CRDT", "贷方"), ("TtlDbtNtries", "DBIT", "借方")):
        stated = statement.text(f"TxsSummry/{path}/Sum")
        if stated is None:
            continue
        booked = entries.totals[side]
        announced = sum((amount for other, amount in others if other == side), Decimal("0.00"))
        if _money(stated) not in (booked, booked + announced):
            message = f"{where}的{label}汇总与{label}分录之和 {booked} 不符；请核对后{AGAIN}"
            raise RefusedError("bad_total", message, f"{label}发生额合计")


def _entry(entry: _Tree, number: int) -> tuple[dict[str, Any], bool]:
    """The entry as a row, and whether it is booked."""
    where = f"第 {number} 笔分录（第 {entry.line} 行）"
    status = (entry.text("Sts/Cd", "Sts/Prtry", "Sts") or "BOOK").upper()
    if status not in _STATUSES:
        raise RefusedError("bad_flag", f"{where}的状态不是 BOOK、PDNG、INFO 或 FUTR；请更正后{AGAIN}", "状态")
    side = _side(entry, where)
    amount = _amount(entry, f"{where}的金额")
    if status != "BOOK":
        return {"credit_debit_code": side, "amount": amount}, False
    details = entry.parts.get("NtryDtls/TxDtls", [])
    _check_batch(details, side, amount, where)
    other = "Dbtr" if side == "CRDT" else "Cdtr"
    names = [f"RltdPties/{other}/{place}" for place in ("Nm", "Pty/Nm", "Agt/FinInstnId/Nm")]
    accounts = [f"RltdPties/{other}Acct/Id/{place}" for place in ("IBAN", "Othr/Id")]
    remittance = dict.fromkeys(text for detail in details for text in detail.texts.get("RmtInf/Ustrd", ()))
    references = [detail.text("Refs/EndToEndId") for detail in details]
    return {
        "booking_date": _day(entry, f"{where}的记账日期", "BookgDt"),
        "value_date": _day(entry, f"{where}的起息日期", "ValDt"),
        "credit_debit_code": side,
        "amount": amount,
        "reversal_flag": entry.text("RvslInd") in ("true", "1"),
        "bank_reference": entry.text("AcctSvcrRef", "NtryRef") or _same(details, ["Refs/AcctSvcrRef", "Refs/TxId"]),
        # A batch booked as one is known by its order: the id the payer gave to the batch.
        "end_to_end_reference": references[0]
        if len(references) == 1
        else entry.text("NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId"),
        "counterparty_name": _same(details, names),
        "counterparty_account_no": _same(details, accounts),
        "remittance_text": " ".join(remittance)[:_TEXT] or entry.text("AddtlNtryInf"),
        "_line_no": entry.line,
    }, True


def _same(details: list[_Tree], paths: list[str]) -> str | None:
    """What all transactions of an entry have in common; a batch with many counterparties has none."""
    found = {detail.text(*paths) for detail in details}
    return found.pop() if len(found) == 1 else None


def _check_batch(details: list[_Tree], side: str, amount: Decimal, where: str) -> None:
    """Where every transaction of a batch tells its own amount (.08), they are the entry's amount together."""
    if len(details) < 2 or any("Amt" not in detail.texts for detail in details):
        return
    total = Decimal("0.00")
    for detail in details:
        mine = _amount(detail, f"{where}所含交易的金额")
        total += mine if (detail.text("CdtDbtInd") or side) == side else -mine
    if total != amount:
        message = f"{where}为批量入账，所含 {len(details)} 笔交易合计 {total}，分录金额却是 {amount}；请核对后{AGAIN}"
        raise RefusedError("bad_total", message, "金额")


def _side(element: _Tree, what: str) -> str:
    side = element.text("CdtDbtInd")
    if side not in ("CRDT", "DBIT"):
        raise RefusedError("bad_flag", f"{what}的借贷标志应为 CRDT 或 DBIT；请更正后{AGAIN}", "借贷标志")
    return side


def _money(text: str) -> Decimal | None:
    # The schema allows five decimals; yuan have two, and zeros behind them change nothing.
    whole, point, decimals = text.partition(".")
    if point and len(decimals) > 2 and not decimals[2:].strip("0"):
        text = f"{whole}.{decimals[:2]}"
    try:
        amount = types.parse("money", text)
    except types.BadValueError:
        return None
    return amount if isinstance(amount, Decimal) else None


def _amount(element: _Tree, what: str) -> Decimal:
    amount = _money(element.text("Amt") or "")
    if amount is None or amount < 0:
        message = f"{what}不是至多两位小数、不带正负号的金额；请更正后{AGAIN}"
        raise RefusedError("bad_number", message, "金额")
    check_currency(element.text("Amt@Ccy"), what)
    return amount


def _day(element: _Tree, what: str, tag: str) -> date | None:
    text = element.text(f"{tag}/Dt", f"{tag}/DtTm")
    if text is None:
        return None
    try:
        if "T" not in text:
            return date.fromisoformat(text[:10])
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(_ZONE) if moment.tzinfo else moment).date()
    except ValueError:
        message = f"{what}不是存在的日期；请更正后{AGAIN}"
        raise RefusedError("bad_date", message) from None
