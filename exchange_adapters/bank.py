"""Banks' real-time balances by HTTP (exchange.md §4). Statements (camt.053, MT940) come as files by SFTP.

A round asks about every account, some at a time. Every answer is landed as it came; every account leaves a row in
`control.bank_balance`, also the one that could not be had.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from exchange_adapters.bank_http import AccountError, Answer, BankHttp, RefusedTokenError
from exchange_adapters.counterparties import secret
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import bank_balances
from warehouse_sql.control.bank_balances import Observation
from warehouse_sql.landing import Landing


class BankBalances:
    """One bank's balance service."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self._address = str(settings["address"])
        self._place = f"{name} ({self._address})"
        self._settings = settings
        self._accounts = [(str(entry["account"]), str(entry["region"])) for entry in settings["accounts"]]
        self._parallel = int(settings.get("parallel", 4))

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Ask for the balance of every account, land the answers, record all. Raises ChannelError if any is missing."""
        summary, landing = ReceiveSummary(), Landing(landing_root)
        rows: list[Observation] = []
        failed: list[ChannelError] = []
        bank, stopped = self._connect(), threading.Event()

        def ask(account: str) -> Answer:
            if stopped.is_set():
                raise RefusedTokenError(f"{self._place}: not asked, our token was refused")
            return bank.balance(account)

        try:
            with ThreadPoolExecutor(self._parallel, thread_name_prefix="bank") as pool:
                asked = {pool.submit(ask, account): (account, region) for account, region in self._accounts}
                for done, future in enumerate(as_completed(asked), start=1):
                    account, region = asked[future]
                    try:
                        answer = future.result()
                    except ChannelError as error:
                        if isinstance(error, RefusedTokenError):
                            stopped.set()
                        failed.append(error)
                        rows.append(Observation.failed(self.name, account, region, clock.now(), str(error)))
                    else:
                        landed = landing.put(io.BytesIO(answer.content))
                        summary.bytes += landed.bytes
                        one = Observation.of(
                            self.name, account, region, answer.answered_at, answer.amount, answer.as_of,
                            answer.skew_seconds, landed.sha256, landed.bytes, answer.attempts,
                        )  # fmt: skip
                        bank_balances.keep(landing, one)
                        rows.append(one)
                    if progress:
                        progress(done, len(self._accounts), self.name)
        finally:
            bank.close()
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            bank_balances.record(tx, rows)
        if failed:
            first = next((error for error in failed if not isinstance(error, AccountError)), failed[0])
            had = len(self._accounts) - len(failed)
            raise ChannelError(f"{first} — {had} of {len(self._accounts)} balances were had")
        return summary

    def balance(self, account: str) -> Answer:
        """The balance of one account. Raises ChannelError."""
        bank = self._connect()
        try:
            return bank.balance(account)
        finally:
            bank.close()

    def _connect(self) -> BankHttp:
        return BankHttp(
            self._place,
            self._address,
            self._token(),
            float(self._settings.get("timeout_seconds", 10)),
            int(self._settings.get("attempts", 4)),
            self._parallel,
        )

    def _token(self) -> str:
        """From a file, or from an environment variable that settings name; in neither case from settings themselves."""
        if "token_file" in self._settings:
            token = secret(str(self._settings["token_file"]), self.name)
        else:
            token = os.environ.get(str(self._settings["token_env"]), "").strip()
        if not token or not token.isascii() or not token.isprintable():
            where = self._settings.get("token_file") or f"${self._settings.get('token_env')}"
            raise ChannelError(f"{self._place}: {where} holds no token")
        return token
