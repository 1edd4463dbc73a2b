"""Write receipts where the sender looks for them: /receipts/<SOURCE>/<stem>.receipt.json."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from exchange_adapters.remote_files import DeniedError, GoneError, RemoteFiles

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,150}")


def write(files: RemoteFiles, receipts: Sequence[Mapping[str, Any]], written: list[str]) -> None:
    """Write each receipt; the ids of those that are there are added to `written`, also where it goes wrong later.

    Several travel at once. Of two decisions on one file (held, later accepted) only the later is written: side by side
    the earlier might come last. One that may not be written keeps no other waiting: DeniedError, once the others are
    there. Any other error is raised after what was begun has ended.
    """
    denied: list[str] = []
    by_path: dict[str, list[Mapping[str, Any]]] = {}
    for receipt in receipts:
        source, stem = receipt["source"], receipt["stem"]
        # Names that are no plain names cannot be told apart from paths: nothing is written for them.
        if _PLAIN.fullmatch(source) and _PLAIN.fullmatch(stem):
            by_path.setdefault(f"receipts/{source}/{stem}.receipt.json", []).append(receipt)
        else:
            written.append(receipt["receipt_id"])

    def put(path: str) -> None:
        try:
            files.write(path, by_path[path][-1]["body"].encode())
        except (DeniedError, GoneError) as error:
            denied.append(str(error))
            return
        written.extend(receipt["receipt_id"] for receipt in by_path[path])

    _side_by_side(put, list(by_path), files.parallel)
    if denied:
        raise DeniedError(f"{len(denied)} of {len(by_path)} receipts could not be written; first {denied[0]}")


def _side_by_side(put: Callable[[str], None], paths: Sequence[str], parallel: int) -> None:
    if parallel == 1 or len(paths) < 2:
        for path in paths:
            put(path)
        return
    with ThreadPoolExecutor(parallel, thread_name_prefix="receipts") as pool:
        futures = [pool.submit(put, path) for path in paths]
        try:
            for future in futures:
                future.result()
        except Exception:
            for future in futures:
                future.cancel()
            raise
