"""`sif rebuild --from-landing`: from nothing but the landing files, the same warehouse."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from expectations import run_gates
from ingest import load_pending, repair
from tests.ingest.deliver import CATALOGUE, good, query
from warehouse_sql import open_warehouse
from warehouse_sql.content_hash import content_hash

REPOSITORY = Path(__file__).resolve().parents[2]
TABLE = CATALOGUE.table("EP02")
PLACE = {field.column: field.position - 1 for field in TABLE.fields}
STATE = (
    "select delivery_id, channel, source, file_code, region_code, period, seq, mode, stem, sha256, encoding, status,"
    " records, accepted, rejected, reasons, received_at from control.delivery order by delivery_id"
)


def sent(**changes):
    made = good(30, table="EP02", **changes)
    for cells in made.records:
        cells[PLACE["personal_contribution_base"]] = "4000.00"
    return made


def night(url, root, *found):
    for one in found:
        one.land(url, root)
    load_pending(url, root)
    run_gates(url)


@pytest.fixture
def original(tmp_path):
    """Files in every state, over two nights, one record put right."""
    url, root = f"duckdb://{tmp_path}/original.duckdb", tmp_path / "landing"
    bad = sent(region="632301")
    bad.records[3][PLACE["personal_contribution_base"]] = "x"
    held = sent(region="632322")
    for cells in held.records:
        cells[PLACE["personal_contribution_base"]] = "-1.00"
    refused = sent(region="632323", archive=b"no archive")
    night(url, root, sent(), bad, held, refused, sent(region="632324", encoding="UTF-8"))
    again, other = sent(seq=2), sent(region="632324", encoding="GB18030")
    night(url, root, again, other, sent(region="632325", mode="append"))
    one = repair.propose(url, root, bad.stem, 5, {"个人缴费基数": "4000.00"}, "单位更正函一", "甲")
    repair.decide(url, one.repair_id, "乙", approve=True)
    repair.replay(url, root)
    night(url, root)
    return url, root


def rebuilt(url, root, *arguments):
    return CliRunner().invoke(
        app, ["rebuild", "--from-landing", "--landing", str(root), "--into", url, "--no-build", "--json", *arguments]
    )


def test_the_rebuilt_warehouse_is_the_same(original, tmp_path, monkeypatch, bare_postgres_url):
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    url, root = original
    for other in (f"duckdb://{tmp_path}/again.duckdb", bare_postgres_url):
        monkeypatch.setenv("SIF_WAREHOUSE", other)
        result = rebuilt(other, root)
        assert result.exit_code == 0, result.output
        assert query(other, STATE) == query(url, STATE)
        for table in ("raw.ep02_personal_contribution", "control.reject"):
            # bytes as text are written otherwise by each engine
            with open_warehouse(url) as one, open_warehouse(other) as two:
                hashes = {content_hash(each, table, leave_out=["raw_line"]) for each in (one, two)}
            assert len(hashes) == 1, table
        repairs = "select * from control.repair order by repair_id"
        assert query(other, repairs) == query(url, repairs)
        with open_warehouse(other) as warehouse:
            waiting = warehouse.query("select count(*) as n from control.receipt where sent_at is null").to_pylist()
        assert waiting == [{"n": 0}]
        current = "select delivery_id from control.current_delivery where known_to is null order by 1"
        assert query(other, current) == query(url, current)
    assert rebuilt(other, root).exit_code == 2, "a warehouse that holds something is not rebuilt into"


def test_a_damaged_file_is_named_and_the_rest_is_rebuilt(original, tmp_path, monkeypatch):
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    url, root = original
    [victim] = query(
        url, "select sha256, stem from control.delivery where status = 'accepted' and region_code = '632324'"
    )
    path = root / "objects" / victim["sha256"][:2] / victim["sha256"]
    path.chmod(0o640)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    other = f"duckdb://{tmp_path}/again.duckdb"
    monkeypatch.setenv("SIF_WAREHOUSE", other)
    result = rebuilt(other, root)
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert len(told["damaged"]) == 1 and victim["stem"] in told["damaged"][0]
    count = "select count(*) as n from control.delivery"
    assert query(other, count)[0]["n"] == query(url, count)[0]["n"] - 1


@pytest.mark.parametrize("place", ["duckdb.commit.before@3", "duckdb.commit.after@5"])
def test_a_rebuild_that_was_killed_goes_on(original, tmp_path, monkeypatch, place):
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    url, root = original
    other = f"duckdb://{tmp_path}/again.duckdb"
    monkeypatch.setenv("SIF_WAREHOUSE", other)
    given = ["rebuild", "--from-landing", "--landing", str(root), "--into", other, "--no-build"]
    variables = {**os.environ, "SIF_FAILPOINT": place, "PYTHONPATH": str(REPOSITORY)}
    killed = subprocess.run([sys.executable, "-m", "cli", *given], env=variables, capture_output=True, timeout=120)
    assert killed.returncode == -signal.SIGKILL
    status = CliRunner().invoke(app, ["status"])
    assert status.exit_code == 1 and "give the same `sif rebuild` again" in status.stdout
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "objects").mkdir(parents=True)
    refused = rebuilt(other, elsewhere)
    assert refused.exit_code == 2 and "unfinished rebuild" in refused.output
    assert rebuilt(other, root).exit_code == 0
    assert query(other, STATE) == query(url, STATE)
    repairs = "select * from control.repair order by repair_id"
    assert query(other, repairs) == query(url, repairs)
    assert rebuilt(other, root).exit_code == 2, "a finished one is not begun again"


def test_a_folder_that_is_no_landing_store_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    other = f"duckdb://{tmp_path}/again.duckdb"
    monkeypatch.setenv("SIF_WAREHOUSE", other)
    (tmp_path / "photos").mkdir()
    result = rebuilt(other, tmp_path / "photos")
    assert result.exit_code == 3 and "is no landing store" in result.output
    assert not (tmp_path / "again.state.duckdb").exists()
