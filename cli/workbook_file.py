"""The officers' workbook (疑点工作簿) as a file: written so that no cell is a program, read so that none is trusted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from catalogue.case_reasons import OUTCOMES, case_reasons
from catalogue.words import in_words
from cli import subjects, table_files

KEY, STAMP, OUTCOME, REASON, NOTE = "疑点编号", "核对码", "处理结果", "原因代码", "说明"
_ABOUT, _REASONS = "填写说明", "原因代码表"
# Column → header and width, before the evidence.
_BEFORE = {
    "finding_key": (KEY, 14), "case_id": ("案件编号", 18), "kind_zh": ("类别", 18), "fund_name": ("险种", 16),
    "region_code": ("统筹区代码", 11), "region_name": ("统筹区", 16), "period": ("期别", 9),
    **subjects.HEADERS, "amount_at_stake": ("涉及金额（元）", 15),
    "recovered_amount": ("已追回金额（元）", 15), "observed": ("实际", 14), "expected": ("应为", 14),
}  # fmt: skip
_AFTER = {
    "file_name": ("来源文件", 34), "line_no": ("行号", 8), "certainty": ("所依参数可靠程度", 24),
    "first_seen_at": ("首次发现", 16),
    "last_seen_at": ("最近一次见到", 16), "standing_zh": ("当前状态", 11),
    "proposed_outcome": ("已提出的结果", 13), "proposed_by": ("提出人", 10), "came_back": ("退回原因", 40),
    "stamp": (STAMP, 14),
}  # fmt: skip
_FILLED_IN = ((OUTCOME, 12), (REASON, 26), (NOTE, 40))
_MONEY = ("amount_at_stake", "recovered_amount")
STAMP_LENGTH = 12
_MOST_BYTES, _MOST_UNPACKED, _MOST_PACKING = 64 << 20, 512 << 20, 200
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_ILLEGAL = dict.fromkeys(range(32), " ")
_BY_WORD = {word: outcome for outcome, word in OUTCOMES.items()}


class NoWorkbook(ValueError):
    """The file is no workbook of ours; the message (Chinese) says why."""


@dataclass(frozen=True)
class Entry:
    """A row somebody filled in: where it stands, which finding, what was said of it."""

    sheet: str
    row: int
    finding_key: str
    stamp: str
    outcome: str
    reason_code: str | None
    note: str

    @property
    def said(self) -> tuple[str, str | None, str]:
        """What was said, wherever it stands."""
        return self.outcome, self.reason_code, self.note


def write(
    path: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]], terms: Mapping[str, Sequence[Mapping[str, Any]]],
    region: str,
) -> None:  # fmt: skip
    """A sheet a rule. `terms`: rule → its evidence (name, label_zh, type, unit). Readable by owner and group only."""
    import xlsxwriter

    for rule_id, found in rows.items():
        if len(found) > table_files.MOST_ROWS:
            raise NoWorkbook(f"{rule_id} 有 {len(found):,} 条疑点，一张工作表放不下；请按期别或统筹区分别导出")
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as workbook:
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#DDE7F0", "border": 1, "text_wrap": True}),
            "fill": workbook.add_format({"bold": True, "bg_color": "#FFF2CC", "border": 1, "text_wrap": True}),
            "entry": workbook.add_format({"bg_color": "#FFFBEA", "num_format": "@"}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "text": workbook.add_format({"num_format": "@"}),
            "quoted": workbook.add_format({"num_format": "@", "quote_prefix": True}),
            "plain": workbook.add_format(),
        }
        _about(workbook.add_worksheet(_ABOUT), formats, rows, region)
        sheets = {rule_id: workbook.add_worksheet(rule_id[:31]) for rule_id in sorted(rows)}
        last = _reasons(workbook.add_worksheet(_REASONS), formats)
        for rule_id, sheet in sheets.items():
            _sheet(sheet, formats, rows[rule_id], terms.get(rule_id, ()), last)
        if sheets:
            next(iter(sheets.values())).activate()
    table_files.put(path, content.getvalue())


def _about(sheet: Any, formats: Mapping[str, Any], rows: Mapping[str, Sequence[Any]], region: str) -> None:
    lines = [
        f"疑点工作簿：统筹区 {region}，共 {sum(map(len, rows.values()))} 条疑点",
        "每张工作表是一条规则。只填黄色三列：处理结果、原因代码、说明；其余各列不要改动，可以筛选。",
        "处理结果：核实（疑点成立）、排除（疑点不成立，必须选原因代码）、补充材料（须在说明中写明要补充什么）。",
        "结案须两人：一人提出，另一人对同一疑点填写相同结果（或在系统中复核）。支付方经办人员不能参与结案。",
        "核对码用于发现导出以后证据有变的疑点；变了的不会导入，请重新导出再核。",
        "说明中不要写姓名、公民身份号码、银行账号。",
        "填好后：sif findings import 本文件 --by 姓名",
        *(f"{rule_id}　{found[0]['rule_title']}：{len(found)} 条" for rule_id, found in sorted(rows.items())),
    ]
    sheet.set_column(0, 0, 110)
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line, formats["head"] if number == 0 else formats["plain"])


def _reasons(sheet: Any, formats: Mapping[str, Any]) -> int:
    """The list of reasons; returns the last row (Excel's count) of it."""
    for place, (header, width) in enumerate((("处理结果", 12), ("原因", 46), ("须写说明", 10))):
        sheet.write_string(0, place, header, formats["head"])
        sheet.set_column(place, place, width)
    reasons = list(case_reasons().values())
    for number, reason in enumerate(reasons, start=1):
        sheet.write_string(number, 0, OUTCOMES[reason.outcome])
        sheet.write_string(number, 1, f"{reason.code} {reason.label_zh}")
        sheet.write_string(number, 2, "是" if reason.needs_note else "")
    sheet.freeze_panes(1, 0)
    return len(reasons) + 1


def _sheet(
    sheet: Any, formats: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], terms: Sequence[Mapping[str, Any]],
    last_reason: int,
) -> None:  # fmt: skip
    taken = {header for header, _ in (*_BEFORE.values(), *_AFTER.values(), *_FILLED_IN)}
    evidence = []
    for term in terms:
        header = f"{term['label_zh']}（{term['unit']}）" if term["unit"] else str(term["label_zh"])
        evidence.append((term, f"{header}（证据）" if header in taken else header))
        taken.add(evidence[-1][1])
    # Of a rule about persons who have no employer the units' columns would be blank, and the other way round.
    shown = {name for name in _BEFORE if name not in subjects.HEADERS or any(row[name] for row in rows)}
    columns = [(name, header, width) for name, (header, width) in _BEFORE.items() if name in shown]
    columns += [(f"evidence:{term['name']}", header, 16) for term, header in evidence]
    columns += [(name, header, width) for name, (header, width) in _AFTER.items()]
    types = {f"evidence:{term['name']}": term["type"] for term in terms}
    width_of = len(columns)
    for place, (_, header, width) in enumerate(columns):
        sheet.write_string(0, place, header, formats["head"])
        sheet.set_column(place, place, width)
    for place, (header, width) in enumerate(_FILLED_IN, start=width_of):
        sheet.write_string(0, place, header, formats["fill"])
        sheet.set_column(place, place, width)
    for number, row in enumerate(rows, start=1):
        for place, (name, _, _) in enumerate(columns):
            kind = types.get(name, "amount" if name in _MONEY else "count" if name == "line_no" else "text")
            _cell(sheet, formats, number, place, _value(row, name), kind)
        for place in range(width_of, width_of + len(_FILLED_IN)):
            sheet.write_blank(number, place, None, formats["entry"])
    end = len(rows)
    sheet.data_validation(
        1, width_of, end, width_of,
        {"validate": "list", "source": list(OUTCOMES.values()), "error_title": OUTCOME,
         "error_message": "请从下拉表选择"},
    )  # fmt: skip
    sheet.data_validation(
        1, width_of + 1, end, width_of + 1,
        {"validate": "list", "source": f"='{_REASONS}'!$B$2:$B${last_reason}", "error_title": "原因代码",
         "error_message": "请从下拉表选择"},
    )  # fmt: skip
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, end, width_of + len(_FILLED_IN) - 1)


def _value(row: Mapping[str, Any], name: str) -> Any:
    if name.startswith("evidence:"):
        return row["evidence_values"].get(name.removeprefix("evidence:"))
    if name == "stamp":
        return row["stamp"][:STAMP_LENGTH]
    if name == "proposed_outcome":
        return OUTCOMES.get(row[name] or "")
    return row[name]


def _cell(sheet: Any, formats: Mapping[str, Any], number: int, place: int, value: Any, kind: str) -> None:
    """Amounts and counts as numbers, everything else as text, whatever it looks like."""
    if value is None or value == "":
        return
    if kind in ("amount", "ratio", "count"):
        try:
            figure = Decimal(str(value))
        except InvalidOperation:
            figure = Decimal("NaN")
        if figure.is_finite() and abs(figure) < 10**15:
            sheet.write_number(number, place, figure, formats["money" if kind == "amount" else "plain"])
            return
    if kind in ("code", "flag"):
        value = in_words(str(value).lower() if kind == "flag" else str(value), is_code=True)
    text = str(value).translate(_ILLEGAL)[:32_767]
    like_formula = text.lstrip(" \u3000").startswith(_FORMULA)
    sheet.write_string(number, place, text, formats["quoted" if like_formula else "text"])


def read(content: bytes) -> tuple[list[Entry], list[tuple[str, int, str, str]]]:
    """What was filled in, and what cannot be read: (sheet, row, column, message). Raises NoWorkbook."""
    import python_calamine

    _examine(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError):
        raise NoWorkbook("这个文件不是可读的 Excel 工作簿") from None
    entries: list[Entry] = []
    faults: list[tuple[str, int, str, str]] = []
    ours = 0
    for name, lines in sheets:
        headers = [_text(cell) for cell in lines[0]] if lines else []
        if KEY not in headers:
            if any(header in headers for header in (STAMP, OUTCOME)) and name != _REASONS:
                faults.append((name, 1, KEY, f"缺少“{KEY}”列，本表未导入"))
                ours += 1
            continue
        ours += 1
        wanted = (KEY, STAMP, OUTCOME, REASON, NOTE)
        missing = [header for header in wanted if headers.count(header) != 1]
        if missing:
            faults += [(name, 1, header, f"缺少“{header}”列，或有两列，本表未导入") for header in missing]
            continue
        places = {header: headers.index(header) for header in wanted}
        for number, cells in enumerate(lines[1:], start=2):
            given = {header: _text(cells[place]) if place < len(cells) else "" for header, place in places.items()}
            _entry(name, number, given, entries, faults)
    if not ours:
        raise NoWorkbook("工作簿中没有疑点工作表（没有“疑点编号”列）")
    return entries, faults


def _entry(
    sheet: str, row: int, given: Mapping[str, str], entries: list[Entry], faults: list[tuple[str, int, str, str]]
) -> None:
    if not (given[OUTCOME] or given[REASON] or given[NOTE]):
        return
    if not given[KEY]:
        faults.append((sheet, row, KEY, "没有疑点编号"))
        return
    if not given[OUTCOME]:
        faults.append((sheet, row, OUTCOME, "填了原因或说明，没有填处理结果"))
        return
    outcome = _BY_WORD.get(given[OUTCOME])
    if outcome is None:
        faults.append((sheet, row, OUTCOME, f"没有“{given[OUTCOME][:20]}”这种结果；应为{'、'.join(_BY_WORD)}"))
        return
    code = given[REASON].split(" ")[0].upper() or None
    entries.append(Entry(sheet, row, given[KEY], given[STAMP], outcome, code, given[NOTE]))


def _text(value: Any) -> str:
    """A cell as text; a whole number that Excel made of digits without its “.0”."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).replace("\u3000", " ").split()) if value is not None else ""


def _examine(content: bytes) -> None:
    """Nothing that unpacks into more than a workbook may be."""
    if len(content) > _MOST_BYTES:
        raise NoWorkbook(f"文件超过 {_MOST_BYTES >> 20} MB，不是导出的工作簿")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise NoWorkbook("这个文件不是 .xlsx 工作簿") from None
    if size > _MOST_UNPACKED or size > _MOST_PACKING * len(content) + (16 << 20):
        raise NoWorkbook("工作簿解压后过大，不予读取")
