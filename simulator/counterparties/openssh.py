"""OpenSSH's server, for tests against one that this project did not write: `sshd` from PATH or `.servers/`."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import asyncssh

_FETCHED = Path(__file__).resolve().parents[2] / ".servers"
_NOBODY = 65534
_PATIENCE_SECONDS = 20


def command() -> Path | None:
    """The server's program, or None where there is none (`make servers` fetches it without root)."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which("sshd", path=path)
    fetched = _FETCHED / "usr/sbin/sshd"
    return Path(found) if found else fetched if fetched.exists() else None


class OpenSsh:
    """`sshd` on a high port: key login only, nothing but SFTP. `home` holds outbox/, receipts/ and keys/.

    Run by root it serves as `nobody`, for an `sshd` of root wants an account and a folder of the system.
    """

    def __init__(self) -> None:
        program = command()
        if program is None:
            raise FileNotFoundError("there is no sshd")
        self.home = Path(tempfile.mkdtemp(prefix="sshd-"))
        self.home.chmod(0o755)
        self.root = self.home / "root"
        self.root.mkdir()
        self.keys = self.home / "keys"
        self.keys.mkdir()
        for name in ("host_key", "client_key"):
            key = asyncssh.generate_private_key("ssh-ed25519")
            key.write_private_key(str(self.keys / name))
            (self.keys / name).chmod(0o600)
            key.write_public_key(str(self.keys / name) + ".pub")
        self._as_root = os.geteuid() == 0
        self.user = pwd.getpwuid(_NOBODY if self._as_root else os.geteuid()).pw_name
        # A copy: another user need not be able to read the checkout.
        self._program = self.home / "sshd"
        shutil.copy(program, self._program)
        for library in _FETCHED.glob("**/libwrap.so.*"):
            shutil.copy(library, self.home / library.name)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        (self.home / "config").write_text(
            f"""ListenAddress 127.0.0.1
Port {self.port}
HostKey {self.keys}/host_key
PidFile none
AuthorizedKeysFile {self.keys}/client_key.pub
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
Subsystem sftp internal-sftp
ForceCommand internal-sftp
AllowTcpForwarding no
PermitTTY no
UsePAM yes
LogLevel ERROR
"""
        )

    def start(self) -> int:
        """Start and wait until it takes connections; returns the port. Raises TimeoutError."""
        if self._as_root:
            for path in (self.keys / "host_key", self.root / "receipts"):
                if path.exists():
                    os.chown(path, _NOBODY, _NOBODY)
        other = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if self._as_root else {}
        with (self.home / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [self._program, "-D", "-e", "-f", self.home / "config"],
                stderr=log,
                stdout=log,
                env={**os.environ, "LD_LIBRARY_PATH": str(self.home)},
                **other,  # type: ignore[call-overload]
            )
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end and self._server.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                if probe.recv(4) == b"SSH-":
                    return self.port
            time.sleep(0.05)
        self.stop()
        raise TimeoutError("sshd did not start")

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._server.terminate()
        self._server.wait(20)
        shutil.rmtree(self.home, ignore_errors=True)
