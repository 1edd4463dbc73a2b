"""A name sent again: nothing is loaded, and the receipt tells what became of what was sent first (exchange.md §1)."""

from __future__ import annotations

import json

import pytest

from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, Sent, good, query, record
from warehouse_sql import open_warehouse
from warehouse_sql.control import deliveries
from warehouse_sql.control.deliveries import Decision, Delivery
from warehouse_sql.control.receipts import AGAIN, Reason

EP01 = CATALOGUE.table("EP01")
STEM = "HRSS_EP01_632300_202401_001"
HELD = Reason("too_few", "单位数太少")


def last_receipt(url: str) -> dict:
    rows = query(url, "select body from control.receipt order by decided_at desc, receipt_id limit 1")
    return json.loads(rows[0]["body"])


def decide(url: str, delivery: Delivery, status: str, *reasons: Reason) -> None:
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        deliveries.decide(tx, [Decision(delivery.delivery_id, status, reasons=reasons)])


def other() -> Sent:
    """Another content under the same name."""
    return good(4)


def test_a_refused_file_sent_again_with_a_right_manifest_is_told_that_nothing_was_loaded(warehouse_url, tmp_path):
    good(3, manifest={"records": 99}).land(warehouse_url, tmp_path)
    load_pending(warehouse_url, tmp_path)
    first = last_receipt(warehouse_url)
    good(3, manifest={"records": 3}).land(warehouse_url, tmp_path)
    told = last_receipt(warehouse_url)
    assert (told["status"], told["records"], told["accepted"], told["rejected"]) == ("duplicate", 3, 0, 3)
    assert [reason["code"] for reason in told["reasons"]] == ["duplicate", "bad_count"]
    message = told["reasons"][0]["message"]
    assert "已整个拒收、未入库" in message and message.endswith(AGAIN)
    assert "无需处理" not in message
    assert told["reasons"][1:] == first["reasons"]


@pytest.mark.parametrize(
    ("status", "figures", "said"),
    [
        ("received", (4, 0, 0), "正在处理，结果另发回执；无需处理"),
        ("loaded", (4, 0, 0), "正在处理，结果另发回执；无需处理"),
        ("accepted", (4, 3, 1), "首次报送的文件已入库；其中 1 条记录不合格、未入库，见以下各项"),
        ("held", (4, 3, 1), "未通过校验、暂不生效，原因见以下各项"),
    ],
)
def test_a_duplicate_tells_the_state_of_the_first(duckdb_url, tmp_path, monkeypatch, status, figures, said):
    sent = good(4)
    sent.header = [*EP01.labels, "备注"]
    sent.records = [[*cells, ""] for cells in [*sent.records[:3], record(EP01, 4, unit_id="")]]
    monkeypatch.setattr("ingest.reading.Reading.decision", lambda reading: [])
    delivery = sent.land(duckdb_url, tmp_path)
    if status != "received":
        load_pending(duckdb_url, tmp_path)
    if status in ("accepted", "held"):
        kept = json.loads(query(duckdb_url, "select reasons from control.delivery")[0]["reasons"])
        decide(duckdb_url, delivery, status, *(Reason(**one) for one in kept), *([HELD] if status == "held" else []))
    sent.manifest = {"comment": "again"}
    sent.land(duckdb_url, tmp_path)
    told = last_receipt(duckdb_url)
    assert (told["status"], (told["records"], told["accepted"], told["rejected"])) == ("duplicate", figures)
    assert said in told["reasons"][0]["message"]
    codes = [reason["code"] for reason in told["reasons"]]
    assert codes == ["duplicate", *{"accepted": ["missing_key"], "held": ["missing_key", "too_few"]}.get(status, [])]
    assert told["drift"] == ([] if status == "received" else [{"column": "备注", "kind": "added"}])


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("received", "首次报送的文件正在处理，结果另发回执；如需更正请"),
        ("accepted", "首次报送的文件已入库；如需更正请"),
        ("held", "首次报送的文件未通过校验、暂不生效，原因见以下各项；请更正后"),
        ("rejected", "首次报送的文件已整个拒收、未入库，原因见以下各项；请更正后"),
    ],
)
def test_a_conflict_does_not_say_that_a_refused_file_is_kept(warehouse_url, tmp_path, status, said):
    delivery = good(3).land(warehouse_url, tmp_path)
    if status != "received":
        decide(warehouse_url, delivery, status, HELD)
    other().land(warehouse_url, tmp_path)
    told = last_receipt(warehouse_url)
    assert (told["status"], told["accepted"]) == ("conflict", 0)
    assert told["reasons"][0]["message"] == f"{STEM}：同名文件已收过，本次内容不同，已拒收；{said}{AGAIN}"
    assert [reason["code"] for reason in told["reasons"][1:]] == (["too_few"] if status in ("held", "rejected") else [])
    # What is kept does not depend on the hour: a warehouse built anew says the same.
    [kept] = query(warehouse_url, "select reasons from control.delivery where status = 'conflict'")
    assert json.loads(kept["reasons"])[0]["message"].endswith(f"已拒收；如需更正请{AGAIN}")
