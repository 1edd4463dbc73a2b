"""Where tax calls us: `notifyBatch` (征缴批次通知). A notice is kept before it is acknowledged."""

from __future__ import annotations

import logging
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exchange_adapters.tax_soap import notices, soap
from exchange_adapters.tax_soap.client import WSDL
from warehouse_sql import WarehouseBusy, open_warehouse
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
            answer = await run_in_threadpool(_answer, warehouse_url, call)
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


def _answer(warehouse_url: str | None, call: Any) -> bytes:
    """The Ack; a fault (SoapError) only where the notice does not even tell a number."""
    number = call.find(f"{soap.tag('notice')}/{soap.tag('batchNo')}")
    if number is None:
        raise soap.SoapError("the notice has no batchNo")
    code, message = _keep(warehouse_url, call)
    return soap.ack("notifyBatchResponse", (number.text or "").strip()[:32], code, message)


def _keep(warehouse_url: str | None, call: Any) -> tuple[str, str]:
    try:
        notice = notices.read(call)
    except notices.InvalidNoticeError as error:
        return "9", f"通知内容无效：{error}"
    with open_warehouse(warehouse_url, wait_seconds=_WAIT_SECONDS) as warehouse, warehouse.transaction() as tx:
        (kept,) = notices.record(tx, [notice], "notifyBatch")
    if kept.differs:
        return "9", f"批次号已用于另一通知（{'、'.join(kept.differs)} 不同），首次通知保留；请用新批次号"
    return ("0", "已接收") if kept.fresh else ("1", "重复通知，已忽略")
