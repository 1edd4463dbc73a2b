"""What `sif status` keeps telling until it is mended: a failed night, a failed build, an unfinished rebuild."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from tests.cli.conftest import Home
from tests.ingest.deliver import good
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import builds, deliveries, gates, runs

START = datetime(2024, 4, 1, 2, 0)


@pytest.fixture
def told(warehouse_url, tmp_path, sif):
    """Record what happened, ask for the status: exit code, what it says as JSON."""
    home = Home(tmp_path, warehouse_url)

    def tell(*happened):
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            for one in happened:
                one(tx)
        result = sif(home, "status", "--json")
        shown = sif(home, "status")
        assert shown.exit_code == result.exit_code
        return result.exit_code, json.loads(result.stdout), shown.stdout

    return tell


def stage(run, name, minute, status="succeeded", scope=""):
    at = START + timedelta(minutes=minute)
    return lambda tx: tx.execute(
        "insert into control.stage_run values (:run, :name, :scope, :at, :at, :status, '{}')",
        {"run": run, "name": name, "scope": scope, "at": at, "status": status},
    )


def built(build_id, minute, status="success", published=True, name="", message=""):
    at = START + timedelta(minutes=minute)

    def record(tx):
        tx.execute(
            "insert into control.model_run (build_id, model, layer, resource_type, status, seconds, message, ended_at)"
            " values (:id, 'base_person', 'base', 'model', :status, 1, :message, :at)",
            {"id": build_id, "status": status, "message": message, "at": at},
        )
        if published:
            latest = datetime(9999, 12, 31)
            builds.record(tx, builds.Build(build_id, name, latest, None, "", "c", "d", "p", at), ())

    return record


NIGHT = [stage("n", "receive", 0), stage("n", "load", 1), stage("n", "build", 2, "failed")]


def test_a_failed_stage_of_the_night_is_told_until_that_stage_went_well(told):
    code, found, shown = told(*NIGHT, stage("r", "receive", 30, scope="bank"))
    assert code == 1 and [row["stage"] for row in found["night"]] == ["receive", "load", "build"]
    assert [(row["run_id"], row["stage"]) for row in found["runs"]] == [
        ("n", "receive"), ("n", "load"), ("n", "build"), ("r", "receive")
    ]  # fmt: skip
    assert "build     failed" in shown
    assert told(stage("b", "build", 40, scope="all_funds"))[0] == 0
    assert told(stage("r2", "receive", 50, "failed", "bank"))[0] == 1
    assert told(stage("r3", "receive", 60, scope="sftp_files"))[0] == 1, "another channel mends nothing"
    assert told(stage("r4", "receive", 70))[0] == 0, "all channels are that one too"


def test_the_published_build_is_told_and_a_failed_one_after_it(told):
    message = "Database Error in model base_person (models/base/base_person.sql)\n  out of memory\n  LINE 1: select"
    code, found, shown = told(built("A", 0), built("part", 10, name="asof1"))
    assert code == 0 and found["last_build"]["build_id"] == "A" and found["failed_build"] is None
    code, found, shown = told(built("B", 20, "error", published=False, message=message))
    assert code == 1 and found["last_build"]["build_id"] == "A"
    assert found["failed_build"]["causes"] == ["base_person: out of memory"]
    assert "FAILED build B, not published" in shown
    code, found, _ = told(built("C", 30))
    assert code == 0 and found["last_build"]["build_id"] == "C" and found["failed_build"] is None


def test_an_unfinished_rebuild_is_told(told):
    code, _, shown = told(lambda tx: runs.begin_rebuild(tx, "x", "/srv/landing"))
    assert code == 1 and "give the same `sif rebuild` again" in shown and "/srv/landing" in shown
    assert told(runs.end_rebuild)[0] == 0


def test_a_warning_of_the_gate_is_told_and_is_no_problem(told, warehouse_url, tmp_path):
    landed = good(3).land(warehouse_url, tmp_path)
    warning = gates.GateResult(landed.delivery_id, "key", "warn", "failed", "1/3", "0", 1, "主键不重复", clock.now())
    code, found, shown = told(
        lambda tx: gates.record(tx, [warning]),
        lambda tx: deliveries.decide(tx, [deliveries.Decision(landed.delivery_id, "accepted")]),
    )
    assert code == 0
    assert [(row["check_id"], row["deliveries"]) for row in found["warned"]] == [("key", 1)]
    assert "warning  1 files" in shown and "主键不重复" in shown
