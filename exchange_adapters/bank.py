"""Banks' real-time balances by HTTP (exchange.md §4). Statements (camt.053, MT940) come as files by SFTP."""

from __future__ import annotations

import io
import json
import random
import time
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import requests

from exchange_adapters.counterparties import secret
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from warehouse_sql.landing import Landing

_MAX_BYTES = 1 << 16


class BankBalances:
    """One bank's balance service. Answers are landed as they came, named by account and content."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self._address = str(settings["address"]).rstrip("/")
        self._place = f"{name} ({self._address})"
        self._token_file = str(settings["token_file"])
        self._accounts = [str(entry["account"]) for entry in settings["accounts"]]
        self._timeout = float(settings.get("timeout_seconds", 10))
        self._attempts = int(settings.get("attempts", 4))

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Ask for the balance of every account and land the answers."""
        summary = ReceiveSummary()
        landing = Landing(landing_root)
        for done, account in enumerate(self._accounts, start=1):
            content, _ = self.balance(account)
            summary.bytes += landing.put(io.BytesIO(content)).bytes
            if progress:
                progress(done, len(self._accounts), self.name)
        return summary

    def balance(self, account: str) -> tuple[bytes, Decimal]:
        """The answer as it came, and the balance in yuan. Raises ChannelError."""
        headers = {"Authorization": f"Bearer {secret(self._token_file, self.name)}", "Accept": "application/json"}
        url = f"{self._address}/accounts/{requests.utils.quote(account, safe='')}/balance"
        for attempt in range(1, self._attempts + 1):
            try:
                reply = requests.get(url, headers=headers, timeout=self._timeout, allow_redirects=False)
            except requests.RequestException as error:
                told = type(error).__name__
            else:
                if reply.status_code in (401, 403):
                    raise ChannelError(f"{self._place}: our token was refused; renew {self._token_file}")
                if reply.status_code == 404:
                    raise ChannelError(f"{self._place}: the bank does not know account …{account[-4:]}")
                if reply.ok and len(reply.content) <= _MAX_BYTES:
                    return reply.content, self._read(reply.content)
                told = f"HTTP {reply.status_code}"
            if attempt < self._attempts:
                # full jitter, so that many clients do not come back at the same moment
                time.sleep(random.uniform(0, 0.25 * 2**attempt))  # noqa: S311
        raise ChannelError(
            f"{self._place}: no balance after {self._attempts} attempts ({told}); the next round asks again"
        )

    def _read(self, content: bytes) -> Decimal:
        try:
            return Decimal(str(json.loads(content, parse_float=Decimal)["balance"])).quantize(Decimal("0.01"))
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            raise ChannelError(f"{self._place}: the answer holds no balance") from error
