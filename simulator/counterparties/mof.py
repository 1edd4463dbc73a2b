"""The exchange node of the Ministry of Finance (财政部交换节点) by HTTP, FTP and AMQP, each with a store of its own.

What a node must do with our packages it does: a package id is taken once, the same content again is harmless, another
content is a conflict.
"""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import secrets
import socket
import threading
import zipfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pika
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import DTPHandler, FTPHandler
from pyftpdlib.servers import ThreadedFTPServer
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.counterparties.amqp_broker import Broker
from simulator.counterparties.http import HttpServer

PAGE = 100
# Without a handler it would set up one of its own, which tells of every command on the terminal.
logging.getLogger("pyftpdlib").addHandler(logging.NullHandler())


def package(
    package_id: str,
    members: Mapping[str, bytes],
    kind: str = "codes",
    sender: str = "MOF",
    receiver: str = "630000",
    period: str = "202401",
    hashes: Mapping[str, str] | None = None,
) -> bytes:
    """A package as the ministry packs it; `hashes` puts others into package.xml than the members have."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<package><id>{package_id}</id><type>{kind}</type><from>{sender}</from><to>{receiver}</to>",
        f"<period>{period}</period><members>",
    ]
    for name, content in members.items():
        sha256 = (hashes or {}).get(name, hashlib.sha256(content).hexdigest())
        lines.append(f'<member name="{name}" sha256="{sha256}"/>')
    lines.append("</members></package>")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"package.xml": "".join(lines).encode(), **members}.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()


class HttpNode:
    """GET /packages?since=, GET and PUT /packages/{id}; `refuse` makes so many requests fail, `get` replaces one."""

    def __init__(self, token: str | None = None, port: int = 0) -> None:
        self.offered: list[tuple[str, bytes, str]] = []
        self.taken: dict[str, bytes] = {}
        self.puts = 0
        self.refuse = 0
        self.has_list = True
        self.tells_unknown = True
        self.get: Callable[[Request], Awaitable[Response]] | None = None
        self._token = token
        routes = [
            Route("/packages", self._list),
            Route("/packages/{package_id}", self._get, methods=["GET"]),
            Route("/packages/{package_id}", self._put, methods=["PUT"]),
        ]
        self._server = HttpServer(Starlette(routes=routes), port)
        self.port = self._server.start()

    def offer(self, package_id: str, content: bytes, sha256: str | None = None) -> None:
        """Give a package to the other side; listed with `sha256`, or its own."""
        self.offered.append((package_id, content, sha256 or hashlib.sha256(content).hexdigest()))

    def stop(self) -> None:
        """Stop serving."""
        self._server.stop()

    def _refused(self, request: Request) -> Response | None:
        if self._token and request.headers.get("authorization") != f"Bearer {self._token}":
            return JSONResponse({"error": "unauthorized"}, status_code=401)
        if self.refuse:
            self.refuse -= 1
            return JSONResponse({"error": "busy"}, status_code=503)
        return None

    async def _list(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        if not self.has_list:
            return JSONResponse({"error": "no list"}, status_code=404)
        # The cursor is ours alone: how many of the offered the other side has been told of.
        start = int(request.query_params.get("since", "0"))
        if start > len(self.offered) and self.tells_unknown:
            return JSONResponse({"error": "unknown since"}, status_code=410)
        shown = self.offered[start : start + PAGE]
        listed = [{"id": name, "sha256": sha256, "bytes": len(content)} for name, content, sha256 in shown]
        return JSONResponse({"packages": listed, "next": str(start + len(shown))})

    async def _get(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        if self.get is not None:
            return await self.get(request)
        found = [content for name, content, _ in self.offered if name == request.path_params["package_id"]]
        if not found:
            return JSONResponse({"error": "unknown package"}, status_code=404)
        return Response(found[-1], media_type="application/zip")

    async def _put(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        self.puts += 1
        content, package_id = await request.body(), request.path_params["package_id"]
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        if request.headers.get("content-digest") != f"sha-256=:{digest}:":
            return JSONResponse({"error": "damaged on its way"}, status_code=400)
        if package_id in self.taken:
            same = self.taken[package_id] == content
            return Response(status_code=200 if same else 409)
        self.taken[package_id] = content
        return Response(status_code=201)


class FtpNode:
    """A folder with in/ (for the other side) and out/ (from it) behind an FTP server."""

    cut_after: int | None

    def __init__(self, root: Path, password: str, port: int = 0) -> None:
        self.root = root
        # Faults on purpose: cut downloads after so many bytes, or every upload.
        self.carried, self.cut_after, self.cut_uploads = 0, None, False
        for name in ("in", "out"):
            (root / name).mkdir(parents=True, exist_ok=True)
        users = DummyAuthorizer()
        users.add_user("sif", password, str(root), perm="elrwfT")
        node = self

        class Line(DTPHandler):
            """A data connection that can be cut: with the connection that commands it, as a broken line is."""

            def send(self, data: bytes) -> int:
                node.carried += len(data)
                if node.cut_after is not None and node.carried > node.cut_after:
                    self.cut()
                    return len(data)
                return int(super().send(data))

            def handle_read(self) -> None:
                if node.cut_uploads:
                    self.cut()
                super().handle_read()

            handle_read_event = handle_read  # the base class has this second name for it, too

            def cut(self) -> None:
                for line in (self.cmd_channel.socket, self.socket):
                    with suppress(OSError):
                        line.shutdown(socket.SHUT_RDWR)

        values = {
            "authorizer": users,
            "banner": "MOF exchange node",
            "timeout": 30,
            "auth_failed_timeout": 0.1,
            "dtp_handler": Line,
            "use_sendfile": False,
        }
        handler = type("Handler", (FTPHandler,), values)
        self._server = ThreadedFTPServer(("127.0.0.1", port), handler)
        self.handler: Any = handler
        self.port: int = self._server.socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="ftp", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        self._server.serve_forever(timeout=0.1, handle_exit=False)

    def offer(self, package_id: str, content: bytes) -> None:
        """Put a package into in/, as senders do: under another name, then renamed."""
        partial = self.root / "in" / f"{package_id}.zip.part"
        partial.write_bytes(content)
        partial.replace(partial.with_suffix(""))

    @property
    def taken(self) -> dict[str, bytes]:
        """What came into out/."""
        return {path.stem: path.read_bytes() for path in sorted((self.root / "out").glob("*.zip"))}

    def stop(self) -> None:
        """Stop serving."""
        self._server.close_all()
        self._thread.join(10)


class AmqpNode:
    """The ministry at a broker: publishes to the queue we read, takes from the queue we write to."""

    def __init__(
        self, port: int, user: str, password: str, queue_in: str = "mof.in", queue_out: str = "mof.out"
    ) -> None:
        self._parameters = pika.ConnectionParameters(
            "127.0.0.1", port, credentials=pika.PlainCredentials(user, password), socket_timeout=10
        )
        self._in, self._out = queue_in, queue_out
        self.seen: dict[str, bytes] = {}
        self.conflicts: list[str] = []
        with self._channel() as channel:
            for queue in (queue_in, queue_out):
                channel.queue_declare(queue, durable=True)

    def _channel(self) -> _Channel:
        return _Channel(self._parameters)

    def offer(self, package_id: str | None, content: bytes, sha256: str | None = None) -> None:
        """Publish a package; confirmed by the broker."""
        properties = pika.BasicProperties(
            message_id=package_id,
            delivery_mode=2,
            headers={"sha256": sha256 or hashlib.sha256(content).hexdigest()},
        )
        with self._channel() as channel:
            channel.confirm_delivery()
            channel.basic_publish("", self._in, content, properties, mandatory=True)

    def waiting(self) -> tuple[int, int]:
        """Messages in the queue that we write to and in the one that is read."""
        with self._channel() as channel:
            counts: Sequence[int] = [
                channel.queue_declare(queue, passive=True).method.message_count for queue in (self._in, self._out)
            ]
        return counts[0], counts[1]

    @property
    def taken(self) -> dict[str, bytes]:
        """What came so far, each id once; another content under a known id is in `conflicts`."""
        with self._channel() as channel:
            while True:
                method, properties, body = channel.basic_get(self._out)
                if method is None:
                    return self.seen
                if self.seen.setdefault(properties.message_id, body) != body:
                    self.conflicts.append(properties.message_id)
                channel.basic_ack(method.delivery_tag)


class _Channel:
    def __init__(self, parameters: pika.ConnectionParameters) -> None:
        self._connection = pika.BlockingConnection(parameters)

    def __enter__(self) -> Any:
        return self._connection.channel()

    def __exit__(self, *exc: object) -> None:
        self._connection.close()


def write_sample(folder: Path) -> Path:
    """A package as the ministry sends them down: the code list of funds and the form of a report."""
    folder.mkdir(parents=True, exist_ok=True)
    codes = "代码,名称\n1,企业职工基本养老保险基金\n2,城乡居民基本养老保险基金\n3,职工基本医疗保险基金\n"
    path = folder / "codes-202501-funds.zip"
    path.write_bytes(package("codes-202501-funds", {"险种代码.csv": codes.encode()}, period="202501"))
    return path


def start_nodes(folder: Path, state: Path, stack: ExitStack) -> list[dict[str, object]]:
    """The node by all three ways, each offering the packages of `folder`; returns the entries that reach it.

    What we send by FTP lies in `state/mof_ftp/out` afterwards. The broker forgets with the process: what it offered is
    remembered in `state`, as a real one would not offer it again.
    """
    secret = state / "mof_password"
    password = secrets.token_urlsafe(24)
    secret.write_text(password, encoding="utf-8")
    secret.chmod(0o600)
    http = HttpNode(password)
    stack.callback(http.stop)
    ftp = FtpNode(state / "mof_ftp", password)
    stack.callback(ftp.stop)
    broker = Broker("sif", password)
    stack.callback(broker.stop)
    queues = AmqpNode(broker.port, "sif", password)
    offered = state / "mof_offered"
    known = set(offered.read_text(encoding="utf-8").split()) if offered.exists() else set()
    for path in sorted(folder.glob("*.zip")):
        content = path.read_bytes()
        http.offer(path.stem, content)
        if path.stem not in known:
            ftp.offer(path.stem, content)
            queues.offer(path.stem, content)
    offered.write_text("\n".join(path.stem for path in sorted(folder.glob("*.zip"))), encoding="utf-8")
    login = {"host": "127.0.0.1", "user": "sif", "password_file": secret.name}
    return [
        {"name": "mof_http", "channel": "mof_node", "transport": "http", "address": f"http://127.0.0.1:{http.port}",
         "token_file": secret.name},
        {"name": "mof_ftp", "channel": "mof_node", "transport": "ftp", "port": ftp.port, **login},
        {"name": "mof_amqp", "channel": "mof_node", "transport": "amqp", "port": broker.port, **login},
    ]  # fmt: skip
