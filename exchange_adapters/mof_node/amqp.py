"""The node by AMQP 0-9-1: packages for us wait in queue `mof.in`, ours go to `mof.out`.

A message is one package: body the ZIP, `message_id` its id, header `sha256` its hash. It is acknowledged after our
commit, so whatever happens before brings it again. Ours are persistent, mandatory and confirmed by the broker.
"""

from __future__ import annotations

import io
import logging
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import (
    AMQPError,
    ChannelClosedByBroker,
    NackError,
    ProbableAccessDeniedError,
    ProbableAuthenticationError,
    UnroutableError,
)

from exchange_adapters.counterparties import secret
from exchange_adapters.mof_node.transport import (
    Incoming,
    Limits,
    PutOutcome,
    Skip,
    TransportError,
    usable_id,
    usable_sha256,
)
from exchange_adapters.port import ChannelError
from warehouse_sql.landing import Landing

_FAULTS = (AMQPError, OSError)
# It logs as errors, with stack traces, what is told and tried again here.
logging.getLogger("pika").setLevel(logging.CRITICAL)


class Amqp:
    """Settings: host, port, user, password_file, virtual_host, tls, ca_file, receive_from, send_to."""

    def __init__(self, name: str, settings: Mapping[str, Any], limits: Limits) -> None:
        tls = bool(settings.get("tls", False))
        host, port = str(settings["host"]), int(settings.get("port", 5671 if tls else 5672))
        self.place = f"{name} ({host}:{port})"
        context = ssl.create_default_context(cafile=settings.get("ca_file")) if tls else None
        self._parameters = pika.ConnectionParameters(
            host=host,
            port=port,
            virtual_host=str(settings.get("virtual_host", "/")),
            credentials=pika.PlainCredentials(str(settings["user"]), secret(str(settings["password_file"]), name)),
            heartbeat=min(60, max(2, int(limits.timeout_seconds))),
            socket_timeout=limits.timeout_seconds,
            stack_timeout=limits.timeout_seconds,
            blocked_connection_timeout=limits.timeout_seconds,
            ssl_options=pika.SSLOptions(context, host) if context else None,
        )
        self._in = str(settings.get("receive_from", "mof.in"))
        self._out = str(settings.get("send_to", "mof.out"))
        self._limits = limits

    @contextmanager
    def session(self) -> Iterator[_Session]:
        try:
            connection = pika.BlockingConnection(self._parameters)
        except (ProbableAuthenticationError, ProbableAccessDeniedError) as error:
            # pika guesses: a line that breaks at that moment looks the same to it. A broker that refuses says so.
            if "ConnectionClosedByBroker" not in str(error):
                raise TransportError(f"{self.place}: cut off while connecting") from None
            raise ChannelError(f"{self.place}: login was refused; check user, password_file and virtual_host") from None
        except _FAULTS as error:
            raise TransportError(f"{self.place}: cannot connect ({type(error).__name__})") from None
        try:
            yield _Session(connection, self._in, self._out, self.place, self._limits)
        finally:
            with suppress(*_FAULTS):
                connection.close()


class _Session:
    def __init__(
        self, connection: pika.BlockingConnection, queue_in: str, queue_out: str, place: str, limits: Limits
    ) -> None:
        self._connection, self._in, self._out, self._place = connection, queue_in, queue_out, place
        self._limits = limits
        self._channel: BlockingChannel | None = None

    def cursor(self) -> str | None:
        return None

    def _open(self) -> BlockingChannel:
        if self._channel is None:
            try:
                self._channel = self._connection.channel()
                self._channel.confirm_delivery()
            except _FAULTS as error:
                raise TransportError(f"{self._place}: no channel ({type(error).__name__})") from error
        return self._channel

    def incoming(self, landing: Landing, skip: Skip, cursor: str | None) -> Iterator[Incoming]:
        channel = self._open()
        while True:
            try:
                method, properties, body = channel.basic_get(self._in, auto_ack=False)
            except ChannelClosedByBroker as error:
                raise self._told(error, self._in) from None
            except _FAULTS as error:
                raise TransportError(f"{self._place}: reading {self._in} failed ({type(error).__name__})") from error
            if method is None:
                return
            landed = landing.put(io.BytesIO(body))
            headers = properties.headers or {}
            yield Incoming(
                usable_id(properties.message_id),
                landed,
                announced_sha256=usable_sha256(headers.get("sha256")),
                tag=method.delivery_tag,
            )

    def named(self, landing: Landing, package_ids: Sequence[str], skip: Skip) -> Iterator[Incoming]:
        yield from ()

    def done(self, packages: Sequence[Incoming]) -> None:
        channel = self._open()
        try:
            for package in packages:
                channel.basic_ack(package.tag or 0)
            self._connection.process_data_events(0)
        except _FAULTS as error:
            raise TransportError(f"{self._place}: acknowledging failed ({type(error).__name__})") from error

    def put(self, package_id: str, path: Path, sha256: str) -> PutOutcome:
        channel = self._open()
        properties = pika.BasicProperties(
            message_id=package_id,
            content_type="application/zip",
            delivery_mode=pika.DeliveryMode.Persistent.value,
            headers={"sha256": sha256},
        )
        try:
            channel.basic_publish("", self._out, path.read_bytes(), properties, mandatory=True)
        except UnroutableError:
            raise ChannelError(f"{self._place}: there is no queue {self._out}; check send_to") from None
        except NackError:
            raise TransportError(f"{self._place}: the broker did not take {package_id}") from None
        except ChannelClosedByBroker as error:
            raise self._told(error, self._out) from None
        except _FAULTS as error:
            raise TransportError(f"{self._place}: publishing {package_id} failed ({type(error).__name__})") from error
        return "sent"

    def _told(self, error: ChannelClosedByBroker, queue: str) -> ChannelError:
        if error.reply_code == 404:
            return ChannelError(f"{self._place}: there is no queue {queue}; check receive_from and send_to")
        if error.reply_code == 403:
            return ChannelError(f"{self._place}: we may not use queue {queue}; ask the node for the right")
        return TransportError(f"{self._place}: the broker closed our channel ({error.reply_code})")
