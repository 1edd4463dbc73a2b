"""Good files become rows, to the value; records that are not good are kept whole and explained."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, Sent, good, query, receipt, record, state

EP01, EP02 = CATALOGUE.table("EP01"), CATALOGUE.table("EP02")


@pytest.fixture
def root(tmp_path):
    return tmp_path / "landing"


def test_a_good_file_becomes_typed_rows(warehouse_url, root):
    sent = good(3, manifest={"control_totals": {"单位实缴当月金额": "-3703.50"}})
    delivery = sent.land(warehouse_url, root)
    summary = load_pending(warehouse_url, root)
    assert (summary.loaded, summary.rejected, summary.failed, summary.accepted) == (1, 0, 0, 3)
    found = state(warehouse_url, delivery)
    assert (found["status"], found["records"], found["accepted"], found["rejected"]) == ("loaded", 3, 3, 0)
    rows = query(warehouse_url, "select * from raw.ep01_unit_contribution order by _line_no")
    assert [row["_line_no"] for row in rows] == [2, 3, 4]
    assert {row["_delivery_id"] for row in rows} == {delivery.delivery_id}
    assert rows[0]["unit_name"] == "尕藏·才让"
    assert rows[0]["unit_enrolment_date"] == date(2024, 2, 29)
    assert rows[0]["total_payroll"] == Decimal("-1234.50")
    assert rows[1]["unit_id"] == "UNI00000002"
    assert load_pending(warehouse_url, root).deliveries == 0


@pytest.mark.parametrize("code", [code for code in CATALOGUE.tables if not code.startswith("BK")])
def test_every_table_of_the_catalogue_loads(tmp_path_factory, shared_url, code):
    table = CATALOGUE.table(code)
    sent = good(2, table=code, source=table.source)
    delivery = sent.land(*shared_url)
    load_pending(*shared_url)
    assert state(shared_url[0], delivery)["status"] == "loaded"


@pytest.fixture(scope="module")
def shared_url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("every_table")
    return f"duckdb://{folder / 'w.duckdb'}", folder / "landing"


def test_encodings_line_ends_bom_and_missing_last_newline_make_no_difference(duckdb_url, root):
    plain = good(4)
    variants = [
        good(4, seq=2, encoding="UTF-8"),
        good(4, seq=3, line_end=b"\r\n"),
        good(4, seq=4, content=plain.txt().removesuffix(b"\n")),
        good(4, seq=5, encoding="UTF-8", content=b"\xef\xbb\xbf" + good(4, encoding="UTF-8").txt()),
        good(4, seq=6, content=b"\xef\xbb\xbf" + plain.txt()),
    ]
    for sent in [plain, *variants]:
        sent.land(duckdb_url, root)
    assert load_pending(duckdb_url, root).loaded == 6
    contents = {
        json.dumps(
            [
                {k: v for k, v in row.items() if k != "_delivery_id"}
                for row in query(
                    duckdb_url,
                    "select r.* from raw.ep01_unit_contribution r join control.delivery d"
                    " on d.delivery_id = r._delivery_id where d.seq = :seq order by _line_no",
                    seq=seq,
                )
            ],
            default=str,
        )
        for seq in range(1, 7)
    }
    assert len(contents) == 1


def test_empty_fields_are_null_and_an_empty_file_is_accepted(duckdb_url, root):
    keys = set(EP01.required_key)
    cells = record(EP01)
    sent = Sent(records=[[c if f.column in keys else "" for c, f in zip(cells, EP01.fields, strict=True)]])
    sent.land(duckdb_url, root)
    empty = Sent(seq=2)
    delivery = empty.land(duckdb_url, root)
    assert load_pending(duckdb_url, root).loaded == 2
    [row] = query(duckdb_url, "select * from raw.ep01_unit_contribution")
    assert {f.column for f in EP01.fields if row[f.column] is not None} == keys
    assert state(duckdb_url, delivery)["records"] == 0


def test_bad_records_are_kept_whole_with_every_fault(warehouse_url, root):
    sent = good(200)
    labels = {f.column: f.label_zh for f in EP01.fields}
    sent.records[4] = record(EP01, 5, total_payroll="1,000.00", unit_enrolment_date="20230229")
    sent.records[9] = record(EP01, 10, unit_id="")
    sent.records[14] = record(EP01, 15)[:-1]
    sent.records[19] = record(EP01, 20, data_period="202413")
    txt = sent.txt().replace(b"UNI00000031", b"UNI\xff0000031").replace(b"UNI00000041", b"UNI0000\x00041")
    sent.content = txt
    delivery = sent.land(warehouse_url, root)
    summary = load_pending(warehouse_url, root)
    assert (summary.accepted, summary.rejected_records) == (194, 6)
    found = state(warehouse_url, delivery)
    assert found["status"] == "loaded"
    assert found["records"] == found["accepted"] + found["rejected"]
    rejects = query(warehouse_url, "select * from control.reject order by line_no")
    faults = {row["line_no"]: {(r["code"], r["column"]) for r in json.loads(row["reasons"])} for row in rejects}
    assert faults == {
        6: {("bad_number", labels["total_payroll"]), ("bad_date", labels["unit_enrolment_date"])},
        11: {("missing_key", labels["unit_id"])},
        16: {("field_count", None)},
        21: {("bad_period", labels["data_period"])},
        32: {("bad_encoding", labels["unit_id"])},
        42: {("nul_byte", labels["unit_id"])},
    }
    lines = txt.split(b"\n")
    assert all(row["raw_line"] == lines[row["line_no"] - 1] for row in rejects)
    told = json.loads(found["reasons"])
    assert {"code": "bad_number", "column": labels["total_payroll"], "count": 1}.items() <= {
        k: v for r in told if r["code"] == "bad_number" for k, v in r.items()
    }.items()
    kept = query(warehouse_url, "select _line_no from raw.ep01_unit_contribution")
    assert {row["_line_no"] for row in kept} == set(range(2, 202)) - set(faults)


def test_messages_do_not_hold_personal_data(duckdb_url, root):
    sent = good(100, table="EP02")
    sent.records[3] = record(EP02, 4, personal_contribution_base="632123199001011234", sex_code="张三丰" * 400)
    sent.land(duckdb_url, root)
    assert load_pending(duckdb_url, root).rejected_records == 1
    [row] = query(duckdb_url, "select reasons from control.reject")
    [found] = query(duckdb_url, "select reasons from control.delivery")
    for words in (row["reasons"], found["reasons"]):
        assert "19900101" not in words
        assert "三丰" not in words
    assert "6321**********1234" in row["reasons"]


def test_more_rejects_than_tolerated_refuse_the_whole_file(warehouse_url, root):
    inside, outside = good(100, seq=1), good(100, seq=2)
    for sent, count in ((inside, 5), (outside, 6)):
        for number in range(count):
            sent.records[number] = record(EP01, number, total_payroll="x")
    first, second = inside.land(warehouse_url, root), outside.land(warehouse_url, root)
    summary = load_pending(warehouse_url, root)
    assert (summary.loaded, summary.rejected) == (1, 1)
    assert state(warehouse_url, first)["status"] == "loaded"
    assert state(warehouse_url, second)["status"] == "rejected"
    told = receipt(warehouse_url, second)
    assert told["status"] == "rejected"
    assert (told["records"], told["accepted"], told["rejected"]) == (100, 0, 100)
    assert [(r["code"], r["count"]) for r in told["reasons"]] == [("too_many_rejects", 6), ("bad_number", 6)]
    [count] = query(warehouse_url, "select count(*) as n from raw.ep01_unit_contribution")
    assert count["n"] == 95


def test_drift_is_loaded_by_name_and_reported(warehouse_url, root):
    labels, cells = list(EP01.labels), record(EP01)
    order = [1, 0, *range(2, len(labels))]
    sent = Sent(header=[labels[i] for i in order] + ["新增列"], records=[[cells[i] for i in order] + ["任意"]])
    delivery = sent.land(warehouse_url, root)
    assert load_pending(warehouse_url, root).loaded == 1
    [row] = query(warehouse_url, "select * from raw.ep01_unit_contribution")
    assert (row["admin_division_code"], row["data_period"]) == ("11", "202401")
    drift = query(warehouse_url, "select column_label, kind from control.drift where delivery_id = :id",
                  id=delivery.delivery_id)  # fmt: skip
    assert {(d["column_label"], d["kind"]) for d in drift} == {
        ("新增列", "added"),
        (labels[0], "reordered"),
        (labels[1], "reordered"),
    }


def test_a_label_that_the_table_repeats_is_matched_by_its_turn(duckdb_url, root):
    table = CATALOGUE.table("UE10")
    twice = [f for f in table.fields if f.label_zh == "待遇项目代码"]
    assert len(twice) == 2
    sent = Sent(
        table="UE10", source=table.source, records=[record(table, 1, **{f.column: str(i) for i, f in enumerate(twice)})]
    )
    sent.land(duckdb_url, root)
    assert load_pending(duckdb_url, root).loaded == 1
    [row] = query(duckdb_url, f"select * from raw.{table.raw_name}")
    assert [row[f.column] for f in twice] == ["0", "1"]
