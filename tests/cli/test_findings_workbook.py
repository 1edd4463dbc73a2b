"""The officers' workbook: out, filled in, back; what is wrong is named by sheet, row and column; on both engines."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from tests.cli.conftest import PERSONAL
from warehouse_sql import open_warehouse

EVIL = '=HYPERLINK("http://x.invalid","点此")'


class Desk:
    """Officers at one warehouse."""

    def __init__(self, built, sif, folder) -> None:
        self.built, self.sif, self.folder, self.number = built, sif, folder, 0

    def export(self, *arguments, code=0, region="632300"):
        self.number += 1
        path = self.folder / f"待办{self.number}.xlsx"
        result = self.sif(self.built, "findings", "export", "--region", region, "--out", str(path), *arguments)
        assert result.exit_code == code, result.output
        return result.stderr if code else path

    def take_in(self, path, by="王芳", code=0):
        result = self.sif(self.built, "findings", "import", str(path), "--by", by, "--json")
        assert result.exit_code == code, result.output
        assert not [value for value in PERSONAL if value in result.output]
        return json.loads(result.stdout)

    def events(self):
        with open_warehouse(self.built.url) as warehouse:
            return warehouse.query("select count(*) as n from control.case_event").to_pylist()[0]["n"]

    def change(self, key, **facts):
        """A later build says something else of a finding."""
        self.number += 1
        with open_warehouse(self.built.url) as warehouse, warehouse.transaction() as tx:
            columns = [
                row["column_name"]
                for row in tx.query(
                    "select column_name from information_schema.columns"
                    " where table_schema = 'control' and table_name = 'finding_event'"
                ).to_pylist()
            ]
            now = {"build_id": f"'later-{self.number}'", "event": "'changed'", "happened_at": "timestamp '2999-01-01'",
                   "stamp": f"'later-{self.number}'"}  # fmt: skip
            now |= {name: "null" if value is None else f"'{value}'" for name, value in facts.items()}
            chosen = ", ".join(now.get(name, name) for name in columns)
            tx.execute(
                f"insert into control.finding_event ({', '.join(columns)}) select {chosen} from control.finding_event"
                f" where finding_key = '{key}' and build_id not like 'later-%'"
            )


@pytest.fixture
def desk(built, sif, tmp_path, officers):
    yield Desk(built, sif, tmp_path)
    with open_warehouse(built.url) as warehouse, warehouse.transaction() as tx:
        tx.execute("delete from control.case_event")
        tx.execute("delete from control.finding_event where build_id like 'later-%'")


def headers(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def fill(sheet, row, outcome=None, reason=None, note=None):
    at = headers(sheet)
    for header, value in (("处理结果", outcome), ("原因代码", reason), ("说明", note)):
        sheet.cell(row, at[header], value)


def filled(path):
    """Units of UNI-002, rows 2 to 8, each filled in another way, and a pensioner."""
    book = openpyxl.load_workbook(path)
    units, dead = book["UNI-002"], book["PEN-001"]
    fill(units, 2, "核实", "C02 应缴未缴或少缴", "已核对申报表")
    fill(units, 3, "排除")
    fill(units, 4, "同意", "C02")
    fill(units, 5, "核实", "C02")
    units.cell(5, headers(units)["疑点编号"], "ffffffffffffffff")
    fill(units, 6, "排除", "D03 报送数据有误，实际业务无误")
    fill(units, 7, "补充材料", None, "请补工资总额台账")
    fill(units, 8, None, "C02")
    for column in range(1, units.max_column + 1):
        units.cell(9, column, units.cell(2, column).value)
    fill(dead, 2, "排除", "C01 多领或冒领待遇")
    book.save(path)
    return path, units.cell(6, headers(units)["疑点编号"]).value


def test_workbook_is_chinese_frozen_filtered_masked_and_holds_no_program(desk, built, sif):
    found = json.loads(sif(built, "findings", "--rule", "UNI-002", "--json").stdout)["findings"]
    desk.change(found[0]["finding_key"], observed=EVIL)
    book = openpyxl.load_workbook(path := desk.export())
    assert path.stat().st_mode & 0o777 == 0o640
    assert book.sheetnames == ["填写说明", "PEN-001", "PEN-005", "PEN-007", "UNI-002", "原因代码表"]
    sheet = book["PEN-001"]
    at = headers(sheet)
    assert list(at)[:4] == ["疑点编号", "案件编号", "类别", "险种"]
    assert list(at)[-3:] == ["处理结果", "原因代码", "说明"]
    assert {"死亡年月", "死亡登记年月", "死亡信息来源", "核对码", "来源文件"} <= set(at)
    shown = {header: sheet.cell(2, column).value for header, column in at.items()}
    assert shown["公民身份号码"] == "632321********1239" and shown["险种"] != "enterprise_pension"
    assert shown["涉及金额（元）"] == 3000 and sheet.cell(2, at["涉及金额（元）"]).number_format == "#,##0.00"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", shown["首次发现"])
    assert shown["最近一次见到"] >= shown["首次发现"]
    assert shown["所依参数可靠程度"] is None, "the rule needs no legal number"
    early = book["PEN-005"]
    assert early.cell(2, headers(early)["所依参数可靠程度"]).value == "部分参数按其他日期取值，见 sif why"
    assert shown["死亡年月"] == "202401" and shown["当前状态"] == "待办" and shown["期别"] == "202403"
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert '"核实,排除,补充材料"' in lists.values() and any("原因代码表" in text for text in lists.values())
    reasons = [row[1].value for row in book["原因代码表"].iter_rows(min_row=2)]
    assert "D01 法定例外或政策允许" in reasons and len(reasons) == 16
    texts = []
    for one in book.worksheets:
        assert one.freeze_panes or one.title == "填写说明"
        assert one.auto_filter.ref or one.title in ("填写说明", "原因代码表")
        texts += [cell.value for row in one.iter_rows() for cell in row if cell.data_type == "s"]
        assert not [cell.coordinate for row in one.iter_rows() for cell in row if cell.data_type == "f"]
    assert EVIL in texts, "as it is, as text"
    with zipfile.ZipFile(path) as inside:
        assert not [name for name in inside.namelist() if b"<f>" in inside.read(name) and "worksheets" in name]
        everything = b"".join(inside.read(name) for name in inside.namelist()).decode()
    assert not [value for value in PERSONAL if value in everything]
    # Whole only for a supervisor, with a reason.
    assert "监督人员" in desk.export("--by", "马海", "--unmask", "现场核查七号", code=2)
    assert "--by" in desk.export("--unmask", "现场核查七号", code=2)
    whole = openpyxl.load_workbook(desk.export("--by", "王芳", "--unmask", "现场核查七号", "--rule", "PEN-001"))
    assert whole.sheetnames == ["填写说明", "PEN-001", "原因代码表"]
    assert whole["PEN-001"].cell(2, at["公民身份号码"]).value == PERSONAL[0]
    assert openpyxl.load_workbook(desk.export("--period", "2023")).sheetnames == ["填写说明", "原因代码表"]
    assert "没有规则" in desk.export("--rule", "PEN-999", code=2)


def named(path):
    """Rule → what its rows say of their subjects; no sheet has a column that is blank throughout."""
    columns = {"对象", "个人编号", "姓名", "公民身份号码", "单位编号", "统一社会信用代码或组织机构代码", "单位名称"}
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets[1:-1]:
        at = headers(sheet)
        shown = [column for name, column in at.items() if name in columns]
        rows = [[sheet.cell(row, column).value for column in shown] for row in range(2, sheet.max_row + 1)]
        assert rows and all(any(row[place] for row in rows) for place in range(len(rows[0])))
        found[sheet.title] = sorted(rows)
    return found


def test_every_row_names_its_subject_for_each_role(desk, built, sif):
    masked = named(desk.export("--by", "马海"))
    assert masked["PEN-001"] == [["个人", "P1", "尕****", "632321********1239"]]
    assert masked["PEN-005"][1] == ["个人", "P2", "卓*", None], "the number he came with is no valid one"
    assert masked["UNI-002"][0] == ["单位", "U1", "750612340", "第1化工厂"] and len(masked["UNI-002"]) == 7
    whole = named(desk.export("--by", "王芳", "--unmask", "现场核查七号"))
    assert whole["PEN-001"] == [["个人", "P1", PERSONAL[2], PERSONAL[0]]]
    assert whole["UNI-002"] == masked["UNI-002"], "units are no personal data"
    # On the screen as well.
    assert "个人 尕**** P1 632321********1239" in sif(built, "findings", "--rule", "PEN-001").stdout
    shown = sif(built, "findings", "--rule", "UNI-002", "--limit", "1").stdout
    assert "单位 第" in shown and shown.count("化工厂") == 1
    [dead] = json.loads(sif(built, "case", "list", "--rule", "PEN-001", "--json").stdout)["cases"]
    assert (dead["person_id"], dead["person_name"]) == ("P1", "尕****")
    assert "个人 尕**** P1 632321********1239" in sif(built, "case", "list", "--rule", "PEN-001").stdout
    assert "：个人 尕**** P1 632321********1239，" in sif(built, "case", "show", dead["case_id"]).stdout
    [first, *_] = json.loads(sif(built, "case", "show", dead["case_id"], "--json").stdout)["findings"]
    assert first["citizen_id"] == "632321********1239"


def test_finding_without_a_region_is_in_the_workbook_of_the_province(desk, built, sif):
    [found] = json.loads(sif(built, "findings", "--rule", "PEN-001", "--json").stdout)["findings"]
    desk.change(found["finding_key"], region_code=None)
    assert "PEN-001" not in openpyxl.load_workbook(desk.export()).sheetnames
    sheet = openpyxl.load_workbook(desk.export(region="630000"))["PEN-001"]
    assert sheet.cell(2, headers(sheet)["疑点编号"]).value == found["finding_key"]
    for region, count in (("630000", 1), ("632300", 0)):
        listed = sif(built, "case", "list", "--rule", "PEN-001", "--region", region, "--json").stdout
        assert json.loads(listed)["count"] == count


def test_what_officers_filled_in_is_taken_and_each_mistake_named(desk):
    path, changed = filled(desk.export())
    desk.change(changed, observed="9.99")
    told = desk.take_in(path, code=1)
    assert (told["proposed"], told["asked"], told["approved"], told["unchanged"]) == (1, 1, 0, 0)
    problems = {(one["sheet"], one["row"], one["column"]): one["message"] for one in told["problems"]}
    assert problems == {
        ("PEN-001", 2, "原因代码"): "原因代码 C01（多领或冒领待遇）不用于“排除”",
        ("UNI-002", 3, "原因代码"): "“排除”必须有原因代码",
        ("UNI-002", 4, "处理结果"): "没有“同意”这种结果；应为核实、排除、补充材料",
        ("UNI-002", 5, "疑点编号"): "系统中没有这条疑点",
        ("UNI-002", 6, "核对码"): "导出以后这条疑点的证据已变，请重新导出后再核",
        ("UNI-002", 8, "处理结果"): "填了原因或说明，没有填处理结果",
        ("UNI-002", 9, "疑点编号"): "与工作表 UNI-002 第 2 行是同一条疑点，不能填两次",
    }
    count = desk.events()
    again = desk.take_in(path, code=1)
    assert desk.events() == count == 2 and again["problems"] == told["problems"]
    assert (again["proposed"], again["approved"], again["asked"], again["unchanged"]) == (0, 0, 0, 2)
    # The same officer cannot second himself with a new workbook; nor can the agency that paid.
    book = openpyxl.load_workbook(fresh := desk.export("--rule", "UNI-002"))
    sheet = book["UNI-002"]
    at = headers(sheet)
    [row] = [n for n in range(2, sheet.max_row + 1) if sheet.cell(n, at["当前状态"]).value == "待复核"]
    assert (sheet.cell(row, at["已提出的结果"]).value, sheet.cell(row, at["提出人"]).value) == ("核实", "王芳")
    fill(sheet, row, "核实", "C02", "已核对申报表")
    book.save(fresh)
    [problem] = desk.take_in(fresh, code=1)["problems"]
    assert (problem["row"], problem["column"]) == (row, "处理结果") and "两个人" in problem["message"]
    [problem] = desk.take_in(fresh, "马海", code=1)["problems"]
    assert "当地" in problem["message"] and desk.events() == count
    assert desk.take_in(fresh, "李强")["approved"] == 1
    assert desk.take_in(fresh, "李强")["unchanged"] == 1 and desk.events() == count + 1
    closed = openpyxl.load_workbook(desk.export("--rule", "UNI-002"))["UNI-002"]
    assert closed.max_row == sheet.max_row - 1
    assert openpyxl.load_workbook(desk.export("--rule", "UNI-002", "--all"))["UNI-002"].max_row == sheet.max_row


def test_what_is_no_workbook_of_ours_is_refused_whole(desk, built, sif):
    bad = desk.folder / "坏.xlsx"
    for content, why in ((b"no archive", "不是 .xlsx"), (b"", "不是 .xlsx")):
        bad.write_bytes(content)
        assert why in sif(built, "findings", "import", str(bad), "--by", "王芳").stderr
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (40 << 20))
    assert "过大" in sif(built, "findings", "import", str(bad), "--by", "王芳").stderr
    other = openpyxl.Workbook()
    other.active["A1"] = "姓名"
    other.save(bad)
    assert "没有“疑点编号”列" in sif(built, "findings", "import", str(bad), "--by", "王芳").stderr
    book = openpyxl.load_workbook(path := desk.export())
    book["UNI-002"].cell(1, headers(book["UNI-002"])["核对码"], "别的")
    fill(book["PEN-001"], 2, "核实", "C01")
    book.save(path)
    told = desk.take_in(path, code=1)
    assert told["proposed"] == 1 and [(one["sheet"], one["row"], one["column"]) for one in told["problems"]] == [
        ("UNI-002", 1, "核对码")
    ]
    assert sif(built, "findings", "import", str(path), "--by", "孙七").exit_code == 2
    assert sif(built, "findings", "export", "--region", "632300", "--out", "a.csv").exit_code == 2


def test_workbook_that_went_through_libreoffice_says_the_same(desk, built, request):
    if "postgres" in request.node.name:
        pytest.skip("what an office program writes does not depend on the engine")
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not here (Debian: libreoffice-calc)")
    path, changed = filled(desk.export())
    desk.change(changed, observed="9.99")
    out = desk.folder / "office"
    ran = subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(desk.folder / 'profile').as_uri()}", "--convert-to", "xlsx",
         "--outdir", str(out), str(path)],
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = desk.take_in(out / path.name, code=1)
    assert (told["proposed"], told["asked"], len(told["problems"])) == (1, 1, 7)
    kept = openpyxl.load_workbook(out / path.name)["UNI-002"]
    assert kept.auto_filter.ref and len(kept.data_validations.dataValidation) == 2
