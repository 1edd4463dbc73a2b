"""The money behind the feeds: treasury middle database rows (exchange.md §3) and bank statements (§4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from simulator import mt940
from simulator.delivery import Written, sha256_of, write_manifest
from simulator.feeds import BANKS, INSURANCE, of_fund, order_no
from simulator.months import date_in, last_day, period_of
from simulator.text import yuan

MT940 = "MT940"
_FORMATS = ("08", "02", "08", "02", "08", MT940, "08", "02", "08", "02")
"""The format of a region's bank, by the last digit of its code."""
SHANGHAI = timezone(timedelta(hours=8))
EXPENDITURE_OPENING, SPECIAL_OPENING = 50_000_000, 2_000_000_000
"""Balances (fen) before and after every month: 支出户 and 财政专户. What the special account has gained is put into
fixed deposits on the month's last day (what it has lost comes from them), so that months generated apart follow one
another without a break."""


@dataclass(frozen=True)
class MonthMoney:
    """Totals of a region and month, fen: benefits by bank, premiums by the month they are for."""

    region: str
    month: int
    benefits: tuple[int, ...]
    premiums: tuple[tuple[int, int], ...]
    fund: str = "enterprise_pension"

    @property
    def first(self) -> int:
        """Numbers of a region and month that begin at 1 for enterprise pension begin at 11, 21 … for the others."""
        return 10 * list(INSURANCE).index(self.fund)

    @property
    def paid(self) -> int:
        return sum(self.benefits)

    @property
    def subsidy(self) -> int:
        """A fifth of the month's benefits comes from the public budget, in whole yuan."""
        return self.paid // 500 * 100


def expenditure_account(region: str, fund: str = "enterprise_pension") -> str:
    """支出户: 19 digits."""
    return f"2806{region}000000{INSURANCE[fund]}"


def special_account(region: str, fund: str = "enterprise_pension") -> str:
    """财政专户: 19 digits."""
    return f"2806{region}900000{INSURANCE[fund]}"


def _at(day: date, hour: int, minute: int = 0) -> str:
    return datetime.combine(day, time(hour, minute), SHANGHAI).isoformat()


def treasury_rows(money: MonthMoney) -> Iterator[tuple[str, dict[str, Any]]]:
    """(table, row) of schema `treasury_exchange`; amounts as text with two decimals, times with offset."""
    region, month = money.region, money.month
    p, first = period_of(month), money.first
    common = {"fund_code": money.fund, "region_code": region}
    if money.paid:
        day = date_in(month, 8)
        yield "payment_result", {
            "id": int(f"{p}{region}{first + 1:02d}"), "request_no": f"ZF{p}{region}{first + 1:02d}",
            "voucher_no": f"PZ{p}{region}{first + 1:02d}",
            **common, "amount": yuan(money.paid), "payer_account": special_account(region, money.fund),
            "payee_account": expenditure_account(region, money.fund), "status": "paid", "paid_at": _at(day, 10),
            "updated_at": _at(day, 16),
        }  # fmt: skip
    if money.subsidy:
        day = date_in(month, 6)
        yield "subsidy_disbursement", {
            "id": int(f"{p}{region}{first + 1:02d}"),
            "doc_no": f"青财社〔{p[:4]}〕{int(p[4:])}-{region}{of_fund(money.fund)}号",
            "level": "province",
            **common, "amount": yuan(money.subsidy), "budget_account": "2806630000000000001",
            "arrived_at": _at(day, 9, 30), "updated_at": _at(day, 17),
        }  # fmt: skip
    for number, (levy, fen) in enumerate(money.premiums, start=first + 1):
        if fen:
            day = date_in(month, 19)
            yield "treasury_receipt", {
                "id": int(f"{p}{region}{number:02d}"), "receipt_no": f"GK{p}{region}{number:02d}", **common,
                "levy_period": period_of(levy), "amount": yuan(fen), "received_at": _at(day, 11),
                "updated_at": _at(day, 18),
            }  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A booked line of an account; positive fen come in, negative go out."""

    day: date
    fen: int
    reference: str
    text: str
    other_name: str
    other_account: str


_PREMIUM = {"enterprise_pension": "基本养老保险费"}
_BENEFIT = {"enterprise_pension": "养老金", "resident_pension": "养老金", "institution_pension": "养老金"}


def special_entries(money: MonthMoney) -> list[Entry]:
    region, month, fund = money.region, money.month, money.fund
    p, first = period_of(month), money.first
    found = []
    if money.subsidy:
        found.append(
            Entry(
                date_in(month, 6),
                money.subsidy,
                f"SB{p}{region}{of_fund(fund)}",
                "财政补贴收入",
                "青海省财政厅",
                "2806630000000000001",
            )
        )
    if money.paid:
        found.append(
            Entry(
                date_in(month, 8), -money.paid, f"ZF{p}{region}{first + 1:02d}", "拨付支出户用款", "社会保险基金支出户",
                expenditure_account(region, fund),
            )
        )  # fmt: skip
    for number, (levy, fen) in enumerate(money.premiums, start=first + 1):
        if fen:
            text = f"{period_of(levy)}期{_PREMIUM.get(fund, '社会保险费')}划转"
            found.append(
                Entry(date_in(month, 19), fen, f"GK{p}{region}{number:02d}", text, "国家金库", "270100000000001")
            )
    deposit = deposit_entry(money, found)
    return [*found, deposit] if deposit else found


def deposit_entry(money: MonthMoney, entries: list[Entry]) -> Entry | None:
    """定期存款转存: the month's surplus leaves the special account, a deficit is made good; None where neither is."""
    surplus = sum(entry.fen for entry in entries)
    if not surplus:
        return None
    text = "结余转存定期存款" if surplus > 0 else "定期存款支取"
    return Entry(
        last_day(money.month), -surplus, f"DQ{period_of(money.month)}{money.region}{of_fund(money.fund)}",
        text, "社会保险基金定期存款户",
        f"2806{money.region}910000{INSURANCE[money.fund]}",
    )  # fmt: skip


def expenditure_entries(money: MonthMoney) -> list[Entry]:
    region, month, fund = money.region, money.month, money.fund
    p, first = period_of(month), money.first
    if not money.paid:
        return []
    found = [
        Entry(
            date_in(month, 8), money.paid, f"ZF{p}{region}{first + 1:02d}", "财政专户拨入", "社会保险基金财政专户",
            special_account(region, fund),
        )
    ]  # fmt: skip
    for bank, fen in enumerate(money.benefits):
        if fen:
            name = f"{BANKS[bank][1]}代发{_BENEFIT.get(fund, '社保待遇')}"
            found.append(
                Entry(
                    date_in(month, 10),
                    -fen,
                    order_no(region, month, bank, fund),
                    f"代发{p}期{_BENEFIT.get(fund, '社保待遇')}",
                    name,
                    f"9{BANKS[bank][0]}{region}0001",
                )
            )
    return found


def write_statement(
    outbox: Path,
    region: str,
    month: int,
    seq: int,
    account: str,
    owner: str,
    opening: int,
    entries: list[Entry],
    version: str,
) -> tuple[Written, int]:
    """One file: a statement a day with entries. `version` is that of camt.053, or MT940.

    Returns the file and the closing balance, fen."""
    p, last = period_of(month), last_day(month)
    folder = outbox / "BANK" / last.strftime("%Y%m%d")
    folder.mkdir(parents=True, exist_ok=True)
    swift = version == MT940
    table, encoding, suffix = ("MT940", "GB18030", "txt") if swift else ("CAMT053", "UTF-8", "xml")
    stem = f"BANK_{table}_{region}_{p}_{seq:03d}"
    days = sorted({entry.day for entry in entries}) or [last]
    statements, balance = [], opening
    for number, day in enumerate(days, start=1):
        mine = [entry for entry in entries if entry.day == day]
        closing = balance + sum(entry.fen for entry in mine)
        if swift:
            statements.append(mt940.message(account, day, balance, closing, mine))
        else:
            statements.append(_statement(account, owner, day, number, balance, closing, mine, version))
        balance = closing
    created = _at(last, 20)
    text = (
        "".join(statements)
        if swift
        else (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">\n<BkToCstmrStmt>\n'
            f"<GrpHdr><MsgId>{stem}</MsgId><CreDtTm>{created}</CreDtTm></GrpHdr>\n"
            + "".join(statements)
            + "</BkToCstmrStmt>\n</Document>\n"
        )
    )
    part = folder / f"{stem}.{suffix}.part"
    part.write_bytes(text.encode(encoding.lower()))
    path = folder / f"{stem}.{suffix}"
    part.rename(path)
    digest, size = sha256_of(path), path.stat().st_size
    # Accounts of one region and month are files of one series: each adds to the others.
    write_manifest(
        folder,
        stem,
        {
            "version": 1, "source": "BANK", "table": table, "region": region, "period": p, "seq": seq,
            "mode": "append", "file": path.name, "bytes": size, "sha256": digest, "encoding": encoding,
            "records": len(entries), "control_totals": {}, "produced_at": created,
        },
    )  # fmt: skip
    return Written("BANK", table, region, p, seq, path, digest, size, len(entries), {}), balance


def _statement(
    account: str, owner: str, day: date, number: int, opening: int, closing: int, entries: list[Entry], version: str
) -> str:
    lines = [
        "<Stmt>",
        f"<Id>{account}-{day:%Y%m%d}</Id><ElctrncSeqNb>{day:%j}</ElctrncSeqNb><CreDtTm>{_at(day, 20)}</CreDtTm>",
        f"<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>CNY</Ccy><Ownr><Nm>{escape(owner)}</Nm></Ownr></Acct>",
        _balance("OPBD", opening, day),
        _balance("CLBD", closing, day),
    ]
    status = "BOOK" if version == "02" else "<Cd>BOOK</Cd>"
    for at, entry in enumerate(entries, start=1):
        side, other = ("CRDT", "Dbtr") if entry.fen > 0 else ("DBIT", "Cdtr")
        name = f"<Nm>{escape(entry.other_name)}</Nm>"
        party = name if version == "02" else f"<Pty>{name}</Pty>"
        lines += [
            "<Ntry>",
            f'<Amt Ccy="CNY">{yuan(abs(entry.fen))}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>{status}</Sts>',
            f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>",
            f"<AcctSvcrRef>{day:%Y%m%d}{account[-15:]}{at:03d}</AcctSvcrRef>",
            "<BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>",
            f"<NtryDtls><TxDtls><Refs><EndToEndId>{entry.reference}</EndToEndId></Refs>",
            f"<RltdPties><{other}>{party}</{other}>"
            f"<{other}Acct><Id><Othr><Id>{entry.other_account}</Id></Othr></Id></{other}Acct></RltdPties>",
            f"<RmtInf><Ustrd>{escape(entry.text)}</Ustrd></RmtInf></TxDtls></NtryDtls>",
            "</Ntry>",
        ]
    return "\n".join([*lines, "</Stmt>", ""])


def _balance(kind: str, fen: int, day: date) -> str:
    side = "DBIT" if fen < 0 else "CRDT"
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">{yuan(abs(fen))}</Amt>'
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def write_statements(outbox: Path, months: list[MonthMoney]) -> tuple[list[Written], dict[str, int]]:
    """Statements of the two accounts of a fund and region, its months in order; returns files and closing balances."""
    written: list[Written] = []
    spending, special = EXPENDITURE_OPENING, SPECIAL_OPENING
    for money in months:
        region, month, fund = money.region, money.month, money.fund
        version = _FORMATS[int(region) % len(_FORMATS)]
        file, spending = write_statement(
            outbox, region, month, money.first + 1, expenditure_account(region, fund), f"{region}社会保险基金支出户",
            spending, expenditure_entries(money), version,
        )  # fmt: skip
        written.append(file)
        file, special = write_statement(
            outbox, region, month, money.first + 2, special_account(region, fund), f"{region}社会保险基金财政专户",
            special, special_entries(money), version,
        )  # fmt: skip
        written.append(file)
    if not months:
        return written, {}
    region, fund = months[0].region, months[0].fund
    return written, {expenditure_account(region, fund): spending, special_account(region, fund): special}
