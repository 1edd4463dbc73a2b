"""One name, however it is written: by any encoding and door it is the same name in the warehouse, or compares so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from exchange_adapters.tax_soap import soap
from ingest import load_pending
from tests.dbt_project.rendered import expression
from tests.exchange_adapters.test_tax_soap import envelope, notice
from tests.ingest.deliver import CATALOGUE, Sent, good, query, record
from tests.ingest.test_bank_statement import ENTRIES, sent, xml
from warehouse_sql import open_warehouse

REPOSITORY = Path(__file__).parents[2]
EP02 = CATALOGUE.table("EP02")
with (REPOSITORY / "ingest" / "gb18030_2022.csv").open(encoding="ascii", newline="") as table:
    # The standard character and the one that the edition of 2000 puts in its place.
    MOVED = [(chr(int(row["gb18030_2022"][2:], 16)), chr(int(row["cpython"][2:], 16))) for row in csv.DictReader(table)]
DOTS = "·•‧・･∙⋅⸱．ㆍ․●◦﹒─"
OTHERS = ["张𫍯", "赵𬭎", "𠮷田", "尕藏·才让", "買買提", "ＡＬＩ", "O'NEIL; DROP TABLE x--", "欧阳　娜娜"]


def written(name: str) -> dict[str, Sent]:
    """The name as each kind of sender writes it: by encoding and edition."""
    private = name.translate({ord(standard): old for standard, old in MOVED})
    ways = {
        "two bytes": private.encode("gb18030"),  # the two-byte codes are where the old codec puts the private ones
        "four bytes": name.encode("gb18030"),
        "utf-8": name.encode(),
        "utf-8 of an old system": private.encode(),
    }
    made = {}
    for number, (way, raw) in enumerate(ways.items()):
        encoding = "UTF-8" if way.startswith("utf") else "GB18030"
        one = good(1, table="EP02", region=f"6301{number:02d}", encoding=encoding)
        one.records = [record(EP02, 1, person_name="@@")]
        one.content = one.txt().replace(b"@@", raw)
        made[way] = one
    return made


def name_key(url: str, names: list[str]) -> list[str]:
    """What models compare, worked out by the engine itself."""
    with open_warehouse(url) as warehouse:
        sql = f"select {expression('name_key', warehouse.dialect, 'cast(:name as text)')} as k"
        return [warehouse.query(sql, {"name": name}).column("k")[0].as_py() for name in names]


def test_every_moved_character_is_one_character_by_txt_in_any_encoding(warehouse_url, tmp_path):
    name = "刘" + "".join(standard for standard, _ in MOVED) + "明"
    ways = written(name)
    for one in ways.values():
        one.land(warehouse_url, tmp_path)
    assert load_pending(warehouse_url, tmp_path).loaded == len(ways)
    rows = query(
        warehouse_url,
        "select d.region_code, r.person_name from raw.ep02_personal_contribution as r"
        " join control.delivery as d on d.delivery_id = r._delivery_id order by 1",
    )
    found = [row["person_name"] for row in rows]
    assert found[:3] == [name] * 3
    assert found[3] == name.translate({ord(standard): old for standard, old in MOVED}), "raw keeps what came"
    assert len(set(name_key(warehouse_url, found))) == 1


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
def test_a_name_in_xml_is_the_name_in_txt(warehouse_url, tmp_path, encoding):
    names = ["刘" + standard for standard, _ in MOVED] + OTHERS
    by_txt = good(len(names), table="EP02")
    by_txt.records = [record(EP02, number, person_name=name) for number, name in enumerate(names)]
    by_txt.land(warehouse_url, tmp_path)
    for number, name in enumerate(names):
        text = xml(ENTRIES[:1], account=f"62270000{number:08d}").decode().replace("张三", name.replace("&", "&amp;"))
        body = text.replace("UTF-8", encoding, 1).encode(encoding)
        sent(body, 1, region=f"63{number:04d}").land(warehouse_url, tmp_path)
    assert load_pending(warehouse_url, tmp_path).rejected == 0
    txt = query(warehouse_url, "select person_name as n from raw.ep02_personal_contribution order by _line_no")
    bank = query(
        warehouse_url,
        "select r.counterparty_name as n from raw.bk02_bank_entry as r"
        " join control.delivery as d on d.delivery_id = r._delivery_id order by d.region_code",
    )
    keys = [name_key(warehouse_url, [row["n"] for row in rows]) for rows in (txt, bank)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(names), "different names stay different"


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
def test_a_value_by_soap_is_the_value_by_txt(encoding):
    name = "".join(standard for standard, _ in MOVED[:8]) + "𫍯·才让"
    body = envelope({**notice(1), "file": name}).decode().replace("UTF-8", encoding, 1).encode(encoding)
    call = soap.parse(body)
    assert call.find(f".//{soap.tag('file')}").text == name


def test_every_look_alike_of_the_separator_compares_as_the_separator(warehouse_url):
    names = [form.format(dot) for dot in DOTS for form in ("尕藏{}才让", "尕藏 {} 才让\u200b")]
    assert set(name_key(warehouse_url, names)) == {"尕藏·才让"}


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
@pytest.mark.parametrize("shape", ["plain", "mark in front", "CRLF", "last line cut", "NUL", "no line end"])
def test_shapes_of_files(duckdb_url, tmp_path, encoding, shape):
    names = ["张𫍯", "刘\u9fb4", "尕藏·才让"]
    one = good(3, table="EP02", encoding=encoding)
    one.records = [record(EP02, number, person_name=name) for number, name in enumerate(names)]
    content = one.txt()
    last_line = content.rstrip(b"\n").rpartition(b"\n")[2]
    one.content = {
        "plain": content,
        "mark in front": "\ufeff".encode(encoding) + content,
        "CRLF": content.replace(b"\n", b"\r\n"),
        "last line cut": content[: -len(last_line) // 2],
        "NUL": content.replace("张𫍯".encode(encoding), "张𫍯".encode(encoding) + b"\0"),
        "no line end": content.rstrip(b"\n"),
    }[shape]
    one.land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    (state,) = query(duckdb_url, "select status, reasons from control.delivery")
    rows = query(duckdb_url, "select person_name as n from raw.ep02_personal_contribution order by _line_no")
    reject = query(duckdb_url, "select line_no, reasons, raw_line from control.reject")
    if shape in ("plain", "mark in front", "CRLF", "no line end"):
        assert (state["status"], [row["n"] for row in rows]) == ("loaded", names)
        return
    code = {"last line cut": "truncated", "NUL": "nul_byte"}[shape]
    assert [code in one["reasons"] for one in reject] == [True], "the line is kept, and why"
    assert reject[0]["line_no"] == {"last line cut": 4, "NUL": 2}[shape]
