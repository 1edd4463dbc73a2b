"""Just enough of a manifest to name a delivery. Whether it tells the truth is decided when the delivery is loaded."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from catalogue import masking
from warehouse_sql import clock
from warehouse_sql.control.deliveries import Delivery, delivery_id, read_manifest
from warehouse_sql.control.receipts import AGAIN, Reason

MAX_BYTES = 1 << 20
AMOUNT = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,2})?", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,150}")
_BANK_ENDINGS = ("zip", "xml", "txt", "sta", "940")
"""Statements of banks need not be packed, and their systems name them as they will, in either case."""


class UnusableManifestError(ValueError):
    """The manifest does not name a file that can be fetched; carries the reason for the receipt."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.reason = Reason("bad_manifest", f"清单（manifest）{what}；请更正后{AGAIN}")


def plain_stem(path: str) -> str | None:
    """The stem of a manifest's path, where it is a plain name."""
    stem = PurePosixPath(path).name.removesuffix(".json")
    return stem if _PLAIN.fullmatch(stem) else None


def read(raw: bytes, stem: str) -> dict[str, Any]:
    """The manifest's values. Raises UnusableManifestError where it does not name the file of its own name."""
    if len(raw) > MAX_BYTES:
        raise UnusableManifestError("超过 1 MiB")
    values = read_manifest(raw)
    if values is None:
        raise UnusableManifestError("不是 UTF-8 编码的 JSON 对象")
    file = values.get("file")
    name, _, ending = file.rpartition(".") if isinstance(file, str) else ("", "", "")
    if name != stem:
        raise UnusableManifestError("的 file 与清单文件名不一致（除扩展名外应相同）")
    source = values.get("source")
    if not isinstance(source, str) or not stem.startswith(f"{source}_"):
        raise UnusableManifestError("的 source 与文件名不一致（文件名应以 source 和下划线开头）")
    if source == "BANK" and ending.lower() not in _BANK_ENDINGS:
        raise UnusableManifestError(f"的 file 扩展名应为 {'、'.join(f'.{one}' for one in _BANK_ENDINGS)} 之一")
    if source != "BANK" and ending != "zip":
        raise UnusableManifestError("的 file 扩展名应为 .zip（小写）")
    return values


def delivery(
    values: dict[str, Any], stem: str, channel: str, sha256: str, size: int, received_at: datetime
) -> Delivery:
    """The row of `control.delivery` for a landed file; values of a wrong type are left empty, loading says so."""
    return Delivery(
        delivery_id=delivery_id(values["source"], stem, sha256),
        channel=channel,
        source=values["source"],
        file_code=_text(values.get("table")),
        region_code=_text(values.get("region")),
        period=_text(values.get("period")),
        seq=_whole(values.get("seq"), 2**31 - 1),
        mode=_text(values.get("mode")),
        stem=stem,
        file_name=values["file"],
        file_bytes=size,
        sha256=sha256,
        encoding=_text(values.get("encoding")),
        records_declared=_whole(values.get("records"), 2**62),
        control_totals=_totals(values.get("control_totals")),
        produced_at=_moment(values.get("produced_at")),
        received_at=received_at,
    )


def _text(value: object) -> str | None:
    # What is no code at all is not kept: the manifest itself is, and loading says what is wrong with it.
    return value if isinstance(value, str) and masking.is_plain(value) else None


def _totals(value: object) -> str:
    told = value.items() if isinstance(value, dict) else ()
    plain = {
        label: total
        for label, total in told
        if AMOUNT.fullmatch(str(total)) and label.isprintable() and masking.mask_label(label) == label
    }
    return json.dumps(plain, ensure_ascii=False)[:100_000]


def _whole(value: object, most: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return clock.to_wall_time(datetime.fromisoformat(value))
    except ValueError:
        return None
