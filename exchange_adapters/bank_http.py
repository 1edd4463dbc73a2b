"""One question to a bank's balance service: asked again with full jitter where that helps, never longer than agreed.

What comes is bounded in size and in time as a whole, not only between two bytes. The token is sent to the bank and
nowhere else: not to where a redirect points, not in a message, not in a log.
"""

from __future__ import annotations

import json
import logging
import re
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote

import requests
import tenacity
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from exchange_adapters.port import ChannelError
from warehouse_sql import clock

# What it says at level DEBUG names the address, and with it the account.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

MAX_BYTES: Final = 1 << 16
MAX_WAIT_SECONDS: Final = 60.0
# Thirty years, which `control.bank_balance` holds; what is further off is no clock.
_MAX_SKEW_SECONDS: Final = 999_999_999
_AMOUNT = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,2}0*)?")
_WORTH_ASKING_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class RefusedTokenError(ChannelError):
    """The bank does not take our token: no account can be asked about."""


class AccountError(ChannelError):
    """This account cannot be had; the others may."""


@dataclass(frozen=True)
class Answer:
    """An answer as it came and what it says. Times are Shanghai's wall time; `skew` is the bank's clock less ours."""

    content: bytes
    amount: Decimal
    as_of: datetime
    answered_at: datetime
    skew_seconds: Decimal | None
    attempts: int


class _AskAgain(Exception):
    def __init__(self, told: str, after: float | None = None) -> None:
        super().__init__(told)
        self.after = after


class _Bearer(AuthBase):
    # As `auth`, or `requests` would put what a .netrc says in its place.
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Timed:
    """A connection whose answer must begin in time: a head that drips keeps every single read within its limit."""

    def getresponse(self) -> Any:
        limit = self.timeout if isinstance(self.timeout, int | float) else None  # type: ignore[attr-defined]
        if limit is None:
            return super().getresponse()  # type: ignore[misc]
        watch = threading.Timer(limit, self._cut)
        watch.daemon = True
        watch.start()
        try:
            return super().getresponse()  # type: ignore[misc]
        finally:
            watch.cancel()

    def _cut(self) -> None:
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[attr-defined]


class _TimedHttp(_Timed, HTTPConnection):
    pass


class _TimedHttps(_Timed, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _TimedHttp


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _TimedHttps


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}


class BankHttp:
    """A bank's service. Safe to be used by several threads."""

    def __init__(self, place: str, address: str, token: str, timeout: float, attempts: int, parallel: int) -> None:
        self._place, self._address, self._timeout, self._attempts = place, address.rstrip("/"), timeout, attempts
        self._session = requests.Session()
        self._session.auth = _Bearer(token)
        self._session.headers["Accept"] = "application/json"
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter(pool_maxsize=parallel, max_retries=0))

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def balance(self, account: str) -> Answer:
        """The balance of an account now. Raises RefusedTokenError, AccountError, ChannelError."""
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._attempts),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(_AskAgain),
            reraise=True,
        )
        try:
            for attempt in retrying:
                with attempt:
                    return self._ask(account, attempt.retry_state.attempt_number)
        except _AskAgain as told:
            raise AccountError(
                f"{self._place}: no balance of …{account[-4:]} after {self._attempts} attempts ({told});"
                " the next round asks again"
            ) from None
        raise AssertionError("tenacity ends with an answer or an error")

    @staticmethod
    def _wait(state: tenacity.RetryCallState) -> float:
        """Full jitter, so that many clients do not come back at the same moment; not before the bank wants us."""
        jitter = tenacity.wait_random_exponential(multiplier=0.25, max=MAX_WAIT_SECONDS)(state)
        error = state.outcome.exception() if state.outcome else None
        after = error.after if isinstance(error, _AskAgain) and error.after else 0.0
        return after + jitter

    def _ask(self, account: str, attempt: int) -> Answer:
        asked = time.monotonic()
        asked_at = clock.now()
        url = f"{self._address}/accounts/{quote(account, safe='')}/balance"
        try:
            with self._session.get(url, timeout=self._timeout, allow_redirects=False, stream=True) as reply:
                self._check_status(reply, account)
                content = self._content(reply, asked + self._timeout)
                stamp = reply.headers.get("Date")
        except requests.RequestException as error:
            late = time.monotonic() - asked >= self._timeout
            raise _AskAgain("no answer in time" if late else _cause(error)) from None
        answered_at = clock.now()
        amount, said = self._read(content, account)
        bank_time = _date(stamp)
        half = asked_at + (answered_at - asked_at) / 2
        skew = None if bank_time is None else Decimal(str(round((bank_time - half).total_seconds(), 3)))
        if skew is not None and abs(skew) > _MAX_SKEW_SECONDS:
            bank_time = skew = None
        return Answer(content, amount, said or bank_time or answered_at, answered_at, skew, attempt)

    def _check_status(self, reply: requests.Response, account: str) -> None:
        status = reply.status_code
        if status == 200:
            return
        if status in (401, 403):
            raise RefusedTokenError(f"{self._place}: our token was refused (HTTP {status}); renew it")
        if status == 404:
            raise AccountError(f"{self._place}: the bank does not know account …{account[-4:]} (HTTP 404)")
        if status not in _WORTH_ASKING_AGAIN:
            raise AccountError(f"{self._place}: HTTP {status} instead of a balance; check the address")
        after = _retry_after(reply.headers.get("Retry-After"))
        if after is not None and after > MAX_WAIT_SECONDS:
            raise AccountError(
                f"{self._place}: the bank wants us back in {after:.0f} s only (HTTP {status}); wait for the next round"
            )
        raise _AskAgain(f"HTTP {status}", after)

    def _content(self, reply: requests.Response, deadline: float) -> bytes:
        content = bytearray()
        for piece in reply.iter_content(1):  # by the byte, or an answer that drips is late before it is looked at
            content += piece
            if len(content) > MAX_BYTES:
                raise AccountError(f"{self._place}: the answer is longer than {MAX_BYTES} bytes; that is no balance")
            if time.monotonic() > deadline:
                raise _AskAgain(f"slower than {self._timeout:g} s")
        return bytes(content)

    def _read(self, content: bytes, account: str) -> tuple[Decimal, datetime | None]:
        try:
            values = json.loads(content, parse_float=Decimal, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise _AskAgain("the answer is not JSON to its end") from None
        if not isinstance(values, Mapping):
            raise AccountError(f"{self._place}: the answer holds no balance")
        if str(values.get("account", account)) != account:
            raise AccountError(f"{self._place}: asked about …{account[-4:]}, answered about another account")
        currency = str(values.get("currency", "CNY"))
        if currency not in ("CNY", "RMB"):
            shown = currency[:3] if currency[:3].isalpha() else "?"
            raise AccountError(f"{self._place}: …{account[-4:]} is kept in {shown}; the funds' money is CNY")
        written = values.get("balance")
        text = str(written) if isinstance(written, str | int | Decimal) and not isinstance(written, bool) else ""
        if not _AMOUNT.fullmatch(text):
            raise AccountError(f"{self._place}: the answer holds no balance of two decimals")
        return Decimal(text).quantize(Decimal("0.01")), self._time(values)

    def _time(self, values: Mapping[str, Any]) -> datetime | None:
        """The moment the balance is of, if the bank tells it; without an offset it is Shanghai's."""
        said = next((values[name] for name in ("as_of", "asOf", "time") if values.get(name)), None)
        if said is None:
            return None
        try:
            if re.fullmatch(r"[0-9]{14}", str(said)):
                return datetime.strptime(str(said), "%Y%m%d%H%M%S")
            return clock.to_wall_time(datetime.fromisoformat(str(said)))
        except ValueError:
            raise AccountError(f"{self._place}: the balance's time is no time") from None


def _no_number(name: str) -> None:
    raise ValueError(name)


def _cause(error: requests.RequestException) -> str:
    """The kind of error: its text names the URL, and with it the account."""
    names = {
        requests.exceptions.ConnectTimeout: "no connection in time",
        requests.exceptions.ReadTimeout: "no answer in time",
        requests.exceptions.SSLError: "the certificate does not hold",
        requests.exceptions.ChunkedEncodingError: "the answer was cut off",
        requests.exceptions.ConnectionError: "no connection, or cut off",
    }
    return next((told for kind, told in names.items() if isinstance(error, kind)), type(error).__name__)


def _date(value: str | None) -> datetime | None:
    try:
        return clock.to_wall_time(parsedate_to_datetime(value)) if value else None
    except (ValueError, OverflowError):
        return None


def _retry_after(value: str | None) -> float | None:
    """Seconds, from seconds or a date; None where neither is said."""
    if not value:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return float(value.strip()[:9])
    moment = _date(value)
    return None if moment is None else max((moment - clock.now()) / timedelta(seconds=1), 0.0)
