"""Historical reports: all 38 items are recognised, nothing is lost or doubled, what is wrong is told with its place."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter

from catalogue import report_lines
from catalogue.errors import CatalogueError
from exchange_adapters import history, history_sheets
from exchange_adapters import rebuild as again
from exchange_adapters.history import Options
from ingest import load_pending
from tests.ingest.deliver import query
from warehouse_sql.landing import Landing

ITEMS = report_lines.items()


def printed(title: str, rows: list, place: str = "编报单位：海南藏族自治州", head=("项目", "行次", "金额")):
    """A report as the bureau prints it."""
    return [[title], [place, "", "单位：万元"], list(head), *rows]


def workbook(path, **sheets) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)


def as_csv(path, rows, encoding="gb18030") -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def title_of(item: report_lines.HistoryItem) -> str:
    """The title that its reports have: without the words of the migration."""
    name = re.sub("历史数据迁移|数据迁移|人社社保", "", item.name_zh)
    when = {"month": "2019年3月", "quarter": "2019年第一季度"}.get(item.cycle or "", "2019年")
    return when + name


def cells(url):
    return query(
        url,
        "select work_id, admin_division_code, data_period, row_no, column_no, line_label, cell_text, cell_value"
        " from raw.hi01_history_cell order by work_id, data_period, row_no, column_no",
    )


def test_every_item_of_history_is_recognised_by_its_title_and_taken_in(duckdb_url, tmp_path):
    assert len(ITEMS) == 38
    folder = tmp_path / "历史报表"
    folder.mkdir()
    for number, item in enumerate(ITEMS.values()):
        rows = printed(title_of(item), [["基金收入", 1, 1200.5 + number], ["基金支出", 2, 800]])
        if number % 2:
            workbook(folder / f"{number}.xlsx", 表=rows)
        else:
            as_csv(folder / f"{number}.csv", rows)
    done = history.import_paths([folder], duckdb_url, tmp_path / "landing")
    assert done.problems == [] and done.items == set(ITEMS) and done.new == 38
    load_pending(duckdb_url, tmp_path / "landing")
    found = cells(duckdb_url)
    assert len(found) == 2 * 38 and {row["work_id"] for row in found} == set(ITEMS)
    periods = {row["work_id"]: row["data_period"] for row in found}
    expected = {"month": "201903", "quarter": "201903", "year": "201912", None: "201912"}
    assert periods == {
        work_id: "201903" if work_id == "H2-01" else expected[item.cycle] for work_id, item in ITEMS.items()
    }
    assert sum(row["cell_value"] for row in found if row["line_label"] == "基金收入" and row["column_no"] == 3) == (
        sum(Decimal("1200.5") + number for number in range(38))
    )
    states = query(duckdb_url, "select distinct status from control.delivery")
    assert states == [{"status": "loaded"}]


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("2018年新型农村合作医疗基金执行年报", None),
        ("2018年城镇居民基本医疗保险基金执行年报", None),
        ("2013年城镇居民社会养老保险基金执行年报", None),
        ("2018年公务员医疗补助基金执行年报", None),
        ("2018年职工补充医疗保险基金执行年报", None),
        ("2018年城乡居民大病保险基金执行年报", None),
        ("2018年职工医疗保险基金执行年报", "H2-21"),
        ("2020年职工基本医疗保险（含生育保险）基金执行年报", "H2-21"),
        ("2018年居民医保基金执行年报", "H2-22"),
    ],
)
def test_report_of_a_fund_that_is_none_of_the_items_is_not_taken_for_one_that_is(duckdb_url, tmp_path, title, item):
    as_csv(tmp_path / "1.csv", printed(title, [["基金收入", 1, 1200]]))
    done = history.import_paths([tmp_path / "1.csv"], duckdb_url, tmp_path / "landing")
    assert done.items == ({item} if item else set())
    assert [problem.reason[:13] for problem in done.problems] == ([] if item else ["看不出是 38 个迁移事项"])


def test_any_order_and_twice_give_the_same_cells_and_a_rebuild_has_them(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for year in (2016, 2017, 2018):
        rows = [["一、收入", 1, year], ["二、支出", 2, 7]]
        workbook(folder / f"{year}.xlsx", 表=printed(f"{year}年社保基金预算报表", rows))
    files = sorted(folder.iterdir())
    seen = []
    for number, order in enumerate(itertools.permutations(files)):
        url, landing = f"duckdb://{tmp_path / f'{number}.duckdb'}", tmp_path / f"landing{number}"
        first = [history.import_paths([file], url, landing) for file in order]
        assert [done.new for done in first] == [1, 1, 1]
        workbook(order[0], 表=history_sheets_rows(order[0]))  # saved again: other bytes, the same cells
        second = history.import_paths([folder], url, landing)
        assert (second.new, second.duplicates, second.conflicts) == (0, 3, 0)
        load_pending(url, landing)
        seen.append(cells(url))
        if number == 1:
            break
    assert seen[0] == seen[1] and len(seen[0]) == 6
    rebuilt = f"duckdb://{tmp_path / 'rebuilt.duckdb'}"
    for day in again.days(landing):
        again.register_day(rebuilt, day)
    load_pending(rebuilt, landing)
    assert cells(rebuilt) == seen[0]
    # The workbooks themselves are kept, and known to the store.
    assert Landing(landing).verify()["unknown"] == [] and Landing(landing).verify()["lost"] == []


def history_sheets_rows(path):
    [(_, _, grid, _)] = history_sheets.grids(path.name, path.read_bytes())
    return [list(row) for row in grid]


def test_other_figures_in_the_same_version_are_a_conflict_and_another_version_is_taken(duckdb_url, tmp_path):
    file = tmp_path / "a.csv"
    as_csv(file, printed("2016年社保基金预算报表", [["收入", 1, 10]]), "utf-8")
    assert history.import_paths([file], duckdb_url, tmp_path / "landing").new == 1
    as_csv(file, printed("2016年社保基金预算报表", [["收入", 1, 11]]), "utf-8")
    done = history.import_paths([file], duckdb_url, tmp_path / "landing")
    assert (done.new, done.conflicts, done.left_out) == (0, 1, 1) and "--version 2" in done.problems[0].reason
    done = history.import_paths([file], duckdb_url, tmp_path / "landing", Options(version=2))
    assert done.new == 1


def sheets(url):
    return query(
        url,
        "select work_id, report_cycle, data_period, version_no, sheet_title, sum(cell_value) as total"
        " from raw.hi01_history_cell group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5",
    )


def test_cycles_funds_and_sheets_of_one_item_stand_side_by_side_in_any_order(tmp_path):
    """2018-12, 2018Q4 and 2018 end in one month; a file a fund, named by title, sheet or file, stands for itself."""
    folder = tmp_path / "in"
    folder.mkdir()
    titles = {
        "月.csv": "2018年12月社保基金预算执行报表", "季.csv": "2018年第四季度社保基金预算执行报表",
        "年.csv": "2018年社保基金预算执行报表", "a.csv": "2018年企业职工基本养老保险基金预算表",
        "b.csv": "2018年失业保险基金预算表", "企业养老.csv": "2018年社保基金预算报表",
        "失业.csv": "2018年社保基金预算报表",
    }  # fmt: skip
    for number, (name, title) in enumerate(titles.items()):
        as_csv(folder / name, printed(title, [["一、收入", 1, 10 + number]]))
    title = "2018年社保基金决算报表"
    workbook(folder / "本.xlsx", **{name: printed(title, [["收入", 1, 3]]) for name in ("Sheet1", "工伤", "生育")})
    seen = []
    for number, files in enumerate((sorted(folder.iterdir()), sorted(folder.iterdir(), reverse=True))):
        url, landing = f"duckdb://{tmp_path / f'{number}.duckdb'}", tmp_path / f"landing{number}"
        done = history.import_paths(files, url, landing)
        assert (done.new, done.conflicts, done.problems) == (8, 0, [])
        again_done = history.import_paths([folder], url, landing)
        assert (again_done.new, again_done.duplicates, again_done.conflicts) == (0, 8, 0)
        load_pending(url, landing)
        seen.append(sheets(url))
    assert seen[0] == seen[1]
    assert [(row["work_id"], row["report_cycle"], row["sheet_title"], row["total"]) for row in seen[0]] == [
        ("H1-01", "year", "2018年企业职工基本养老保险基金预算表", 13),
        ("H1-01", "year", "2018年失业保险基金预算表", 14),
        ("H1-01", "year", "2018年社保基金预算报表（企业养老）", 15),
        ("H1-01", "year", "2018年社保基金预算报表（失业）", 16),
        ("H1-02", "month", "2018年12月社保基金预算执行报表", 10),
        ("H1-02", "quarter", "2018年第四季度社保基金预算执行报表", 11),
        ("H1-02", "year", "2018年社保基金预算执行报表", 12),
        ("H1-03", "year", title, 3),
        ("H1-03", "year", f"{title}（工伤）", 3),
        ("H1-03", "year", f"{title}（生育）", 3),
    ]
    deliveries = query(url, "select stem, seq, status from control.delivery")
    assert len(deliveries) == 10 and {row["status"] for row in deliveries} == {"loaded"}
    assert all(row["stem"] == f"HIS_HI01_632500_201812_{row['seq']}" for row in deliveries)


def test_a_number_of_a_sheet_is_kept_by_a_rebuild(tmp_path):
    """What came later, in a warehouse made from the landing store, is neither a duplicate nor in the way of others."""
    landing, rebuilt = tmp_path / "landing", f"duckdb://{tmp_path / 'rebuilt.duckdb'}"
    file = tmp_path / "a.xlsx"
    rows = {name: printed("2018年社保基金预算报表", [["收入", 1, 10]]) for name in ("失业", "工伤", "生育")}
    workbook(file, 工伤=rows["工伤"], 失业=rows["失业"])
    assert history.import_paths([file], f"duckdb://{tmp_path / 'first.duckdb'}", landing).new == 1
    for day in again.days(landing):
        again.register_day(rebuilt, day)
    workbook(file, **rows)
    done = history.import_paths([file], rebuilt, landing)
    assert (done.new, done.cells, done.conflicts) == (1, 1, 0)


def test_sheets_of_one_name_and_corrections_of_none_are_told(duckdb_url, tmp_path):
    folder, landing = tmp_path / "in", tmp_path / "landing"
    folder.mkdir()
    for name, amount in (("甲.csv", 1), ("乙.csv", 2)):
        as_csv(folder / name, printed("2018年社保基金预算报表", [["收入", 1, amount]]))
    with zipfile.ZipFile(tmp_path / "全部.zip", "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    done = history.import_paths([tmp_path / "全部.zip"], duckdb_url, landing)
    assert (done.new, done.conflicts) == (1, 1) and "title" in done.problems[0].reason
    (tmp_path / "history.yml").write_text("- {file: 全部.zip, sheet: 甲, title: 收入表}\n", encoding="utf-8")
    done = history.import_paths([tmp_path / "全部.zip"], duckdb_url, landing)
    assert (done.new, done.cells, done.left_out) == (1, 1, 0)
    load_pending(duckdb_url, landing)
    as_csv(folder / "甲.csv", printed("2018年社保基金预算（调整）表", [["收入", 1, 3]]))
    done = history.import_paths([folder / "甲.csv"], duckdb_url, landing, Options(version=2))
    assert (done.new, done.left_out) == (1, 0) and "未更正任何表页" in done.problems[0].reason
    as_csv(folder / "甲.csv", printed("2018年社保基金预算报表", [["收入", 1, 4]]))
    done = history.import_paths([folder / "甲.csv"], duckdb_url, landing, Options(version=2))
    assert (done.new, done.problems) == (1, [])


def test_what_is_wrong_is_told_with_its_place_and_the_rest_goes_on(duckdb_url, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [
        ["一、企业职工基本养老保险", 1, ""],
        ["（一）参保人数", 2, 100],
        ["（九）没有这一项", 3, 5],
        ["（二）实际缴费人数", 7, "约九十"],
        ["（三）缴费费率(%)", 8, "20%"],
        ["五、城乡居民医疗保险缴费标准", 25, "×"],
    ]
    workbook(
        folder / "混合.xlsx",
        好=printed("2016年社保基金预算报表", lines),
        无表头=[["2016年社保基金预算报表"], ["收入", 3]],
        看不出=printed("2016年某某表", [["收入", 1, 3]]),
        无项目=printed("2017年社保基金决算报表", [["", 1, 3]]),
        无地区=printed("2018年社保基金决算报表", [["收入", 1, 3]], place=""),
        空=[],
    )
    (folder / "说明.docx").write_bytes(b"PK\x03\x04")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 not a zip")
    done = history.import_paths([folder], duckdb_url, tmp_path / "landing")
    told = {(p.file, p.sheet, p.row, p.column): p for p in done.problems}
    assert done.new == 1 and done.cells == 5
    assert "不在 2016 年指标体系中" in told["混合.xlsx", "好", 6, 3].reason
    assert "不是数值" in told["混合.xlsx", "好", 7, 3].reason and not told["混合.xlsx", "好", 7, 3].is_left_out
    assert "表头" in told["混合.xlsx", "无表头", 1, None].reason
    assert "--item" in told["混合.xlsx", "看不出", 1, None].reason
    assert "没有项目名称" in told["混合.xlsx", "无项目", 4, 1].reason
    assert "--region" in told["混合.xlsx", "无地区", 1, None].reason
    assert {p.file for p in done.problems if not p.sheet} == {"说明.docx", "坏.xlsx"}
    assert done.left_out == 6
    load_pending(duckdb_url, tmp_path / "landing")
    values = {row["line_label"]: row["cell_value"] for row in cells(duckdb_url) if row["column_no"] == 3}
    assert values == {"（一）参保人数": 100, "（九）没有这一项": 5, "（二）实际缴费人数": None, "（三）缴费费率(%)": 20,
                      "五、城乡居民医疗保险缴费标准": None}  # fmt: skip


def test_what_sheets_do_not_say_is_declared_beside_them(duckdb_url, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    as_csv(folder / "无题.csv", [["项目", "上年执行", "本年预算"], ["收入", "1,200.50", "5"]])
    (folder / "history.yml").write_text(
        "- {file: 无题.csv, item: H1-02, region: '632300', period: 2018Q2, version: 3}\n", encoding="utf-8"
    )
    done = history.import_paths([folder], duckdb_url, tmp_path / "landing")
    assert done.problems == []
    load_pending(duckdb_url, tmp_path / "landing")
    found = cells(duckdb_url)
    places = {(row["work_id"], row["admin_division_code"], row["data_period"]) for row in found}
    assert places == {("H1-02", "632300", "201806")}
    assert [row["cell_value"] for row in found] == [Decimal("1200.5"), 5]


def test_declaration_that_is_about_no_sheet_is_told(duckdb_url, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    workbook(folder / "a.xlsx", 甲=printed("2016年社保基金预算报表", [["收入", 1, 10]]))
    workbook(folder / "b.xlsx", 乙=printed("2017年社保基金预算报表", [["收入", 1, 10]]))
    (folder / "history.yml").write_text(
        "- {file: a.xlsx, sheet: 甲, version: 1}\n- {file: a.xlsx, sheet: 已, item: H1-02}\n"
        "- {file: b.xls, item: H1-02}\n- {file: b.xlsx, version: 1}\n",
        encoding="utf-8",
    )
    done = history.import_paths([folder], duckdb_url, tmp_path / "landing")
    told = [(one.file, one.reason.split("，")[0], one.is_left_out) for one in done.problems]
    assert told == [
        ("history.yml", "第 2 项（a.xlsx 的表页 已）没有对应的文件或表页", False),
        ("history.yml", "第 3 项（b.xls）没有对应的文件或表页", False),
    ]
    # Of files that were not given nothing is said.
    assert history.import_paths([folder / "b.xlsx"], duckdb_url, tmp_path / "landing").problems == []


def test_place_that_is_no_region_is_told_as_it_stands_there(duckdb_url, tmp_path):
    rows = printed("2016年社保基金预算报表", [["收入", 1, 10]], place="编报单位：黄南州")
    as_csv(tmp_path / "a.csv", rows)
    as_csv(tmp_path / "b.csv", [line for line in rows if "编报单位" not in str(line)])
    [unknown] = history.import_paths([tmp_path / "a.csv"], duckdb_url, tmp_path / "l").problems
    assert "编报单位“黄南州”不在区划表中" in unknown.reason and "应有" not in unknown.reason
    [missing] = history.import_paths([tmp_path / "b.csv"], duckdb_url, tmp_path / "l").problems
    assert "应有“编报单位" in missing.reason
    given = history.import_paths([tmp_path / "b.csv"], duckdb_url, tmp_path / "l", Options(region="海南州"))
    assert "指明的统筹区“海南州”不在区划表中" in given.problems[0].reason


def test_archives_are_read_with_their_chinese_names_and_bombs_are_not(tmp_path, duckdb_url, monkeypatch):
    rows = printed("2016年社保基金预算报表", [["收入", 1, 10]])
    as_csv(tmp_path / "表.csv", rows)
    with zipfile.ZipFile(tmp_path / "全部.zip", "w") as archive:
        archive.writestr("报表/表.csv", (tmp_path / "表.csv").read_bytes())
    done = history.import_paths([tmp_path / "全部.zip"], duckdb_url, tmp_path / "landing")
    assert done.new == 1 and done.problems == []
    monkeypatch.setattr(history_sheets, "MAX_BYTES", 100_000)
    with zipfile.ZipFile(tmp_path / "弹.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("大.csv", b"0" * 1_000_000)
    done = history.import_paths([tmp_path / "弹.zip"], duckdb_url, tmp_path / "landing")
    assert done.new == 0 and "解压后超过" in done.problems[0].reason


def test_headers_of_two_rows_become_one_label_a_column():
    rows = [["2019年表"], ["项目", "预算", "", "执行"], ["", "年初", "调整", "累计"], ["收入", 1, 2, 3]]
    sheet = history_sheets.read("表", rows)
    assert [cell.column_label for cell in sheet.cells] == ["预算/年初", "预算/调整", "执行/累计"]
    assert [cell.row for cell in sheet.cells] == [4, 4, 4]


def test_each_line_of_each_set_is_in_the_map_once(tmp_path):
    lines = report_lines.lines()
    assert len(lines) == 48 + 52 and len({(line.indicator_set, line.line_no) for line in lines}) == 100
    keys = [(line.indicator_set, line.section_key, line.label_key, line.occurrence) for line in lines]
    assert len(set(keys)) == 100
    by_place = {(line.indicator_set, line.line_no): line for line in lines}
    assert by_place["2016", 4].canonical == by_place["2017", 5].canonical == "2016-4"
    assert by_place["2017", 4].status == "added" and by_place["2016", 42].status == "removed"
    for name in ("report_lines_2016.csv", "report_lines_2017.csv", "report_line_map.csv"):
        text = (report_lines.FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("kept,1,一、", "kept,1,甲、"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="as it is printed"):
        report_lines.lines(tmp_path)


def test_cells_are_taken_as_the_workbook_shows_them(duckdb_url, tmp_path):
    """Per cent, errors, formulas without a result, merged figures: to a reader of values they are something else."""
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet, per_cent = book.add_worksheet("表"), book.add_format({"num_format": "0.0%"})
        for number, row in enumerate(printed("2019年失业保险基金年报", [], head=("项目", "行次", "上年", "本年"))):
            sheet.write_row(number, 0, row)
        for number, label in enumerate(("费率(%)", "错误", "未算", "空文", "合并", "占两行", "下一行", "费率(%)乙")):
            sheet.write(3 + number, 0, label)
        sheet.write_number(3, 2, 0.005, per_cent)
        sheet.write_string(3, 3, "0.5%")
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 2, "=1+1", None, "")
        sheet.write_formula(5, 3, "=1+1", None, 2)
        sheet.write_number(6, 2, 8)
        sheet.merge_range(7, 2, 7, 3, 5)
        sheet.merge_range(8, 3, 9, 3, 6)
        sheet.write_number(10, 2, 0.2)
    done = history.import_paths([file], duckdb_url, tmp_path / "landing")
    load_pending(duckdb_url, tmp_path / "landing")
    values = {(row["row_no"], row["column_no"]): row["cell_value"] for row in cells(duckdb_url)}
    half, fifth = Decimal("0.5"), Decimal("0.2")
    assert values == {(4, 3): half, (4, 4): half, (5, 3): None, (6, 3): None, (6, 4): 2, (7, 3): 8, (8, 3): None,
                      (9, 4): None, (11, 3): fifth}  # fmt: skip
    told = {(problem.row, problem.column): problem.reason for problem in done.problems}
    assert set(told) == {(5, 3), (6, 3), (8, 3), (9, 4), (11, 3)} and done.left_out == 0
    assert "#DIV/0!" in told[5, 3] and "公式没有结果" in told[6, 3] and "不足 1" in told[11, 3]
    assert "合并单元格占 2 格" in told[8, 3] and "合并单元格占 2 格" in told[9, 4]


def test_layout_that_merges_columns_is_no_merged_figure(tmp_path):
    """Many forms give each figure two columns of the sheet; the header is merged over the same two."""
    rows = [["2019年表"], ["项目", "金额", "", "人数", ""], ["收入", 7, "", 8, ""]]
    sheet = history_sheets.read("表", rows, [((1, 1), (1, 2)), ((2, 1), (2, 2)), ((2, 3), (2, 4))])
    assert [(cell.column_label, cell.value) for cell in sheet.cells] == [("金额", 7), ("人数", 8)]


def test_a_form_with_two_sides_puts_each_figure_under_its_own_label():
    rows = [["2019年收支表"], ["序号", "项目", "金额", "序号", "项目", "金额"], [1, "收入", 7, 21, "支出", 5],
            ["", "", "", 22, "结余", 2]]  # fmt: skip
    sheet = history_sheets.read("表", rows)
    assert [(cell.label, cell.printed_line_no, cell.value, cell.column) for cell in sheet.cells] == [
        ("收入", "1", 7, 3), ("支出", "21", 5, 6), ("结余", "22", 2, 6)
    ]  # fmt: skip
