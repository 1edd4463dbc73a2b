"""`sif why`: from a figure or a finding down to the rule, the legal numbers, the rows, the file and the line."""

from __future__ import annotations

import dataclasses
import json
from typing import Annotated, Any

import typer

from cli.as_of import AsOf, opened
from cli.officers import AskedBy, let_see
from cli.session import OK, PROBLEMS, AsJson, Unmask, command, console, landing_root, print_json

_CLASS = {"V": "违规 violation", "C": "线索 clue"}


@command
def why(
    what: Annotated[str, typer.Argument(metavar="MODEL", help="A model, or the word `finding`.")],
    keys: Annotated[list[str] | None, typer.Argument(metavar="KEY…", help="Its key in order, or column=value.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most this many rows a level.")] = 5,
    by: AskedBy = None,
    unmask: Unmask = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> int:
    """Why a figure is what it is: rule and basis, parameters, rows behind it, file and line as received.

    Sums that the model declares are added up again; the landed file's SHA-256 is checked before a line is shown.
    Exit code 1 where no row has the key, a sum is not true, or a line cannot be shown.

    \b
    Examples:
      sif why mart_pension__collection_rate enterprise_pension 632300 202501
      sif why mart_pension__collection_rate region_code=632300 period=202501
      sif why finding 3fa2c1
      sif why finding 3fa2c1 --by 王芳 --unmask "核查举报线索 2024-17" --json
      sif why mart_pension__collection_rate enterprise_pension 632300 202501 --as-of 2025-03-31
    """
    from ingest import text
    from warehouse_sql.explain import explain
    from warehouse_sql.landing import Landing
    from warehouse_sql.transform import PROJECT

    if unmask is not None:
        let_see(by, unmask, f"why {what}"[:80])
    with opened(as_of) as published:
        explanation = explain(
            published,
            Landing(landing_root()),
            PROJECT / "models",
            what,
            keys or [],
            decode=text.decode,
            limit=limit,
            unmask=unmask is not None,
        )
    if as_json:
        print_json({"ok": explanation.agrees, **_plain(explanation)})
    else:
        _print(explanation)
    return OK if explanation.agrees else PROBLEMS


def _plain(value: Any) -> Any:
    """Dataclasses as plain values, with what they compute (`agrees`, `more`)."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
        for name in ("agrees", "more"):
            if hasattr(type(value), name):
                plain[name] = getattr(value, name)
        return plain
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _print(explanation: Any) -> None:
    from rich.text import Text
    from rich.tree import Tree

    out = console()
    for row in explanation.rows:
        out.print(_branch(Tree(Text(f"{row.title_zh} ({row.schema}.{row.model})", "bold")), row))
    if explanation.total > len(explanation.rows):
        out.print(f"{explanation.total - len(explanation.rows)} more rows have this key (--limit, or more of the key)")


# Values that say nothing to who reads them; `--json` has them.
_FINGERPRINTS = ("told_apart", "facts_hash")


def _branch(tree: Any, row: Any) -> Any:
    from rich.text import Text

    if row.definition:
        tree.add(Text(f"口径 {row.definition}", "dim"))
    values = tree.add(Text("数值 values", "cyan"))
    for name, value in row.values.items():
        if value is not None and name not in _FINGERPRINTS:
            label = row.labels.get(name, name)
            values.add(Text(f"{label}{'' if label == name else f' {name}'} = {value}"))
    if row.rule:
        _rule(tree, row.rule)
    if row.parameters:
        _parameters(tree, row.parameters)
    for check in row.sums:
        parts = " + ".join(f"{model} {amount:,}" for model, amount in check.parts)
        word = "相符 agrees" if check.agrees else f"不符 DIFFERS by {check.stated - check.computed:,}"
        style = "green" if check.agrees else "bold red"
        tree.add(Text(f"合计 {check.label} {check.stated:,} = {parts}: {word}", style))
    for origins in row.origins:
        node = tree.add(Text(f"来自 {origins.title_zh} ({origins.model}): {origins.total:,} 行", "cyan"))
        for number, child in enumerate(origins.rows, start=1):
            _branch(node.add(Text(f"第 {number} 行记录", "cyan")), child)
        if origins.more:
            node.add(Text(f"另有 {origins.more:,} 行未显示（--limit）", "dim"))
    if row.line:
        _line(tree, row.line)
    return tree


def _rule(tree: Any, rule: Any) -> None:
    from rich.text import Text

    node = tree.add(
        Text(f"规则 {rule.rule_id} {rule.title_zh}（{_CLASS.get(rule.rule_class, rule.rule_class)}）", "magenta")
    )
    node.add(Text(f"依据 {rule.basis_zh}"))
    node.add(Text(f"施行 {rule.in_force_from or '…'} 至 {rule.in_force_to or '今'}"))
    if rule.population_zh:
        node.add(Text(f"范围 {rule.population_zh}"))
    if rule.remedy_zh:
        node.add(Text(f"处理 {rule.remedy_zh}"))


def _parameters(tree: Any, parameters: Any) -> None:
    from rich.text import Text

    from catalogue.citation import cited
    from catalogue.words import word

    node = tree.add(Text("参数 parameters", "magenta"))
    for p in parameters:
        on = f"（按 {p.on:%Y-%m-%d}）"
        if p.value is None:
            none = "当时法律未规定" if p.status == "not_in_law" else word(p.status)
            said = f"{p.name}: {none} {p.document or ''}".rstrip()
            one = node.add(Text(f"{said}{on}", "" if p.status == "not_in_law" else "red"))
        else:
            dates = f"{p.valid_from or '…'} 至 {p.valid_to or '今'}"
            value = f"{p.value.normalize():f} {word(p.unit or '')}"
            cited_as = cited([(p.document, p.article)])
            one = node.add(Text(f"{p.name} = {value}  {dates}{on}  {cited_as} [{word(p.status)}]"))
        for label, said in p.remarks:
            one.add(Text(f"{label} {said}"))


def _line(tree: Any, line: Any) -> None:
    from rich.text import Text

    delivery = line.delivery
    if delivery is None:
        tree.add(Text(line.problem or "", "red"))
        return
    node = tree.add(Text(f"文件 {delivery.file_name}（{delivery.table_zh}）第 {line.line_no} 行", "yellow"))
    node.add(Text(f"sha256 {delivery.sha256}"))
    node.add(Text(f"接收 {_moment(delivery.received_at)}  定案 {_moment(delivery.decided_at)}  {delivery.status}"))
    if line.repair:
        repair = line.repair
        node.add(
            Text(f"更正 {repair.file_name} 第 {repair.line_no} 行被拒收的记录：{'、'.join(json.loads(repair.columns))}")
        )
        node.add(Text(f"提出 {repair.proposed_by} {_moment(repair.proposed_at)}（{repair.reason}）"))
        node.add(Text(f"审批 {repair.decided_by} {_moment(repair.decided_at)}"))
    if line.problem:
        node.add(Text(line.problem, "bold red"))
        return
    record = node.add(Text(f"原文 {line.raw.text}"))
    for cell in line.raw.cells:
        if cell.value != "":
            record.add(Text(f"{cell.label} {cell.column or '（目录外）'} = {cell.value}"))


def _moment(value: Any) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S}" if value else "—"
