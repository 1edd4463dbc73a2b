"""Our calls to tax: `queryBatches` to catch up with notices we missed, `reportResult` when a batch is decided."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests
import zeep
from lxml import etree
from zeep.transports import Transport

from catalogue import masking
from exchange_adapters.limits import Limits
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from exchange_adapters.tax_soap import notices, soap
from exchange_adapters.tax_soap.notices import Notice
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import gates
from warehouse_sql.control.gates import GateResult

WSDL = Path(__file__).with_name("tax_v1.wsdl")
_BINDING = "{urn:qh:ssf:tax:v1}TaxBinding"
# A notice may be written at tax a little after the moment it names: ask again for the last hours, repeats are harmless.
_OVERLAP = timedelta(hours=6)
_BEGINNING = datetime(2000, 1, 1)
# By how much tax's clock may be before ours without anybody being told.
_CLOCKS_DIFFER = timedelta(minutes=10)
_MAX_PAGES = 10_000
_KEPT_SECONDS = 5.0


class TaxSoap:
    """Tax's SOAP service."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self._address = str(settings["address"])
        seconds = float(settings.get("timeout_seconds", 30))
        self._limits = Limits.of(settings)
        transport = _Limited(session=requests.Session(), timeout=seconds, operation_timeout=seconds)
        # Answers are read by `soap`, as calls to us are: zeep writes values that it cannot read into the log, and takes
        # a whole page of notices for unreadable because of one.
        rules = zeep.Settings(raw_response=True, forbid_dtd=True, forbid_entities=True, forbid_external=True)  # type: ignore[call-arg]
        client = zeep.Client(str(WSDL), transport=transport, settings=rules)
        self._service = client.create_service(_BINDING, self._address)

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Keep every notice that tax has and we do not; one that is not valid keeps no other out, and is told."""
        summary = ReceiveSummary()
        now = clock.now()
        since = latest = min(self._watermark(warehouse_url), now)
        for page in range(1, _MAX_PAGES):
            asked = (since - _OVERLAP).replace(tzinfo=clock.SHANGHAI)
            reply = self._call("queryBatches", since=asked, page=page)
            told, left_out = _sifted(reply)
            # A sentAt that has not come would hide from us what is told until then.
            latest = max([latest, *(min(notice.sent_at, now) for notice in told)])
            with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
                kept = notices.record(tx, told, "queryBatches")
                more = _more(reply)
                if more is False:
                    _move_watermark(tx, self.name, latest)
            summary.notices += sum(one.fresh for one in kept)
            early = []
            for one, became in zip(told, kept, strict=True):
                if became.differs:
                    left_out.append(f"{_shown(one.batch_no)} (known with another {', '.join(became.differs)})")
                if became.fresh and one.sent_at > now + _CLOCKS_DIFFER:
                    early.append(_shown(one.batch_no))
            summary.failures += self._problems("notices that cannot be kept; ask tax to tell them anew", left_out)
            summary.failures += self._problems("notices sent at a time that has not come; ask tax for its clock", early)
            if progress:
                progress(page, None, "queryBatches")
            if more is None:
                raise ChannelError(f"{self.name} ({self._address}): queryBatches does not say whether there are more")
            if not more:
                return summary
        raise ChannelError(f"{self.name} ({self._address}): queryBatches has more than {_MAX_PAGES} pages; ask tax why")

    def _problems(self, what: str, which: Sequence[str]) -> list[str]:
        return [f"{self.name} ({self._address}): {len(which)} {what}; first {which[0]}"] if which else []

    def report(self, warehouse_url: str | None) -> int:
        """Tell tax what became of its batches, each until it is acknowledged; returns how many were.

        A notice that is not true of the file delivered under its name is answered `accepted=false`, and shown among the
        checks of that delivery. A batch that tax refuses to hear of does not keep the others. Raises ChannelError.
        """
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            due = notices.decided(tx)
        acknowledged = _Acknowledged(warehouse_url)
        try:
            refused = self._tell(due, acknowledged)
        finally:
            acknowledged.keep()
        if refused:
            raise ChannelError(
                f"{self.name} ({self._address}): reportResult was not acknowledged for {len(refused)} batches, first"
                f" {refused[0]}; they are told again next time. Ask tax why"
            )
        return len(due)

    def _tell(self, due: Sequence[Mapping[str, Any]], acknowledged: _Acknowledged) -> list[str]:
        refused = []
        for batch in due:
            accepted = batch["status"] == "accepted" and not batch["differs"]
            reply = self._call(
                "reportResult",
                batchNo=batch["batch_no"],
                accepted=accepted,
                loaded=int(batch["accepted"] or 0) if accepted else 0,
                rejected=int(batch["rejected"] or 0),
                message="；".join(filter(None, [batch["differs"], _MESSAGES[batch["status"]]])),
            )
            # exchange.md asks for no Ack: an answer is one. What an Ack says counts.
            ack = None if reply is None else reply.find("{*}ack")
            if ack is not None:
                code, batch_no = (str(ack.findtext(f"{{*}}{name}")).strip() for name in ("code", "batchNo"))
                if code not in ("0", "1") or batch_no != batch["batch_no"]:
                    refused.append(f"{batch['batch_no']} (code {code if masking.is_plain(code) else '?'})")
                    continue
            acknowledged.add(batch)
        return refused

    def _watermark(self, warehouse_url: str | None) -> datetime:
        sql = "select updated_at from control.watermark where channel = :channel and name = 'queryBatches'"
        with open_warehouse(warehouse_url) as warehouse:
            found = warehouse.query(sql, {"channel": self.name}).to_pylist()
        return datetime.fromisoformat(found[0]["updated_at"]) if found else _BEGINNING

    def _call(self, operation: str, **values: Any) -> Any:
        """What a call is answered with, tried again with growing pauses where tax is away: repeating any of them is
        harmless. None where the body of the answer is empty."""
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return _answer(operation, getattr(self._service, operation)(**values))
            except soap.FaultError as error:
                told = masking.mask_message(str(error))
                raise ChannelError(f"{self.name} ({self._address}): {operation} was refused: {told}") from None
            except (soap.SoapError, zeep.exceptions.Error, requests.RequestException) as error:
                if attempt == self._limits.attempts or isinstance(error, _TooLargeError):
                    raise ChannelError(
                        f"{self.name} ({self._address}): {operation} failed ({type(error).__name__}: {_cause(error)});"
                        " the next round asks again"
                    ) from error
            self._limits.pause(attempt)
        raise AssertionError("unreachable")


class _Acknowledged:
    """Batches that tax has acknowledged, kept every few seconds: opening the warehouse for each takes ten times as long
    as the call. Killed before that, tax is told of them again, which it answers as known."""

    def __init__(self, warehouse_url: str | None) -> None:
        self._warehouse_url = warehouse_url
        self._batches: list[Mapping[str, Any]] = []
        self._since = time.monotonic()

    def add(self, batch: Mapping[str, Any]) -> None:
        self._batches.append(batch)
        if time.monotonic() - self._since > _KEPT_SECONDS:
            self.keep()

    def keep(self) -> None:
        """All that were added are kept when this returns."""
        batches, self._batches, self._since = self._batches, [], time.monotonic()
        if not batches:
            return
        with open_warehouse(self._warehouse_url) as warehouse, warehouse.transaction() as tx:
            notices.mark_reported(tx, batches)
            if differing := [_finding(batch) for batch in batches if batch["differs"]]:
                gates.record(tx, differing)


class _TooLargeError(requests.RequestException):
    """An answer larger than exchange.md allows."""


class _Limited(Transport):
    """Takes answers up to the limit of a message, follows no redirection."""

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> requests.Response:
        with self.session.post(
            address, data=message, headers=headers, timeout=self.operation_timeout, stream=True, allow_redirects=False
        ) as reply:
            content = b""
            for chunk in reply.iter_content(1 << 16):
                content += chunk
                if len(content) > soap.MAX_BYTES:
                    raise _TooLargeError("the answer is larger than 1 MiB")
        reply._content = content
        return reply


def _cause(error: Exception) -> str:
    # The text of other errors may quote the answer.
    return str(error) if isinstance(error, _TooLargeError | soap.SoapError) else "no usable answer"


def _answer(operation: str, reply: requests.Response) -> Any:
    if reply.status_code == 202 and not reply.content:
        return None
    element = soap.answer(reply.content)
    if reply.status_code != 200:
        raise soap.SoapError(f"HTTP {reply.status_code}")
    if element is not None and element.tag != soap.tag(f"{operation}Response"):
        raise soap.SoapError(f"not the answer to {operation}")
    return element


def _sifted(reply: Any) -> tuple[list[Notice], list[str]]:
    """The valid notices of a page (those that `notifyBatch` would take), and which others there are, with reasons."""
    told, left_out = [], []
    for item in () if reply is None else reply.findall(soap.tag("notices")):
        call = etree.Element(soap.tag("notifyBatch"))
        etree.SubElement(call, soap.tag("notice")).extend(list(item))
        try:
            told.append(notices.read(call))
        except notices.InvalidNoticeError as error:
            number = (call.findtext(f"{soap.tag('notice')}/{soap.tag('batchNo')}") or "").strip()[:32]
            left_out.append(f"{_shown(number)} ({error})")
    return told, left_out


def _shown(batch_no: str) -> str:
    """Senders have been seen to put other things into a number."""
    return masking.mask_words(batch_no) if batch_no.isascii() else masking.mask_free_text(batch_no)


def _more(reply: Any) -> bool | None:
    """Whether there is another page; None where that is not said."""
    told = None if reply is None else reply.findtext(soap.tag("more"))
    return {"true": True, "1": True, "false": False, "0": False}.get((told or "").strip())


def _finding(batch: Mapping[str, Any]) -> GateResult:
    same = batch["sha256"] == batch["told_sha256"]
    observed, expected = ("records_declared", "told_records") if same else ("sha256", "told_sha256")
    return GateResult(
        delivery_id=batch["delivery_id"],
        check_id="tax_notice",
        severity="warn",
        outcome="failed",
        observed=str(batch[observed]),
        expected=str(batch[expected]),
        unexpected_count=1,
        message=f"批次 {batch['batch_no']}：{batch['differs']}",
        checked_at=clock.now(),
    )


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
