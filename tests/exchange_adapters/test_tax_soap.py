"""Tax: its calls to us by HTTP, ours to it through zeep, over a real service."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import requests
import zeep
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from exchange_adapters.port import ChannelError
from exchange_adapters.tax_soap import client, soap
from exchange_adapters.tax_soap.client import TaxSoap
from exchange_adapters.tax_soap.endpoint import application
from simulator.counterparties.http import PAGE, HttpServer, TaxService
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]
NS = "urn:qh:ssf:tax:v1"


def notice(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "batchNo": f"B{number:04d}", "table": "TX01", "region": "632300", "period": "202401", "seq": number % 999 + 1,
        "file": f"TAX_TX01_632300_202401_{number % 999 + 1:03d}.zip", "sha256": f"{number:064x}", "records": 7,
        "transmitType": "1", "sentAt": f"2024-02-03T{number // 60 % 24:02d}:{number % 60:02d}:09+08:00", **changes,
    }  # fmt: skip


def envelope(values: dict[str, Any], head: str = "") -> bytes:
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in values.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        f'<notifyBatch xmlns="{NS}"><notice>{inner}</notice></notifyBatch></s:Body></s:Envelope>'
    ).encode()


@pytest.fixture
def tax() -> Iterator[tuple[TaxService, str]]:
    service = TaxService([notice(number) for number in range(PAGE * 2 + 5)])
    server = HttpServer(service.application())
    yield service, f"http://127.0.0.1:{server.start()}/tax"
    server.stop()


@pytest.fixture
def us(duckdb_url: str) -> Iterator[str]:
    """Our endpoint's address."""
    server = HttpServer(application(duckdb_url))
    yield f"http://127.0.0.1:{server.start()}/tax/notify"
    server.stop()


def post(address: str, body: bytes) -> requests.Response:
    return requests.post(address, data=body, headers={"Content-Type": "text/xml"}, timeout=20)


def test_query_keeps_every_page_once(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, rows: Rows
) -> None:
    service, address = tax
    channel = TaxSoap("tax", {"address": address})
    assert channel.receive(duckdb_url, landing.root, None).notices == PAGE * 2 + 5
    assert channel.receive(duckdb_url, landing.root, None).notices == 0
    # one that was written late, a little before the last we have seen, is not lost
    service.notices.append(notice(9999, sentAt=service.notices[-1]["sentAt"].replace(":09+", ":08+")))
    assert channel.receive(duckdb_url, landing.root, None).notices == 1
    kept = rows("select count(*) as n, min(sent_at) as first, min(via) as via from control.notice")
    assert (kept[0]["n"], str(kept[0]["first"]), kept[0]["via"]) == (
        PAGE * 2 + 6,
        "2024-02-03 00:00:09",
        "queryBatches",
    )


@pytest.mark.parametrize(
    "change",
    [{"records": ""}, {"records": "many"}, {"sentAt": "yesterday"}, {"sentAt": ""}, {"region": "63"},
     {"batchNo": "Y" * 40}, {"period": "202402"}, {"table": "ZZ99"}],
)  # fmt: skip
def test_notice_of_a_page_that_is_not_valid_keeps_no_other_out_and_is_told(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, rows: Rows, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch, change: dict[str, Any],
) -> None:  # fmt: skip
    service, address = tax
    service.notices = [notice(1), notice(2, sentAt=notice(1)["sentAt"]), notice(3)]
    service.notices[1] |= change
    monkeypatch.setattr(service, "_wanted", lambda since, region: service.notices)
    channel = TaxSoap("tax", {"address": address})
    summary = channel.receive(duckdb_url, landing.root, None)
    assert (summary.notices, len(summary.failures)) == (2, 1)
    assert "tax (http" in summary.failures[0] and "1 notices that cannot be kept" in summary.failures[0]
    assert service.notices[1]["batchNo"][:32] in summary.failures[0]
    assert not [record for record in caplog.records if record.name.startswith("zeep")]
    assert rows("select batch_no from control.notice order by batch_no") == [
        {"batch_no": "B0001"},
        {"batch_no": "B0003"},
    ]
    service.notices[1] = notice(2, sentAt=notice(1)["sentAt"])
    assert channel.receive(duckdb_url, landing.root, None).notices == 1


def test_number_that_comes_again_with_another_content_is_told(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing
) -> None:
    service, address = tax
    service.notices = [notice(1)]
    channel = TaxSoap("tax", {"address": address})
    channel.receive(duckdb_url, landing.root, None)
    service.notices = [notice(1, records=8)]
    summary = channel.receive(duckdb_url, landing.root, None)
    assert summary.notices == 0 and "B0001 (known with another records)" in summary.failures[0]


def test_time_that_has_not_come_does_not_hide_what_is_told_until_then(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing
) -> None:
    service, address = tax
    service.notices = [notice(1, sentAt="2099-01-01T00:00:00+08:00")]
    channel = TaxSoap("tax", {"address": address})
    summary = channel.receive(duckdb_url, landing.root, None)
    assert summary.notices == 1 and "a time that has not come" in summary.failures[0]
    now = datetime.now(clock.SHANGHAI).isoformat()
    service.notices = [*service.notices, notice(2, sentAt=now)]
    summary = channel.receive(duckdb_url, landing.root, None)
    assert (summary.notices, summary.failures) == (1, [])


def test_fault_of_tax_is_told_without_what_it_quotes(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, address = tax

    def refuse(call: Any) -> bytes:
        raise soap.SoapError("row of 张三 632123199001011234 not found", "Server")

    monkeypatch.setattr(service, "_query", refuse)
    with pytest.raises(ChannelError, match=r"queryBatches was refused: soap:Server: row of … … not found") as told:
        TaxSoap("tax", {"address": address}).receive(duckdb_url, landing.root, None)
    shown = "".join(traceback.format_exception(told.value))
    assert "张三" not in shown and "632123199001011234" not in shown


@pytest.mark.parametrize("body", ["<reportResultResponse xmlns='urn:qh:ssf:tax:v1'/>", ""])
def test_answer_without_an_ack_is_one(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    service, address = tax
    service.notices = [notice(1)]
    channel = TaxSoap("tax", {"address": address})
    channel.receive(duckdb_url, landing.root, None)
    deliver(duckdb_url, 1)
    reply = f"<s:Envelope xmlns:s='{soap.ENVELOPE}'><s:Body>{body}</s:Body></s:Envelope>".encode()
    monkeypatch.setattr(service, "_report", lambda call: reply)
    assert (channel.report(duckdb_url), channel.report(duckdb_url)) == (1, 0)


def test_result_is_reported_once(tax: tuple[TaxService, str], duckdb_url: str, landing: Landing) -> None:
    service, address = tax
    channel = TaxSoap("tax", {"address": address})
    channel.receive(duckdb_url, landing.root, None)
    with open_warehouse(duckdb_url) as warehouse, warehouse.transaction() as tx:
        tx.execute(
            "insert into control.delivery (delivery_id, channel, source, file_code, stem, file_name, file_bytes,"
            " sha256, received_at, status, accepted, rejected) values (5, 'x', 'TAX', 'TX01', 's', :name, 1, :sha,"
            " timestamp '2024-02-04 00:00:00', 'accepted', 6, 1)",
            {"name": notice(3)["file"], "sha": notice(3)["sha256"]},
        )
    assert channel.report(duckdb_url) == 1
    assert channel.report(duckdb_url) == 0
    told = service.results["B0003"]
    assert (told["accepted"], told["loaded"], told["rejected"]) == ("true", "6", "1")


def test_a_batch_that_was_held_is_reported_again_when_it_is_released(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing
) -> None:
    service, address = tax
    channel = TaxSoap("tax", {"address": address})
    channel.receive(duckdb_url, landing.root, None)
    values = {"name": notice(4)["file"], "sha": notice(4)["sha256"]}
    with open_warehouse(duckdb_url) as warehouse, warehouse.transaction() as tx:
        tx.execute(
            "insert into control.delivery (delivery_id, channel, source, file_code, stem, file_name, file_bytes,"
            " sha256, received_at, decided_at, status, accepted, rejected) values (6, 'x', 'TAX', 'TX01', 's', :name,"
            " 1, :sha, timestamp '2024-02-04 00:00:00', timestamp '2024-02-04 00:01:00', 'held', 6, 0)",
            values,
        )
    assert channel.report(duckdb_url) == 1
    assert service.results["B0004"]["accepted"] == "false"
    with open_warehouse(duckdb_url) as warehouse, warehouse.transaction() as tx:
        (held,) = deliveries.in_status(tx, "held")
        deliveries.decide(tx, [deliveries.Decision(held.delivery_id, "accepted")])
    assert channel.report(duckdb_url) == 1
    assert channel.report(duckdb_url) == 0
    assert (service.results["B0004"]["accepted"], service.results["B0004"]["loaded"]) == ("true", "6")


def test_notice_is_kept_then_duplicate_then_other_content_is_invalid(us: str, rows: Rows) -> None:
    service = TaxService([])
    assert service.notify(us, notice(1))[0] == "0"
    assert service.notify(us, notice(1, sentAt="2024-02-04T00:00:00+08:00"))[0] == "1"
    assert service.notify(us, notice(1, sha256="f" * 64))[0] == "9"
    assert service.notify(us, {**notice(2), "batchNo": "B0001", "records": 8}) == (
        "9",
        "批次号已用于另一通知（seq、file、sha256、records 不同），首次通知保留；请用新批次号",
    )
    assert rows("select batch_no, sha256, via from control.notice") == [
        {"batch_no": "B0001", "sha256": notice(1)["sha256"], "via": "notifyBatch"}
    ]


@pytest.mark.parametrize(
    "change",
    [{"region": "63"}, {"period": "202413"}, {"seq": 1000}, {"records": -1}, {"records": "many"},
     {"sentAt": "yesterday"}, {"sentAt": "0001-01-01T00:00:00+14:00"}, {"file": "../x.zip"}, {"sha256": "abc"},
     {"more": "1"}],
)  # fmt: skip
def test_invalid_notice_is_answered_9_and_not_kept(us: str, rows: Rows, change: dict[str, Any]) -> None:
    answer = post(us, envelope({**notice(1), **change}))
    assert answer.status_code == 200
    assert "<code>9</code>" in answer.text
    assert "<batchNo>B0001</batchNo>" in answer.text
    assert rows("select 1 as x from control.notice") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [({"region": "632301", "period": "202402"}, "file 与 region、period 不一致"), ({"seq": 7}, "file 与 seq 不一致"),
     ({"table": "EM08"}, "file 与 table 不一致"), ({"file": "x.zip"}, "file 不是约定的文件名"),
     ({"table": "ZZ99"}, "table 不是信息目录中由税务报送的数据表"), ({"table": "EP01"}, "由税务报送")],
)  # fmt: skip
def test_notice_that_contradicts_itself_is_answered_9_and_told_where(
    us: str, rows: Rows, change: dict[str, Any], said: str
) -> None:
    code, message = TaxService([]).notify(us, notice(1, **change))
    assert (code, said in message) == ("9", True), message
    assert rows("select 1 as x from control.notice") == []


@pytest.mark.parametrize(("number", "echoed"), [("B" * 33, "B" * 32), ("", ""), ("  ", "")])
def test_number_that_is_none_is_answered_9(us: str, rows: Rows, number: str, echoed: str) -> None:
    answer = post(us, envelope(notice(1, batchNo=number)))
    told = soap.answer(answer.content)[0]
    assert (answer.status_code, told.findtext("{*}code"), told.findtext("{*}batchNo") or "") == (200, "9", echoed)
    assert rows("select 1 as x from control.notice") == []


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "&e;"),
        ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;">]>', "&e;"),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "B0001"),
        ("<!DOCTYPE x>", "B0001"),
    ],
)
def test_doctype_is_refused(us: str, rows: Rows, head: str, value: str) -> None:
    answer = post(us, envelope({**notice(1), "batchNo": value}, head))
    assert answer.status_code == 500
    assert "DOCTYPE" in answer.text
    assert "Fault" in answer.text
    assert rows("select 1 as x from control.notice") == []


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"<a/>", envelope({}), envelope({"region": "632300"}), b" " * (1 << 20) + envelope(notice(1)),
     envelope(notice(1)).replace(b"notifyBatch", b"queryBatches")],
)  # fmt: skip
def test_what_is_no_notice_gets_a_fault(us: str, rows: Rows, body: bytes) -> None:
    answer = post(us, body)
    assert answer.status_code == 500
    assert "Fault" in answer.text
    assert rows("select 1 as x from control.notice") == []


def test_wsdl_is_served(us: str) -> None:
    assert NS in requests.get(us, timeout=10).text


def test_tax_away_is_named(duckdb_url: str, landing: Landing) -> None:
    channel = TaxSoap("tax", {"address": "http://127.0.0.1:9/tax", "timeout_seconds": 2})
    with pytest.raises(ChannelError, match=r"tax \(http://127\.0\.0\.1:9/tax\): queryBatches failed"):
        channel.receive(duckdb_url, landing.root, None)


def deliver(url: str, number: int, **changes: Any) -> None:
    """The file of a notice, accepted."""
    values = {
        "id": number, "name": notice(number)["file"], "sha": notice(number)["sha256"], "declared": 7, **changes,
    }  # fmt: skip
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        tx.execute(
            "insert into control.delivery (delivery_id, channel, source, file_code, stem, file_name, file_bytes,"
            " sha256, records_declared, received_at, decided_at, status, accepted, rejected) values (:id, 'x', 'TAX',"
            " 'TX01', 's', :name, 1, :sha, :declared, timestamp '2024-02-04 00:00:00', timestamp '2024-02-04 00:01:00',"
            " 'accepted', 7, 0)",
            values,
        )


@pytest.mark.parametrize(
    ("change", "said"), [({"sha": "e" * 64}, "sha256"), ({"declared": 8}, "记录数（7）与清单（8）不一致")]
)
def test_notice_that_differs_from_the_delivery_is_answered_and_shown(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, rows: Rows, change: dict[str, Any], said: str
) -> None:
    service, address = tax
    service.notices = [notice(3)]
    channel = TaxSoap("tax", {"address": address})
    channel.receive(duckdb_url, landing.root, None)
    deliver(duckdb_url, 3, **change)
    assert (channel.report(duckdb_url), channel.report(duckdb_url)) == (1, 0)
    assert service.results["B0003"]["accepted"] == "false"
    assert said in service.results["B0003"]["message"]
    (shown,) = rows("select delivery_id, check_id, outcome, message from control.gate")
    assert (shown["delivery_id"], shown["check_id"], shown["outcome"]) == (3, "tax_notice", "failed")
    assert "B0003" in shown["message"]


def test_result_is_told_until_it_is_acknowledged_and_once(
    tax: tuple[TaxService, str], duckdb_url: str, rows: Rows, landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, address = tax
    service.notices = [notice(1), notice(2)]
    channel = TaxSoap("tax", {"address": address, "attempts": 1})
    channel.receive(duckdb_url, landing.root, None)
    for number in (1, 2):
        deliver(duckdb_url, number)
    heard: list[str] = []
    answer = service._report

    def deaf(call: Any) -> bytes:
        heard.append(call[0].text)
        return soap.ack("reportResultResponse", call[0].text, "9" if call[0].text == "B0001" else "0", "")

    with monkeypatch.context() as patched:
        patched.setattr(service, "_report", deaf)
        with pytest.raises(ChannelError, match=r"not acknowledged for 1 batches, first B0001 \(code 9\)"):
            channel.report(duckdb_url)
    assert heard == ["B0001", "B0002"], "one that is refused does not keep the other"
    assert service._report == answer
    assert (channel.report(duckdb_url), channel.report(duckdb_url)) == (1, 0)
    assert list(service.results) == ["B0001"]
    assert rows("select count(*) as n from control.notice where reported_at is not null") == [{"n": 2}]


def test_decision_made_while_tax_is_told_is_told_too(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, address = tax
    service.notices = [notice(1)]
    channel = TaxSoap("tax", {"address": address})
    channel.receive(duckdb_url, landing.root, None)
    deliver(duckdb_url, 1)
    with open_warehouse(duckdb_url) as warehouse, warehouse.transaction() as tx:
        tx.execute("update control.delivery set status = 'held'")
    answer = service._report

    def meanwhile(call: Any) -> bytes:
        with open_warehouse(duckdb_url) as warehouse, warehouse.transaction() as tx:
            deliveries.decide(tx, [deliveries.Decision(1, "accepted")])
        return answer(call)

    with monkeypatch.context() as patched:
        patched.setattr(service, "_report", meanwhile)
        assert channel.report(duckdb_url) == 1
    assert service.results["B0001"]["accepted"] == "false"
    assert (channel.report(duckdb_url), channel.report(duckdb_url)) == (1, 0)
    assert service.results["B0001"]["accepted"] == "true"


def test_results_are_kept_together_and_also_where_tax_goes_away_in_the_middle(
    tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, address = tax
    service.notices = [notice(number) for number in range(1, 31)]
    channel = TaxSoap("tax", {"address": address, "attempts": 1})
    channel.receive(duckdb_url, landing.root, None)
    for number in range(1, 31):
        deliver(duckdb_url, number)
    opened: list[str] = []
    answer = service._report

    def opening(url: str) -> Any:
        opened.append(url)
        return open_warehouse(url)

    def tired(call: Any) -> bytes:
        if len(service.results) == 20:
            raise RuntimeError
        return answer(call)

    monkeypatch.setattr(client, "open_warehouse", opening)
    with monkeypatch.context() as patched:
        patched.setattr(service, "_report", tired)
        with pytest.raises(ChannelError):
            channel.report(duckdb_url)
    assert len(opened) <= 3, "not once a batch"
    assert (channel.report(duckdb_url), channel.report(duckdb_url)) == (10, 0)
    assert len(service.results) == 30


def test_outage_450_notices_some_pushed_killed_in_the_middle(
    us: str, tax: tuple[TaxService, str], duckdb_url: str, landing: Landing, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, address = tax
    service.notices = [notice(number) for number in range(450)]
    for number in (5, 210, 449):
        assert service.notify(us, notice(number))[0] == "0"
    channel = TaxSoap("tax", {"address": address})
    pages: list[int] = []

    def killed(page: int, *_: Any) -> None:
        pages.append(page)
        if page == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        channel.receive(duckdb_url, landing.root, killed)
    assert rows("select count(*) as n from control.notice")[0]["n"] == 401
    summary = channel.receive(duckdb_url, landing.root, lambda page, *_: pages.append(page))
    assert (pages, summary.notices) == ([1, 2, 1, 2, 3], 49)
    kept = rows(
        "select via, count(*) as n, count(distinct batch_no) as d from control.notice group by via order by via"
    )
    assert kept == [{"via": "notifyBatch", "n": 3, "d": 3}, {"via": "queryBatches", "n": 447, "d": 447}]
    assert service.notify(us, notice(300))[0] == "1"


def test_foreign_client_made_from_the_served_wsdl_is_answered(us: str, rows: Rows) -> None:
    client = zeep.Client(us)
    service = client.create_service("{urn:qh:ssf:tax:v1}NotifyBinding", us)
    assert [service.notifyBatch(notice=notice(1)).code for _ in range(2)] == ["0", "1"]
    with pytest.raises(zeep.exceptions.Fault, match="larger than 1 MiB"):
        service.notifyBatch(notice=notice(2, transmitType="x" * (1 << 20)))
    assert [row["batch_no"] for row in rows("select batch_no from control.notice")] == ["B0001"]


def test_message_with_other_prefixes_header_and_encoding_is_answered(us: str, rows: Rows) -> None:
    inner = "".join(f"<t:{name}>{value}</t:{name}>" for name, value in notice(8).items())
    body = (
        '<?xml version="1.0" encoding="GB18030"?><!-- 税务 --><SOAP-ENV:Envelope'
        f' xmlns:SOAP-ENV="{soap.ENVELOPE}" xmlns:t="{NS}"><SOAP-ENV:Header><x xmlns="urn:x">1</x></SOAP-ENV:Header>'
        f"\n<SOAP-ENV:Body>\n<t:notifyBatch><t:notice>{inner}</t:notice></t:notifyBatch></SOAP-ENV:Body></SOAP-ENV:Envelope>"
    ).encode("gb18030")
    assert "<code>0</code>" in post(us, body).text
    assert rows("select batch_no from control.notice") == [{"batch_no": "B0008"}]


def test_answer_over_the_limit_is_not_read(duckdb_url: str, landing: Landing) -> None:
    async def long(request: Request) -> Response:
        async def body() -> AsyncIterator[bytes]:
            for _ in range(32):
                yield b" " * 65536

        return StreamingResponse(body(), media_type="text/xml")

    server = HttpServer(Starlette(routes=[Route("/tax", long, methods=["POST"])]))
    address = f"http://127.0.0.1:{server.start()}/tax"
    with pytest.raises(ChannelError, match="larger than 1 MiB"):
        TaxSoap("tax", {"address": address}).receive(duckdb_url, landing.root, None)
    server.stop()


def test_health_is_answered(us: str) -> None:
    assert requests.get(us.replace("/tax/notify", "/health"), timeout=10).text == "ok"
