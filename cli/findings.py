"""`sif findings`: what the supervision rules (监管规则) found, as a table or a file for officers."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import subjects, table_files, terms
from cli.as_of import AsOf, opened, parse_moment
from cli.conditions import in_region, known, month_or_year, region_prefix
from cli.officers import AskedBy, let_see
from cli.session import OK, USAGE, AsJson, Problem, Unmask, command, console, print_json

if TYPE_CHECKING:
    from warehouse_sql.port import Published

# Column → header, in the order of the file.
HEADERS = {
    "finding_key": "疑点编号",
    "rule_id": "规则",
    "rule_title": "规则名称",
    "rule_class": "性质",
    "severity": "等级",
    "kind": "类别",
    "status": "状态",
    "decision": "结论",
    **{name: header for name, (header, _) in subjects.HEADERS.items()},
    "fund_name": "险种",
    "region_code": "统筹区代码",
    "region_name": "统筹区",
    "period": "期别",
    "amount_at_stake": "涉及金额（元）",
    "recovered_amount": "已追回金额（元）",
    "observed": "实际",
    "expected": "应为",
    "basis": "依据",
    "remedy": "处理建议",
    "first_seen_at": "首次发现",
    "last_seen_at": "最近一次见到",
    "file_name": "来源文件",
    "line_no": "行号",
}
_ON_SCREEN = (
    "finding_key",
    "rule_id",
    "rule_title",
    "status",
    "decision",
    "subject",
    "region_name",
    "period",
    "amount_at_stake",
)
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_PARAMETER = re.compile(r"[a-z_][a-z0-9_]*")
_CLASS = {"V": "违规", "C": "线索"}


class Format(StrEnum):
    table = "table"
    csv = "csv"
    xlsx = "xlsx"
    json = "json"


app = typer.Typer(name="findings", rich_markup_mode=None, invoke_without_command=True)


@app.callback()
@command
def findings(
    context: typer.Context,
    rule: Annotated[list[str] | None, typer.Option(help="Rule id, e.g. PEN-001; may be repeated.")] = None,
    region: Annotated[str | None, typer.Option(help="Region code; 632300 includes its counties.")] = None,
    period: Annotated[str | None, typer.Option(help="Month YYYYMM, or year YYYY.")] = None,
    status: Annotated[str | None, typer.Option(help="open or closed.")] = None,
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE.PARAMETER=VALUE",
            help="Try another threshold of a clue, within what builds keep; nothing is run again.",
        ),
    ] = None,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="How to write them; default what --out ends in, else table.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", dir_okay=False, help="File (.xlsx, .csv or .json); needed for xlsx.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many on the screen (files hold all).")] = 50,
    by: AskedBy = None,
    unmask: Unmask = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> int:
    """Findings of the last published build, or of what was known at a moment.

    They say what two officers had decided by then, and when builds saw them first and last.

    Names and citizens' numbers are masked, except for a supervisor with a reason. For the workbook officers fill in,
    see export and import.

    \b
    Examples:
      sif findings --rule PEN-001 --region 632300 --period 2024
      sif findings --out 疑点.xlsx
      sif findings --format csv --out open.csv --status open --by 王芳 --unmask "移送稽核 2024-17"
      sif findings --as-of "2025-03-31 18:00"
      sif findings export --region 630102 --out 待办.xlsx
      sif findings import 待办.xlsx --by 王芳
    """
    if context.invoked_subcommand is not None:
        return OK
    wanted = _format(Format.json if as_json else format, out)
    if unmask is not None:
        let_see(by, unmask, "findings")
    asked, on_screen = threshold or [], wanted is Format.table
    rows = collect(
        rule or [], region, period, status, asked, unmasked=unmask is not None, as_of=as_of,
        first=limit if on_screen else None,
    )  # fmt: skip
    columns, headers = list(HEADERS), list(HEADERS.values())
    if wanted is not Format.json:
        rows = _in_words(rows)
    if wanted is Format.json:
        text = {"ok": True, "count": len(rows), "findings": rows}
        if out is None:
            print_json(text)
        else:
            import json

            table_files.put(out, json.dumps(text, ensure_ascii=False, indent=2, default=str).encode())
    elif wanted is Format.csv:
        if out is None:
            table_files.write_csv(sys.stdout, headers, columns, rows)
        else:
            table_files.put(out, table_files.csv_bytes(headers, columns, rows))
    elif wanted is Format.xlsx and out is not None:
        table_files.put(out, table_files.xlsx_bytes("疑点", headers, columns, rows))
    else:
        _print(rows, limit)
    if out is not None:
        print(f"sif: {len(rows)} findings in {out}", file=sys.stderr)
    return OK


def _format(given: Format | None, out: Path | None) -> Format:
    """How findings are written: as asked, else as the name of the file says. Raises Problem where the two differ."""
    if out is None:
        if given is Format.xlsx:
            raise Problem("--format xlsx needs a file", "add --out 疑点.xlsx", USAGE)
        return given or Format.table
    told = next((one for one in Format if out.suffix.lower() == f".{one}"), None)
    if given is Format.table or (given or told) is None or (given and told and given is not told):
        raise Problem(f"--out {out.name} is no file of this format", "name it .xlsx, .csv or .json", USAGE)
    return given or told or Format.table


def collect(
    rules: list[str],
    region: str | None,
    period: str | None,
    status: str | None,
    thresholds: list[str],
    *,
    unmasked: bool,
    as_of: str | None = None,
    first: int | None = None,
) -> list[dict[str, Any]]:
    """Findings with the rule's title and basis, whom they are about (only the `first`, where no more are shown), the
    region's name and the line they rest on."""
    from catalogue import load_catalogue
    from catalogue.masking import masked
    from warehouse_sql import explain_models
    from warehouse_sql.transform import LATEST, PROJECT

    catalogue = load_catalogue()
    declared = {m.rule.rule_id: m.rule for m in explain_models.read(PROJECT / "models").values() if m.rule}
    known("规则", rules, declared)
    known("状态", [status], ("open", "closed"))
    chosen = _thresholds(thresholds, set(declared))
    conditions, params = [_hits(chosen)], {**chosen.values, "known_at": parse_moment(as_of) or LATEST}
    if rules:
        conditions.append("f.rule_id in (" + ", ".join(f":r{i}" for i in range(len(rules))) + ")")
        params |= {f"r{i}": rule for i, rule in enumerate(rules)}
    if prefix := region_prefix(region):
        conditions.append(in_region("f.region_code", prefix))
        params["region"] = prefix
    if month := month_or_year(period):
        conditions.append(f"substr(f.period, 1, {len(month)}) = :period")
        params["period"] = month
    if status is not None:
        conditions.append("f.status = :status")
        params["status"] = status
    with opened(as_of) as published:
        _check_thresholds(published, chosen)
        found = published.query(
            "select f.finding_key, f.rule_id, f.kind, f.status, f.subject_type, f.subject_key, f.fund_code,"
            " f.region_code, f.period, f.evidence, f.amount_at_stake, f.recovered_amount, f.observed, f.expected,"
            " d.file_name, f._line_no as line_no, w.decision_code as decision,"
            " case when s.first_seen_at <= :known_at then s.first_seen_at end as first_seen_at,"
            " case when s.first_seen_at <= :known_at then least(s.last_seen_at, l.looked_at) end as last_seen_at"
            " from rule.fct_finding_candidate f left join control.delivery d on d.delivery_id = f._delivery_id"
            " left join rule.fct_finding_standing w on w.finding_key = f.finding_key"
            " left join control.finding_state s on s.finding_key = f.finding_key"
            " cross join (select max(looked_at) as looked_at from control.finding_look where looked_at <= :known_at) l"
            f" where {' and '.join(conditions)}"
            " order by f.rule_id, f.region_code, f.period, f.finding_key",
            params,
        ).to_pylist()
        kinds = terms.labels(terms.read(published), "kind")
        about = subjects.named(published, found[:first], unmasked=unmasked)
    nobody = dict.fromkeys(subjects.HEADERS)
    regions, funds = catalogue.region_names, catalogue.fund_names
    rows = []
    for row in found:
        rule = declared.get(row["rule_id"])
        row |= {
            "rule_title": rule.title_zh if rule else "",
            "kind_zh": kinds.get((row["rule_id"], row["kind"]), row["kind"]),
            "rule_class": _CLASS.get(rule.rule_class, rule.rule_class) if rule else "",
            "severity": rule.severity if rule else "",
            "basis": rule.basis_zh if rule else "",
            "remedy": rule.remedy_zh if rule else "",
            "region_name": regions.get(row["region_code"], ""),
            "fund_name": funds.get(row["fund_code"], row["fund_code"]),
        }
        row |= {name: row[name] if unmasked else masked(name, row[name]) for name in HEADERS if name in row}
        row |= about.get(row["finding_key"], nobody)
        rows.append({name: row[name] for name in (*HEADERS, "kind_zh")})
    return rows


@dataclass(frozen=True)
class _Chosen:
    """Thresholds that replace those in force: (rule, parameter, name of the value), and the values."""

    entries: tuple[tuple[str, str, str], ...]
    values: dict[str, Decimal]


def _thresholds(given: list[str], known: set[str]) -> _Chosen:
    entries, values = [], {}
    for number, text in enumerate(given):
        name, _, value = text.partition("=")
        rule, _, parameter = name.partition(".")
        if not _NUMBER.fullmatch(value):
            raise Problem(f"--threshold {text[:60]!r} has no number", "UNI-003.headcount_gap_ratio=0.2", USAGE)
        values[f"t{number}"] = Decimal(value)
        if rule not in known or not _PARAMETER.fullmatch(parameter):
            raise Problem(f"--threshold {text[:60]!r} names no rule and parameter", "see docs/rulebook", USAGE)
        entries.append((rule, parameter, f"t{number}"))
    return _Chosen(tuple(entries), values)


def _check_thresholds(published: Published, chosen: _Chosen) -> None:
    """Raises Problem for a threshold that no rule has, or beyond its floor: there candidates were never kept."""
    if not chosen.entries:
        return
    rows = published.query("select rule_id, parameter_id, operator, floor from seed.seed_rule_threshold").to_pylist()
    floors = {(row["rule_id"], row["parameter_id"]): (row["operator"], Decimal(str(row["floor"]))) for row in rows}
    for rule, parameter, name in chosen.entries:
        if (rule, parameter) not in floors:
            told = ", ".join(f"{rule_id}.{known_as}" for rule_id, known_as in sorted(floors)) or "none"
            raise Problem(f"{rule} has no threshold {parameter[:60]!r}", f"known: {told}", USAGE)
        (operator, floor), value = floors[rule, parameter], chosen.values[name]
        word = "least" if operator in ("above", "at_least") else "most"
        if value < floor if word == "least" else value > floor:
            raise Problem(
                f"{rule}.{parameter}={value} is beyond what builds keep: the list would not be whole",
                f"at {word} {floor.normalize():f}",
                USAGE,
            )


def _hits(chosen: _Chosen) -> str:
    """What counts as a finding: what passes the thresholds in force; with others, what passes those."""
    terms = []
    for measured, name, value in (
        ("f.measured_value", "f.threshold_parameter", "f.threshold_value"),
        ("f.second_measured_value", "f.second_threshold_parameter", "f.second_threshold_value"),
    ):
        cases = "".join(
            f" when f.rule_id = '{rule}' and {name} = '{parameter}' then :{at}"
            for rule, parameter, at in chosen.entries
        )
        limit = f"(case{cases} else {value} end)" if cases else value
        terms.append(
            f"({name} is null or exists (select 1 from seed.seed_rule_threshold t where t.rule_id = f.rule_id"
            f" and t.parameter_id = {name} and case t.operator when 'above' then {measured} > {limit}"
            f" when 'at_least' then {measured} >= {limit} when 'below' then {measured} < {limit}"
            f" else {measured} <= {limit} end))"
        )
    return " and ".join(terms) if chosen.entries else "f.is_hit"


def _in_words(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As people read them; what programs read (JSON) has the codes."""
    from catalogue.words import in_words
    from warehouse_sql.control.cases import STANDINGS

    return [
        row
        | {
            "kind": row["kind_zh"],
            "severity": terms.SEVERITIES.get(row["severity"], row["severity"]),
            "status": terms.STATES.get(row["status"], row["status"]),
            "decision": STANDINGS[row["decision"]] if row["decision"] else "未定",
            **{name: terms.moment(row[name]) for name in ("first_seen_at", "last_seen_at")},
            "observed": in_words(row["observed"]),
            "expected": in_words(row["expected"]),
        }
        for row in rows
    ]


def _print(rows: list[dict[str, Any]], limit: int) -> None:
    from rich.table import Table

    out = console()
    if not rows:
        out.print("no findings (这并不等于没有问题：未运行的规则见 sif report)")
        return
    grid = Table(*(HEADERS[name] for name in _ON_SCREEN))
    for row in rows[:limit]:
        shown = {**row, "finding_key": row["finding_key"][:12], "subject": subjects.text(row)}
        grid.add_row(*(_cell(shown[name]) for name in _ON_SCREEN))
    out.print(grid)
    more = f"; {len(rows) - limit} more (--limit, or --out 疑点.xlsx)" if len(rows) > limit else ""
    out.print(f"{len(rows)} findings{more}; walk one down with: sif why finding {rows[0]['finding_key'][:12]}")


def _cell(value: Any) -> str:
    from rich.markup import escape

    return "" if value is None else escape(str(value))
