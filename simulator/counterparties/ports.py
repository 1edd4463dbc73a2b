"""Ports for servers that must be told theirs before they listen."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

# Below what Linux gives to clients and to servers that ask for any port (32768 and up): nobody is given it by chance
# between the moment it is found free and the moment the server listens.
_FIRST, _LAST = 20_000, 32_000
_TRIES = 100


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens. Raises OSError where none was found."""
    for _ in range(_TRIES):
        port = random.randint(_FIRST, _LAST)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError(f"no free port between {_FIRST} and {_LAST}")
