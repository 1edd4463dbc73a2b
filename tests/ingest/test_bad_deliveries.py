"""Every kind of bad delivery that exchange.md §1 names: no rows, the right codes, a receipt an operator understands."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import time
import zipfile
import zlib

import pytest

from ingest import load_pending
from ingest.archive import ArchiveError
from ingest.unpacker import Unpacker
from tests.ingest.deliver import CATALOGUE, Sent, good, land, query, receipt, record, state, zipped
from warehouse_sql.control.receipts import AGAIN
from warehouse_sql.landing import Landing, LandingError

EP01 = CATALOGUE.table("EP01")
NAME = "HRSS_EP01_632300_202401_001.txt"
TXT = good(3).txt()


def manifest(**values):
    return good(3, manifest=values)


def with_archive(content: bytes) -> Sent:
    return good(3, archive=content)


def encrypted() -> bytes:
    data = bytearray(zipped({NAME: TXT}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + at
        data[place] |= 1
    return bytes(data)


def entry(name: str, mode: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = mode << 16
        file.writestr(info, TXT)
    return out.getvalue()


def lying(size: int) -> bytes:
    """An archive that says in both headers that its member unpacks to `size`."""
    data = bytearray(zipped({NAME: TXT}))
    struct.pack_into("<I", data, data.index(b"PK\x03\x04") + 22, size)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, size)
    return bytes(data)


def wrong_crc() -> bytes:
    data = bytearray(zipped({NAME: TXT}))
    struct.pack_into("<I", data, data.index(b"PK\x03\x04") + 14, 1)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 16, 1)
    return bytes(data)


def overlapping() -> bytes:
    """Two directory entries for one member's data, as quine bombs have."""
    data = zipped({NAME: TXT})
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    directory = data[at:end] * 2
    tail = bytearray(data[end:])
    struct.pack_into("<HHII", tail, 8, 2, 2, len(directory), at)
    return data[:at] + directory + bytes(tail)


def hidden_member() -> bytes:
    """A second member in the data that the directory does not list."""
    data = zipped({NAME: TXT, "hidden.txt": b"x"})
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    end = data.index(b"PK\x05\x06")
    tail = bytearray(data[end:])
    struct.pack_into("<HHII", tail, 8, 1, 1, second - first, first)
    return data[:second] + bytes(tail)


def bomb(size: int) -> bytes:
    return zipped({NAME: TXT + b"0" * size})


def lying_bomb() -> bytes:
    """A bomb whose headers claim a harmless size."""
    data = bytearray(bomb(200 << 20))
    struct.pack_into("<I", data, data.index(b"PK\x03\x04") + 22, len(data) * 50)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, len(data) * 50)
    return bytes(data)


def nine_gib() -> bytes:
    """Headers that claim 9 GiB at a decent ratio cannot be made small; claim it of a little data (ZIP64)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open(NAME, "w", force_zip64=True) as member:
        member.write(TXT)
    data = bytearray(out.getvalue())
    place = data.index(b"PK\x01\x02")
    (name,) = struct.unpack_from("<H", data, place + 28)
    struct.pack_into("<I", data, place + 24, 0xFFFFFFFF)
    field = struct.pack("<HHQ", 1, 8, 9 << 30)
    struct.pack_into("<H", data, place + 30, len(field))
    data[place + 46 + name : place + 46 + name] = field
    end = data.index(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 12, end - place)
    return bytes(data)


def short_header() -> Sent:
    sent = good(3)
    sent.header = list(EP01.labels)[:-1]
    sent.records = [cells[:-1] for cells in sent.records]
    return sent


def half_file() -> Sent:
    sent = good(100)
    sent.content = sent.txt()[: len(sent.txt()) // 2]
    return sent


def twice(name: str, value: object) -> Sent:
    """A manifest that says something twice; the last would count."""
    sent = good(3)
    raw = json.dumps(sent.manifest_of(len(sent.zip()), hashlib.sha256(sent.zip()).hexdigest())).encode()
    sent.manifest_bytes = b'{"%s": %s, ' % (name.encode(), json.dumps(value).encode()) + raw[1:]
    return sent


CASES = {
    "wrong hash": (manifest(sha256="0" * 64), ["bad_hash"]),
    "wrong size": (manifest(bytes=1), ["bad_size"]),
    "more records declared": (manifest(records=4), ["bad_count"]),
    "fewer records declared": (manifest(records=2), ["bad_count"]),
    "wrong total": (manifest(control_totals={"单位实缴当月金额": "1.00"}), ["bad_total"]),
    "total of an unknown column": (manifest(control_totals={"没有": "1.00"}), ["bad_manifest"]),
    "total of a column that is not money": (manifest(control_totals={"单位名称": "1.00"}), ["bad_manifest"]),
    "total as a number": (manifest(control_totals={"单位实缴当月金额": 1.0}), ["bad_manifest"]),
    "unknown table": (Sent(table="XX99", content=TXT, manifest={"records": 3}), ["unknown_table"]),
    "table of another source": (good(3, source="TAX"), ["bad_manifest"]),
    "manifest is no JSON": (good(3, manifest_bytes=b"{"), ["bad_manifest"]),
    "half a character in the hash": (manifest(sha256="\ud800"), ["bad_manifest"]),
    "NUL in the encoding": (manifest(encoding="\0UTF-8"), ["bad_manifest"]),
    "manifest is a list": (good(3, manifest_bytes=b"[]"), ["bad_manifest"]),
    "manifest is nested deeply": (good(3, manifest_bytes=b"[" * 100_000), ["bad_manifest"]),
    "version 2": (manifest(version=2), ["bad_manifest"]),
    "more records than can be": (manifest(records=10**4000), ["bad_manifest"]),
    "records as 3.0": (manifest(records=3.0), ["bad_manifest"]),
    "records twice": (twice("records", 99), ["bad_manifest"]),
    "half a character": (good(3, manifest_bytes=b'{"version": 1, "mode": "\\ud800"}'), ["bad_manifest"]),
    "totals without end": (manifest(control_totals=dict.fromkeys(map(str, range(9999)), "1")), ["bad_manifest"]),
    "total with an exponent": (manifest(control_totals={"单位实缴当月金额": "1e3"}), ["bad_manifest"]),
    "total with separators": (manifest(control_totals={"单位实缴当月金额": "1,000.00"}), ["bad_manifest"]),
    "total with a space": (manifest(control_totals={"单位实缴当月金额": " 12.00"}), ["bad_manifest"]),
    "total of null": (manifest(control_totals={"单位实缴当月金额": None}), ["bad_manifest"]),
    "bytes below nothing": (manifest(bytes=-1), ["bad_size"]),
    "sequence as text": (manifest(seq="001"), ["bad_manifest"]),
    "period without month": (manifest(period="202413"), ["bad_manifest"]),
    "region in words": (manifest(region="青海"), ["bad_manifest"]),
    "sequence 0": (manifest(seq=0), ["bad_manifest"]),
    "sequence true": (manifest(seq=True), ["bad_manifest"]),
    "unknown mode": (manifest(mode="delta"), ["bad_manifest"]),
    "unknown encoding": (manifest(encoding="BIG5"), ["bad_manifest"]),
    "records as text": (manifest(records="3"), ["bad_manifest"]),
    "name says something else": (manifest(seq=2), ["bad_manifest"]),
    "no archive": (with_archive(TXT), ["bad_archive"]),
    "empty file": (with_archive(b""), ["bad_archive"]),
    "half an archive": (with_archive(zipped({NAME: TXT})[:-40]), ["bad_archive"]),
    "two members": (with_archive(zipped({NAME: TXT, "more.txt": b"x"})), ["bad_archive"]),
    "no member": (with_archive(zipped({})), ["bad_archive"]),
    "path in the name": (with_archive(zipped({"../" + NAME: TXT})), ["bad_archive"]),
    "absolute name": (with_archive(zipped({"/" + NAME: TXT})), ["bad_archive"]),
    "another name": (with_archive(zipped({"data.txt": TXT})), ["bad_archive"]),
    "archive in the archive": (with_archive(zipped({NAME + ".zip": zipped({NAME: TXT})})), ["bad_archive"]),
    "a link": (with_archive(entry(NAME, 0o120777)), ["bad_archive"]),
    "a folder": (with_archive(entry(NAME, 0o040755)), ["bad_archive"]),
    "encrypted": (with_archive(encrypted()), ["bad_archive"]),
    "bzip2": (with_archive(zipped({NAME: TXT}, zipfile.ZIP_BZIP2)), ["bad_archive"]),
    "overlapping members": (with_archive(overlapping()), ["bad_archive"]),
    "hidden member": (with_archive(hidden_member()), ["bad_archive"]),
    "bytes in front": (with_archive(b"MZ" + zipped({NAME: TXT})), ["bad_archive"]),
    "bytes behind": (with_archive(zipped({NAME: TXT}) + b"x"), ["bad_archive"]),
    "claims to be smaller": (with_archive(lying(10)), ["bad_archive"]),
    "claims to be larger": (with_archive(lying(len(TXT) + 1)), ["bad_archive"]),
    "wrong checksum": (with_archive(wrong_crc()), ["bad_archive"]),
    "bomb": (with_archive(bomb(64 << 20)), ["too_large"]),
    "bomb that lies": (with_archive(lying_bomb()), ["bad_archive"]),
    "nine GiB": (with_archive(nine_gib()), ["too_large"]),
    "no header": (good(0, content=b""), ["missing_column"]),
    "column missing": (short_header(), ["missing_column"]),
    "UTF-8 said to be GB18030": (good(3, content=good(3, encoding="UTF-8").txt()), ["undecodable"]),
    "GB18030 said to be UTF-8": (good(3, encoding="UTF-8", content=TXT), ["undecodable"]),
    "binary": (good(3, content=bytes(range(128, 256)) * 10), ["undecodable"]),
    "half a file": (half_file(), ["bad_count", "truncated"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_delivery_is_refused_with_its_code(name, duckdb_url, tmp_path):
    sent, codes = CASES[name]
    delivery = sent.land(duckdb_url, tmp_path / "landing")
    started = time.perf_counter()
    summary = load_pending(duckdb_url, tmp_path / "landing")
    assert time.perf_counter() - started < 2
    assert (summary.loaded, summary.rejected, summary.failed) == (0, 1, 0)
    told = receipt(duckdb_url, delivery)
    found = [reason["code"] for reason in told["reasons"]]
    assert list(dict.fromkeys(found)) [: len(codes)] == codes  # fmt: skip
    assert told["status"] == "rejected"
    assert told["accepted"] == 0
    assert told["rejected"] == told["records"]
    assert set(told) == {
        "version", "file", "sha256", "status", "records", "accepted", "rejected", "reasons", "drift", "decided_at",
    }  # fmt: skip
    assert len(told["reasons"]) <= 50
    for reason in told["reasons"]:
        assert len(reason["message"]) < 300
        assert set(reason) == {"code", "column", "count", "message"}
        assert reason["message"].endswith(AGAIN), "under the same name it would be a conflict"
    assert state(duckdb_url, delivery)["status"] == "rejected"
    [count] = query(duckdb_url, "select count(*) as n from raw.ep01_unit_contribution")
    assert count["n"] == 0
    assert load_pending(duckdb_url, tmp_path / "landing").deliveries == 0


def test_missing_columns_are_named_and_told_as_drift(duckdb_url, tmp_path):
    delivery = short_header().land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    told = receipt(duckdb_url, delivery)
    assert told["reasons"][0]["column"] == EP01.labels[-1]
    assert told["drift"] == [{"column": EP01.labels[-1], "kind": "missing"}]


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (lambda txt: txt.replace("\n", "\r"), "行尾应为换行 LF 或回车换行 CRLF"),
        (lambda txt: txt.replace("|", ","), "第一行没有分隔符“|”"),
        (lambda txt: txt.replace("|", " | "), "列名前后有空格、引号等多余字符"),
        (lambda txt: "\n" + txt, "文件第一行是空的"),
        (lambda txt: txt.split("\n", 1)[1], "没有一个列名与信息目录相符"),
    ],
)
def test_a_header_that_is_none_is_told_by_its_form(duckdb_url, tmp_path, spoilt, why):
    sent = good(3)
    sent.content = spoilt(TXT.decode("gb18030")).encode("gb18030")
    delivery = sent.land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    reasons = receipt(duckdb_url, delivery)["reasons"]
    assert {reason["code"] for reason in reasons} == {"missing_column"} and len(reasons) <= 2
    assert why in reasons[0]["message"]


def test_a_header_joined_with_a_record_shows_nobody(duckdb_url, tmp_path):
    table = CATALOGUE.table("EP06")
    sent = good(0, table="EP06", manifest={"records": 0})
    sent.content = "|".join([*table.labels, *record(table, 1, person_name="尕藏才让")]).encode("gb18030")
    sent.land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    told = {row["column_label"] for row in query(duckdb_url, "select column_label from control.drift")}
    assert told and not any("才让" in label for label in told)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["a\0b", "\ufeff备注"], ["a�b", "\ufeff备注"]),
        ([f"另{number:05d}" for number in range(20_000)], [*["另*****"] * 100, "（另有 19900 列）"]),
    ],
)
def test_columns_without_end_and_of_no_characters_are_told_shortly(warehouse_url, tmp_path, more, told):
    sent = good(2)
    sent.header = [*EP01.labels, *more]
    sent.records = [[*cells, *[""] * len(more)] for cells in sent.records]
    sent.land(warehouse_url, tmp_path)
    assert load_pending(warehouse_url, tmp_path).loaded == 1
    drift = query(warehouse_url, "select column_label, kind from control.drift")
    assert sorted((row["column_label"], row["kind"]) for row in drift) == sorted((label, "added") for label in told)


def test_a_file_that_our_store_lost_is_not_refused(duckdb_url, tmp_path):
    lost, spoilt = (good(3, seq=seq).land(duckdb_url, tmp_path) for seq in (1, 2))
    store = Landing(tmp_path)
    kept = store.path(lost.sha256).rename(tmp_path / "kept")
    store.path(spoilt.sha256).chmod(0o644)
    content = store.path(spoilt.sha256).read_bytes()
    store.path(spoilt.sha256).write_bytes(content[:-1])
    assert load_pending(duckdb_url, tmp_path).failed == 2
    assert {state(duckdb_url, one)["status"] for one in (lost, spoilt)} == {"received"}
    kept.rename(store.path(lost.sha256))
    store.path(spoilt.sha256).write_bytes(content)
    assert load_pending(duckdb_url, tmp_path).loaded == 2


def test_a_total_counts_every_parseable_value_also_of_rejected_records(duckdb_url, tmp_path):
    sent = good(100)
    sent.records[0] = record(EP01, 1, unit_id="", unit_paid_current_amount="10.00")
    total = f"{-1234.50 * 99 + 10:.2f}"
    sent.manifest = {"control_totals": {"单位实缴当月金额": total}}
    sent.land(duckdb_url, tmp_path)
    summary = load_pending(duckdb_url, tmp_path)
    assert (summary.loaded, summary.rejected_records) == (1, 1)


def test_a_total_may_be_of_any_column_that_has_its_label_or_of_all(duckdb_url, tmp_path):
    table = CATALOGUE.table("EM04")
    label = "其中药品费"
    assert table.labels.count(label) == 2
    sent = [
        good(1, table="EM04", source="MED", seq=seq, manifest={"control_totals": {label: total}})
        for seq, total in enumerate(("1.00", "2.00", "3.00", "4.00"), start=1)
    ]
    for one in sent:
        one.records = [record(table, 1, drug_cost="1.00", out_of_policy_drug_cost="2.00")]
    delivered = land(sent, duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    assert [state(duckdb_url, one)["status"] for one in delivered] == ["loaded"] * 3 + ["rejected"]
    [reason] = receipt(duckdb_url, delivered[3])["reasons"]
    assert reason["code"] == "bad_total"
    assert "有 2 列同名，各行合计依次为 1.00、2.00，各列相加为 3.00，清单的控制总数为 4.00" in reason["message"]


def test_a_wrong_total_names_the_records_that_could_not_be_added(duckdb_url, tmp_path):
    sent = good(200, manifest={"control_totals": {"单位实缴当月金额": "-246900.00"}})
    for place in (4, 9, 14):
        sent.records[place] = record(EP01, place + 1, unit_paid_current_amount="1,234.50")
    sent.records[19] = sent.records[19][:-1]
    sent.records[24] = record(EP01, 25, unit_id="")
    delivery = sent.land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    reason = receipt(duckdb_url, delivery)["reasons"][0]
    assert reason["code"] == "bad_total"
    assert "；第 6、11、16 行 等共 4 条记录因字段个数不符或金额格式不对未能计入合计" in reason["message"]


def test_bad_deliveries_do_not_stop_good_ones(warehouse_url, tmp_path):
    sent = [good(3, seq=1), with_archive(b"junk"), good(3, seq=3)]
    sent[1].seq = 2
    landed = [one.land(warehouse_url, tmp_path) for one in sent]
    summary = load_pending(warehouse_url, tmp_path)
    assert (summary.loaded, summary.rejected) == (2, 1)
    assert [state(warehouse_url, d)["status"] for d in landed] == ["loaded", "rejected", "loaded"]


def test_an_error_of_ours_leaves_the_delivery_to_be_tried_again(duckdb_url, tmp_path, monkeypatch):
    first, second = good(3, seq=1).land(duckdb_url, tmp_path), good(3, seq=2).land(duckdb_url, tmp_path)
    real = Unpacker.chunks

    def failing(self, path, name):
        if "_001" in name:
            raise OSError("disk")
        return real(self, path, name)

    monkeypatch.setattr(Unpacker, "chunks", failing)
    assert load_pending(duckdb_url, tmp_path).failed == 1
    assert [state(duckdb_url, d)["status"] for d in (first, second)] == ["received", "loaded"]
    monkeypatch.undo()
    assert load_pending(duckdb_url, tmp_path).loaded == 1


@pytest.mark.parametrize("content", [None, b"junk"], ids=["gone", "damaged"])
def test_a_landed_file_that_we_lost_is_our_error_and_not_its_senders(content, duckdb_url, tmp_path, caplog):
    lost, there = good(3, seq=1).land(duckdb_url, tmp_path), good(3, seq=2).land(duckdb_url, tmp_path)
    path = Landing(tmp_path).path(lost.sha256)
    kept = path.read_bytes()
    path.unlink()
    if content:
        path.write_bytes(content)
    summary = load_pending(duckdb_url, tmp_path)
    assert (summary.loaded, summary.rejected, summary.failed) == (1, 0, 1)
    assert [state(duckdb_url, d)["status"] for d in (lost, there)] == ["received", "loaded"]
    assert "sif landing pull" in caplog.text, "it says what to do"
    assert query(duckdb_url, "select * from control.receipt") == [], "its sender is not told to send again"
    path.unlink(missing_ok=True)
    path.write_bytes(kept)
    assert load_pending(duckdb_url, tmp_path).loaded == 1


def test_without_the_landing_store_nothing_is_loaded_or_refused(duckdb_url, tmp_path):
    landed = good(3).land(duckdb_url, tmp_path)
    (tmp_path / "objects").rename(tmp_path / "away")
    with pytest.raises(LandingError, match="is the disk mounted"):
        load_pending(duckdb_url, tmp_path)
    assert state(duckdb_url, landed)["status"] == "received"
    (tmp_path / "away").rename(tmp_path / "objects")
    assert load_pending(duckdb_url, tmp_path).loaded == 1


def unpacked(path):
    with Unpacker() as unpacker:
        return b"".join(unpacker.chunks(path, "a.txt"))


def test_the_ratio_limit_counts_what_comes_out(tmp_path):
    data = b"0" * (1 << 20)
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    assert len(data) > 200 * len(packed.compress(data) + packed.flush())
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": data}))
    with pytest.raises(ArchiveError) as refused:
        unpacked(path)
    assert refused.value.code == "too_large"


def test_archives_of_common_writers_are_read(tmp_path):
    path = tmp_path / "a.zip"
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        path.write_bytes(zipped({"a.txt": TXT}, method))
        assert unpacked(path) == TXT
        for zip64 in (True, False):
            out = io.BytesIO()
            stream = io.BufferedWriter(_Unseekable(out))
            with zipfile.ZipFile(stream, "w", method) as file, file.open("a.txt", "w", force_zip64=zip64) as member:
                member.write(TXT)
            stream.flush()
            path.write_bytes(out.getvalue())
            assert unpacked(path) == TXT


class _Unseekable(io.RawIOBase):
    """Makes zipfile write data descriptors, as streaming writers do."""

    def __init__(self, out):
        self._out = out

    def writable(self):
        return True

    def write(self, data):
        return self._out.write(bytes(data))


def test_every_fault_of_a_manifest_is_told(duckdb_url, tmp_path):
    delivery = good(3, manifest={"mode": "x", "seq": 0, "period": "1"}).land(duckdb_url, tmp_path)
    load_pending(duckdb_url, tmp_path)
    assert len(json.loads(state(duckdb_url, delivery)["reasons"])) == 3
