"""`sif params`: what holds, what is missing, what to review, what changed."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from typer.testing import CliRunner

from catalogue import load_catalogue
from catalogue.errors import PACKAGE
from catalogue.in_force import in_force, region_with_numbers, regions_with_numbers
from cli.main import app
from warehouse_sql import open_published


def params(*arguments: str, code: int = 0):
    """Rows of `sif params … --json`."""
    result = CliRunner().invoke(app, ["params", *arguments, "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)["rows"]


def test_params_show_on_a_day_tells_who_set_it():
    [row] = params("show", "base_floor_ratio", "--on", "2024-07-01", "--region", "632300")
    assert (row["value"], row["region"], row["set_by"], row["fund"]) == ("0.6", "黄南藏族自治州", "全国", "全部险种")
    [row] = params("show", "unit_rate", "--on", "2024-07-01", "--fund", "unemployment")
    assert (row["value"], row["set_by"], row["valid_from"]) == ("0.005", "青海省", "2017-01-01")
    grades = params("show", "injury_grant_months", "--on", "2024-07-01")
    assert [(row["key"], row["value"]) for row in grades][:2] == [("1", "27"), ("2", "25")] and len(grades) == 10


def test_params_show_of_a_gap_says_so_and_ends_with_one():
    rows = params("show", "contribution_tier", "--on", "2024-07-01", code=1)
    assert {row["value"] for row in rows} == {"缺"} and {row["set_by"] for row in rows} == {"青海省"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "contribution_base"), "contribution_base_avg"),
        (("show", "dibao", "--on", "2024"), "is no day"),
        (("show", "dibao", "--on", "2024-01-01", "--region", "6323"), "unknown region"),
        (("show", "dibao", "--fund", "EEP"), "unknown fund"),
        (("coverage", "--from", "2024"), "is no month"),
        (("coverage", "--from", "202402", "--to", "202401"), "is after"),
        (("diff",), "earlier state"),
        (("diff", "/nowhere/at/all"), "there is no"),
        (("review", "2026", "--out", "list.pdf"), "neither .xlsx nor .csv"),
    ],
)
def test_params_used_wrongly_says_what_to_do(arguments, words):
    result = CliRunner().invoke(app, ["params", *arguments])
    assert result.exit_code == 2 and words in result.stderr


def test_params_coverage_of_the_shipped_catalogue_is_clean():
    rows = params("coverage", "--to", "202612")
    assert {row["state"] for row in rows} == {"已登记"} and all(row["why"] for row in rows)
    needed = params("coverage", "--rules", "--to", "202612")
    assert 0 < len(needed) < len(rows) and all(row["rules"] for row in needed)


def test_params_coverage_beyond_the_list_ends_with_one():
    rows = params("coverage", "--from", "203001", "--to", "203012", code=1)
    assert "未登记" in {row["state"] for row in rows}


def test_params_review_lists_why_and_writes_a_workbook(tmp_path):
    file = tmp_path / "参数复核.xlsx"
    rows = {
        (row["parameter"], row["fund"], row["valid_from"]): row for row in params("review", "2025", "--out", str(file))
    }
    wage = rows["contribution_base_avg", "全部险种", "2025-01-01"]
    assert (
        wage["month"] == 7
        and "通常每年公布，须填写新值" in wage["reason"]
        and "到期，须确认续期或新值" in wage["reason"]
    )
    assert "缺口，须查找" in rows["dibao", "全部险种", None]["reason"]
    assert rows["wage_gap_ratio", "全部险种", None]["reason"] == "本系统建议值，须主管处室确认"
    assert "部分凭记忆或推算，须核对文件" in rows["injury_grant_months", "工伤保险", "2011-01-01"]["reason"]
    # read in the law itself, without end: nothing to do
    assert not any(parameter == "benefit_months" for parameter, _, _ in rows)
    sheet = openpyxl.load_workbook(file).active
    head = [cell.value for cell in sheet[1]]
    assert head[:3] == ["通常公布月份", "参数", "名称"] and head[-1] == "复核结果"
    assert sheet.max_row == len(params("review", "2025")) + 1


def test_params_diff_between_days_tells_what_came_and_what_went():
    rows = {row["parameter"]: row for row in params("diff", "--between", "2024-12-31", "2025-01-01", code=1)}
    wage = rows["contribution_base_avg"]
    assert (wage["kind"], wage["old_value"], wage["new_value"]) == ("变更", "8642.58", "8816")
    raised = rows["retirement_raise_cap_male_months"]
    assert (raised["kind"], raised["fund"]) == ("新增", "企业职工基本养老保险、机关事业单位基本养老保险")
    assert rows["retirement_age_disability_male_months"]["kind"] == "删除"
    assert params("diff", "--between", "2024-02-01", "2024-03-01") == []


def test_params_diff_of_folder_and_zip_tells_the_same(tmp_path):
    earlier = tmp_path / "catalogue" / "parameters"
    shutil.copytree(PACKAGE / "parameters", earlier)
    wages = earlier / "wages.yml"
    text = wages.read_text("utf-8")
    assert text.count("'8816'") == 1
    wages.write_text(text.replace("'8816'", "'8800'"), encoding="utf-8")
    (earlier / "injury.yml").unlink()
    archive = tmp_path / "旧版.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in earlier.iterdir():
            packed.write(file, f"x/catalogue/parameters/{file.name}")
    rows = params("diff", str(tmp_path), code=1)
    assert rows == params("diff", str(archive), code=1) == params("diff", str(archive), str(PACKAGE), code=1)
    [wage] = [row for row in rows if row["parameter"] == "contribution_base_avg"]
    assert (wage["kind"], wage["old_value"], wage["new_value"]) == ("变更", "8800", "8816")
    assert wage["new_basis"].startswith("文件待核（来源：公开代码库文件 59215717864")
    others = {(row["kind"], row["parameter"]) for row in rows} - {("变更", "contribution_base_avg")}
    assert ("新增", "injury_grant_months") in others and {kind for kind, _ in others} == {"新增"}
    back = params("diff", str(PACKAGE / "parameters"), str(archive), code=1)
    assert {row["kind"] for row in back} == {"变更", "删除"}
    assert params("diff", str(PACKAGE / "parameters")) == []


def test_params_diff_of_something_else_is_refused(tmp_path):
    (tmp_path / "x.txt").write_text("x")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "x.yml").write_text("[")
    for place, told in ((tmp_path, "parameters"), (tmp_path / "x.txt", "parameters"), (tmp_path / "broken", "x.yml:2")):
        result = CliRunner().invoke(app, ["params", "diff", str(place)])
        assert result.exit_code == 2 and told in result.stderr
        assert f"sif: {place}" in result.stderr and ":0:" not in result.stderr and "to do:" not in result.stderr


def test_params_in_force_are_those_of_the_warehouse(built, monkeypatch):
    for name, text in built.environment.items():
        monkeypatch.setenv(name, text)
    with open_published() as published:
        rows = published.query(
            "select parameter_id, key, fund_code, region_code, valid_from, valid_to, value, status, stated_region_code"
            " from core.dim_parameter"
        ).to_pylist()
    catalogue = load_catalogue()
    numbered = regions_with_numbers(catalogue)
    asked = {row["region_code"] for row in rows}
    assert {"630106", "632300", "639900", "630199"} <= asked
    by_region = {code: region_with_numbers(code, catalogue.regions, numbered) for code in asked}
    there = {
        (p.parameter_id, n.key, n.fund_code, region, n.valid_from, n.valid_to, p.value, p.status, p.region_code)
        for n in in_force(catalogue)
        for p in (n.rests_on,)
        for region, where in by_region.items()
        if where == n.region_code and n.fund_code != "*" and p.status != "gap"
    }
    assert together(tuple(row.values()) for row in rows) == together(there)


def together(rows):
    """Days that follow one another and say the same are one run: engines may cut them at other days."""
    runs: list[tuple] = []
    for row in sorted(rows, key=str):
        last = runs[-1] if runs else None
        same = last is not None and (*last[:4], *last[6:]) == (*row[:4], *row[6:])
        if same and last[5] + timedelta(days=1) == row[4]:
            runs[-1] = (*last[:5], *row[5:])
        else:
            runs.append(row)
    return runs
