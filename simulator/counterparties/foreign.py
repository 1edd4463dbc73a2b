"""Servers that this project did not write: OpenSSH, vsftpd and nginx, from PATH or `.servers/`, on loopback.

Each has a folder of its own; of an installed service nothing is touched. Started by root, OpenSSH and vsftpd run as
`nobody`, for they want an account and a folder of the system from root.
"""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import asyncssh

from simulator.counterparties.ports import free_port

_FETCHED = Path(__file__).resolve().parents[2] / ".servers"
_NOBODY = 65534
_OTHER = _NOBODY if os.geteuid() == 0 else None  # whom root has them run as
_PATIENCE_SECONDS = 60


def command(name: str) -> Path | None:
    """The program, or None where there is none (`make servers` fetches it without root)."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(name, path=path)
    fetched = _FETCHED / "usr/sbin" / name
    return Path(found) if found else fetched if fetched.exists() else None


def _user_name() -> str:
    """Of whom they run as. Raises KeyError where the machine does not know him."""
    return pwd.getpwuid(os.geteuid() if _OTHER is None else _OTHER).pw_name


class _Server:
    greeting = b""  # what it says to whoever connects

    def __init__(self, name: str) -> None:
        program = command(name)
        if program is None:
            raise FileNotFoundError(f"there is no {name}")
        self.folder = folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
        folder.chmod(0o755)
        self.port = free_port()
        # A copy: another user need not be able to read the checkout.
        self._program = folder / name
        shutil.copy(program, self._program)
        for library in _FETCHED.glob("**/libwrap.so.*"):
            shutil.copy(library, folder / library.name)

    def _start(self, arguments: Sequence[str], user: int | None = None) -> None:
        log = self.folder / "log"
        other = {"user": user, "group": user, "extra_groups": []} if user is not None else {}
        with log.open("wb") as into:
            self._process = subprocess.Popen(
                [self._program, *arguments],
                stdout=into,
                stderr=into,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "LD_LIBRARY_PATH": str(self.folder)},
                **other,  # type: ignore[call-overload]
            )
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                if not self.greeting or probe.recv(len(self.greeting)) == self.greeting:
                    return
            time.sleep(0.05)
        told = log.read_text(errors="replace")[-400:]
        self.stop()
        raise TimeoutError(f"{self._program.name} did not start: {told}")

    def stop(self) -> None:
        """Stop serving."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class OpenSsh(_Server):
    """`sshd`: key login only, nothing but SFTP. `root` holds outbox/ and receipts/, `keys` its key and a client's."""

    greeting = b"SSH-"

    def __init__(self) -> None:
        super().__init__("sshd")
        self.root, self.keys = self.folder / "root", self.folder / "keys"
        self.root.mkdir()
        self.keys.mkdir()
        for name in ("host_key", "client_key"):
            key = asyncssh.generate_private_key("ssh-ed25519")
            key.write_private_key(str(self.keys / name))
            (self.keys / name).chmod(0o600)
            key.write_public_key(str(self.keys / name) + ".pub")
        self.user = _user_name()
        (self.folder / "config").write_text(
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
        for path in (self.keys / "host_key", self.root / "receipts"):
            if _OTHER is not None and path.exists():
                os.chown(path, _OTHER, _OTHER)
        self._start(["-D", "-e", "-f", str(self.folder / "config")], _OTHER)
        return self.port


class Vsftpd(_Server):
    """An FTP server without MLSD, as many are, for one who logs in as `anonymous`; paths are those of the machine."""

    user, password = "anonymous", "sif"

    def __init__(self) -> None:
        super().__init__("vsftpd")
        self.root = self.folder / "root"
        for place in (self.root / "in", self.root / "out"):
            place.mkdir(parents=True)
        # An `anonymous` whose own folder can be written is refused by it.
        self.root.chmod(0o555)
        config = self.folder / "config"
        config.write_text(
            f"""listen=YES
listen_address=127.0.0.1
listen_port={self.port}
background=NO
run_as_launching_user=YES
ftp_username={_user_name()}
secure_chroot_dir={self.root}
anonymous_enable=YES
local_enable=NO
anon_root={self.root}
anon_world_readable_only=NO
anon_umask=022
write_enable=YES
anon_upload_enable=YES
anon_other_write_enable=YES
no_anon_password=NO
seccomp_sandbox=NO
isolate=NO
isolate_network=NO
use_localtime=NO
xferlog_enable=NO
"""
        )
        if _OTHER is not None:
            for place in (self.root / "in", self.root / "out", config):
                os.chown(place, _OTHER, _OTHER)
        self._start([str(config)], _OTHER)

    def offer(self, package_id: str, content: bytes) -> None:
        """Put a package into in/, as senders do: under another name, then renamed."""
        partial = self.root / "in" / f"{package_id}.zip.part"
        partial.write_bytes(content)
        partial.replace(partial.with_suffix(""))

    @property
    def taken(self) -> dict[str, bytes]:
        """What came into out/."""
        return {path.stem: path.read_bytes() for path in sorted((self.root / "out").glob("*.zip"))}


class Nginx(_Server):
    """A web server: packages of the exchange node as files (GET, PUT), and a bank's balances as fixed answers."""

    def __init__(self, token: str, balances: Mapping[str, str] | None = None) -> None:
        super().__init__("nginx")
        folder = self.folder
        self.root = folder / "root"
        (self.root / "packages").mkdir(parents=True)
        (self.root / "temp").mkdir()
        self._list: list[dict[str, object]] = []
        self._write_list()
        answers = "\n".join(
            f"location = /accounts/{account}/balance {{ {_GUARD} default_type application/json; return 200 '{body}'; }}"
            for account, body in (balances or {}).items()
        )
        temporary = "\n".join(
            f"{kind}_temp_path {self.root}/temp/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "config").write_text(
            f"""daemon off;
master_process off;
pid {folder}/pid;
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_max_body_size 64m;
  {temporary}
  map $http_authorization $known {{ default 0; "Bearer {token}" 1; }}
  server {{
    listen 127.0.0.1:{self.port};
    root {self.root};
    location = /packages {{ {_GUARD} default_type application/json; try_files /list.json =404; }}
    location /packages/ {{ {_GUARD} dav_methods PUT; default_type application/zip; }}
    {answers}
  }}
}}
"""
        )
        self._start(["-e", "stderr", "-p", str(folder), "-c", str(folder / "config")])

    def offer(self, package_id: str, content: bytes, sha256: str | None = None) -> None:
        """Give a package to the other side; listed with `sha256`, or its own."""
        (self.root / "packages" / package_id).write_bytes(content)
        told = sha256 or hashlib.sha256(content).hexdigest()
        self._list.append({"id": package_id, "sha256": told, "bytes": len(content)})
        self._write_list()

    def _write_list(self) -> None:
        told = json.dumps({"packages": self._list, "next": str(len(self._list))})
        (self.root / "list.json").write_text(told, encoding="utf-8")


_GUARD = "if ($known = 0) { return 401; }"
