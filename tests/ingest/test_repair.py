"""A rejected record put right by two people and replayed: afterwards all is as if it had come right."""

import json

import pytest

from expectations import run_gates
from ingest import load_pending, repair
from tests.ingest.deliver import CATALOGUE, good, query, state
from warehouse_sql import open_warehouse
from warehouse_sql.control import receipts
from warehouse_sql.control.repairs import RepairError, same_person
from warehouse_sql.landing import Landing

TABLE = CATALOGUE.table("EP02")
LABEL = {field.column: field.label_zh for field in TABLE.fields}
PLACE = {field.column: field.position - 1 for field in TABLE.fields}
BASE = "personal_contribution_base"
COLUMNS = ", ".join(TABLE.columns)


def clean(count=40, **changes):
    """Records that the gate accepts."""
    sent = good(count, table="EP02", **changes)
    for cells in sent.records:
        cells[PLACE[BASE]] = "4000.00"
    return sent


def broken(sent):
    """Two bad records among forty: a number, and a field too many."""
    sent.records[4][PLACE[BASE]] = "壹万"
    sent.records[30].append("多余")
    return sent


def delivered(url, root, **changes):
    delivery = broken(clean(**changes)).land(url, root)
    load_pending(url, root)
    run_gates(url)
    return delivery


def proposed(url, root, delivery, line=6, change=None, who="张三"):
    return repair.propose(url, root, delivery.stem, line, change or {LABEL[BASE]: "5000.00"}, "单位更正函一", who)


def replayed(url, root):
    """Both records put right as they are in a clean delivery, approved and replayed."""
    delivery, right = delivered(url, root), clean()
    whole = "|".join(right.records[30])
    for line, change in ((6, {LABEL[BASE]: right.records[4][PLACE[BASE]]}), (32, whole)):
        repair.decide(url, proposed(url, root, delivery, line, change).repair_id, "李四", approve=True)
    made = repair.replay(url, root)
    load_pending(url, root)
    run_gates(url)
    return delivery, made


def current(url):
    return query(
        url,
        f"select {COLUMNS} from raw.ep02_personal_contribution r join control.current_delivery d"
        " on d.delivery_id = r._delivery_id where d.known_to is null order by person_id",
    )


def test_after_the_replay_the_rows_are_those_of_a_clean_delivery(warehouse_url, tmp_path):
    replayed(warehouse_url, tmp_path / "repaired")
    other = f"duckdb:///{tmp_path}/clean/w.duckdb"
    clean().land(other, tmp_path / "clean")
    load_pending(other, tmp_path / "clean")
    run_gates(other)
    assert len(current(other)) == 40
    assert current(warehouse_url) == current(other)


def test_the_replay_happens_once_and_the_sender_hears_nothing_of_it(warehouse_url, tmp_path):
    delivery, (made,) = replayed(warehouse_url, tmp_path)
    assert repair.replay(warehouse_url, tmp_path) == []
    assert load_pending(warehouse_url, tmp_path).deliveries == 0
    row = state(warehouse_url, made)
    assert (row["status"], row["records"], row["accepted"], row["seq"]) == ("accepted", 2, 2, delivery.seq)
    assert state(warehouse_url, delivery)["rejected"] == 2, "what came stays as it came"
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        assert {told["stem"] for told in receipts.unsent(tx)} == {delivery.stem}


def test_the_landing_file_says_who_put_what_right(duckdb_url, tmp_path):
    delivery, (made,) = replayed(duckdb_url, tmp_path)
    told = json.loads(Landing(tmp_path).manifest("HRSS", made.stem, made.sha256))["repairs"]
    assert (told["of"], told["of_sha256"]) == (delivery.stem, delivery.sha256)
    first, second = told["lines"]
    assert (first["line_no"], first["columns"]) == (6, [LABEL[BASE]])
    assert (first["proposed_by"], first["approved_by"], second["line_no"]) == ("张三", "李四", 32)
    rows = query(
        duckdb_url, "select line_no, status, replay_delivery_id, replay_line_no from control.repair order by 1"
    )
    assert [tuple(row.values()) for row in rows] == [
        (6, "replayed", made.delivery_id, 2),
        (32, "replayed", made.delivery_id, 3),
    ]


def test_a_later_full_delivery_replaces_the_repair_too(warehouse_url, tmp_path):
    replayed(warehouse_url, tmp_path)
    clean(39, seq=2).land(warehouse_url, tmp_path)
    load_pending(warehouse_url, tmp_path)
    run_gates(warehouse_url)
    assert len(current(warehouse_url)) == 39


def test_before_the_replay_the_repair_was_not_known(warehouse_url, tmp_path):
    delivery, (made,) = replayed(warehouse_url, tmp_path)
    known = query(warehouse_url, "select delivery_id, known_from, known_to from control.current_delivery order by 2")
    assert [row["delivery_id"] for row in known] == [delivery.delivery_id, made.delivery_id]
    assert known[0]["known_to"] is None
    assert known[0]["known_from"] < known[1]["known_from"]


def test_nobody_approves_what_he_proposed(warehouse_url, tmp_path):
    delivery = delivered(warehouse_url, tmp_path)
    one = proposed(warehouse_url, tmp_path, delivery, who="wang fang")
    for same in ("wang fang", "Wang Fang", " ＷＡＮＧ fang", "", "  "):
        with pytest.raises(RepairError):
            repair.decide(warehouse_url, one.repair_id, same, approve=True)
    assert repair.replay(warehouse_url, tmp_path) == []
    repair.decide(warehouse_url, one.repair_id, "wang fang", approve=False)
    proposed(warehouse_url, tmp_path, delivery, who="李四")
    assert not same_person("张三", "张四")


@pytest.mark.parametrize(
    ("line", "change", "told"),
    [
        (6, {LABEL[BASE]: "五千"}, "仍不合格"),
        (6, {LABEL["person_id"]: ""}, "仍不合格"),
        (6, {"没有的列": "1"}, "没有"),
        (6, {LABEL[BASE]: "1|2"}, "不能含"),
        (32, {LABEL[BASE]: "5000.00"}, "整行"),
        (32, "a|b", "字段"),
        (7, {LABEL[BASE]: "5000.00"}, "没有被拒收"),
    ],
)
def test_a_proposal_that_does_not_hold_is_refused_with_the_reason(duckdb_url, tmp_path, line, change, told):
    delivery = broken(clean()).land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    with pytest.raises(RepairError, match=told):
        proposed(duckdb_url, tmp_path, delivery, line, change)
    assert query(duckdb_url, "select * from control.repair") == []


def test_a_line_has_one_open_proposal_and_a_file_refused_whole_has_none(duckdb_url, tmp_path):
    delivery = delivered(duckdb_url, tmp_path)
    proposed(duckdb_url, tmp_path, delivery)
    with pytest.raises(RepairError, match=r"已有更正 .*（待审批）"):
        proposed(duckdb_url, tmp_path, delivery, who="李四")
    refused = broken(clean(seq=2))
    for cells in refused.records[:20]:
        cells[PLACE[BASE]] = "x"
    refused = refused.land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    with pytest.raises(RepairError, match="整个文件"):
        proposed(duckdb_url, tmp_path, refused)


def test_a_file_with_other_columns_is_repaired_in_its_own_layout(duckdb_url, tmp_path):
    sent = broken(clean())
    order = list(range(len(TABLE.fields)))[::-1]
    sent.header = [TABLE.labels[place] for place in order] + ["新列"]
    sent.records = [
        [*(cells[place] for place in order), "新"] if len(cells) == len(order) else cells for cells in sent.records
    ]
    delivery = sent.land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    one = proposed(duckdb_url, tmp_path, delivery)
    repair.decide(duckdb_url, one.repair_id, "李四", approve=True)
    repair.replay(duckdb_url, tmp_path)
    assert load_pending(duckdb_url, tmp_path).accepted == 1
    bases = query(duckdb_url, "select personal_contribution_base as b from raw.ep02_personal_contribution")
    assert [str(row["b"]) for row in bases].count("5000.00") == 1
