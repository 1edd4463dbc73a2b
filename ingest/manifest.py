"""What a manifest declares, checked value by value (exchange.md §1). Nothing in it is believed before this."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from catalogue import Catalogue, Table, masking
from ingest import types
from ingest.text import ENCODINGS
from warehouse_sql.control import deliveries, repairs
from warehouse_sql.control.deliveries import Delivery
from warehouse_sql.control.receipts import AGAIN, Reason

BANK_FORMATS: Final = frozenset({"CAMT053", "MT940"})
"""Values of `table` that are formats of bank statements (银行对账单) and no tables of the catalogue."""

_PERIOD = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])")
_MAX_SHOWN = 60
_MAX_FAULTS = 50
_NAMES: Final = frozenset(
    {"version", "source", "table", "region", "period", "seq", "mode", "file", "bytes", "sha256", "encoding", "records",
     "control_totals"}
)  # fmt: skip
"""What decides about a delivery: said twice, nobody knows which is meant."""
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")


@dataclass(frozen=True)
class Declared:
    """The checked values; `table` is None for bank statements, `codec` is Python's name of the encoding."""

    table: Table | None
    codec: str
    records: int
    totals: Mapping[str, Decimal]


class _Faults(list[Reason]):
    def bad(self, name: str, value: object, expected: str, shown: str | None = None) -> None:
        shown = _shown(value) if shown is None else shown
        message = f"清单（manifest）的 {name} 为 {shown}，应为{expected}；请更正清单后{AGAIN}"
        self.append(Reason("bad_manifest", message))


def check(
    raw: bytes | None, delivery: Delivery, catalogue: Catalogue, file_bytes: int, sha256: str
) -> Declared | list[Reason]:
    """The declared values, or every reason why the manifest cannot be used.

    `raw` is the manifest as it came; None where a channel has none of its own, then what is recorded of the delivery is
    checked. `file_bytes` and `sha256` are those of the file that really came.
    """
    faults = _Faults()
    values = _read(raw, delivery, faults)
    if values is None:
        return faults
    source, code = values.get("source"), values.get("table")
    table: Table | None = None
    is_bank = source == "BANK" and code in BANK_FORMATS
    if not is_bank:
        table = catalogue.tables.get(code) if isinstance(code, str) else None
        if table is None:
            what = f"信息目录中没有数据表 {_shown(code)}，清单的 table 应为目录中的表代码（如 EP01）"
            message = f"{what}；请更正清单后{AGAIN}"
            faults.append(Reason("unknown_table", message))
        elif table.source != source:
            faults.bad("source", source, f" {table.source}（{table.name_zh} {table.file_code} 的报送方）")
    region, period, seq = values.get("region"), values.get("period"), values.get("seq")
    if not (isinstance(region, str) and re.fullmatch(r"[0-9]{6}", region)):
        faults.bad("region", region, "六位行政区划代码")
    if not (isinstance(period, str) and _PERIOD.fullmatch(period)):
        faults.bad("period", period, "六位年月 YYYYMM")
    most = deliveries.max_seq(str(source))
    if seq is None or not (_is_count(seq) and 1 <= seq <= most):
        faults.bad("seq", seq, f" 1 至 {most} 的整数")
    if values.get("mode") not in ("full", "append"):
        faults.bad("mode", values.get("mode"), " full 或 append")
    encoding = values.get("encoding", "GB18030")
    codec = ENCODINGS.get(str(encoding).upper())
    if codec is None:
        faults.bad("encoding", encoding, " GB18030 或 UTF-8")
    records = values.get("records")
    if not _is_count(records):
        faults.bad("records", records, "不含标题行的记录数（整数）")
    totals = _totals(values.get("control_totals"), table, faults)
    if not is_bank and not faults:
        stem = f"{source}_{code}_{region}_{period}_{seq:03d}"
        if delivery.channel == repairs.CHANNEL:
            stem = repairs.stem_of(stem, delivery.stem)
        if delivery.stem != stem:
            faults.bad("file", values.get("file"), f" {stem}.zip（与清单各项一致）")
    if not faults:
        _check_file(values, file_bytes, sha256, faults)
    if faults or codec is None:
        return faults[:_MAX_FAULTS]
    return Declared(table, codec, int(records or 0), totals)


def _read(raw: bytes | None, delivery: Delivery, faults: _Faults) -> Mapping[str, Any] | None:
    if raw is None:
        return {
            "source": delivery.source,
            "table": delivery.file_code,
            "region": delivery.region_code,
            "period": delivery.period,
            "seq": delivery.seq,
            "mode": delivery.mode,
            "encoding": delivery.encoding or "GB18030",
            "records": delivery.records_declared,
            "control_totals": json.loads(delivery.control_totals or "{}"),
            "file": delivery.file_name,
            "bytes": delivery.file_bytes,
            "sha256": delivery.sha256,
        }
    values = deliveries.read_manifest(raw)
    if values is None:
        faults.append(Reason("bad_manifest", f"清单（manifest）不是 UTF-8 编码的 JSON 对象；请更正后{AGAIN}"))
        return None
    times = Counter(name for name, _ in json.loads(raw, object_pairs_hook=tuple))
    if twice := sorted(name for name in _NAMES if times[name] > 1):
        message = f"清单（manifest）中 {'、'.join(twice)} 写了不止一次；请更正清单后{AGAIN}"
        faults.append(Reason("bad_manifest", message))
    if values.get("version") != 1:
        faults.bad("version", values.get("version"), " 1")
    return values


def _check_file(values: Mapping[str, Any], file_bytes: int, sha256: str, faults: _Faults) -> None:
    declared = values.get("bytes")
    if declared != file_bytes or isinstance(declared, bool):
        message = f"文件实际 {file_bytes} 字节，清单写的是 {_shown(declared)} 字节（可能未传完）；请{AGAIN}"
        faults.append(Reason("bad_size", message))
    stated = values.get("sha256")
    if not isinstance(stated, str) or stated.lower() != sha256:
        told = f"{stated[:12]}…" if isinstance(stated, str) and _SHA256.fullmatch(stated) else _shown(stated)
        message = f"文件的 SHA-256 为 {sha256[:12]}…，与清单所写 {told} 不符（传输有误或文件被改动）；请{AGAIN}"
        faults.append(Reason("bad_hash", message))


def _totals(value: object, table: Table | None, faults: _Faults) -> Mapping[str, Decimal]:
    """Control totals by the label used in the manifest."""
    totals: dict[str, Decimal] = {}
    if value is None:
        return totals
    if not isinstance(value, dict):
        faults.bad("control_totals", value, "“列名: 合计”的对象")
        return totals
    money = (
        set()
        if table is None
        else {label for f in table.fields if f.logical_type == "money" for label in (f.label_zh, *f.also_called)}
    )
    for label, total in value.items():
        shown = masking.mask_label(label[:_MAX_SHOWN])
        try:
            amount = types.parse("money", total) if isinstance(total, str) else None
        except types.BadValueError:
            amount = None
        if table is not None and label not in money:
            faults.bad("control_totals", label, "本表的金额列", json.dumps(shown, ensure_ascii=False))
        elif not isinstance(amount, Decimal):
            faults.bad(f"control_totals（{shown}）", total, '不带千分位、空格、加号和指数的金额文本，如 "183220.50"')
        else:
            totals[label] = amount
    return totals


def _shown(value: object) -> str:
    """A declared value as a message may repeat it; who writes something else there may have written of a person."""
    if isinstance(value, dict | list):
        return "对象" if isinstance(value, dict) else "列表"
    if isinstance(value, int) and abs(value) < 10**14:
        return json.dumps(value)
    text = json.dumps(value, ensure_ascii=False, default=str)[:_MAX_SHOWN]
    return text if masking.is_plain(text.strip('"')) else f'"{masking.mask_free_text(text.strip(chr(34)))}"'


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62
