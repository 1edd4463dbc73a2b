"""Ports for servers that must be told theirs before they listen."""

from __future__ import annotations

import secrets
import socket
from contextlib import ExitStack, suppress

# Below what Linux gives to clients and to servers that ask for any port (32768 and up): nobody is given it by chance
# between the moment it is found free and the moment the server listens.
_FIRST, _LAST = 20_000, 32_000
_TRIES = 100


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens. Raises OSError where none was found."""
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """As many different ones."""
    found: list[int] = []
    with ExitStack() as held:
        for _ in range(_TRIES * count):
            # Not drawn from a seed that another test worker has, too.
            port = _FIRST + secrets.randbelow(_LAST - _FIRST)
            with suppress(OSError):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
                found.append(port)
            if len(found) == count:
                return found
    raise OSError(f"no {count} free ports between {_FIRST} and {_LAST}")
