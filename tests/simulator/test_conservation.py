"""What one feed says, the others say too: persons, units, receipts, payments and accounts agree to the fen."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from lxml import etree

FUNERALS = ("丧葬费", "抚恤金")


@pytest.mark.parametrize(
    ("of_unit", "of_person"),
    [
        ("个人缴费基数总额", "个人缴费基数"),
        ("个人应缴当月金额小计", "个人应缴当月金额"),
        ("个人实缴当月金额小计", "个人实缴当月金额"),
        ("个人实补收金额小计", "个人实补收金额"),
        ("个人补缴欠费金额合计", "个人补缴欠费金额"),
        ("个人累计欠缴金额合计", "个人累计欠缴金额"),
    ],
)
def test_units_are_the_sums_of_their_people(outbox, of_unit, of_person):
    units = outbox.sums("EP01", ("行政区划代码", "数据期别", "单位编号"), of_unit)
    people = outbox.sums("EP02", ("行政区划代码", "数据期别", "所在单位编号"), of_person)
    assert units == people and units


def test_every_enrolled_person_belongs_to_a_unit_of_the_file(outbox):
    units = {(r["行政区划代码"], r["数据期别"], r["单位编号"]) for r in outbox.rows("EP01")}
    assert {(r["行政区划代码"], r["数据期别"], r["所在单位编号"]) for r in outbox.rows("EP02")} == units


def test_natural_keys_are_unique(outbox):
    from catalogue import load_catalogue

    catalogue = load_catalogue()
    for code in (
        "EP01",
        "EP02",
        "EP03",
        "EP04",
        "EP05",
        "EP06",
        "EP07",
        "EP08",
        "EP09",
        "EP10",
        "EP11",
        "EP12",
        "EP21",
        "PS01",
    ):
        table = catalogue.table(code)
        labels = [table.field(column).label_zh.split("(AA")[0] for column in table.natural_key]
        keys = [tuple(row[label] for label in labels) for row in outbox.rows(code)]
        assert len(set(keys)) == len(keys), code


@pytest.mark.parametrize("part", ["单位", "个人"])
def test_tax_receipts_of_units_are_those_of_their_people(outbox, part):
    keys = ("统筹区编码", "单位编号", "缴费类型", "对应费款所属期", "_period")
    of_people = outbox.sums("EP09", keys, "单位实际缴费金额" if part == "单位" else "个人实缴金额")
    assert outbox.sums("EP08", keys, f"{part}实缴金额") == of_people and of_people


def test_tax_receipts_are_the_contributions_paid(outbox):
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for label in (
        "单位实缴当月金额", "单位实补收金额", "个人实缴当月金额小计", "个人实补收金额小计", "单位补缴欠费金额",
        "个人补缴欠费金额合计",
    ):  # fmt: skip
        for key, total in outbox.sums("EP01", ("_region", "_period"), label).items():
            paid[key] += total
    collected: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for label in ("单位实缴金额", "个人实缴金额"):
        for key, total in outbox.sums("EP08", ("_region", "_period"), label).items():
            collected[key] += total
    assert collected == paid and paid


def test_arrears_are_repaid_to_the_fen_in_the_next_month(outbox):
    for label, later in (("单位累计欠缴金额", "单位补缴欠费金额"), ("个人累计欠缴金额合计", "个人补缴欠费金额合计")):
        owed = outbox.sums("EP01", ("_region", "单位编号"), label, _period="202501")
        assert owed
        assert outbox.sums("EP01", ("_region", "单位编号"), later, _period="202502") == owed


def test_treasury_moves_what_tax_collected(outbox):
    collected: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for label in ("单位实缴金额", "个人实缴金额"):
        for key, total in outbox.sums("EP08", ("_region", "_period", "对应费款所属期"), label).items():
            collected[key] += total
    moved: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for row in outbox.lines("treasury.jsonl"):
        if row["table"] == "treasury_receipt":
            period = row["received_at"][:4] + row["received_at"][5:7]
            moved[row["region_code"], period, row["levy_period"]] += Decimal(row["amount"])
    assert moved == collected


def test_treasury_ids_are_unique_by_table(outbox):
    ids = [(row["table"], row["id"]) for row in outbox.lines("treasury.jsonl")]
    assert len(set(ids)) == len(ids) > 20


def test_orders_are_the_sums_of_their_payments(outbox):
    keys = ("待遇支付主表ID",)
    assert outbox.sums("EP10", keys, "金额") == outbox.sums("EP11", keys, "金额")


def test_payments_are_the_sums_of_their_items(outbox):
    keys = ("应付计划明细ID",)
    assert outbox.sums("EP12", keys, "金额") == outbox.sums("EP11", keys, "金额")


def test_pensions_and_grants_are_the_payments(outbox):
    keys = ("_region", "_period")
    expected: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    parts = [("EP03", "实发养老金合计"), ("EP04", "供养待遇实发金额"), *(("EP21", label) for label in FUNERALS)]
    for table, label in parts:
        for key, total in outbox.sums(table, keys, label).items():
            expected[key] += total
    assert outbox.sums("EP11", keys, "金额") == expected


def test_each_pensioner_is_paid_what_his_record_says(outbox):
    paid = outbox.sums("EP11", ("_region", "_period", "主体编号"), "金额")
    for row in outbox.rows("EP03"):
        key = (row["_region"], row["_period"], row["个人编号"])
        assert paid.pop(key) >= Decimal(row["实发养老金合计"])


def test_pension_is_the_sum_of_its_components(outbox):
    parts = ["应发基础养老金", "应发过渡性养老金", "应发个人账户养老金", "应发补贴金额合计", "应发历次调待累计金额"]
    for row in outbox.rows("EP03"):
        assert Decimal(row["应发养老金合计"]) == sum(Decimal(row[part]) for part in parts)
        assert Decimal(row["实发养老金合计"]) == Decimal(row["应发养老金合计"]) + Decimal(row["补发养老金合计"])


def _statements(outbox, region: str, seq: int) -> list[dict]:
    found = []
    for period in ("202501", "202502", "202503"):
        (path,) = outbox.folder.rglob(f"BANK_CAMT053_{region}_{period}_{seq:03d}.xml")
        for statement in etree.parse(path).iterfind(".//{*}Stmt"):
            balances = {}
            for balance in statement.iterfind("{*}Bal"):
                balances[balance.findtext("{*}Tp/{*}CdOrPrtry/{*}Cd")] = Decimal(balance.findtext("{*}Amt"))
            entries = [
                (
                    e.findtext("{*}CdtDbtInd"),
                    Decimal(e.findtext("{*}Amt")),
                    e.findtext("{*}NtryDtls/{*}TxDtls/{*}Refs/{*}EndToEndId"),
                )
                for e in statement.iterfind("{*}Ntry")
            ]
            found.append(
                {"period": period, "opening": balances["OPBD"], "closing": balances["CLBD"], "entries": entries}
            )
    return found


@pytest.mark.parametrize("region", ["630102", "630106", "630203"])
@pytest.mark.parametrize("seq", [1, 2])
def test_statements_add_up_and_follow_one_another(outbox, region, seq):
    before = None
    statements = _statements(outbox, region, seq)
    for statement in statements:
        change = sum(amount if side == "CRDT" else -amount for side, amount, _ in statement["entries"])
        assert statement["opening"] + change == statement["closing"]
        assert before is None or statement["opening"] == before
        before = statement["closing"]
    assert len(statements) >= 6


def test_bank_debits_are_the_disbursements(outbox):
    orders = {key[0]: total for key, total in outbox.sums("EP10", ("待遇支付主表ID",), "金额").items()}
    debits = {}
    for region in ("630102", "630106", "630203"):
        for statement in _statements(outbox, region, 1):
            debits |= {reference: amount for side, amount, reference in statement["entries"] if side == "DBIT"}
    assert debits == orders


def test_manifests_tell_the_truth(outbox):
    import hashlib

    for manifest in outbox.manifests:
        (path,) = outbox.folder.rglob(manifest["file"])
        data = path.read_bytes()
        assert manifest["sha256"] == hashlib.sha256(data).hexdigest() and manifest["bytes"] == len(data)
    for table in ("EP01", "EP09", "EP11"):
        for manifest in (m for m in outbox.manifests if m["table"] == table):
            rows = [
                r
                for r in outbox.rows(table)
                if (r["_region"], r["_period"]) == (manifest["region"], manifest["period"])
            ]
            assert manifest["records"] == len(rows)
            assert manifest["control_totals"]
            for label, total in manifest["control_totals"].items():
                assert Decimal(total) == sum((Decimal(r[label.split("(AA")[0]]) for r in rows), Decimal(0))


def test_notices_name_every_tax_file(outbox):
    import json

    notices = json.loads((outbox.folder / "notices.json").read_text(encoding="utf-8"))
    tax = {m["file"]: m["sha256"] for m in outbox.manifests if m["source"] == "TAX"}
    assert {n["file"]: n["sha256"] for n in notices} == tax
    assert len({n["batchNo"] for n in notices}) == len(notices) and all(len(n["batchNo"]) <= 32 for n in notices)
