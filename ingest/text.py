"""Bytes to text: GB18030-2022 and UTF-8.

CPython's `gb18030` codec is the 2000 edition: 19 characters that GB18030-2005/2022 writes in two bytes come out in the
private-use area (`gb18030_2022.csv`). They are put right after decoding. Four-byte forms of the same characters, which
senders with the old codec write, decode to the standard character too. Six codes that GB18030-2022 itself leaves in
the private-use area stay there: the text is kept as received.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Final

ENCODINGS: Final = {"GB18030": "gb18030", "UTF-8": "utf-8"}
"""Encodings a manifest may name, and the codec that does the larger part of the work."""

_TABLE = Path(__file__).with_name("gb18030_2022.csv")
_BOMS: Final = {"utf-8": (b"\xef\xbb\xbf",), "gb18030": (b"\x84\x31\x95\x33", b"\xef\xbb\xbf")}
"""Some senders put UTF-8's mark in front of whatever they write."""
_PRIVATE = re.compile(b"\xee[\x80-\xbf][\x80-\xbf]")
"""U+E000–U+EFFF in UTF-8, where all mapped characters lie; no other character has the byte EE at all."""


@cache
def _map() -> dict[int, int]:
    with _TABLE.open(encoding="ascii", newline="") as file:
        return {int(row["cpython"][2:], 16): int(row["gb18030_2022"][2:], 16) for row in csv.DictReader(file)}


@cache
def _utf8_map() -> dict[bytes, bytes]:
    return {chr(private).encode(): chr(standard).encode() for private, standard in _map().items()}


def decode(data: bytes, codec: str, errors: str = "strict") -> str:
    """Bytes as text. Raises UnicodeDecodeError (unless `errors` says otherwise)."""
    text = data.decode(codec, errors)
    return text.translate(_map()) if codec == "gb18030" and not text.isascii() else text


def to_utf8(data: bytes, codec: str) -> bytes:
    """The same text in UTF-8. Raises UnicodeError."""
    utf8 = data.decode(codec).encode("utf-8")
    if codec == "gb18030" and b"\xee" in utf8:
        standard = _utf8_map()
        utf8 = _PRIVATE.sub(lambda match: standard.get(match[0], match[0]), utf8)
    return utf8


def encode(text: str, codec: str) -> bytes:
    """Text as bytes in the 2022 edition. Raises UnicodeEncodeError."""
    if codec == "gb18030":
        text = text.translate({standard: private for private, standard in _map().items()})
    return text.encode(codec)


def without_bom(data: bytes, codec: str) -> bytes:
    """The bytes after a byte-order mark, if one stands in front."""
    for mark in _BOMS[codec]:
        data = data.removeprefix(mark)
    return data
