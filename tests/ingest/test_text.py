"""GB18030-2022: characters the old codec puts into the private-use area, names with rare characters."""

from __future__ import annotations

import pytest

from ingest import load_pending, text
from tests.ingest.deliver import CATALOGUE, Sent, query, record

EP02 = CATALOGUE.table("EP02")
TWO_BYTES = {
    "fe59": 0x9FB4, "fe61": 0x9FB5, "fe66": 0x9FB6, "fe67": 0x9FB7, "fe6d": 0x9FB8, "fe7e": 0x9FB9, "fe90": 0x9FBA,
    "fea0": 0x9FBB, "a8bc": 0x1E3F, "a6d9": 0xFE10, "a6da": 0xFE12, "a6db": 0xFE11, "a6dc": 0xFE13, "a6dd": 0xFE14,
    "a6de": 0xFE15, "a6df": 0xFE16, "a6ec": 0xFE17, "a6ed": 0xFE18, "a6f3": 0xFE19,
}  # fmt: skip
STILL_PRIVATE = {"fe51": 0xE816, "fe52": 0xE817, "fe53": 0xE818, "fe6c": 0xE831, "fe76": 0xE83B, "fe91": 0xE855}
NAMES = {
    "尕藏·才让": "e6d8b2d8a1a4b2c5c8c3",
    "买买提·艾力": "c2f2c2f2cce1a1a4b0acc1a6",
    "才仁卓玛": "b2c5c8cad7bfc2ea",
    "马哈麦德·沙里福丁": "c2edb9fec2f3b5c2a1a4c9b3c0efb8a3b6a1",
    "巴·巴雅尔孟克": "b0cda1a4b0cdd1c5b6fbc3cfbfcb",
    "王䶮": "cdf5fe9f",
    "李㛃": "c0ee8230b731",
    "张𫍯": "d5c59838bc31",
    "赵𬭎": "d5d49933a932",
    "陈𬍛": "b3c29931d937",
    "刘\u9fb4": "c1f582359037",
    "欧阳 娜娜": "c5b7d1f420c4c8c4c8",
    "ALI HASSAN": "414c492048415353414e",
    "吕": "c2c0",
}


@pytest.mark.parametrize(("raw", "standard"), TWO_BYTES.items())
def test_the_2022_characters_decode_and_encode(raw, standard):
    data = bytes.fromhex(raw)
    assert text.decode(data, "gb18030") == chr(standard)
    assert text.to_utf8(data, "gb18030") == chr(standard).encode()
    assert text.encode(chr(standard), "gb18030") == data


@pytest.mark.parametrize(("raw", "private"), STILL_PRIVATE.items())
def test_what_2022_leaves_private_stays_as_received(raw, private):
    assert text.decode(bytes.fromhex(raw), "gb18030") == chr(private)


@pytest.mark.parametrize(("name", "raw"), NAMES.items())
def test_names_decode(name, raw):
    assert text.decode(bytes.fromhex(raw), "gb18030") == name


def test_all_two_and_four_byte_codes_decode_alike_one_by_one_and_at_once():
    two = [bytes([a, b]) for a in range(0x81, 0xFF) for b in [*range(0x40, 0x7F), *range(0x80, 0xFF)]]
    decoded = [text.decode(code, "gb18030") for code in two]
    assert text.to_utf8(b"\n".join(two), "gb18030").decode() == "\n".join(decoded)
    assert len(set(decoded)) == len(two)


def test_names_arrive_in_the_warehouse_as_they_are(warehouse_url, tmp_path):
    sent = Sent(table="EP02", records=[record(EP02, n, person_name=name) for n, name in enumerate(NAMES)])
    old_codec = "|".join(record(EP02, 99, person_name="x")).encode("gb18030").replace(b"|x|", b"|\xc1\xf5\xfe\x59|")
    second_half_is_a_bar = "|".join(record(EP02, 100, person_name="泑")).encode("gb18030")
    assert b"\x9b\x7c" in second_half_is_a_bar
    sent.content = sent.txt() + old_codec + b"\n" + second_half_is_a_bar + b"\n"
    sent.manifest = {"records": len(NAMES) + 2}
    sent.land(warehouse_url, tmp_path)
    summary = load_pending(warehouse_url, tmp_path)
    assert (summary.loaded, summary.rejected_records) == (1, 0)
    rows = query(warehouse_url, "select person_name from raw.ep02_personal_contribution order by _line_no")
    assert [row["person_name"] for row in rows] == [*NAMES, "刘\u9fb4", "泑"]
