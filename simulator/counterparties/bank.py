"""A bank's balance service, with the ways in which such services fail to be switched on while it runs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from simulator.money import SHANGHAI

MODES = (
    "ok", "unauthorized", "limited", "busy", "broken", "moved", "slow", "dripping", "truncated", "no_json",
    "no_balance", "other_account", "other_currency", "huge",
)  # fmt: skip
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class BankService:
    """GET /accounts/{account}/balance with a bearer token; `balances` in yuan by account.

    `mode` is one of MODES and holds for the next `for_requests` requests (None: for all); `clock_ahead` puts the bank's
    clock wrong; `asked` are the accounts asked about, `at_once` the most that were asked about at the same moment.
    """

    def __init__(self, balances: Mapping[str, str], token: str) -> None:
        self.balances, self.token = dict(balances), token
        self.mode = "ok"
        self.for_requests: int | None = None
        self.retry_after: str | None = "1"
        self.seconds = 1.0
        self.clock_ahead = timedelta()
        self.as_of: datetime | None = None
        self.asked: list[str] = []
        self.at_once = 0
        self._now = 0

    def fail(self, mode: str, for_requests: int | None = None, **settings: Any) -> None:
        """Switch a failure on; settings are attributes (`seconds`, `retry_after`, `clock_ahead`)."""
        if mode not in MODES:
            raise ValueError(f"unknown mode {mode!r}")
        self.mode, self.for_requests = mode, for_requests
        for name, value in settings.items():
            setattr(self, name, value)

    def application(self) -> Any:
        """The ASGI application. Written without a framework: it must be able to break the protocol."""

        async def answer(scope: Mapping[str, Any], receive: Any, send: Send) -> None:
            self._now += 1
            self.at_once = max(self.at_once, self._now)
            try:
                await self._answer(scope, send)
            finally:
                self._now -= 1

        return answer

    async def _answer(self, scope: Mapping[str, Any], send: Send) -> None:
        mode = self.mode
        if self.for_requests is not None:
            self.for_requests -= 1
            if self.for_requests < 0:
                mode = "ok"
        steps = str(scope["path"]).split("/")
        account = steps[2] if len(steps) == 4 and steps[1] == "accounts" and steps[3] == "balance" else ""
        self.asked.append(account)
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        if mode == "unauthorized" or headers.get("authorization") != f"Bearer {self.token}":
            await self._send(send, 401, b'{"error": "unauthorized"}')
        elif account not in self.balances:
            await self._send(send, 404, b'{"error": "unknown account"}')
        elif mode in ("limited", "busy", "broken"):
            status = {"limited": 429, "busy": 503, "broken": 500}[mode]
            extra = {"retry-after": self.retry_after} if mode != "broken" and self.retry_after else {}
            await self._send(send, status, b"later", extra)
        elif mode == "moved":
            await self._send(send, 302, b"", {"location": "http://127.0.0.1:9/elsewhere"})
        else:
            if mode == "slow":
                await asyncio.sleep(self.seconds)
            body = self._body(mode, account)
            whole = len(body)
            if mode == "truncated":
                body = body[: whole // 2]
            await self._send(send, 200, body, length=whole, drip=mode == "dripping")

    def _body(self, mode: str, account: str) -> bytes:
        if mode == "no_json":
            return b'{"account": "'
        if mode == "huge":
            return b'{"balance": "' + b"1" * 200_000 + b'"}'
        moment = self.as_of or datetime.now(SHANGHAI) + self.clock_ahead
        values = {
            "account": account[:-1] + "x" if mode == "other_account" else account,
            "currency": "USD" if mode == "other_currency" else "CNY",
            "balance": self.balances[account],
            "as_of": moment.isoformat(timespec="seconds"),
        }
        if mode == "no_balance":
            del values["balance"]
        return json.dumps(values).encode()

    async def _send(
        self,
        send: Send,
        status: int,
        body: bytes,
        extra: Mapping[str, str] | None = None,
        length: int | None = None,
        drip: bool = False,
    ) -> None:
        moment = datetime.now(UTC) + self.clock_ahead
        headers = {
            "content-type": "application/json",
            "content-length": str(len(body) if length is None else length),
            "date": format_datetime(moment, usegmt=True),
            **(extra or {}),
        }
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        if drip:
            for at in range(len(body)):
                await send({"type": "http.response.body", "body": body[at : at + 1], "more_body": True})
                await asyncio.sleep(self.seconds)
            body = b""
        await send({"type": "http.response.body", "body": body})
