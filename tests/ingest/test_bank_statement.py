"""camt.053 statements become a head and entries; what does not add up is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ingest import bank_statement, load_pending
from tests.ingest.deliver import Sent, query, receipt, zipped

V02, V08 = bank_statement.VERSIONS
ENTRY = """<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{status}
<BookgDt><Dt>2024-01-15</Dt></BookgDt><ValDt><DtTm>2024-01-16T00:00:00+08:00</DtTm></ValDt><AcctSvcrRef>R{n}</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>E{n}</EndToEndId></Refs><RltdPties>{parties}</RltdPties>
<RmtInf><Ustrd>养老金</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


def xml(entries, opening="100.00", closing=None, version=V02, prolog="", account="6227000000000001"):
    new = version == V08
    body = []
    for n, (amount, side) in enumerate(entries, start=1):
        role = "Dbtr" if side == "CRDT" else "Cdtr"
        name = f"<{role}><Pty><Nm>张三</Nm></Pty></{role}>" if new else f"<{role}><Nm>张三</Nm></{role}>"
        other = f"{name}<{role}Acct><Id><Othr><Id>621700{n}</Id></Othr></Id></{role}Acct>"
        status = "<Sts><Cd>BOOK</Cd></Sts>" if new else "<Sts>BOOK</Sts>"
        body.append(ENTRY.format(amount=amount, side=side, n=n, parties=other, status=status))
    if closing is None:
        moved = sum((Decimal(a) if s == "CRDT" else -Decimal(a) for a, s in entries), Decimal(opening))
        closing = f"{abs(moved):.2f}"
        side = "CRDT" if moved >= 0 else "DBIT"
    else:
        side = "CRDT"
    balance = (
        '<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">{}</Amt><CdtDbtInd>{}</CdtDbtInd>'
        "<Dt><Dt>2024-01-31</Dt></Dt></Bal>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{prolog}<Document xmlns="{version}"><BkToCstmrStmt>\n'
        f"<Stmt><Id>S1</Id><Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>"
        + balance.format("OPBD", opening, "CRDT")
        + balance.format("CLBD", closing, side)
        + "\n".join(body)
        + "</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def sent(content: bytes, records: int, **changes) -> Sent:
    return Sent(table="CAMT053", source="BANK", archive=content, manifest={"records": records}, **changes)


ENTRIES = [("50.00", "CRDT"), ("20.5", "DBIT"), ("200.00", "DBIT")]


@pytest.mark.parametrize("version", [V02, V08])
@pytest.mark.parametrize("packed", [False, True])
def test_a_statement_becomes_a_head_and_entries(warehouse_url, tmp_path, version, packed):
    content = xml(ENTRIES, version=version)
    one = sent(content, 3)
    if packed:
        one.archive = zipped({f"{one.stem}.xml": content})
    delivery = one.land(warehouse_url, tmp_path)
    assert load_pending(warehouse_url, tmp_path).accepted == 3
    [head] = query(warehouse_url, "select * from raw.bk01_bank_statement")
    assert head["account_no"] == "6227000000000001"
    assert (head["opening_balance"], head["closing_balance"]) == (Decimal("100.00"), Decimal("-70.50"))
    assert (head["credit_total"], head["debit_total"], head["entry_count"]) == (Decimal("50.00"), Decimal("220.50"), 3)
    assert head["statement_date"] == date(2024, 1, 31)
    rows = query(warehouse_url, "select * from raw.bk02_bank_entry order by entry_no")
    assert [(r["amount"], r["credit_debit_code"]) for r in rows] == [(Decimal(a), s) for a, s in ENTRIES]
    assert {r["_delivery_id"] for r in rows} == {delivery.delivery_id}
    assert len({r["_line_no"] for r in rows}) == 3
    assert (rows[0]["counterparty_name"], rows[2]["counterparty_account_no"]) == ("张三", "6217003")
    assert (rows[0]["booking_date"], rows[0]["value_date"]) == (date(2024, 1, 15), date(2024, 1, 16))
    assert (rows[0]["bank_reference"], rows[0]["end_to_end_reference"], rows[0]["remittance_text"]) == (
        "R1", "E1", "养老金",
    )  # fmt: skip


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("content", "records", "code"),
    [
        (xml(ENTRIES, closing="1.00"), 3, "bad_total"),
        (xml(ENTRIES), 2, "bad_count"),
        (xml([("1.005", "CRDT")]), 1, "bad_number"),
        (xml([("-1.00", "CRDT")]), 1, "bad_number"),
        (xml(ENTRIES).replace(b"2024-01-15", b"2024-02-30"), 3, "bad_date"),
        (xml(ENTRIES).replace(b">CRDT</CdtDbtInd><Sts>", b">X</CdtDbtInd><Sts>"), 3, "bad_flag"),
        (xml(ENTRIES).replace(b"<Id>S1</Id>", b""), 3, "missing_key"),
        (xml(ENTRIES)[:-30], 3, "undecodable"),
        (xml(ENTRIES, prolog=BILLION), 3, "undecodable"),
        (xml(ENTRIES, prolog=OUTSIDE), 3, "undecodable"),
        (xml(ENTRIES, version=V02.replace("053", "052")), 3, "undecodable"),
        (b"", 0, "undecodable"),
        (zipped({"../x.xml": b"x"}), 0, "bad_archive"),
    ],
)
def test_a_statement_that_cannot_stand_is_refused(duckdb_url, tmp_path, content, records, code):
    delivery = sent(content, records).land(duckdb_url, tmp_path)
    summary = load_pending(duckdb_url, tmp_path)
    assert (summary.rejected, summary.failed) == (1, 0)
    assert receipt(duckdb_url, delivery)["reasons"][0]["code"] == code
    assert query(duckdb_url, "select * from raw.bk02_bank_entry") == []


def test_entries_on_one_line_are_numbered(duckdb_url, tmp_path):
    sent(xml(ENTRIES).replace(b"\n", b""), 3).land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    rows = query(duckdb_url, "select _line_no from raw.bk02_bank_entry order by entry_no")
    assert [row["_line_no"] for row in rows] == [1, 2, 3]
