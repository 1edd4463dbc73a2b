"""Write receipts where the sender looks for them: /receipts/<SOURCE>/<stem>.receipt.json."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from exchange_adapters.remote_files import RemoteFiles

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,150}")


def write(files: RemoteFiles, receipts: Sequence[Mapping[str, Any]], written: list[str]) -> None:
    """Write each receipt; the ids of those that are there are added to `written`, also where it goes wrong later.

    Several travel at once. Of two decisions on one file (held, later accepted) only the later is written: side by side
    the earlier might come last. Raises the first error, after what was begun has ended.
    """
    by_path: dict[str, list[Mapping[str, Any]]] = {}
    for receipt in receipts:
        source, stem = receipt["source"], receipt["stem"]
        # Names that are no plain names cannot be told apart from paths: nothing is written for them.
        if _PLAIN.fullmatch(source) and _PLAIN.fullmatch(stem):
            by_path.setdefault(f"receipts/{source}/{stem}.receipt.json", []).append(receipt)
        else:
            written.append(receipt["receipt_id"])

    def put(path: str) -> None:
        files.write(path, by_path[path][-1]["body"].encode())
        written.extend(receipt["receipt_id"] for receipt in by_path[path])

    if files.parallel == 1 or len(by_path) < 2:
        for path in by_path:
            put(path)
        return
    with ThreadPoolExecutor(files.parallel, thread_name_prefix="receipts") as pool:
        futures = [pool.submit(put, path) for path in by_path]
        try:
            for future in futures:
                future.result()
        except Exception:
            for future in futures:
                future.cancel()
            raise
