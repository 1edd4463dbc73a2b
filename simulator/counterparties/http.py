"""HTTP servers in threads, and tax's SOAP service."""

from __future__ import annotations

import socket
import threading
import time
from datetime import datetime
from typing import Any

import uvicorn
import zeep
from lxml import etree
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exchange_adapters.tax_soap import soap
from exchange_adapters.tax_soap.client import WSDL

PAGE = 200


class HttpServer:
    """An ASGI application on a port of loopback, in a thread of its own."""

    def __init__(self, application: Any, port: int = 0, date_header: bool = True) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self._server = uvicorn.Server(
            uvicorn.Config(application, log_level="critical", lifespan="off", date_header=date_header)
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="http", daemon=True
        )

    def start(self) -> int:
        """Start; returns the port."""
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.01)
        return self.port

    def stop(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


class TaxService:
    """`queryBatches` over a list of notices, and what was reported back in `results` by batch number."""

    def __init__(self, notices: list[dict[str, Any]]) -> None:
        self.notices = sorted(notices, key=lambda notice: (notice["sentAt"], notice["batchNo"]))
        self.results: dict[str, dict[str, Any]] = {}

    def application(self) -> Starlette:
        """The ASGI application: POST /tax."""
        return Starlette(routes=[Route("/tax", self._answer, methods=["POST"])])

    async def _answer(self, request: Request) -> Response:
        try:
            call = soap.read(await request.body())
            name = call.tag.rpartition("}")[2]
            if name == "queryBatches":
                answer = self._query(call)
            elif name == "reportResult":
                answer = self._report(call)
            else:
                raise soap.SoapError(f"{name} is not answered here")
        except soap.SoapError as error:
            return Response(soap.fault(error), status_code=500, media_type="text/xml")
        return Response(answer, media_type="text/xml; charset=utf-8")

    def _query(self, call: Any) -> bytes:
        values = _values(call)
        since = datetime.fromisoformat(values["since"])
        page = int(values["page"])
        wanted = self._wanted(since, values.get("region"))
        shown = wanted[(page - 1) * PAGE : page * PAGE]
        element = etree.Element(soap.tag("queryBatchesResponse"), nsmap={None: soap.NAMESPACE})
        for notice in shown:
            inner = etree.SubElement(element, soap.tag("notices"))
            for key in NOTICE_FIELDS:
                etree.SubElement(inner, soap.tag(key)).text = str(notice[key])
        etree.SubElement(element, soap.tag("more")).text = "true" if len(wanted) > page * PAGE else "false"
        return soap.write(element)

    def _wanted(self, since: datetime, region: str | None) -> list[dict[str, Any]]:
        return [
            notice
            for notice in self.notices
            if datetime.fromisoformat(notice["sentAt"]) >= since and region in (None, "", notice["region"])
        ]

    def notify(self, address: str, notice: dict[str, Any]) -> tuple[str, str]:
        """Call `notifyBatch` at `address`, as tax does; returns the answer's code and message."""
        client = zeep.Client(str(WSDL), settings=zeep.Settings(forbid_dtd=True, forbid_external=True))
        answer = client.create_service(f"{{{soap.NAMESPACE}}}NotifyBinding", address).notifyBatch(notice=notice)
        return str(answer.code), str(answer.message)

    def _report(self, call: Any) -> bytes:
        values = _values(call)
        known = values["batchNo"] in self.results
        self.results[values["batchNo"]] = values
        return soap.ack("reportResultResponse", values["batchNo"], "1" if known else "0", "ok")


NOTICE_FIELDS = (
    "batchNo", "table", "region", "period", "seq", "file", "sha256", "records", "transmitType", "sentAt",
)  # fmt: skip


def _values(call: Any) -> dict[str, Any]:
    return {child.tag.rpartition("}")[2]: child.text for child in call}
