"""Our calls to tax: `queryBatches` to catch up with notices we missed, `reportResult` when a batch is decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests
import zeep
from zeep.transports import Transport

from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from exchange_adapters.tax_soap import notices
from exchange_adapters.tax_soap.notices import Notice
from warehouse_sql import clock, open_warehouse

WSDL = Path(__file__).with_name("tax_v1.wsdl")
_BINDING = "{urn:qh:ssf:tax:v1}TaxBinding"
# A notice may be written at tax a little after the moment it names: ask again for the last hours, repeats are harmless.
_OVERLAP = timedelta(hours=6)
_BEGINNING = datetime(2000, 1, 1)
_MAX_PAGES = 10_000


class TaxSoap:
    """Tax's SOAP service."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self._address = str(settings["address"])
        seconds = float(settings.get("timeout_seconds", 30))
        transport = Transport(session=requests.Session(), timeout=seconds, operation_timeout=seconds)
        rules = zeep.Settings(strict=True, forbid_dtd=True, forbid_entities=True, forbid_external=True)  # type: ignore[call-arg]
        client = zeep.Client(str(WSDL), transport=transport, settings=rules)
        self._service = client.create_service(_BINDING, self._address)

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Keep every notice that tax has and we do not."""
        summary = ReceiveSummary()
        since = self._watermark(warehouse_url)
        latest = since
        for page in range(1, _MAX_PAGES):
            asked = (since - _OVERLAP).replace(tzinfo=clock.SHANGHAI)
            reply = self._call("queryBatches", since=asked, page=page)
            told = [_notice(item) for item in reply.notices or ()]
            latest = max([latest, *(notice.sent_at for notice in told)])
            with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
                summary.notices += sum(notices.record(tx, told, "queryBatches"))
                if not reply.more:
                    _move_watermark(tx, self.name, latest)
            if progress:
                progress(page, None, "queryBatches")
            if not reply.more:
                return summary
        raise ChannelError(f"{self.name} ({self._address}): queryBatches has more than {_MAX_PAGES} pages; ask tax why")

    def report(self, warehouse_url: str | None) -> int:
        """Tell tax what became of its batches; returns how many."""
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            due = notices.decided(tx)
        for batch in due:
            accepted = batch["status"] == "accepted"
            self._call(
                "reportResult",
                batchNo=batch["batch_no"],
                accepted=accepted,
                loaded=int(batch["accepted"] or 0) if accepted else 0,
                rejected=int(batch["rejected"] or 0),
                message=_MESSAGES[batch["status"]],
            )
            with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
                notices.mark_reported(tx, batch["batch_no"], batch["delivery_id"])
        return len(due)

    def _watermark(self, warehouse_url: str | None) -> datetime:
        sql = "select updated_at from control.watermark where channel = :channel and name = 'queryBatches'"
        with open_warehouse(warehouse_url) as warehouse:
            found = warehouse.query(sql, {"channel": self.name}).to_pylist()
        return datetime.fromisoformat(found[0]["updated_at"]) if found else _BEGINNING

    def _call(self, operation: str, **values: Any) -> Any:
        try:
            return getattr(self._service, operation)(**values)
        except zeep.exceptions.Fault as error:
            raise ChannelError(f"{self.name} ({self._address}): {operation} was refused: {error.message}") from error
        except (zeep.exceptions.Error, requests.RequestException) as error:
            raise ChannelError(
                f"{self.name} ({self._address}): {operation} failed ({type(error).__name__}); the next round asks again"
            ) from error


_MESSAGES = {
    "accepted": "已入库",
    "rejected": "已拒收，原因见回执文件",
    "held": "已入库待核，校验未通过，原因见回执文件",
    "conflict": "同名文件内容不同，已拒收",
}


def _move_watermark(tx: Any, channel: str, latest: datetime) -> None:
    key = {"channel": channel, "name": "queryBatches"}
    tx.execute("delete from control.watermark where channel = :channel and name = :name", key)
    tx.execute(
        "insert into control.watermark (channel, name, updated_at, last_id) values (:channel, :name, :at, 0)",
        {**key, "at": latest.isoformat()},
    )


def _notice(item: Any) -> Notice:
    return Notice(
        batch_no=item.batchNo,
        file_code=item.table,
        region_code=item.region,
        period=item.period,
        seq=item.seq,
        file_name=item.file,
        sha256=item.sha256,
        records=item.records,
        transmit_type=item.transmitType,
        sent_at=clock.to_wall_time(item.sentAt),
    )
