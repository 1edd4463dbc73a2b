"""Write receipts where the sender looks for them: /receipts/<SOURCE>/<stem>.receipt.json."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from exchange_adapters.remote_files import RemoteFiles

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,150}")


def write(files: RemoteFiles, receipts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write each receipt, a later decision over an earlier one; returns the ids of those that are there."""
    written = []
    for receipt in receipts:
        source, stem = receipt["source"], receipt["stem"]
        # Names that are no plain names cannot be told apart from paths: nothing is written for them.
        if _PLAIN.fullmatch(source) and _PLAIN.fullmatch(stem):
            files.write(f"receipts/{source}/{stem}.receipt.json", receipt["body"].encode())
        written.append(receipt["receipt_id"])
    return written
