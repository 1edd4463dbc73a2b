"""Reports of the past, what was known then, frozen reports and restatements, as people type them."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest

from tests.cli.conftest import Home, fill
from tests.exchange_adapters.test_history import as_csv, printed, workbook
from tests.warehouse_sql.test_parts import accept, file
from warehouse_sql import clock

MART = "mart_pension__collection_rate"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Filled, never built: what is asked here is built beside, one model with what it rests on at a time."""
    folder = tmp_path_factory.mktemp("sif_time")
    made = Home(folder, f"duckdb://{folder / 'warehouse.duckdb'}")
    fill(made.path, made.url)
    return made


def told(result, code=0):
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def one_line(result, code, *words):
    """An error as people see it: one line, no trace, with what to do."""
    assert result.exit_code == code, result.output
    assert result.stderr.startswith("sif: ") and result.stderr.count("\n") == 1 and "Traceback" not in result.output
    assert all(word in result.stderr for word in words), result.stderr


def test_a_report_is_frozen_shown_reproduced_and_its_change_told(home, sif, tmp_path):
    made = told(sif(home, "report", "freeze", "q1", MART, "region_code=632300", "--json"))
    assert (made["name"], made["rows"], made["ok"]) == ("q1", 1, True)
    one_line(sif(home, "report", "freeze", "q1", MART), 3, "q1", "已存在", "q1-2")
    one_line(sif(home, "report", "freeze", "../q1", MART), 3, "只可含字母")
    one_line(sif(home, "report", "freeze", "q2", "no_such"), 2, "no_such")
    one_line(sif(home, "report", "freeze", "q2", MART, "region_code"), 2, "column=value")
    one_line(sif(home, "report", "freeze", "q2", MART, "no_such=1"), 2, "no_such", "region_code")
    # A name is used once: not for nothing, unless that is what is meant.
    one_line(sif(home, "report", "freeze", "q0", MART, "region_code=632301"), 1, "没有符合条件的行", "--allow-empty")
    early = ("report", "freeze", "q0", MART, "--as-of", "2020-01-01")
    empty = sif(home, *early)  # only its build shows that nothing was known
    assert empty.exit_code == 1 and "没有符合条件的行" in empty.stderr.splitlines()[-1]
    assert told(sif(home, *early, "--allow-empty", "--json"))["rows"] == 0
    assert sif(home, "report", "show", "q1", "--out", str(tmp_path / "a.csv")).exit_code == 0
    one_line(sif(home, "report", "show", "q9", "--out", str(tmp_path / "x.csv")), 3, "q9", "sif report frozen")
    [_, listed] = sorted(told(sif(home, "report", "frozen", "--json"))["frozen"], key=lambda one: one["name"])
    assert listed["sha256"] == made["sha256"] and "q1" in sif(home, "report", "frozen").stdout
    before = clock.now()
    accept(home.url, home.path / "landing", [file("EP01", "632300", "202401", 2), file("EP01", "630102", "202401", 1)])
    again = told(sif(home, "report", "reproduce", "q1", "--out", str(tmp_path / "b.csv"), "--json"))
    assert again["ok"] and again["made_again"] == made["sha256"]
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert "逐字节相同" in sif(home, "report", "reproduce", "q1").stdout
    # A change is told, on the screen and in files; it is the same from the report and from its moment.
    asked = (MART, "region_code=632300", "--from", "q1")
    said = told(sif(home, "restate", *asked, "--out", str(tmp_path / "c.xlsx"), "--json"))
    [step] = said["steps"]
    assert step["causes"] == ["late_data"] and step["evidence"][0].startswith("HRSS_EP01_632300_202401_002.zip（")
    due = next(row for row in said["changes"] if row["label"] == "应缴金额")
    assert due["before"] == "3150.00" and due["step_0"] == due["total"] != "0"
    rows = list(openpyxl.load_workbook(tmp_path / "c.xlsx").active.iter_rows(values_only=True))
    assert "迟到数据" in rows[0] and len(rows) == 1 + said["changed"]
    then = told(sif(home, "restate", *asked[:3], before.isoformat(sep=" "), "--out", str(tmp_path / "c.csv"), "--json"))
    assert then["changes"] == said["changes"]
    with (tmp_path / "c.csv").open(encoding="utf-8-sig") as text:
        assert len(list(csv.reader(text))) == 1 + said["changed"]
    shown = sif(home, "restate", *asked).stdout
    assert "1. 迟到数据" in shown and "每一变动等于各原因之和" in shown
    one_line(sif(home, "restate", MART), 2, "--from")
    one_line(sif(home, "restate", MART, "--from", "no-such-report"), 2, "no-such-report")
    one_line(sif(home, "restate", "no_such", "--from", "q1"), 2, "no_such")
    one_line(sif(home, "restate", *asked, "--out", "a.doc"), 2, ".xlsx")
    one_line(sif(home, "restate", MART, "--from", "2024-01-01", "--to", "2023-01-01"), 3, "对调")


def test_a_moment_before_anything_was_known_has_no_answer(home, sif, tmp_path):
    share = ("share", "export", "fiscal_fund_to_special_account_v1", "--out", str(tmp_path / "a.csv"))
    for asked in (("findings",), ("findings", "--json"), share, ("why", MART, "a", "b", "c")):
        result = sif(home, *asked, "--as-of", "2020-01-01")
        one_line(result, 1, "尚未受理任何报送", "最早一件于")
    assert not list(tmp_path.iterdir())


def test_history_is_imported_counted_and_what_is_wrong_is_told_with_its_place(home, sif, tmp_path):
    folder = tmp_path / "历史报表"
    folder.mkdir()
    workbook(
        folder / "a.xlsx",
        好=printed("2016年社保基金预算报表", [["一、企业职工基本养老保险", 1, ""], ["（一）参保人数", 2, 100],
                                           ["（九）没有这一项", 3, 5], ["（二）实际缴费人数", 7, "约九十"]]),
        错=printed("2016年某某表", [["收入", 1, 3]]),
    )  # fmt: skip
    as_csv(folder / "b.csv", printed("2019年3月失业保险基金执行月报", [["收入", 1, 3]]))
    result = sif(home, "history", "import", str(folder))
    assert result.exit_code == 1
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "文件 2，表页 2，新报表 2（4 个单元格），已有 0，冲突 0"
    assert any(line.startswith("未导入：a.xlsx 错 第 1 行：看不出") and "--item" in line for line in lines)
    assert any(line.startswith("已导入，请核对：a.xlsx 好 第 6 行 第 3 列：") and "--set" in line for line in lines)
    assert any(line.startswith("已导入，请核对：a.xlsx 好 第 7 行 第 3 列：单元格不是数值") for line in lines)
    again = told(sif(home, "history", "import", str(folder), "--json"), code=1)
    assert (again["new"], again["duplicates"], again["left_out"], again["ok"]) == (0, 2, 1, False)
    fixed = told(sif(home, "history", "import", str(folder / "a.xlsx"), "--item", "H1-03", "--json"))
    assert fixed["new"] == 1 and fixed["items"] == ["H1-03"] and fixed["left_out"] == 0
    bad = told(sif(home, "history", "import", str(folder / "b.csv"), "--item", "H9-99", "--json"), code=1)
    assert "H9-99" in bad["problems"][0]["reason"]
    assert sif(home, "history", "import", str(folder / "none.xlsx")).exit_code == 2
    assert sif(home, "history", "import", str(folder), "--version", "0").exit_code == 2
    listed = {row["item"]: row for row in told(sif(home, "history", "items", "--json"))["items"]}
    assert len(listed) == 38 and listed["H1-03"]["reports"] == 1 and listed["H2-07"]["last"] == "201903"
    assert "尚无" in sif(home, "history", "items").stdout
