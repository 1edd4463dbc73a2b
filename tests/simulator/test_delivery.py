"""Bytes of a delivery: encodings, line ends, header, names in the 2022 edition of GB 18030."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from catalogue import load_catalogue
from simulator import names, text
from simulator.bad_deliveries import RECORDS, write
from simulator.delivery import Feed
from simulator.money import SHANGHAI


def _member(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        (name,) = archive.namelist()
        assert name == f"{path.stem}.txt"
        return archive.read(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("尕藏·才让", "e6d8b2d8a1a4b2c5c8c3"),
        ("王䶮", "cdf5fe9f"),
        ("李㛃", "c0ee8230b731"),
        ("张𫍯", "d5c59838bc31"),
        ("陈𬍛", "b3c29931d937"),
        ("刘龴", "c1f5fe59"),
    ],
)
def test_names_are_written_in_the_2022_edition(name, expected):
    assert text.encode(name, "GB18030").hex() == expected


def test_every_possible_name_survives_gb18030_and_has_one_kind_of_dot():
    everyone = names.names(np.arange(len(names._ALL))).to_pylist()
    back = text.encode("\n".join(everyone), "GB18030").decode("gb18030")
    moved = {private: character for character, private in text._two_byte().items()}
    assert back.translate(str.maketrans(moved)).split("\n") == everyone
    assert not any(variant in name for name in everyone for variant in names.DOT_VARIANTS)
    assert sum(names.SEPARATOR in name for name in everyone) > 100
    assert any("龴" in name for name in everyone) and not any("|" in name or " " in name for name in everyone)


def test_money_is_exact():
    fen = np.array([0, 5, -5, 100, 123_456_789_012_345, -99_999], dtype=np.int64)
    expected = ["0.00", "0.05", "-0.05", "1.00", "1234567890123.45", "-999.99"]
    assert text.money(fen).to_pylist() == expected == [text.yuan(int(f)) for f in fen]


def test_sources_write_in_their_own_way(outbox):
    for source, table, encoding, end, bom in (
        ("HRSS", "EP02", "GB18030", b"\n", False),
        ("AGY", "EP11", "GB18030", b"\r\n", False),
        ("TAX", "EP09", "UTF-8", b"\n", False),
        ("PSB", "PS01", "UTF-8", b"\n", True),
    ):
        manifest = next(m for m in outbox.manifests if m["table"] == table and m["records"])
        (path,) = outbox.folder.rglob(manifest["file"])
        data = _member(path)
        assert (manifest["source"], manifest["encoding"]) == (source, encoding)
        assert data.startswith(b"\xef\xbb\xbf") == bom and data.endswith(end)
        assert (data.count(b"\r\n") == data.count(b"\n")) == (end == b"\r\n")
        header = data.removeprefix(b"\xef\xbb\xbf").split(end)[0]
        codec = "gb18030" if encoding == "GB18030" else "utf-8"
        assert header.decode(codec).split("|") == list(load_catalogue().table(table).labels)
        assert data.count(b"\n") == manifest["records"] + 1


def test_names_stand_where_exchange_says(outbox):
    for manifest in outbox.manifests:
        (path,) = outbox.folder.rglob(manifest["file"])
        place = path.relative_to(outbox.folder).parts
        if manifest["source"] == "BANK":
            assert place[:2] == ("outbox", "BANK") and place[2][:6] == manifest["period"] and len(place[2]) == 8
        else:
            assert place[:-1] == ("outbox", manifest["source"], manifest["period"], manifest["region"])
        parts = (
            manifest["source"],
            manifest["table"],
            manifest["region"],
            manifest["period"],
            f"{manifest['seq']:03d}",
        )
        assert path.stem == "_".join(parts)
    assert not list(outbox.folder.rglob("*.part"))


def test_an_unknown_column_is_an_error(tmp_path):
    feed = Feed(tmp_path, "EP07", "630102", "202501", datetime(2025, 2, 3, tzinfo=SHANGHAI))
    with pytest.raises(KeyError, match="no columns"):
        feed.add(1, {"no_such_column": "x"})


def test_rows_of_later_lanes_stand_at_the_end(tmp_path):
    feed = Feed(tmp_path, "EP07", "630102", "202501", datetime(2025, 2, 3, tzinfo=SHANGHAI))
    for lane, code in ((2, "c"), (0, "a"), (1, "b"), (0, "a2")):
        feed.lane = lane
        feed.add(1, {"admin_division_code": pa.array([code])})
    written = feed.close()
    lines = _member(written.path).decode("gb18030").splitlines()
    assert [line.split("|")[0] for line in lines[1:]] == ["a", "a2", "b", "c"] and written.records == 4


def test_bad_deliveries_have_what_their_names_say(tmp_path):
    expected = write(tmp_path)
    assert json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))[0]["case"] == expected[0].case
    by_case = {(e.case, e.wave): e for e in expected}
    assert len({e.stem for e in expected}) == len({e.case for e in expected})

    def file(case: str, wave: str = "first") -> tuple[Path, dict]:
        root = tmp_path / "outbox" if wave == "first" else tmp_path / "later" / "outbox"
        (path,) = root.rglob(f"{by_case[case, wave].stem}.zip")
        manifest = path.with_suffix(".json")
        return path, json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}

    import hashlib

    path, manifest = file("wrong_hash")
    assert manifest["sha256"] != hashlib.sha256(path.read_bytes()).hexdigest()
    path, manifest = file("half_file")
    assert path.stat().st_size == manifest["bytes"] // 2
    assert file("short_file")[1]["bytes"] == file("short_file")[0].stat().st_size + 100
    with zipfile.ZipFile(file("zip_bomb")[0]) as archive:
        (info,) = archive.infolist()
        assert info.file_size > 200 * info.compress_size
    with zipfile.ZipFile(file("two_members")[0]) as archive:
        assert len(archive.namelist()) == 2
    with zipfile.ZipFile(file("path_in_member_name")[0]) as archive:
        assert archive.namelist()[0].startswith("../")
    assert file("no_manifest")[1] == {}
    assert file("sent_twice")[0].read_bytes() == file("sent_twice", "later")[0].read_bytes()
    changed = [file("sent_with_another_content", wave)[0].read_bytes() for wave in ("first", "later")]
    assert changed[0] != changed[1]
    good = _member(file("good_neighbour")[0]).decode("gb18030").splitlines()
    assert len(good) == RECORDS + 1 and {line.count("|") for line in good} == {good[0].count("|")}
    assert b"\0" in _member(file("nul_byte")[0])
    with pytest.raises(UnicodeDecodeError):
        _member(file("bad_encoding_in_a_line")[0]).decode("gb18030")
    assert not _member(file("truncated_last_line")[0]).endswith(b"\n")
