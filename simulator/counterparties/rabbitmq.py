"""RabbitMQ as the broker of the exchange node, installed or from `.servers/`: a node in a folder, on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from simulator.counterparties.ports import free_ports

USER, PASSWORD = "guest", "guest"  # of loopback only
_FETCHED = Path(__file__).resolve().parents[2] / ".servers"
_PATIENCE_SECONDS = 90


def command() -> str | None:
    """The server's own script, or None where there is none (`make servers` fetches it without root)."""
    # Debian's command on PATH insists on a user of its own; the script below it does not.
    if shutil.which("epmd"):
        for name in ("/usr/lib/rabbitmq/bin/rabbitmq-server", shutil.which("rabbitmq-server")):
            if name and Path(name).is_file():
                return name
    fetched = _FETCHED / "usr/lib/rabbitmq/bin/rabbitmq-server"
    return str(fetched) if fetched.is_file() and (_FETCHED / "usr/bin/epmd").exists() else None


def _path(folder: Path) -> str:
    """PATH for the server; an Erlang that was fetched is told where it lies."""
    path = os.environ.get("PATH", "/usr/bin:/bin")
    if not str(command()).startswith(str(_FETCHED)):
        return path
    erlang = _FETCHED / "usr/lib/erlang"
    start = (erlang / "bin/erl").read_text(encoding="utf-8")
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "erl").write_text(start.replace("ROOTDIR=/usr/lib/erlang", f"ROOTDIR={erlang}"), encoding="utf-8")
    (tools / "erl").chmod(0o755)
    return f"{tools}:{_FETCHED / 'usr/bin'}:{path}"


class RabbitMq:
    """A broker with its own port, data and port mapper; nothing of an installed service is touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.port, distribution, mapper = free_ports(3)
        (folder / "plugins").write_text("[].\n")
        self._environment = {
            "PATH": _path(folder),
            "HOME": str(folder),
            "ERL_EPMD_PORT": str(mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"sif{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_CONF_ENV_FILE": os.devnull,
        }
        program = shutil.which("epmd", path=self._environment["PATH"])
        if program is None:
            raise FileNotFoundError("there is no epmd")
        self._mapper = subprocess.Popen([program, "-port", str(mapper)], env=self._environment)
        self._server: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start and wait until it takes connections. Raises TimeoutError."""
        script = command()
        if script is None:
            raise FileNotFoundError("there is no RabbitMQ")
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen([script], env=self._environment, stdout=log, stderr=log)
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end and self._server.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                probe.sendall(b"AMQP\x00\x00\x09\x01")
                if probe.recv(1):
                    return
            time.sleep(0.2)
        tail = (self._folder / "log").read_text(errors="replace")[-400:]
        raise TimeoutError(f"RabbitMQ did not start: {tail}")

    def halt(self) -> None:
        """Stop the broker; what is durable stays."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(60)

    def stop(self) -> None:
        """Stop everything."""
        self.halt()
        self._mapper.terminate()
        self._mapper.wait(10)
