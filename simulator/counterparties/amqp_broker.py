"""A small AMQP 0-9-1 broker in a thread: durable queues in memory, confirms, get, consume, acknowledgement, redelivery.

For tests and the demo; it speaks what clients of one default exchange need. Frames are those of `pamqp`. What a channel
holds unacknowledged goes back to the head of its queue, marked as redelivered, when the channel or connection ends.
A restart of the broker (`stop`, then a new one with the same `queues`) keeps persistent messages.
"""

from __future__ import annotations

import asyncio
import struct
import threading
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from pamqp import body, commands, exceptions, frame, header, heartbeat

FRAME_MAX = 131_072
_HEADER = 7


@dataclass
class Message:
    """A message: its properties and body; `redelivered` once it has been out before."""

    properties: Any
    content: bytes
    redelivered: bool = False


@dataclass
class Queue:
    """A queue: what waits in it, and who consumes it (channel, tag, without acknowledgement)."""

    waiting: deque[Message] = field(default_factory=deque)
    consumers: deque[tuple[_Channel, str, bool]] = field(default_factory=deque)


class Broker:
    """One virtual host. `queues` may be handed to the broker that takes over after a restart."""

    def __init__(self, user: str, password: str, port: int = 0, queues: dict[str, Queue] | None = None) -> None:
        self._login = b"\0" + user.encode() + b"\0" + password.encode()
        self.queues: dict[str, Queue] = queues if queues is not None else {}
        # Faults on purpose: close the line after so many publishes, before or after they are taken.
        self.drop_publish_before: int | None = None
        self.drop_publish_after: int | None = None
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._connections: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, name="amqp", daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def stop(self) -> None:
        """End all connections and the broker; unacknowledged messages go back to their queues."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._stopping = asyncio.Event()
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopping.wait()
        server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._connections.add(task)
        connection = _Connection(self, reader, writer)
        try:
            await connection.run(self._login)
        except (OSError, EOFError, exceptions.PAMQPException, asyncio.CancelledError):
            pass  # the client is gone, speaks no AMQP, or the broker stops
        finally:
            connection.give_back()
            writer.close()
            if task is not None:
                self._connections.discard(task)


class _Refused(Exception):
    """Closes the channel with a code of the specification."""

    def __init__(self, code: int, text: str, method: Any) -> None:
        super().__init__(text)
        self.code, self.text, self.method = code, text, method


@dataclass(eq=False)
class _Channel:
    connection: _Connection
    number: int
    confirming: bool = False
    published: int = 0
    next_tag: int = 0
    prefetch: int = 0
    unacknowledged: dict[int, tuple[str, Message]] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    incoming: tuple[Any, Any, int, list[bytes]] | None = None


class _Connection:
    def __init__(self, broker: Broker, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._broker, self._reader, self._writer = broker, reader, writer
        self._channels: dict[int, _Channel] = {}

    async def run(self, login: bytes) -> None:
        if await self._reader.readexactly(8) != b"AMQP\x00\x00\x09\x01":
            self._writer.write(b"AMQP\x00\x00\x09\x01")
            return
        capabilities = {"publisher_confirms": True, "basic.nack": True, "consumer_cancel_notify": True,
                        "authentication_failure_close": True, "connection.blocked": True}  # fmt: skip
        self._send(0, commands.Connection.Start(0, 9, {"product": "simulator", "capabilities": capabilities}, "PLAIN"))
        async for number, incoming in self._frames():
            await self._writer.drain()
            if number == 0:
                if not self._about_connection(incoming, login):
                    await self._writer.drain()
                    return
            else:
                self._about_channel(number, incoming)

    async def _frames(self) -> AsyncIterator[tuple[int, Any]]:
        while True:
            head = await self._reader.readexactly(_HEADER)
            _, _, size = struct.unpack(">BHI", head)
            if size > FRAME_MAX:
                raise EOFError
            rest = await self._reader.readexactly(size + 1)
            _, number, incoming = frame.unmarshal(head + rest)
            yield number, incoming

    def _send(self, number: int, *frames: Any) -> None:
        self._writer.write(b"".join(frame.marshal(one, number) for one in frames))

    def _about_connection(self, incoming: Any, login: bytes) -> bool:
        if isinstance(incoming, commands.Connection.StartOk):
            response = incoming.response
            if (response.encode() if isinstance(response, str) else response) != login:
                self._send(0, commands.Connection.Close(403, "ACCESS_REFUSED - login refused", 0, 0))
                return False
            self._send(0, commands.Connection.Tune(2047, FRAME_MAX, 60))
        elif isinstance(incoming, commands.Connection.Open):
            self._send(0, commands.Connection.OpenOk())
        elif isinstance(incoming, commands.Connection.Close):
            self._send(0, commands.Connection.CloseOk())
            return False
        elif isinstance(incoming, heartbeat.Heartbeat):
            self._send(0, heartbeat.Heartbeat())
        return True

    def _about_channel(self, number: int, incoming: Any) -> None:
        if isinstance(incoming, commands.Channel.Open):
            self._channels[number] = _Channel(self, number)
            self._send(number, commands.Channel.OpenOk())
            return
        channel = self._channels.get(number)
        if channel is None:
            return  # what was on its way when the channel was closed
        try:
            self._answer(channel, incoming)
        except _Refused as refused:
            self._close(channel)
            class_id, method_id = struct.unpack(">HH", struct.pack(">I", refused.method.index))
            self._send(number, commands.Channel.Close(refused.code, refused.text, class_id, method_id))

    def _close(self, channel: _Channel) -> None:
        self._channels.pop(channel.number, None)
        self._give_back(channel)

    def give_back(self) -> None:
        for channel in list(self._channels.values()):
            self._close(channel)

    def _give_back(self, channel: _Channel) -> None:
        for queue in self._broker.queues.values():
            queue.consumers = deque(one for one in queue.consumers if one[0] is not channel)
        touched = set()
        for tag in sorted(channel.unacknowledged, reverse=True):
            name, message = channel.unacknowledged.pop(tag)
            message.redelivered = True
            self._broker.queues[name].waiting.appendleft(message)
            touched.add(name)
        for name in touched:
            self._deliver(name)

    def _queue(self, name: str, method: Any) -> Queue:
        queue = self._broker.queues.get(name)
        if queue is None:
            raise _Refused(404, f"NOT_FOUND - no queue '{name}'", method)
        return queue

    def _answer(self, channel: _Channel, incoming: Any) -> None:
        number = channel.number
        if isinstance(incoming, commands.Channel.Close):
            self._close(channel)
            self._send(number, commands.Channel.CloseOk())
        elif isinstance(incoming, commands.Queue.Declare):
            if incoming.passive:
                self._queue(incoming.queue, incoming)
            queue = self._broker.queues.setdefault(incoming.queue, Queue())
            counts = len(queue.waiting), len(queue.consumers)
            self._send(number, commands.Queue.DeclareOk(incoming.queue, *counts))
        elif isinstance(incoming, commands.Queue.Purge):
            queue = self._queue(incoming.queue, incoming)
            count = len(queue.waiting)
            queue.waiting.clear()
            self._send(number, commands.Queue.PurgeOk(count))
        elif isinstance(incoming, commands.Confirm.Select):
            channel.confirming = True
            self._send(number, commands.Confirm.SelectOk())
        elif isinstance(incoming, commands.Basic.Qos):
            channel.prefetch = incoming.prefetch_count
            self._send(number, commands.Basic.QosOk())
        elif isinstance(incoming, commands.Basic.Publish | header.ContentHeader | body.ContentBody):
            self._take(channel, incoming)
        elif isinstance(incoming, commands.Basic.Get):
            self._get(channel, incoming)
        elif isinstance(incoming, commands.Basic.Consume):
            queue = self._queue(incoming.queue, incoming)
            tag = incoming.consumer_tag or f"ctag{number}.{len(channel.tags) + 1}"
            channel.tags[tag] = incoming.queue
            queue.consumers.append((channel, tag, incoming.no_ack))
            self._send(number, commands.Basic.ConsumeOk(tag))
            self._deliver(incoming.queue)
        elif isinstance(incoming, commands.Basic.Cancel):
            name = channel.tags.pop(incoming.consumer_tag, "")
            if queue_ := self._broker.queues.get(name):
                queue_.consumers = deque(one for one in queue_.consumers if one[1] != incoming.consumer_tag)
            self._send(number, commands.Basic.CancelOk(incoming.consumer_tag))
        elif isinstance(incoming, commands.Basic.Ack | commands.Basic.Nack | commands.Basic.Reject):
            self._settle(channel, incoming)
        elif isinstance(incoming, commands.Channel.CloseOk):
            pass
        else:
            raise _Refused(540, f"NOT_IMPLEMENTED - {incoming.name}", incoming)

    def _take(self, channel: _Channel, incoming: Any) -> None:
        """A publish comes as a method, a header and as many pieces of body as the header tells."""
        if isinstance(incoming, commands.Basic.Publish):
            channel.incoming = (incoming, None, 0, [])
            return
        if channel.incoming is None:
            raise EOFError
        method, head, left, pieces = channel.incoming
        if isinstance(incoming, header.ContentHeader):
            head, left = incoming, incoming.body_size
        else:
            pieces.append(incoming.value)
            left -= len(incoming.value)
        channel.incoming = (method, head, left, pieces)
        if left <= 0:
            channel.incoming = None
            self._publish(channel, method, Message(head.properties, b"".join(pieces)))

    def _publish(self, channel: _Channel, method: Any, message: Message) -> None:
        if self._counted_down("drop_publish_before"):
            raise EOFError
        if method.exchange:
            raise _Refused(404, f"NOT_FOUND - no exchange '{method.exchange}'", method)
        queue = self._broker.queues.get(method.routing_key)
        if queue is not None:
            queue.waiting.append(message)
        elif method.mandatory:
            returned = commands.Basic.Return(312, "NO_ROUTE", method.exchange, method.routing_key)
            self._send_content(channel, returned, message)
        if self._counted_down("drop_publish_after"):
            raise EOFError
        if channel.confirming:
            channel.published += 1
            self._send(channel.number, commands.Basic.Ack(channel.published, False))
        if queue is not None:
            self._deliver(method.routing_key)

    def _counted_down(self, name: str) -> bool:
        left = getattr(self._broker, name)
        if left is None:
            return False
        setattr(self._broker, name, None if left <= 1 else left - 1)
        return bool(left <= 1)

    def _send_content(self, channel: _Channel, method: Any, message: Message) -> None:
        size = FRAME_MAX - 8
        pieces = [message.content[at : at + size] for at in range(0, len(message.content), size)]
        head = header.ContentHeader(0, len(message.content), message.properties)
        self._send(channel.number, method, head, *(body.ContentBody(piece) for piece in pieces))

    def _out(self, channel: _Channel, name: str, message: Message, no_ack: bool) -> int:
        channel.next_tag += 1
        if not no_ack:
            channel.unacknowledged[channel.next_tag] = (name, message)
        return channel.next_tag

    def _get(self, channel: _Channel, method: Any) -> None:
        queue = self._queue(method.queue, method)
        if not queue.waiting:
            self._send(channel.number, commands.Basic.GetEmpty())
            return
        message = queue.waiting.popleft()
        tag = self._out(channel, method.queue, message, method.no_ack)
        answer = commands.Basic.GetOk(tag, message.redelivered, "", method.queue, len(queue.waiting))
        self._send_content(channel, answer, message)

    def _deliver(self, name: str) -> None:
        """Give what waits to consumers in turn, as far as their prefetch allows."""
        queue = self._broker.queues[name]
        passed = 0
        while queue.waiting and passed < len(queue.consumers):
            channel, tag, no_ack = queue.consumers[0]
            queue.consumers.rotate(-1)
            if channel.prefetch and len(channel.unacknowledged) >= channel.prefetch and not no_ack:
                passed += 1
                continue
            passed = 0
            message = queue.waiting.popleft()
            delivery = channel.connection._out(channel, name, message, no_ack)
            channel.connection._send_content(
                channel, commands.Basic.Deliver(tag, delivery, message.redelivered, "", name), message
            )

    def _settle(self, channel: _Channel, method: Any) -> None:
        tag = method.delivery_tag
        multiple = getattr(method, "multiple", False)
        tags = [known for known in channel.unacknowledged if known == tag or (multiple and (known <= tag or not tag))]
        if not tags and not multiple:
            raise _Refused(406, f"PRECONDITION_FAILED - unknown delivery tag {tag}", method)
        requeue = not isinstance(method, commands.Basic.Ack) and method.requeue
        touched = set()
        for one in sorted(tags, reverse=True):
            name, message = channel.unacknowledged.pop(one)
            touched.add(name)
            if requeue:
                message.redelivered = True
                self._broker.queues[name].waiting.appendleft(message)
        for name in touched:
            self._deliver(name)


def memory_of(queues: dict[str, Queue]) -> dict[str, Queue]:
    """What survives a restart: persistent messages, in order, without their consumers."""
    kept = {}
    for name, queue in queues.items():
        persistent = [one for one in queue.waiting if one.properties and one.properties.delivery_mode == 2]
        kept[name] = Queue(deque(Message(one.properties, one.content, one.redelivered) for one in persistent))
    return kept
