"""camt.053 statements become a head and entries; what does not add up is refused."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from expectations import run_gates
from ingest import bank_camt, bank_mt940, bank_pages, load_pending
from tests.ingest.deliver import Sent, land, query, receipt, zipped
from warehouse_sql.control.receipts import AGAIN, Reason

V02, V08 = bank_camt.VERSIONS
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


@pytest.mark.parametrize("ending", ["xml", "txt", "sta", "TXT"])
@pytest.mark.parametrize("table", ["CAMT053", "MT940"])
def test_the_member_of_a_zip_may_end_as_banks_name_it(duckdb_url, tmp_path, table, ending):
    one = sent(xml(ENTRIES) if table == "CAMT053" else MT940.encode(), 3 if table == "CAMT053" else 1)
    one.table = table
    one.encoding = "UTF-8"
    one.archive = zipped({f"{one.stem}.{ending}": one.archive})
    one.land(duckdb_url, tmp_path)
    assert load_pending(duckdb_url, tmp_path).loaded == 1


def test_a_member_of_another_name_is_told_what_it_may_be(duckdb_url, tmp_path):
    delivery = sent(zipped({"dzd.doc": xml(ENTRIES)}), 3).land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    [reason] = receipt(duckdb_url, delivery)["reasons"]
    assert reason["code"] == "bad_archive"
    assert f"应为 {delivery.stem}.xml（扩展名也可为 .txt、.sta、.940）" in reason["message"]


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
    reason = receipt(duckdb_url, delivery)["reasons"][0]
    assert reason["code"] == code
    assert reason["message"].endswith(AGAIN)
    assert query(duckdb_url, "select * from raw.bk02_bank_entry") == []


def test_entries_on_one_line_are_numbered(duckdb_url, tmp_path):
    sent(xml(ENTRIES).replace(b"\n", b""), 3).land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    rows = query(duckdb_url, "select _line_no from raw.bk02_bank_entry order by entry_no")
    assert [row["_line_no"] for row in rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        (b'<Amt Ccy="CNY">50.00', b'<Amt Ccy="USD">50.00', "bad_number", "USD"),
        (b"<Ccy>CNY</Ccy>", b"<Ccy>HKD</Ccy>", "bad_number", "HKD"),
        (b"<Cd>OPBD</Cd>", b"<Cd>OPAV</Cd>", "bad_total", "期初（OPBD）余额没有"),
        (b"<Cd>CLBD</Cd>", b"<Cd>CLAV</Cd>", "bad_total", "期末（CLBD）余额没有"),
        (b"<Sts>BOOK</Sts>", b"<Sts>MAYBE</Sts>", "bad_flag", "状态"),
        (b"<Sts>BOOK</Sts>", b"<Sts>PDNG</Sts>", "bad_total", "相差"),
        (
            b"</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">70.50",
            b"</Cd></CdOrPrtry><SubTp><Cd>INTM</Cd></SubTp></Tp><Amt Ccy=\"CNY\">70.50",
            "bad_total", "还有续页",
        ),
        (
            b"<Ntry>", b"<TxsSummry><TtlCdtNtries><Sum>51.00</Sum></TtlCdtNtries></TxsSummry><Ntry>",
            "bad_total", "贷方汇总",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_statement_is_named(old, new, code, told):
    content = xml(ENTRIES)
    assert old in content
    reason = refusal(content.replace(old, new, 1))
    assert reason.code == code and told in reason.message


def refusal(content: bytes, codec: str | None = None) -> Reason:
    """Why a file is refused: camt.053, or MT940 in a codec."""
    with pytest.raises(bank_pages.RefusedError) as refused:
        bank_pages.statements(bank_mt940.pages(content, codec) if codec else bank_camt.pages(io.BytesIO(content)))
    assert "张三" not in str(refused.value)
    return refused.value.reason


def test_a_second_account_in_a_file_is_refused():
    one, two = xml(ENTRIES), xml(ENTRIES, account="6227000000000002")
    both = one.replace(b"</Stmt>", b"</Stmt>" + two[two.index(b"<Stmt>") : two.index(b"</Stmt>") + 7])
    reason = refusal(both)
    assert reason.code == "bad_manifest" and "一个账户" in reason.message


def test_transactions_of_a_batch_must_be_its_amount():
    one = b'<TxDtls><Amt Ccy="CNY">30.00</Amt></TxDtls>'
    content = xml([("50.00", "CRDT")], version=V08)
    start, end = content.index(b"<TxDtls>"), content.index(b"</NtryDtls>")
    reason = refusal(content[:start] + one * 2 + content[end:])
    assert reason.code == "bad_total" and "合计 60.00" in reason.message


def test_a_control_total_that_differs_refuses_the_file(duckdb_url, tmp_path):
    delivery = sent(xml(ENTRIES), 3)
    delivery.manifest["control_totals"] = {"贷方发生额合计": "50.01"}
    landed = delivery.land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    [reason] = receipt(duckdb_url, landed)["reasons"]
    assert (reason["code"], reason["column"]) == ("bad_total", "贷方发生额合计")


def test_a_comment_in_an_amount_does_not_cut_it_and_a_stranger_is_no_entry():
    content = xml(ENTRIES, version=V08)
    strange = b'<SplmtryData><x:Ntry xmlns:x="urn:x"><x:Amt>9</x:Amt></x:Ntry><Ntry/></SplmtryData></Stmt>'
    disturbed = content.replace(b">50.00<", b">5<!-- 1 -->0<?x y?>.0<![CDATA[0]]><").replace(b"</Stmt>", strange)
    for one in (content, disturbed):
        [statement] = bank_pages.statements(bank_camt.pages(io.BytesIO(one)))
        assert statement.entries["amount"].to_pylist() == [Decimal("50.00"), Decimal("20.50"), Decimal("200.00")]
    mixed = content.replace(b">50.00<", b">5<b/>0.00<")
    assert refusal(mixed).code == "bad_number"


MT940 = """:20:T1
:25:6227000000000001
:28C:1
:60F:C240114CNY100,00
:61:2401150115C50,00NTRFREF//B1
:86:张三的养老金
:62F:C240115CNY150,00
-
"""


def swift(text: str, records: int = 1, encoding: str = "GB18030") -> Sent:
    content = text.encode("gb18030" if encoding == "GB18030" else "utf-8")
    return Sent(table="MT940", source="BANK", encoding=encoding, archive=content, manifest={"records": records})


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        (":62F:C240115CNY150,00", ":62F:C240115CNY150,01", "bad_total", "相差 0.01"),
        (":60F:C240114CNY100,00\n", "", "bad_total", "缺少期初余额（:60F:）"),
        (":62F:C240115CNY150,00\n", "", "bad_total", "缺少期末余额（:62F:）"),
        (":60F:", ":60M:", "bad_total", "是续页"),
        (":62F:", ":62M:", "bad_total", "还有续页"),
        (":25:6227000000000001\n", "", "missing_key", "账号"),
        ("CNY", "USD", "bad_number", "USD"),
        ("C50,00NTRF", "C50,000NTRF", "undecodable", ":61:"),
        ("C50,00NTRF", "C1234567890123456,00NTRF", "undecodable", ":61:"),
        ("C50,00NTRF", "C5O,00NTRF", "undecodable", ":61:"),
        ("C50,00NTRF", "X50,00NTRF", "undecodable", ":61:"),
        ("CNY150,00", "CNY150.005", "undecodable", ":62F:"),
        (":61:2401150115", ":61:2402300115", "bad_date", "日期"),
        (":61:2401150115", ":61:2401151315", "bad_date", "日期"),
        (":20:T1", ":21:T1", "undecodable", ":20:"),
        ("养老金", "养老\x00金", "undecodable", "NUL"),
    ],
)
def test_an_mt940_that_cannot_stand_is_refused_and_the_reason_holds_nobodys_data(caplog, old, new, code, told):
    assert old in MT940
    caplog.set_level("DEBUG")
    reason = refusal(MT940.replace(old, new).encode("gb18030"), "gb18030")
    assert reason.code == code and told in reason.message
    for text in (str(reason), caplog.text):
        assert "张三" not in text and "6227000000000001" not in text


def test_an_mt940_in_another_encoding_than_said_is_refused():
    reason = refusal(MT940.encode("gb18030"), "utf-8")
    assert reason.code == "undecodable" and "第 6 行" in reason.message


def test_a_file_name_as_statement_is_no_file_that_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(MT940)
    assert refusal(str(secret).encode(), "utf-8").code == "undecodable"


ACCOUNTS = {
    "BKCHCNBJ/6227000000000001": "6227000000000001",
    "6227000000000001/BKCHCNBJ": "6227000000000001",
    "6227 0000 0000 0001": "6227000000000001",
    "6227000000000001CNY": "6227000000000001",
    "6227000000000001 RMB": "6227000000000001",
    "/6227000000000001": "6227000000000001",
    "NRA6227000000000001": "NRA6227000000000001",
}


def test_the_forms_of_an_account_are_one_account():
    for written, account in ACCOUNTS.items():
        [page] = bank_mt940.pages(MT940.replace("6227000000000001", written).encode(), "utf-8")
        assert page.account == account, written


@pytest.mark.parametrize("mode", ["full", "append"])
def test_a_full_file_replaces_that_of_its_own_account_and_days_only(warehouse_url, tmp_path, mode):
    other_account = swift(MT940.replace("6227000000000001", "6227000000000002"))
    other_day = swift(MT940.replace("2401", "2402"))
    again = swift(MT940.replace("50,00N", "60,00N").replace("CNY150,00", "CNY160,00"))
    other_account.seq, other_day.seq, again.seq, again.mode = 2, 3, 4, mode
    land([swift(MT940), other_account, other_day], warehouse_url, tmp_path)
    load_pending(warehouse_url, tmp_path)
    run_gates(warehouse_url)
    again.land(warehouse_url, tmp_path)
    load_pending(warehouse_url, tmp_path)
    run_gates(warehouse_url)
    current = query(warehouse_url, "select seq from control.current_delivery where known_to is null order by seq")
    # Added, the same statement would count twice: its entries are held back.
    assert [row["seq"] for row in current] == ([2, 3, 4] if mode == "full" else [1, 2, 3])
