"""How the limit reads the ZIPs that ours reads: isal unpacks, iconv transcodes, DuckDB reads with the types given."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

KINDS = {"date": "date", "timestamp": "timestamp", "money": "decimal(18,2)", "rate": "decimal(18,6)",
         "flag": "boolean", "count": "bigint", "months": "bigint", "days": "bigint", "years": "bigint"}  # fmt: skip
"""Logical type of a field → type of DuckDB; every other one is text."""
CSV = (
    "delim='|', header=true, quote='', escape='', auto_detect=false,"
    " dateformat='%Y%m%d', timestampformat='%Y%m%d%H%M%S'"
)
"""Options of `read_csv`, for a file of the exchange in UTF-8."""


def unpack(archive: Path, out: Path, gb18030: bool, large: bool) -> None:
    """The one member of an archive as UTF-8 text; a `large` one is transcoded by a process of its own."""
    from isal import isal_zlib

    with zipfile.ZipFile(archive) as file:
        (info,) = file.infolist()
    with archive.open("rb") as packed, out.open("wb") as target:
        packed.seek(info.header_offset + 26)
        name, extra = (int.from_bytes(packed.read(2), "little") for _ in range(2))
        packed.seek(name + extra, os.SEEK_CUR)
        inflate = isal_zlib.decompressobj(-15)
        # A process a file pays for a large file only.
        iconv = subprocess.Popen(
            ["iconv", "-f", "GB18030", "-t", "UTF-8"], stdin=subprocess.PIPE, stdout=target
        ) if gb18030 and large else None  # fmt: skip
        sink = target if iconv is None else iconv.stdin
        assert sink is not None
        while piece := packed.read(1 << 16):
            text = inflate.decompress(piece)
            sink.write(text.decode("gb18030").encode() if gb18030 and not large else text)
        sink.close()
        if iconv is not None and iconv.wait():
            raise SystemExit("iconv failed")
