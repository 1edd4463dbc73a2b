"""Counterparties for the tests: real servers on loopback, and a line that can be cut or stall."""

from __future__ import annotations

import hashlib
import io
import json
import os
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest

from exchange_adapters.folder import Folder
from exchange_adapters.sftp_files import SftpFiles
from exchange_adapters.treasury_db import TreasuryDb
from simulator.counterparties import foreign, treasury
from simulator.counterparties.sftp import SftpServer
from warehouse_sql import clock, open_warehouse
from warehouse_sql.landing import Landing

GOLDEN = Path(__file__).parents[1] / "ingest" / "golden" / "bank"


class Line:
    """A TCP line to a server that can be cut after some bytes of its answers, or go silent."""

    def __init__(self, port: int) -> None:
        self._target = port
        self.cut_after: int | None = None
        self.silent_after: int | None = None
        self.carried = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        for end in (self._listener, *self._open):
            with suppress(OSError):
                end.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target))
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [near, far]
            threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, True), daemon=True).start()

    def _carry(self, source: socket.socket, to: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(1 << 14):
                if answers:
                    self.carried += len(chunk)
                    if self.cut_after is not None and self.carried > self.cut_after:
                        break
                    if self.silent_after is not None and self.carried > self.silent_after:
                        continue
                to.sendall(chunk)
        for end in (source, to):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Outbox:
    """A folder laid out as exchange.md §1 says, and what was put there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sent: dict[str, bytes] = {}
        (root / "outbox").mkdir(parents=True)
        (root / "receipts").mkdir()

    def offer(self, seq: int = 1, content: bytes = b"", manifest: bool = True, **changes: Any) -> Path:
        """One delivery; `content` goes into its TXT, `changes` into its manifest. Returns the manifest's path."""
        stem = f"HRSS_EP01_632300_202401_{seq:03d}"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(zipfile.ZipInfo(f"{stem}.txt"), content or f"row of {seq}\n".encode())
        body = packed.getvalue()
        folder = self.root / "outbox/HRSS/202401/632300"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.zip").write_bytes(body)
        self.sent[stem] = body
        about = {
            "version": 1, "source": "HRSS", "table": "EP01", "region": "632300", "period": "202401", "seq": seq,
            "mode": "full", "file": f"{stem}.zip", "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest(),
            "encoding": "GB18030", "records": 1, "control_totals": {}, "produced_at": "2024-02-03T02:11:09+08:00",
        }  # fmt: skip
        path = folder / f"{stem}.json"
        if manifest:
            path.write_text(json.dumps({**about, **changes}), encoding="utf-8")
        return path


class FolderSide(Outbox):
    def channel(self) -> Folder:
        return Folder(self.root)

    def away(self) -> Folder:
        return Folder(self.root / "nowhere")


class SftpSide(Outbox):
    """The same folder behind a server, reached over a line."""

    user = "sif"
    root_setting = ""

    def __init__(self, root: Path, keys: Path) -> None:
        super().__init__(root)
        self.keys = keys
        self.server = self._server(root, keys)
        self.server_port = self.server.start()
        self.line = Line(self.server_port)
        self.known_hosts = root.parent / "known_hosts"
        self.pin(self.line.port)

    def _server(self, root: Path, keys: Path) -> Any:
        return SftpServer(root, keys)

    def pin(self, port: int, key: Path | None = None) -> None:
        kind, text = (key or self.keys / "host_key.pub").read_text().split()[:2]
        self.known_hosts.write_text(f"[127.0.0.1]:{port} {kind} {text}\n")

    def settings(self, **changes: Any) -> dict[str, Any]:
        return {
            "host": "127.0.0.1", "port": self.line.port, "user": self.user, "key_file": str(self.keys / "client_key"),
            "known_hosts_file": str(self.known_hosts), "timeout_seconds": 10, "attempts": 1, "root": self.root_setting,
            **changes,
        }  # fmt: skip

    def channel(self, **changes: Any) -> SftpFiles:
        return SftpFiles("exchange_server", self.settings(**changes))

    def away(self) -> SftpFiles:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            return self.channel(port=probe.getsockname()[1])

    def close(self) -> None:
        self.line.close()
        self.server.stop()


class BankOutbox(Outbox):
    """Statements of banks: below the day, not packed, the formats in turn (exchange.md §4)."""

    def offer(self, seq: int = 1, content: bytes = b"", manifest: bool = True, **changes: Any) -> Path:
        kind, golden = (("CAMT053", "camt_02.xml"), ("MT940", "mt940_swift.txt"))[seq % 2]
        body = content or (GOLDEN / golden).read_bytes().replace(b"R001", b"R%03d" % seq)
        stem = f"BANK_{kind}_632300_202401_{seq:03d}"
        folder = self.root / f"outbox/BANK/202401{seq:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        name = stem + Path(golden).suffix
        (folder / name).write_bytes(body)
        self.sent[stem] = body
        about = {
            "version": 1, "source": "BANK", "table": kind, "region": "632300", "period": "202401", "seq": seq,
            "mode": "append", "file": name, "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest(),
            "encoding": "UTF-8" if kind == "CAMT053" else "GB18030", "records": 4 if kind == "MT940" else 3,
            "control_totals": {}, "produced_at": "2024-01-15T20:11:09+08:00",
        }  # fmt: skip
        path = folder / f"{stem}.json"
        if manifest:
            path.write_text(json.dumps({**about, **changes}), encoding="utf-8")
        return path


class BankFolderSide(BankOutbox, FolderSide):
    pass


class BankSftpSide(BankOutbox, SftpSide):
    pass


class OpenSshSide(SftpSide):
    """The same with the server that most counterparties run."""

    def __init__(self, server: foreign.OpenSsh) -> None:
        self._openssh = server
        self.user, self.root_setting = server.user, str(server.root)
        super().__init__(server.root, server.keys)

    def _server(self, root: Path, keys: Path) -> Any:
        return self._openssh


class TreasurySide:
    """The middle database; each offer changes one row."""

    def __init__(self, url: str) -> None:
        self.url = url
        treasury.create(url)
        self.offered = 0

    def offer(self, seq: int = 1, **changes: Any) -> None:
        at = datetime.now(clock.SHANGHAI) - timedelta(hours=1) + timedelta(seconds=self.offered)
        self.offered += 1
        row = {
            "id": seq, "request_no": f"R{seq}", "voucher_no": f"V{seq}", "fund_code": "enterprise_pension",
            "region_code": "632300", "amount": Decimal("12.30"), "payer_account": "6222000000001",
            "payee_account": "6222000000002", "status": "paid", "paid_at": at, "updated_at": at, **changes,
        }  # fmt: skip
        assert treasury.load(self.url, [("payment_result", row)]) == 1

    def channel(self, **changes: Any) -> TreasuryDb:
        return TreasuryDb("treasury", {"url": self.url, **changes})

    def away(self) -> TreasuryDb:
        return TreasuryDb("treasury", {"url": "postgresql://sif@127.0.0.1:9/treasury?connect_timeout=3"})


@pytest.fixture
def sftp(tmp_path: Path) -> Iterator[SftpSide]:
    side = SftpSide(tmp_path / "server", tmp_path / "keys")
    yield side
    side.close()


@pytest.fixture
def openssh() -> Iterator[OpenSshSide]:
    if foreign.command("sshd") is None:
        pytest.skip("no sshd on PATH and none in .servers/: `make servers` fetches OpenSSH without root")
    side = OpenSshSide(foreign.OpenSsh())
    yield side
    side.close()


@pytest.fixture
def folder(tmp_path: Path) -> FolderSide:
    return FolderSide(tmp_path / "server")


@pytest.fixture
def bank_folder(tmp_path: Path) -> BankFolderSide:
    return BankFolderSide(tmp_path / "server")


@pytest.fixture
def bank_sftp(tmp_path: Path) -> Iterator[BankSftpSide]:
    side = BankSftpSide(tmp_path / "server", tmp_path / "keys")
    yield side
    side.close()


@pytest.fixture
def middle_database(bare_postgres_url: str) -> TreasurySide:
    return TreasurySide(bare_postgres_url)


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path / "landing")


@pytest.fixture
def rows(duckdb_url: str) -> Callable[..., list[dict[str, Any]]]:
    """Rows of a query on the warehouse."""

    def query(sql: str) -> list[dict[str, Any]]:
        with open_warehouse(duckdb_url) as warehouse:
            return list(warehouse.query(sql).to_pylist())

    return query


@pytest.fixture
def execute() -> Callable[[str, str], None]:
    def run(url: str, sql: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql)

    return run


@pytest.fixture
def random_bytes() -> Callable[[int], bytes]:
    """Bytes that do not compress."""
    return os.urandom
