"""`control.notice`: each batch that tax told us of, once, by whichever way we heard of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from catalogue import load_catalogue
from exchange_adapters.tax_soap import soap
from warehouse_sql import clock
from warehouse_sql.control import deliveries
from warehouse_sql.port import Transaction


class InvalidNoticeError(ValueError):
    """A notice that is not kept; the text (for tax) says why, and shows nothing of it."""


@dataclass(frozen=True)
class Notice:
    """A BatchNotice (征缴批次通知). `sent_at` is Asia/Shanghai wall time."""

    batch_no: str
    file_code: str
    region_code: str
    period: str
    seq: int
    file_name: str
    sha256: str
    records: int
    transmit_type: str
    sent_at: datetime


@dataclass(frozen=True)
class Kept:
    """What became of a notice: `fresh` where its number was new, else `differs` names what is not as at first."""

    fresh: bool
    differs: tuple[str, ...] = ()


# What may not be told anew under a number, as exchange.md names it. `sentAt` may: each message has its own.
_TOLD: Final = {
    "file_code": "table",
    "region_code": "region",
    "period": "period",
    "seq": "seq",
    "file_name": "file",
    "sha256": "sha256",
    "records": "records",
    "transmit_type": "transmitType",
}


def read(call: Any) -> Notice:
    """The notice in a `notifyBatch` element. Raises InvalidNoticeError."""
    try:
        soap.check(call)
    except soap.SoapError:
        raise InvalidNoticeError("不符合接口规范（WSDL）") from None
    values = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in call[0]}
    try:
        notice = Notice(
            batch_no=values["batchNo"],
            file_code=values["table"],
            region_code=values["region"],
            period=values["period"],
            seq=int(values["seq"]),
            file_name=values["file"],
            sha256=values["sha256"].lower(),
            records=int(values["records"]),
            transmit_type=values["transmitType"],
            sent_at=clock.to_wall_time(datetime.fromisoformat(values["sentAt"])),
        )
    except ValueError:
        raise InvalidNoticeError("时间或数字无法识别") from None
    if told := _contradiction(notice):
        raise InvalidNoticeError(told)
    return notice


def _contradiction(notice: Notice) -> str:
    if not notice.batch_no:
        return "批次号为空"
    if not 1 <= notice.seq <= deliveries.max_seq("TAX") or notice.records < 0:
        return "序号应为 1 至 999，记录数不得为负"
    table = load_catalogue().tables.get(notice.file_code)
    if table is None or table.source != "TAX":
        return "table 不是信息目录中由税务报送的数据表"
    told = {
        "table": f"TAX_{notice.file_code}",
        "region": notice.region_code,
        "period": notice.period,
        "seq": f"{notice.seq:03d}",
    }
    named = notice.file_name.removesuffix(".zip").rsplit("_", 3)
    if len(named) != len(told):
        return "file 不是约定的文件名"
    differing = [name for (name, value), other in zip(told.items(), named, strict=True) if value != other]
    return f"file 与 {'、'.join(differing)} 不一致" if differing else ""


def record(tx: Transaction, notices: Sequence[Notice], via: str) -> list[Kept]:
    """Keep notices that are new; what was told first under a number stays."""
    at = clock.now()
    kept = []
    for notice in notices:
        row = {**vars(notice), "received_at": at, "via": via}
        known = tx.query(
            "select * from control.notice where batch_no = :batch_no", {"batch_no": notice.batch_no}
        ).to_pylist()
        if known:
            kept.append(Kept(False, tuple(name for column, name in _TOLD.items() if known[0][column] != row[column])))
            continue
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        tx.execute(f"insert into control.notice ({names}) values ({values})", row)
        kept.append(Kept(True))
    return kept


def decided(tx: Transaction) -> list[dict[str, Any]]:
    """Notices whose file has been decided, and of which tax has not been told, or was told of an earlier decision (a
    batch that was held back and accepted later, perhaps in the moment in which tax was told).

    A file is the one a notice means by its name; of two that came under it, the one with the notice's hash, else the
    first that was taken. `differs` says where the notice itself is not true of what was delivered.
    """
    rows = tx.query(
        "select * from (select n.batch_no, n.sha256 as told_sha256, n.records as told_records, n.reported_at,"
        " n.reported_decision_at,"
        " d.delivery_id, d.sha256, d.records_declared, d.status, d.accepted, d.rejected, d.decided_at,"
        " row_number() over (partition by n.batch_no order by"
        " case when d.sha256 = n.sha256 then 0 when d.status = 'conflict' then 2 else 1 end,"
        " d.received_at, d.delivery_id) as place"
        " from control.notice n join control.delivery d on d.file_name = n.file_name) as meant"
        " where place = 1 and status in ('accepted', 'rejected', 'held', 'conflict')"
        " and (reported_at is null or decided_at > coalesce(reported_decision_at, reported_at)) order by batch_no"
    ).to_pylist()
    return [{**row, "differs": _differs(row)} for row in rows]


def _differs(row: dict[str, Any]) -> str:
    if row["sha256"] != row["told_sha256"]:
        return f"通知的 sha256（{row['told_sha256'][:12]}…）与已交付文件（{row['sha256'][:12]}…）不一致"
    if row["records_declared"] is not None and row["records_declared"] != row["told_records"]:
        return f"通知的记录数（{row['told_records']}）与清单（{row['records_declared']}）不一致"
    return ""


def mark_reported(tx: Transaction, batches: Sequence[Mapping[str, Any]]) -> None:
    """Tax has been told of these (rows of `decided`), and has acknowledged them."""
    at = clock.now()
    tx.execute_many(
        "update control.notice set reported_at = :at, reported_decision_at = :decided, delivery_id = :id"
        " where batch_no = :batch_no",
        [
            {"at": at, "decided": one["decided_at"], "id": one["delivery_id"], "batch_no": one["batch_no"]}
            for one in batches
        ],
    )
