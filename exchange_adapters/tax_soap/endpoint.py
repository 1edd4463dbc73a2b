"""Where tax calls us: `notifyBatch` (征缴批次通知). A notice is kept before it is acknowledged."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exchange_adapters.tax_soap import notices, soap
from exchange_adapters.tax_soap.client import WSDL
from exchange_adapters.tax_soap.notices import Notice
from warehouse_sql import WarehouseBusy, clock, open_warehouse
from warehouse_sql.telling import told

_log = logging.getLogger(__name__)
_XML = "text/xml; charset=utf-8"
# Tax repeats a notice it could not deliver; better to say so soon than to let it wait.
_WAIT_SECONDS = 20.0


def application(warehouse_url: str | None) -> Starlette:
    """The ASGI application: POST /tax/notify, its WSDL by GET, and GET /health."""

    async def notify(request: Request) -> Response:
        body = await _limited(request)
        try:
            if body is None:
                raise soap.SoapError("the message is larger than 1 MiB")
            call = soap.parse(body)
            if call.tag != soap.tag("notifyBatch"):
                raise soap.SoapError("only notifyBatch is answered here")
            answer = _invalid(call) or await run_in_threadpool(_keep, warehouse_url, call)
        except soap.SoapError as error:
            return Response(soap.fault(error), status_code=500, media_type=_XML)
        except WarehouseBusy:
            busy = soap.SoapError("the warehouse is being written; send the notice again", "Server")
            return Response(soap.fault(busy), status_code=503, media_type=_XML)
        except Exception as error:  # the server would write its text into the log, and that may quote the notice
            _log.error("a notice could not be kept: %s", told(error))
            failed = soap.SoapError("the notice could not be kept; send it again", "Server")
            return Response(soap.fault(failed), status_code=500, media_type=_XML)
        return Response(answer, media_type=_XML)

    async def wsdl(request: Request) -> Response:
        return Response(WSDL.read_bytes(), media_type=_XML)

    async def health(request: Request) -> Response:
        # Not a look into the warehouse: on DuckDB a running load would make us ill.
        return Response("ok", media_type="text/plain")

    return Starlette(
        routes=[
            Route("/tax/notify", notify, methods=["POST"]),
            Route("/tax/notify", wsdl, methods=["GET"]),
            Route("/health", health, methods=["GET"]),
        ]
    )


async def _limited(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > soap.MAX_BYTES:
            return None
    return body


def _invalid(call: Any) -> bytes | None:
    """The answer 9 to a notice that does not fit the schema; a fault where it does not even tell its number."""
    try:
        soap.check(call)
    except soap.SoapError:
        number = call.find(f"{soap.tag('notice')}/{soap.tag('batchNo')}")
        batch_no = "" if number is None else (number.text or "").strip()
        if not 1 <= len(batch_no) <= 32:
            raise
        return soap.ack("notifyBatchResponse", batch_no, "9", "通知内容无效：不符合接口规范（WSDL）")
    return None


def _keep(warehouse_url: str | None, call: Any) -> bytes:
    values = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in call[0]}
    batch_no = values["batchNo"]
    try:
        notice = Notice(
            batch_no=batch_no,
            file_code=values["table"],
            region_code=values["region"],
            period=values["period"],
            seq=int(values["seq"]),
            file_name=values["file"],
            sha256=values["sha256"],
            records=int(values["records"]),
            transmit_type=values["transmitType"],
            sent_at=clock.to_wall_time(datetime.fromisoformat(values["sentAt"])),
        )
    except ValueError:
        return soap.ack("notifyBatchResponse", batch_no, "9", "通知内容无效：时间或数字无法识别")
    if not 1 <= notice.seq <= 999 or notice.records < 0:
        return soap.ack("notifyBatchResponse", batch_no, "9", "通知内容无效：序号应为 1 至 999，记录数不得为负")
    with open_warehouse(warehouse_url, wait_seconds=_WAIT_SECONDS) as warehouse, warehouse.transaction() as tx:
        (fresh,) = notices.record(tx, [notice], "notifyBatch")
        same = fresh or notices.same(tx, notice)
    if fresh:
        return soap.ack("notifyBatchResponse", batch_no, "0", "已接收")
    if not same:
        return soap.ack("notifyBatchResponse", batch_no, "9", "批次号已用于另一文件，首次通知保留；请用新批次号")
    return soap.ack("notifyBatchResponse", batch_no, "1", "重复通知，已忽略")
