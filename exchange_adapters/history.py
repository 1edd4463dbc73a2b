"""Historical reports into the landing store (历史数据迁移): the 38 items, in any order, any number of times.

Each file is landed as it is. Each of its sheets becomes a delivery like any other (`history_deliveries`): a text of
table HI01 with every filled cell, its labels and its place, so that it is loaded, checked, known as of a moment and
explained like everything else. The same cells make the same bytes: saved again it is a duplicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

import yaml

from catalogue import Catalogue, load_catalogue, report_lines
from catalogue.report_lines import HistoryItem
from exchange_adapters import history_sheets
from exchange_adapters.history_deliveries import TABLE, Key, Original, land
from exchange_adapters.history_sheets import NO_VALUE, Cell, Sheet, SheetError
from exchange_adapters.history_workbook import NOT_CALCULATED
from exchange_adapters.port import Progress
from warehouse_sql import open_warehouse
from warehouse_sql.control.deliveries import Arrival, Delivery, Outcome, register
from warehouse_sql.landing import Landing
from warehouse_sql.port import Transaction

DECLARED: Final = "history.yml"
"""Beside the files: a list of {file, sheet, title, item, region, period, set, version}, each but `file` optional."""
_KEYS: Final = frozenset({"file", "sheet", "title", "item", "region", "period", "set", "version"})
_PERIOD: Final = re.compile(r"(20[0-9]{2})(?:(0[1-9]|1[0-2])|[Qq]([1-4]))?")
# Names that a workbook gives to the only sheet it has.
_UNNAMED: Final = re.compile(r"(?:sheet|工作表|表)\s*1?", re.IGNORECASE)
# Words of a title that name the fund; the first that is found counts, so the longer come first.
_FUNDS: Final = (
    # Not the funds merged into those of residents (城镇居民, 新型农村), nor what is paid beside the insurance.
    (re.compile("(?<!城镇)居民(社会|基本)*养老"), "resident_pension"),
    (re.compile("(?<!城镇)居民(社会|基本)*医(疗|保)(?!补|救)"), "resident_medical"),
    (re.compile("职工(社会|基本)*医(疗|保)(?!补|救)"), "employee_medical"),
    (re.compile("机关事业"), "institution_pension"),
    (re.compile("企业职工|企业养老"), "enterprise_pension"),
    (re.compile("失业"), "unemployment"),
    (re.compile("工伤"), "work_injury"),
    (re.compile("生育"), "maternity"),
)
_REPORTS: Final = (
    ("科目指标体系核对", "H1-04"),
    ("指标体系核对", "H1-04"),
    ("版本管理", "H1-05"),
    ("指标体系历史版本", "H1-05"),
    ("预算执行", "H1-02"),
    ("决算", "H1-03"),
    ("预算", "H1-01"),
)


@dataclass(frozen=True)
class Problem:
    """Something that was not taken in, or taken in with a doubt: where, why, what to do (Chinese)."""

    file: str
    sheet: str
    row: int | None
    column: int | None
    reason: str
    is_left_out: bool


@dataclass(frozen=True)
class Options:
    """What the sheets need not say: it comes before what they say."""

    item: str | None = None
    region: str | None = None
    period: str | None = None
    indicator_set: str | None = None
    version: int | None = None


@dataclass
class ImportSummary:
    """What became of files: reports of which a sheet is new, those all there already, sheets in conflict, problems."""

    files: int = 0
    sheets: int = 0
    cells: int = 0
    new: int = 0
    duplicates: int = 0
    conflicts: int = 0
    items: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        """How many sheets or files were not taken in."""
        return sum(problem.is_left_out for problem in self.problems)


@dataclass(frozen=True)
class _Found:
    """A sheet that was recognised."""

    file: str
    sheet: Sheet
    key: Key


def import_paths(
    paths: Sequence[Path],
    warehouse_url: str | None,
    landing_root: Path,
    options: Options | None = None,
    progress: Progress | None = None,
) -> ImportSummary:
    """Take in files, folders and ZIPs. What cannot be read is a problem of the summary; the rest goes on."""
    importer = _Importer(warehouse_url, Landing(landing_root), options or Options())
    files = [file for path in paths for file in _files(path)]
    for done, file in enumerate(files, start=1):
        importer.take(file)
        if progress:
            progress(done, len(files), file.name)
    importer.tell_unused([path for path in paths if path.is_dir()])
    return importer.summary


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        # Office programs leave such beside what they have open.
        if file.is_file() and file.name != DECLARED and not file.name.startswith((".", "~$")):
            yield file


class _Importer:
    def __init__(self, warehouse_url: str | None, landing: Landing, options: Options) -> None:
        self.summary = ImportSummary()
        self._url, self._landing, self._options = warehouse_url, landing, options
        self._catalogue: Catalogue = load_catalogue()
        self._items = report_lines.items()
        self._sets = report_lines.sets(report_lines.lines())
        self._declared: dict[Path, list[Mapping[str, Any]]] = {}
        self._seen: dict[tuple[Path, str], set[str]] = {}  # sheets of a file, none where it could not be read

    def take(self, file: Path) -> None:
        """One file: landed, read, its deliveries registered."""
        summary = self.summary
        summary.files += 1
        seen = self._seen.setdefault((file.parent, file.name), set())
        try:
            if file.stat().st_size > history_sheets.MAX_BYTES:
                raise SheetError(f"超过 {history_sheets.MAX_BYTES >> 20} MiB；请按年度拆分")
            content = file.read_bytes()
            found = list(history_sheets.grids(file.name, content))
        except SheetError as error:
            summary.problems.append(Problem(file.name, "", error.row, error.column, error.message, True))
            return
        recognised = []
        seen |= {sheet_name for _, sheet_name, _, _ in found}
        for name, sheet_name, grid, merged in found:
            try:
                sheet = history_sheets.read(sheet_name, grid, merged)
                if sheet is None or not sheet.cells:
                    continue
                one = _Found(name, sheet, self._key(file, name, sheet))
            except SheetError as error:
                summary.problems.append(Problem(name, sheet_name, error.row, error.column, error.message, True))
                continue
            summary.sheets += 1
            recognised.append(one)
            self._doubts(one)
        if recognised:
            self._deliver(recognised, Original(content, file.suffix.lower()))

    def tell_unused(self, folders: Sequence[Path]) -> None:
        """Declarations about no sheet: of files that were read, and of all where the folder was taken whole."""
        for place, entries in self._declared.items():
            is_whole = any(place.is_relative_to(folder) for folder in folders)
            for number, entry in enumerate(entries, start=1):
                file, sheet = str(entry.get("file", "")), entry.get("sheet")
                seen = self._seen.get((place, file))
                if (seen is None and is_whole) or (seen and sheet is not None and sheet not in seen):
                    what = f"{file} 的表页 {sheet}" if sheet is not None else file
                    message = f"第 {number} 项（{what[:80]}）没有对应的文件或表页，没有起作用；请核对文件名和表页名"
                    self.summary.problems.append(Problem(DECLARED, "", None, None, message, False))

    def _deliver(self, recognised: Sequence[_Found], original: Original) -> None:
        labels = self._catalogue.table(TABLE).labels
        summary = self.summary
        with open_warehouse(self._url) as warehouse, warehouse.transaction() as tx:
            tx.lock("register")  # two imports at a time would give one number to two sheets
            landed: list[tuple[Delivery, Arrival]] = []
            delivered = []
            for one in recognised:
                try:
                    landed.append(land(self._landing, labels, one.key, one.sheet, original))
                    delivered.append(one)
                except SheetError as error:
                    summary.problems.append(Problem(one.file, one.sheet.name, None, None, error.message, True))
            outcomes = register(tx, landed)
            beside = [outcome == "new" and _corrects_nothing(tx, one.key)
                      for outcome, one in zip(outcomes, delivered, strict=True)]  # fmt: skip
        reports: dict[Key, set[Outcome]] = {}
        for outcome, one, is_beside in zip(outcomes, delivered, beside, strict=True):
            reports.setdefault(replace(one.key, title=""), set()).add(outcome)
            summary.conflicts += outcome == "conflict"
            summary.items.add(one.key.item.work_id)
            summary.cells += len(one.sheet.cells) if outcome == "new" else 0
            if outcome == "conflict":
                message = (
                    f"{one.key} 的第 {one.key.version} 版已有另一内容，先到的保留；若为更正请加 --version "
                    f"{one.key.version + 1}，若为另一张表请在标题中写明（如险种），或以 {DECLARED} 的 title 指明"
                )
                summary.problems.append(Problem(one.file, one.sheet.name, None, None, message, True))
            if is_beside:
                message = (
                    f"{one.key} 的较早版本中没有这一表页，未更正任何表页，与已有的并列；"
                    f"若为更正，标题和表页名应与原表一致，或以 {DECLARED} 的 title 指明"
                )
                summary.problems.append(Problem(one.file, one.sheet.name, None, None, message, False))
        summary.new += sum("new" in seen for seen in reports.values())
        summary.duplicates += sum(seen == {"duplicate"} for seen in reports.values())

    def _key(self, file: Path, name: str, sheet: Sheet) -> Key:
        declared = self._declaration(file, sheet)
        options = self._options
        item = self._item(sheet, declared.get("item") or options.item)
        cycle, period = self._period(sheet, item, declared.get("period") or options.period)
        region = self._region(sheet, declared.get("region") or options.region)
        known = sorted(self._sets)
        chosen = str(declared.get("set") or options.indicator_set or report_lines.set_of_year(int(period[:4]), known))
        if chosen not in known:
            raise SheetError(f"没有 {chosen[:20]} 年的指标体系；已有：{'、'.join(known)}")
        version = declared.get("version") or options.version or 1
        if not isinstance(version, int) or not 1 <= version <= 999:
            raise SheetError("版本号应为 1 至 999 的整数")
        title = history_sheets.clean(str(declared.get("title") or _title(name, sheet)))
        return Key(item, region, period, cycle, chosen, version, title)

    def _item(self, sheet: Sheet, declared: str | None) -> HistoryItem:
        if declared:
            if declared not in self._items:
                raise SheetError(f"没有编号为 {declared[:20]} 的迁移事项；编号如 H2-02（见 docs/howto/history.md）")
            return self._items[declared]
        title = f"{sheet.title} {sheet.name}"
        fund = _fund(title)
        for item in self._items.values():
            if item.work_id.startswith("H2") and item.name_zh in title:
                return item
        if "按月统计" in title:
            return self._items["H2-01"]
        wanted = "明细指标" if "明细指标" in title and not re.search("[月季年]报", title) else None
        cycle = next((code for word, code in (("月报", "month"), ("季报", "quarter"), ("年报", "year"))
                      if word in title), None)  # fmt: skip
        if fund and (wanted or cycle):
            for item in self._items.values():
                if item.fund_code == fund and item.work_id.startswith("H2"):
                    is_detail = item.cycle is None
                    if (wanted and is_detail) or (not wanted and item.cycle == cycle):
                        return item
        for word, work_id in _REPORTS:
            if word in title:
                return self._items[work_id]
        raise SheetError("看不出是 38 个迁移事项中的哪一个；请用 --item（如 H2-02）或 history.yml 指明", 1)

    def _period(self, sheet: Sheet, item: HistoryItem, declared: object) -> tuple[str, str]:
        """(cycle, last month of the period)."""
        if declared:
            found = _PERIOD.fullmatch(str(declared))
            if not found:
                raise SheetError(f"期别 {str(declared)[:20]} 应写作 2016、2016Q1 或 201603")
            year, month, quarter = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        elif sheet.year is None:
            raise SheetError("看不出年度（标题中应有“2016年”）；请用 --period 或 history.yml 指明", 1)
        else:
            year, month, quarter = sheet.year, sheet.month or 0, sheet.quarter or 0
        cycle = item.cycle or ("month" if month else "quarter" if quarter else "year")
        if cycle == "month" and not month:
            raise SheetError("月报看不出月份（标题中应有“2016年3月”）；请用 --period 指明", 1)
        if cycle == "quarter" and not (quarter or month):
            raise SheetError("季报看不出季度（标题中应有“一季度”）；请用 --period 指明", 1)
        last = month if cycle == "month" else (quarter * 3 or month) if cycle == "quarter" else 12
        return cycle, f"{year}{last:02d}"

    def _region(self, sheet: Sheet, declared: object) -> str:
        told = str(declared or sheet.place or "")
        codes = {region.code for region in self._catalogue.regions}
        if code := re.search(r"(?<![0-9])[0-9]{6}(?![0-9])", told):
            if code[0] in codes:
                return code[0]
            raise SheetError(f"行政区划代码 {code[0]} 不在区划表中", 1)
        named = [r for r in self._catalogue.regions if r.name_zh and (r.name_zh == told or told.startswith(r.name_zh))]
        if named:
            return max(named, key=lambda region: len(region.name_zh)).code
        if told:
            word = "指明的统筹区" if declared else "编报单位"
            message = f"{word}“{told[:20]}”不在区划表中（应为全称，如“黄南藏族自治州”，或六位代码）"
            raise SheetError(f"{message}；请用 --region 或 history.yml 指明", None if declared else 1)
        raise SheetError("看不出统筹区（应有“编报单位：…”一行）；请用 --region 或 history.yml 指明", 1)

    def _declaration(self, file: Path, sheet: Sheet) -> Mapping[str, Any]:
        folder = file.parent
        if folder not in self._declared:
            path = folder / DECLARED
            try:
                entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
            except (yaml.YAMLError, UnicodeDecodeError):
                raise SheetError(f"{DECLARED} 不是 UTF-8 的 YAML；请更正") from None
            if not isinstance(entries, list) or any(not isinstance(e, dict) or set(e) - _KEYS for e in entries):
                raise SheetError(f"{DECLARED} 应为列表，每项只可含 {'、'.join(sorted(_KEYS))}")
            self._declared[folder] = entries
        found: dict[str, Any] = {}
        for entry in self._declared[folder]:
            if entry.get("file") == file.name and entry.get("sheet") in (None, sheet.name):
                found |= {name: value for name, value in entry.items() if value is not None}
        return found

    def _doubts(self, found: _Found) -> None:
        """Lines that the set of that year does not know, and texts where figures are due: kept, and told."""
        file, sheet, key = found.file, found.sheet, found.key
        known = self._sets[key.indicator_set]
        told: set[tuple[int, str]] = set()
        pairs = [(report_lines.label_key(c.section), report_lines.label_key(c.label)) for c in sheet.cells]
        # Only the tables of basic figures have a set of lines; one without any line of it is another table.
        has_set = key.item.work_id.startswith("H1") and any(pair in known for pair in pairs)
        for cell, pair in zip(sheet.cells, pairs, strict=True):
            if _is_fraction(cell):
                message = (
                    f"该项以百分数计，而单元格为 {cell.text}，不足 1：已按原值保留；若表中显示为百分比格式，"
                    "请另存为 xlsx 再导入"
                )
                self.summary.problems.append(Problem(file, sheet.name, cell.row, cell.column, message, False))
            if has_set and pair not in known and (cell.row, "line") not in told:
                told.add((cell.row, "line"))
                message = (
                    f"“{cell.label[:40]}”不在 {key.indicator_set} 年指标体系中：已保留，不与其他年度比较；"
                    "请核对项目名称或 --set"
                )
                self.summary.problems.append(Problem(file, sheet.name, cell.row, cell.column, message, False))
            if cell.merged > 1:
                message = f"合并单元格占 {cell.merged} 格，不知属于哪一格：原文已保留，不参与计算；请拆开后各填其数"
                self.summary.problems.append(Problem(file, sheet.name, cell.row, cell.column, message, False))
            elif cell.text == NOT_CALCULATED or cell.text.startswith("#"):
                message = f"公式没有结果（{cell.text}）：不参与计算；请用 Excel 或 WPS 打开、改正公式后另存"
                self.summary.problems.append(Problem(file, sheet.name, cell.row, cell.column, message, False))
            elif cell.value is None and cell.text not in NO_VALUE:
                message = "单元格不是数值：原文已保留，不参与计算；请核对"
                self.summary.problems.append(Problem(file, sheet.name, cell.row, cell.column, message, False))


def _is_fraction(cell: Cell) -> bool:
    """A rate in per cent that may be a fraction: xls, ods and texts do not say how a cell was shown."""
    says_per_cent = any(mark in text for mark in "%％" for text in (cell.label, cell.column_label))
    return says_per_cent and cell.value is not None and 0 < abs(cell.value) < 1 and not cell.text.endswith(("%", "％"))


def _title(file: str, sheet: Sheet) -> str:
    """What a sheet is called, whatever else stands in its file: its title, the name it was given in the workbook, and
    the name of the file where that alone says of which fund it is."""
    path, title = PurePosixPath(file), sheet.title
    is_text = path.suffix.lower() in history_sheets.TEXTS
    if not is_text and sheet.name != title and not _UNNAMED.fullmatch(sheet.name):
        title = f"{title}（{sheet.name}）"
    return f"{title}（{path.stem}）" if _fund(path.stem) and not _fund(title) else title


def _corrects_nothing(tx: Transaction, key: Key) -> bool:
    """Whether a later version has a name that no sheet of the earlier ones has, where there are some."""
    if key.version == 1:
        return False
    rows = tx.query(
        "select distinct sheet_title from raw.hi01_history_cell where work_id = :item and report_cycle = :cycle"
        " and admin_division_code = :region and data_period = :period and version_no < :version",
        {"item": key.item.work_id, "cycle": key.cycle, "region": key.region, "period": key.period,
         "version": key.version},
    )  # fmt: skip
    titles = {report_lines.label_key(title) for title in rows.column("sheet_title").to_pylist()}
    return bool(titles) and report_lines.label_key(key.title) not in titles


def _fund(title: str) -> str | None:
    return next((fund for words, fund in _FUNDS if words.search(title)), None)
