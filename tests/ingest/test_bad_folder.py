"""The simulator's folder of wrong deliveries, received and loaded: each ends as exchange.md says."""

from __future__ import annotations

import json

import exchange_adapters
from ingest import load_pending
from simulator import bad_deliveries
from tests.ingest.deliver import query


def test_each_wrong_delivery_ends_as_the_exchange_page_says(warehouse_url, tmp_path):
    folder, root = tmp_path / "bad", tmp_path / "landing"
    expected = bad_deliveries.write(folder)
    for wave in (folder, folder / "later"):
        exchange_adapters.receive_folder(wave, warehouse_url, root)
        summary = load_pending(warehouse_url, root)
        assert summary.failed == 0
    receipts = query(warehouse_url, "select stem, status, body from control.receipt")
    deliveries = {
        row["stem"]: row for row in query(warehouse_url, "select * from control.delivery where status <> 'conflict'")
    }
    drift = query(warehouse_url, "select delivery_id, kind from control.drift")
    for case in expected:
        told = [r for r in receipts if (r["stem"], r["status"]) == (case.stem, case.status)]
        if case.status == "accepted":  # decided by the gate; here it has passed the border
            found = deliveries[case.stem]
            assert found["status"] == "loaded", case.case
            codes = {reason["code"] for reason in json.loads(found["reasons"])}
            kinds = {d["kind"] for d in drift if d["delivery_id"] == found["delivery_id"]}
            assert set(case.codes) <= codes, case.case
            assert set(case.drift) <= kinds, case.case
            if case.accepted is not None:
                assert (found["accepted"], found["rejected"]) == (case.accepted, case.rejected), case.case
        elif case.status is None:
            assert not [r for r in receipts if r["stem"] == case.stem], case.case
            assert case.stem not in deliveries, case.case
        else:
            assert told, case.case
            body = json.loads(told[0]["body"])
            assert set(case.codes) <= {reason["code"] for reason in body["reasons"]}, case.case
            assert all(reason["message"] for reason in body["reasons"])
