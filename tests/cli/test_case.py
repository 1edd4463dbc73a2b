"""`sif case`: from the list to a closed case by two people; what it refuses, in one line; on both engines."""

from __future__ import annotations

import json
import os
import re

import pytest

from catalogue.officers import read
from cli.session import login
from tests.cli.conftest import OFFICERS, PERSONAL, REPOSITORY, log_in
from warehouse_sql import open_warehouse


@pytest.fixture
def case(built, sif, officers):
    def run(*arguments, code=0):
        result = sif(built, "case", *arguments)
        assert result.exit_code == code, result.output
        assert not [value for value in PERSONAL if value in result.output], result.output
        return result.stderr if code else result.stdout

    run.file = officers
    yield run
    with open_warehouse(built.url) as warehouse, warehouse.transaction() as tx:
        tx.execute("delete from control.case_event")


def test_case_of_a_pensioner_is_closed_and_opened_again(case, built, sif):
    [dead] = json.loads(sif(built, "findings", "--rule", "PEN-001", "--json").stdout)["findings"]
    listed = json.loads(case("list", "--rule", "PEN-001", "--region", "632300", "--json"))["cases"]
    assert [(row["state"], row["subject_type"], row["finding_count"]) for row in listed] == [("open", "person", 3)]
    assert json.loads(case("list", "--region", "632100", "--json"))["cases"] == []
    assert "案件" in case("list") and listed[0]["case_id"] in case("list")
    case_id = listed[0]["case_id"]
    assert re.search(r"首次发现 \d{4}-\d\d-\d\d \d\d:\d\d  最近一次见到 \d{4}-", case("show", case_id[:8]))
    assert "死亡" not in case("show", dead["finding_key"]) and "PEN-001" in case("show", case_id[:8])
    # What is refused, and why.
    for by, why in (("马海", "当地"), ("孙七", "名单中没有"), ("赵六", "登录名")):
        assert why in case("confirm", case_id, "--by", by, code=1 if by == "马海" else 2)
    assert "原因代码" in case("dismiss", case_id, "--by", "王芳", code=1)
    assert "没有已结案" in case("reopen", case_id, "--by", "王芳", "--note", "新证据到达", code=1)
    assert "没有编号" in case("show", "ffffffffff", code=1) and "不止" not in case("show", "zz", code=2)
    # Two people.
    only = ("--finding", dead["finding_key"][:12])
    assert "1 条疑点已提出" in case("confirm", case_id, "--by", "王芳", "--reason", "C01", *only)
    assert "两个人" in case("confirm", case_id, "--by", "王芳", "--reason", "C01", *only, code=1)
    assert "1 条疑点已复核结案" in case("confirm", case_id, "--by", "李强", *only)
    case("ask", case_id, "--by", "马海", "--note", "请附死亡证明")
    case("answer", case_id, "--by", "马海", "--note", "已附死亡证明")
    case("dismiss", case_id, "--by", "王芳", "--reason", "D02", "--note", "档案核实 632321195001011239")
    done = json.loads(case("dismiss", case_id, "--by", "李强", "--json"))
    assert len(done["approved"]) == 2
    shown = case("show", case_id)
    assert "王芳 提出核实 C01" in shown and "李强 复核排除 D02" in shown and "已核实" in shown and "已排除" in shown
    assert json.loads(case("list", "--rule", "PEN-001", "--json"))["cases"] == []
    precision = {row["rule_id"]: row for row in json.loads(case("precision", "--json"))["precision"]}
    assert precision["PEN-001"]["precision_rate"] == "1.0000" and precision["PEN-005"]["confirmed_count"] == 0
    assert "100.00%" in case("precision")
    assert "3 条疑点已重开" in case("reopen", case_id, "--by", "李强", "--note", "新证据到达")
    assert json.loads(case("list", "--rule", "PEN-001", "--json"))["count"] == 1


def test_the_login_is_the_users_of_the_process_and_not_what_the_session_says(monkeypatch):
    log_in(monkeypatch, "wangfang")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "zhaomin")
    assert login() == "wangfang"


def test_one_login_is_one_person_whatever_the_names(case, monkeypatch):
    [listed] = json.loads(case("list", "--rule", "PEN-001", "--json"))["cases"]
    case("confirm", listed["case_id"], "--by", "王芳", "--reason", "C01")
    monkeypatch.setattr("cli.case.login", lambda: "王芳")
    assert "登录名 王芳 已用于" in case("confirm", listed["case_id"], "--by", "李强", code=1)
    monkeypatch.setattr("cli.case.login", lambda: "李强")
    assert "已复核结案" in case("confirm", listed["case_id"], "--by", "李强")


def test_list_of_officers_that_others_could_have_written_is_not_taken(case, monkeypatch):
    """Whoever points SIF_OFFICERS at a file of his own would be a supervisor."""
    for mode in (0o660, 0o646):
        case.file.chmod(mode)
        assert "可被他人改写" in case("confirm", "abcdef", "--by", "王芳", code=2)
    case.file.chmod(0o640)
    monkeypatch.setattr("cli.officers._owner", lambda: os.getuid() + 1)
    if os.getuid():
        assert "不属于数据仓库的所有者" in case("confirm", "abcdef", "--by", "王芳", code=2)
    else:  # root's list is anybody's
        assert "没有编号" in case("confirm", "abcdef", "--by", "王芳", code=1)
        os.chown(case.file, 12345, 0)
        assert "不属于数据仓库的所有者" in case("confirm", "abcdef", "--by", "王芳", code=2)


def test_list_of_officers_that_is_missing_or_wrong_is_told(case):
    case.file.write_text(OFFICERS + "- {name: 王　芳, role: viewer, region_code: '630000'}\n", encoding="utf-8")
    assert "one name" in case("confirm", "abcdef", "--by", "王芳", code=4)
    case.file.unlink()
    assert "没有工作人员名单" in case("confirm", "abcdef", "--by", "王芳", code=3)


def test_everybody_on_the_page_may_do_what_the_page_has_him_do(tmp_path):
    page = (REPOSITORY / "docs" / "howto" / "work-through-findings.md").read_text(encoding="utf-8")
    (tmp_path / "officers.yml").write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    known = read(tmp_path / "officers.yml")
    acting = [line for line in page.splitlines() if re.match("    sif .*--by ", line)]
    assert len(acting) >= 7
    for line in acting:
        who = known[re.search(r"--by (\S+)", line)[1]]
        assert who.may_unmask if "--unmask" in line else who.may_decide, line
    # One proposes, another one closes.
    assert sum(one.may_unmask for one in known.values()) >= 2
