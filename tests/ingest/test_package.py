"""Packages of the exchange node, read as if their sender were hostile."""

from __future__ import annotations

import hashlib
import http.server
import io
import random
import struct
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest import package
from ingest.package import PackageError
from ingest.unpacker import Unpacker
from warehouse_sql.control.packages import Member

SHA = hashlib.sha256
CSV = "代码,名称\n1,养老\n".encode()


def xml(members: str | None = None, **values: str) -> bytes:
    about = {"id": "P-1", "type": "codes", "from": "MOF", "to": "630000", "period": "202401", **values}
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in about.items() if value is not None)
    listed = members if members is not None else f'<member name="a.csv" sha256="{SHA(CSV).hexdigest()}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><package>{fields}<members>{listed}</members></package>'.encode()


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, method)
    return out.getvalue()


def whole(description: bytes | None = None, *more: tuple[str, bytes]) -> bytes:
    return packed(("package.xml", description or xml()), ("a.csv", CSV), *more)


def read(tmp_path: Path, content: bytes) -> package.Contents:
    path = tmp_path / "package"
    path.write_bytes(content)
    with Unpacker() as unpacker:
        return package.read(path, "P-1", unpacker)


def test_package_is_read_with_true_sizes_and_types(tmp_path: Path) -> None:
    book = packed(("xl/workbook.xml", b"<x/>"))
    listed = "".join(
        f'<member name="{name}" sha256="{SHA(body).hexdigest().upper()}"/>'
        for name, body in (("决算表.xlsx", book), ("a.csv", CSV))
    )
    found = read(tmp_path, packed(("决算表.xlsx", book), ("a.csv", CSV), ("package.xml", xml(listed, type="report"))))
    assert (found.package_id, found.type, found.sender, found.receiver) == ("P-1", "report", "MOF", "630000")
    assert found.period == "202401"
    assert found.members == (
        Member("决算表.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", len(book),
               SHA(book).hexdigest()),
        Member("a.csv", "text/csv", len(CSV), SHA(CSV).hexdigest()),
    )  # fmt: skip
    assert b"".join(package.chunks(tmp_path / "package", found.members[1])) == CSV


def test_values_may_be_attributes_and_elements_may_have_a_namespace(tmp_path: Path) -> None:
    described = (
        '<p:package xmlns:p="urn:mof" id="P-1" type="codes" from="MOF" to="630000" period="">'
        f"<p:member><p:name>a.csv</p:name><p:sha256>{SHA(CSV).hexdigest()}</p:sha256></p:member></p:package>"
    )
    found = read(tmp_path, whole(described.encode()))
    assert (found.period, [m.name for m in found.members]) == (None, ["a.csv"])


def test_name_in_gb18030_without_a_flag_is_the_same_name(tmp_path: Path) -> None:
    name = "科目.csv"
    listed = f'<member name="{name}" sha256="{SHA(CSV).hexdigest()}"/>'
    content = packed(("package.xml", xml(listed)), ("KKKK.csv", CSV))
    raw = name.encode("gb18030")
    assert read(tmp_path, content.replace(b"KKKK.csv", raw)).members[0].name == name


def member(name: str = "a.csv", sha256: str | None = None) -> str:
    return f'<member name="{name}" sha256="{sha256 or SHA(CSV).hexdigest()}"/>'


def encrypted() -> bytes:
    content = bytearray(whole())
    at = content.index(b"PK\x01\x02")
    for position in (6, at + 8):
        content[position] |= 1
    return bytes(content)


def link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("package.xml", xml())
        info = zipfile.ZipInfo("a.csv")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def overlapping() -> bytes:
    """Two entries over the same data, as quoted-overlap bombs have them."""
    content = packed(("package.xml", xml()), ("a.csv", CSV), method=zipfile.ZIP_STORED)
    at = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", at + 4)
    changed = bytearray(content)
    changed[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(changed)


def hidden() -> bytes:
    """Bytes between the members that no entry tells of."""
    content = packed(("package.xml", xml()), ("a.csv", CSV))
    at = content.index(b"PK\x01\x02")
    changed = bytearray(content[:at] + b"hidden" + content[at:])
    end = changed.rindex(b"PK\x05\x06")
    (start,) = struct.unpack("<I", changed[end + 16 : end + 20])
    changed[end + 16 : end + 20] = struct.pack("<I", start + 6)
    return bytes(changed)


def lying_size() -> bytes:
    content = bytearray(packed(("package.xml", xml()), ("a.csv", CSV)))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", len(CSV) - 1)
    return bytes(content)


BOMB = b"0" * (64 << 20)
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "no ZIP": ("bad_archive", lambda: b"hello"),
    "empty": ("bad_archive", lambda: b""),
    "truncated": ("bad_archive", lambda: whole()[:-30]),
    "something behind": ("bad_archive", lambda: whole() + b"x"),
    "something before": ("bad_archive", lambda: b"x" + whole()),
    "no description": ("bad_manifest", lambda: packed(("a.csv", CSV))),
    "description too large": ("bad_manifest", lambda: whole(xml() + random.Random(1).randbytes(1 << 20))),
    "slip": ("bad_archive", lambda: packed(("package.xml", xml(member("../a.csv"))), ("../a.csv", CSV))),
    "absolute": ("bad_archive", lambda: packed(("package.xml", xml(member("/a.csv"))), ("/a.csv", CSV))),
    "backslash": ("bad_archive", lambda: packed(("package.xml", xml()), ("..\\a.csv", CSV))),
    "drive": ("bad_archive", lambda: packed(("package.xml", xml()), ("C:a.csv", CSV))),
    "folder": ("bad_archive", lambda: packed(("package.xml", xml()), ("a/", b""))),
    "control character": ("bad_archive", lambda: packed(("package.xml", xml()), ("a\n.csv", CSV))),
    "right-to-left": ("bad_archive", lambda: packed(("package.xml", xml()), ("a\u202evsc.csv", CSV))),
    "hidden file": ("bad_archive", lambda: packed(("package.xml", xml()), (".a.csv", CSV))),
    "long name": ("bad_archive", lambda: packed(("package.xml", xml()), ("a" * 300 + ".csv", CSV))),
    "twice": ("bad_archive", lambda: whole(None, ("A.CSV", CSV))),
    "two descriptions": ("bad_archive", lambda: whole(None, ("PACKAGE.XML", xml()))),
    "undeclared member": ("bad_archive", lambda: whole(None, ("b.csv", b"1"))),
    "missing member": ("bad_archive", lambda: whole(xml(member() + member("b.csv")))),
    "too many members": (
        "bad_archive", lambda: packed(("package.xml", xml()), *((f"{n}.csv", b"1") for n in range(1001))),
    ),
    "too many declared": ("bad_manifest", lambda: whole(xml("".join(member(f"{n}.csv") for n in range(1001))))),
    "lying hash": ("bad_hash", lambda: whole(xml(member(sha256="0" * 64)))),
    "bad hash": ("bad_manifest", lambda: whole(xml(member(sha256="zz")))),
    "encrypted": ("bad_archive", encrypted),
    "link": ("bad_archive", link),
    "overlapping": ("bad_archive", overlapping),
    "hidden bytes": ("bad_archive", hidden),
    "lying size": ("bad_archive", lying_size),
    "bomb": ("too_large", lambda: packed(("package.xml", xml()), ("a.csv", BOMB))),
    "bomb in the description": ("too_large", lambda: packed(("package.xml", BOMB), ("a.csv", CSV))),
    "executable": ("bad_manifest", lambda: packed(("package.xml", xml(member("a.exe"))), ("a.exe", CSV))),
    "workbook that is none": (
        "bad_archive", lambda: packed(("package.xml", xml(member("a.xlsx"))), ("a.xlsx", CSV)),
    ),
    "another id": ("bad_manifest", lambda: whole(xml(id="P-2"))),
    "no id": ("bad_manifest", lambda: whole(xml(id=""))),
    "two ids": ("bad_manifest", lambda: whole(xml().replace(b"<package>", b'<package id="P-1">'))),
    "unknown type": ("bad_manifest", lambda: whole(xml(type="virus"))),
    "bad period": ("bad_manifest", lambda: whole(xml(period="202413"))),
    "no sender": ("bad_manifest", lambda: whole(xml(**{"from": " "}))),
    "no members": ("bad_manifest", lambda: whole(xml(""))),
    "member twice": ("bad_manifest", lambda: whole(xml(member() + member()))),
    "declares the description": ("bad_manifest", lambda: whole(xml(member() + member("package.xml")))),
    "no XML": ("bad_manifest", lambda: whole(b"{}")),
    "another root": ("bad_manifest", lambda: whole(xml().replace(b"package>", b"parcel>"))),
    "deep XML": ("bad_manifest", lambda: whole(b"<package>" + b"".join(b"<a%d>" % n for n in range(5000)))),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_package_is_refused_with_its_reason(case: str, tmp_path: Path) -> None:
    code, make = HOSTILE[case]
    content = make()
    before = sorted(tmp_path.parent.rglob("*"))
    started = time.monotonic()
    with pytest.raises(PackageError) as told:
        read(tmp_path, content)
    assert time.monotonic() - started < 2
    assert told.value.code == code, told.value.message
    assert len(told.value.message) < 400
    assert "\n" not in told.value.message
    assert set(tmp_path.parent.rglob("*")) - set(before) == {tmp_path / "package"}


@pytest.fixture
def canary() -> Iterator[tuple[int, list[str]]]:
    """A server that nobody must ask."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], asked
    server.shutdown()


XXE = (
    '<!DOCTYPE package [<!ENTITY x SYSTEM "file://{secret}">]>',
    '<!DOCTYPE package [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/entity">]>',
    '<!DOCTYPE package SYSTEM "http://127.0.0.1:{port}/dtd">',
    '<!DOCTYPE package PUBLIC "-//x" "http://127.0.0.1:{port}/public">',
    '<!DOCTYPE package [<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/parameter"> %p;]>',
    '<!DOCTYPE package [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;">]>',
    "<!DOCTYPE package>",
    '<!DOCTYPE package [<!ATTLIST package id CDATA "P-1">]>',
)


@pytest.mark.parametrize("doctype", XXE)
@pytest.mark.parametrize("used", ["&x;", "P-1"])
def test_xml_reads_no_file_and_asks_nobody(
    doctype: str, used: str, canary: tuple[int, list[str]], tmp_path: Path
) -> None:
    port, asked = canary
    secret = tmp_path / "secret"
    secret.write_text("P-1")
    head = doctype.format(secret=secret, port=port)
    description = xml(id=used).replace(b"?>", b"?>" + head.encode(), 1)
    with pytest.raises(PackageError) as told:
        read(tmp_path, whole(description))
    assert told.value.code == "bad_manifest"
    assert asked == []


def test_xinclude_and_stylesheets_are_only_text(canary: tuple[int, list[str]], tmp_path: Path) -> None:
    port, asked = canary
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://127.0.0.1:{port}/x"/>'
    style = f'<?xml-stylesheet href="http://127.0.0.1:{port}/s"?>'.encode()
    description = xml().replace(b"<members>", include.encode() + b"<members>").replace(b"?>", b"?>" + style, 1)
    assert read(tmp_path, whole(description)).package_id == "P-1"
    assert asked == []


def test_any_bytes_flipped_are_refused_or_change_nothing(tmp_path: Path) -> None:
    content, drawn = whole(), random.Random(20241123)
    right = read(tmp_path, content)
    with Unpacker() as unpacker:
        for _ in range(400):
            changed = bytearray(content)
            for _ in range(drawn.randint(1, 3)):
                changed[drawn.randrange(len(changed))] = drawn.randrange(256)
            (tmp_path / "package").write_bytes(changed)
            try:
                found = package.read(tmp_path / "package", "P-1", unpacker)
            except PackageError:
                continue
            assert [m.sha256 for m in found.members] == [m.sha256 for m in right.members]


def test_one_process_reads_good_and_bad_in_turn(tmp_path: Path) -> None:
    with Unpacker() as unpacker:
        for content in (whole(), b"junk", whole(None, ("b.csv", b"1")), whole(None, ("A.CSV", CSV)), whole()):
            (tmp_path / "package").write_bytes(content)
            if content == whole():
                assert package.read(tmp_path / "package", "P-1", unpacker).members[0].name == "a.csv"
            else:
                with pytest.raises(PackageError):
                    package.read(tmp_path / "package", "P-1", unpacker)
