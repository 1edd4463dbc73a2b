"""`sif reject`: from a refused record to an accepted one, by two people, without their data on the screen."""

import json

import pytest
from typer.testing import CliRunner

from cli.main import app
from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, good
from warehouse_sql import transform

TABLE = CATALOGUE.table("EP02")
PLACE = {field.column: field.position - 1 for field in TABLE.fields}
CITIZEN, NAME = "632321195001011239", "尕藏·才让"


@pytest.fixture
def sif(tmp_path, monkeypatch):
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    monkeypatch.setenv("SIF_WAREHOUSE", f"duckdb://{tmp_path}/warehouse.duckdb")
    sent = good(40, table="EP02")
    for cells in sent.records:
        cells[PLACE["personal_contribution_base"]] = "4000.00"
    sent.records[4][PLACE["personal_contribution_base"]] = "壹万"
    sent.records[4][PLACE["citizen_id"]], sent.records[4][PLACE["person_name"]] = CITIZEN, NAME
    delivery = sent.land(f"duckdb://{tmp_path}/warehouse.duckdb", tmp_path / "landing")
    load_pending(None, tmp_path / "landing")

    def run(*arguments, code=0):
        result = CliRunner().invoke(app, ["reject", *arguments])
        assert result.exit_code == code, result.output
        assert not any(secret in result.output for secret in (CITIZEN, NAME) if "--unmask" not in arguments)
        return result.output

    run.stem = delivery.stem
    return run


def test_a_record_goes_from_refused_to_accepted(sif):
    assert "个人缴费基数 = " in sif("show", sif.stem, "6")
    made = json.loads(
        sif("repair", sif.stem, "6", "--set", "个人缴费基数=4000.00", "--reason", "更正函一", "--as", "甲", "--json")
    )
    told = sif("approve", made["repair_id"], "--as", "甲", code=1)
    assert "两个人" in told
    assert "没有已审批" in sif("replay")
    sif("approve", made["repair_id"], "--as", "乙")
    assert "_R1  已入库" in sif("replay")
    listed = json.loads(sif("list", "--json"))["repairs"]
    assert [row["status"] for row in listed] == ["replayed"]
    assert listed[0]["proposed_by"].startswith("甲") and listed[0]["decided_by"].startswith("乙")
    assert "[已重放]" in sif("show", sif.stem, "6")


def test_wrong_use_is_told_in_one_line(sif):
    assert "没有这个文件" in sif("show", "HRSS_EP02_632300_209901_001", "6", code=1)
    assert "没有被拒收" in sif("show", sif.stem, "7", code=1)
    assert "列名=值" in sif("repair", sif.stem, "6", "--set", "甲乙丙", "--reason", "更正函一", code=2)
    assert "仍不合格" in sif("repair", sif.stem, "6", "--set", "个人缴费基数=x", "--reason", "更正函一", code=1)
    assert "没有编号" in sif("approve", "1-2-3", code=1)


def test_what_is_masked_can_be_shown_with_a_reason_on_record(sif):
    assert CITIZEN in sif("show", sif.stem, "6", "--unmask", "核对更正函 2024-17")


@pytest.mark.slow
def test_why_ends_at_the_line_that_was_put_right_and_tells_on_whose_word(sif):
    """From a cell of the base library to the repaired line, the one it puts right, and both people."""
    made = json.loads(
        sif("repair", sif.stem, "6", "--set", "个人缴费基数=4321.00", "--reason", "更正函一", "--as", "甲", "--json")
    )
    sif("approve", made["repair_id"], "--as", "乙")
    sif("replay")
    transform.build(None, select=["base_contribution_month"])
    found = CliRunner().invoke(app, ["why", "base_contribution_month", "person_id=PER00000005"])
    assert found.exit_code == 0, found.output
    shown = " ".join(found.output.split())
    assert f"更正 {sif.stem}.zip 第 6 行被拒收的记录：" in shown
    assert "提出 甲" in shown and "更正函一" in shown and "审批 乙" in shown
    assert f"{sif.stem}_R1" in shown and "4321.00" in shown
    assert CITIZEN not in shown and NAME not in shown
