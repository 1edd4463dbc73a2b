"""Dictionary pages (数据字典), Chinese beside English: an index, one page a table, codes, parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from catalogue.citation import document_of
from catalogue.generate.output import Files
from catalogue.model import Catalogue, Check, ParameterValue, Table
from catalogue.parameter_gaps import known_gaps
from catalogue.parameters import ANY, GAP, NATION, NOT_IN_LAW
from catalogue.words import word

FOLDER: Final = "docs/dictionary/_generated"
_HEAD: Final = "<!-- Generated from catalogue/ by `make generate`; do not edit. -->\n"
_CYCLE: Final = {"month": "按月 monthly", "realtime": "实时 realtime", "year": "按年 yearly"}
_KIND: Final = {"standard": "信息目录 standard", "extension": "扩展 extension", "border": "接口 border"}


def emit(catalogue: Catalogue) -> Files:
    files = {f"{FOLDER}/{t.raw_name}.md": _table_page(t, catalogue) for t in catalogue.tables.values()}
    files[f"{FOLDER}/index.md"] = _index(catalogue)
    files[f"{FOLDER}/codes.md"] = _codes(catalogue)
    files[f"{FOLDER}/parameters.md"] = _parameters(catalogue)
    return files


def _index(catalogue: Catalogue) -> str:
    text = f"{_HEAD}# 数据字典 · Data dictionary\n\n"
    text += "[代码表 Code lists](codes.md) · [政策参数 Parameters](parameters.md)\n"
    for source in catalogue.sources.values():
        tables = [t for t in catalogue.tables.values() if t.source == source.code]
        text += f"\n## {source.code} {source.name_zh} · {source.name_en}\n\n"
        text += _grid(
            ("文件代码 code", "表 table", "English", "险种 fund", "周期 cycle", "字段 fields"),
            (
                (
                    f"[{t.file_code}]({t.raw_name}.md)",
                    t.name_zh,
                    t.name_en,
                    word(t.insurance_code),
                    _CYCLE[t.cycle],
                    str(len(t.fields)),
                )
                for t in tables
            ),
        )
    return text


def _table_page(table: Table, catalogue: Catalogue) -> str:
    text = f"{_HEAD}# {table.file_code} {table.name_zh} · {table.name_en}\n\n"
    facts = [
        ("来源 source", f"{table.source} {catalogue.sources[table.source].name_zh}"),
        ("类别 kind", _KIND[table.kind]),
        ("周期 cycle", _CYCLE[table.cycle]),
        ("一行是 grain", _grain(table)),
        ("主键 natural key", _code(table.natural_key)),
        ("必填 required", _code(table.required_key)),
        ("容差 tolerance", f"{table.tolerance:%}".replace(".000000", "")),
        ("控制总数 control totals", _code(table.control_totals) or "—"),
        ("原始表 raw table", f"`raw.{table.raw_name}`"),
        ("模型 staging view", f"`{table.stg_name}`"),
    ]
    if table.note:
        facts.append(("说明 note", table.note))
    text += "".join(f"- **{name}**: {value}\n" for name, value in facts)
    text += "\n## 字段 Fields\n\n"
    text += _grid(
        (
            "#",
            "名称 label",
            "列 column",
            "类型 type",
            "单位 unit",
            "标准 standard",
            "代码 codes",
            "属于 part of",
        ),
        (
            (
                f"{f.position}{'+' if f.appended else ''}",
                f.label_zh,
                f"`{f.column}`",
                f.logical_type,
                word(catalogue.quantities[f.column].unit or ""),
                (f.standard_code or "").upper(),
                ".".join(f.code_list) if f.code_list else "",
                f"`{f.parent_column}`" if f.parent_column else "",
            )
            for f in table.fields
        ),
    )
    if any(f.appended for f in table.fields):
        text += "\n`+` 接口追加的字段 appended by the interface\n"
    for title, why in (("未定代码表 Codes without a list", table.no_list), ("不相加 No sum of parts", table.not_parts)):
        if why:
            labels = ((table.field(column).label_zh, f"`{column}`", reason) for column, reason in why.items())
            text += f"\n## {title}\n\n" + _grid(("名称 label", "列 column", "原因 why"), labels)
    if table.checks:
        text += "\n## 检查 Checks\n\n"
        text += _grid(
            ("标识 id", "检查 check", "种类 kind", "级别 severity", "列 columns"),
            ((f"`{c.id}`", c.title_zh, c.kind, c.severity, _columns(c)) for c in table.checks),
        )
    return text


def _grain(table: Table) -> str:
    labels = "、".join(table.field(column).label_zh for column in table.natural_key)
    return f"按{labels}各一行 · {table.grain}" if labels else table.grain


def _columns(check: Check) -> str:
    there = check.params.get("table")
    return _code(check.columns) + (f" ↔ {there}" if there else "")


def _codes(catalogue: Catalogue) -> str:
    text = f"{_HEAD}# 代码表 · Code lists\n\n同一元素在另一系统可有另外的取值。状态说明一个取值核实到什么程度。\n"
    for codes in catalogue.code_lists.values():
        text += f"\n## {codes.source_system}.{codes.element} {codes.name_zh}\n\n{codes.standard}\n\n"
        text += _grid(
            ("代码 code", "名称 name", "状态 status", "来源 source", "说明 note"),
            ((c.code, c.name_zh, word(c.status), c.source, c.note) for c in codes.codes),
        )
    return text


def _parameters(catalogue: Catalogue) -> str:
    text = f"{_HEAD}# 政策参数 · Parameters\n\n"
    text += (
        "缺：数值未知，不以推测代替，相应规则报告“缺少参数”（parameters_missing）。无：当时法规没有这个数值，不算缺。"
        "地区没有自己的规定时依次沿用市州、省、全国。\n\n"
        "状态：已核，在公开来源查到（括号内说明来源多少）；凭记忆，附把握程度，须核对文件；由已知数推算；建议值，本系统所拟，"
        "须主管处室确认。文件待核：还没有人指出文号，来源只是数值的出处。\n"
    )
    funds = {fund.fund_code: fund.name_zh for fund in catalogue.funds} | {ANY: "全部"}
    regions = {r.code: f"{r.name_zh} {r.code}" for r in catalogue.regions} | {NATION: "全国"}
    by_id: dict[str, list[ParameterValue]] = {}
    for value in catalogue.parameters:
        by_id.setdefault(value.parameter_id, []).append(value)
    for parameter_id, values in by_id.items():
        first = values[0]
        text += f"\n## {parameter_id} {first.name_zh}（{word(first.unit)}）\n\n"
        if first.key_zh:
            text += f"适用项：{first.key_zh}。\n\n"
        if first.announced_month:
            text += f"通常每年{first.announced_month}月公布。\n\n"
        text += _grid(
            ("险种", "地区", "自", "至", "值", "文件", "条", "状态", "说明", "来源"),
            (
                (
                    "、".join(dict.fromkeys(funds[v.fund_code] for v in lines)),
                    regions[head.region_code],
                    str(head.valid_from or ""),
                    str(head.valid_to or ""),
                    "；".join(dict.fromkeys(_number(v) for v in lines)),
                    document_of(head),
                    head.article,
                    word(head.status),
                    head.note,
                    head.source,
                )
                for head, lines in _written_together(values)
            ),
        )
    text += "\n## 已知缺口\n\n有人查过而尚无数值的月份；此外的缺口由 `sif params coverage` 报告。\n\n"
    text += _grid(
        ("参数", "名称", "险种", "地区", "自", "至", "原因"),
        (
            (
                gap.parameter_id,
                by_id[gap.parameter_id][0].name_zh,
                funds[gap.fund_code],
                regions[gap.region_code],
                gap.since,
                gap.until,
                gap.why_zh,
            )
            for gap in known_gaps(catalogue)
        ),
    )
    return text


def _written_together(values: list[ParameterValue]) -> list[tuple[ParameterValue, list[ParameterValue]]]:
    """Values that differ in fund and key only: they stand in one entry of the declaration."""
    together: dict[ParameterValue, list[ParameterValue]] = {}
    for value in values:
        together.setdefault(
            replace(value, fund_code="", key="", value=None if value.key != ANY else value.value), []
        ).append(value)
    return sorted(
        together.items(),
        key=lambda entry: (entry[1][0].fund_code, entry[0].region_code, entry[0].valid_from or date.min),
    )


def _number(value: ParameterValue) -> str:
    shown = {GAP: "缺", NOT_IN_LAW: "无"}.get(value.status, "") if value.value is None else f"{value.value:f}"
    return shown if value.key == ANY else f"{value.key}: {shown}"


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{n}`" for n in names)
