"""Dictionary pages (数据字典), Chinese beside English: an index, one page a table, codes, parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from catalogue.generate.output import Files
from catalogue.model import Catalogue, Check, Table

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
    funds = {f.fund_code: f.name_zh for f in catalogue.funds}
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
                    funds.get(t.insurance_code, t.insurance_code),
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
        ("一行是 grain", table.grain),
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
                catalogue.quantities[f.column].unit or "",
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


def _columns(check: Check) -> str:
    there = check.params.get("table")
    return _code(check.columns) + (f" ↔ {there}" if there else "")


def _codes(catalogue: Catalogue) -> str:
    text = f"{_HEAD}# 代码表 · Code lists\n\nThe same element may have other values in another system. "
    text += "`status` says how well a value is known.\n"
    for codes in catalogue.code_lists.values():
        text += f"\n## {codes.source_system}.{codes.element} {codes.name_zh}\n\n{codes.standard}\n\n"
        text += _grid(("代码 code", "名称 name", "status"), ((c.code, c.name_zh, c.status) for c in codes.codes))
    return text


def _parameters(catalogue: Catalogue) -> str:
    text = f"{_HEAD}# 政策参数 · Parameters\n\n"
    text += "A gap (缺) is a number that is not known; it is never replaced by a guess.\n"
    names = dict.fromkeys((p.parameter_id, p.name_zh, p.unit) for p in catalogue.parameters)
    for parameter_id, name, unit in names:
        text += f"\n## {parameter_id} {name} ({unit})\n\n"
        text += _grid(
            (
                "险种 fund",
                "地区 region",
                "自 from",
                "至 to",
                "值 value",
                "文件 document",
                "条 article",
                "status",
                "说明 note",
            ),
            (
                (
                    p.fund_code,
                    p.region_code,
                    str(p.valid_from or ""),
                    str(p.valid_to or ""),
                    "缺 gap" if p.value is None else f"{p.value:f}",
                    p.document,
                    p.article,
                    p.status,
                    p.note,
                )
                for p in catalogue.parameters
                if p.parameter_id == parameter_id
            ),
        )
    return text


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{n}`" for n in names)
