"""`sif findings export` and `import`: the workbook (疑点工作簿) officers fill in, and what they filled in."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import subjects, terms
from cli.case import paying_sides
from cli.conditions import in_region, known, month_or_year, region_prefix
from cli.findings import app
from cli.officers import AskedBy, By, let_see, officer
from cli.session import OK, PROBLEMS, USAGE, AsJson, Problem, Unmask, command, login, print_json, state

if TYPE_CHECKING:
    from cli.workbook_file import Entry
    from warehouse_sql.port import Published

__all__ = ["app"]


@dataclass(frozen=True)
class Fault:
    """Why a row of a workbook was not taken."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"工作表 {self.sheet} 第 {self.row} 行“{self.column}”：{self.message}"


@app.command("export")
@command
def export(
    region: Annotated[str, typer.Option(help="Region code; 632300 includes its counties.")],
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="The workbook (.xlsx).")],
    rule: Annotated[list[str] | None, typer.Option(help="Only this rule; may be repeated.")] = None,
    period: Annotated[str | None, typer.Option(help="Month YYYYMM, or year YYYY.")] = None,
    whole: Annotated[bool, typer.Option("--all", help="Also what is decided or gone.")] = False,
    by: AskedBy = None,
    unmask: Unmask = None,
    as_json: AsJson = False,
) -> int:
    """The findings of a region to work through: a sheet a rule, with drop-downs for outcome and reason.

    Every row says whom or what it is about. Names and citizens' numbers are masked; a supervisor may have them whole,
    with a reason that is recorded. What names no region is in the province's workbook.

    \b
    Examples:
      sif findings export --region 630102 --out 待办.xlsx
      sif findings export --region 630102 --out 待办.xlsx --by 王芳 --unmask "现场核查 2025-08"
    """
    from cli import workbook_file

    if out.suffix.lower() != ".xlsx":
        raise Problem(f"{out} 不是 .xlsx 文件名", "请给出以 .xlsx 结尾的文件名", USAGE)
    if unmask is not None:
        let_see(by, unmask, f"findings export {region}"[:80])
    rows, evidence = _rows(region_prefix(region) or "", rule or [], month_or_year(period), whole, unmask is not None)
    workbook_file.write(out, rows, evidence, region)
    counts = {rule_id: len(found) for rule_id, found in rows.items()}
    if as_json:
        print_json({"ok": True, "out": str(out), "count": sum(counts.values()), "rules": counts})
    else:
        print(f"{sum(counts.values())} 条疑点、{len(counts)} 张工作表，在 {out}")
    return OK


@app.command("import")
@command
def import_(
    book: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A workbook of `sif findings export`, filled in.")],
    by: By,
    as_json: AsJson = False,
) -> int:
    """Take in what officers filled in. What is wrong is named by sheet, row and column; the good rest is taken.

    The outcome another person proposed before is thereby closed. The same file again changes nothing.

    \b
    Example:
      sif findings import 待办.xlsx --by 王芳
    """
    from catalogue.case_reasons import case_reasons
    from cli import workbook_file
    from warehouse_sql.control import cases
    from warehouse_sql.control.payers import Payers

    who, user, reasons = officer(by), login(), case_reasons()
    try:
        content = book.read_bytes()
        entries, unreadable = workbook_file.read(content)
    except workbook_file.NoWorkbook as error:
        raise Problem(str(error), "请用 sif findings export 导出的工作簿", PROBLEMS) from None
    source = hashlib.sha256(content).hexdigest()
    faults = [Fault(*one) for one in unreadable]
    entries = _once(entries, faults)
    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        known = cases.by_keys(tx, {entry.finding_key for entry in entries})
    sides = paying_sides(list(known.values()))
    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        tx.lock("case_event")
        known = cases.by_keys(tx, known)
        good = []
        for entry in entries:
            said = cases.Said(entry.outcome, who, user, entry.reason_code, entry.note, source)
            row = known.get(entry.finding_key)
            if row is None:
                faults.append(Fault(entry.sheet, entry.row, "疑点编号", "系统中没有这条疑点"))
            elif row["stamp"][: workbook_file.STAMP_LENGTH] != entry.stamp:
                message = "导出以后这条疑点的证据已变，请重新导出后再核"
                faults.append(Fault(entry.sheet, entry.row, "核对码", message))
            else:
                side = sides.get(row["finding_key"], Payers())
                try:
                    cases.judge(row, said, side, reasons)
                    good.append((row, said))
                except cases.CaseError as error:
                    column = _AT.get(error.what, "处理结果")
                    faults.append(Fault(entry.sheet, entry.row, column, str(error)))
        done = cases.say(tx, good, sides, reasons)
    faults.sort(key=lambda fault: (fault.sheet, fault.row, fault.column))
    counts = {name: done.count(name) for name in ("proposed", "approved", "asked", "unchanged")}
    if as_json:
        print_json({"ok": not faults, **counts, "problems": [fault.__dict__ for fault in faults]})
    else:
        for fault in faults:
            print(fault)
        print(
            f"提出 {counts['proposed']} 条，复核结案 {counts['approved']} 条，要求补充材料 {counts['asked']} 条，"
            f"未变 {counts['unchanged']} 条，有问题 {len(faults)} 处"
        )
    return PROBLEMS if faults else OK


_AT = {"reason": "原因代码", "note": "说明", "standing": "当前状态", "closed": "当前状态", "gone": "当前状态"}


def _once(entries: list[Entry], faults: list[Fault]) -> list[Entry]:
    """Rows that name their finding once. Named twice and the same: the first counts; not the same: none."""
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_key[entry.finding_key].append(entry)
    kept = []
    for first, *others in by_key.values():
        for other in others:
            message = f"与工作表 {first.sheet} 第 {first.row} 行是同一条疑点，不能填两次"
            faults.append(Fault(other.sheet, other.row, "疑点编号", message))
        if all(other.said == first.said for other in others):
            kept.append(first)
        else:
            faults.append(Fault(first.sheet, first.row, "处理结果", "同一条疑点填了不同的结果，均未采用"))
    return kept


def _rows(
    prefix: str, rules: list[str], period: str | None, whole: bool, unmasked: bool
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
    """Rule → rows to show; rule → its evidence columns (name, label_zh, type, unit)."""
    from catalogue import load_catalogue
    from catalogue.words import in_words
    from warehouse_sql import open_published
    from warehouse_sql.control import cases

    conditions, params = [in_region("f.region_code", prefix)], {"region": prefix}
    if period:
        conditions.append(f"substr(f.period, 1, {len(period)}) = :period")
        params["period"] = period
    if rules:
        conditions.append("f.rule_id in (" + ", ".join(f":r{i}" for i in range(len(rules))) + ")")
        params |= {f"r{i}": rule for i, rule in enumerate(rules)}
    undecided = "" if whole else " and standing in ('open', 'returned', 'asked', 'proposed')"
    with open_published() as published:
        words = terms.read(published)
        titles = {
            row["rule_id"]: row["title_zh"]
            for row in published.query("select rule_id, title_zh from seed.seed_rule").to_pylist()
        }
        known("规则", rules, titles)
        shown = terms.labels(words, "evidence")
        with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
            found = cases.found(tx, " and ".join(conditions) + undecided, params)
            back = {row["finding_key"]: cases.came_back(tx, row, shown) for row in found}
        about = subjects.named(published, found, unmasked=unmasked)
        lines = {
            row["finding_key"]: row
            for row in published.query(
                "select f.finding_key, d.file_name, f._line_no as line_no from rule.fct_finding f"
                f" left join control.delivery d on d.delivery_id = f._delivery_id where {' and '.join(conditions)}",
                params,
            ).to_pylist()
        }
        certain = _certainty(published, " and ".join(conditions), params)
    catalogue = load_catalogue()
    regions, funds = catalogue.region_names, catalogue.fund_names
    kinds = terms.labels(words, "kind")
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(found, key=lambda one: (one["rule_id"], one["region_code"] or "", one["period"] or "",
                                              one["finding_key"])):  # fmt: skip
        line = lines.get(row["finding_key"], {})
        proposed = row["standing"] == "proposed"
        rows[row["rule_id"]].append(
            row
            | about[row["finding_key"]]
            | {
                "rule_title": titles.get(row["rule_id"], ""),
                "kind_zh": kinds.get((row["rule_id"], row["kind"]), row["kind"]),
                "fund_name": funds.get(row["fund_code"], row["fund_code"]),
                "region_name": regions.get(row["region_code"] or "", ""),
                "file_name": line.get("file_name"),
                "line_no": line.get("line_no"),
                "certainty": certain.get(row["finding_key"]),
                "first_seen_at": terms.moment(row["first_seen_at"]),
                "last_seen_at": terms.moment(row["last_seen_at"]),
                "standing_zh": cases.STANDINGS[row["standing"]],
                "proposed_outcome": row["outcome"] if proposed else None,
                "proposed_by": row["acted_by"] if proposed else None,
                "came_back": back[row["finding_key"]],
                "observed": in_words(row["observed"]),
                "expected": in_words(row["expected"]),
                "evidence_values": json.loads(row["evidence"] or "{}", parse_float=Decimal),
            }
        )
    evidence: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term in words:
        if term["role"] == "evidence":
            evidence[term["rule_id"]].append(term)
    return dict(rows), dict(evidence)


def _certainty(published: Published, conditions: str, params: Mapping[str, Any]) -> dict[str, str]:
    """Finding → whether the legal numbers that its rule needs were read in their documents, as in force in its month,
    and if not, what is to be checked. Of a rule that takes some by another day only `sif why` knows which they were."""
    from catalogue.parameter_review import doubt
    from warehouse_sql import explain_models
    from warehouse_sql.dbt_run import PROJECT

    rules = [one.rule for one in explain_models.read(PROJECT / "models").values() if one.rule]
    by_other_days = {
        rule.rule_id
        for rule in rules
        for taken in rule.parameters.values()
        if any(each.fund or {*each.days} - {"period", "seen_period"} for each in taken)
    }
    said: dict[str, set[str]] = defaultdict(set)
    for row in published.query(
        "select distinct f.finding_key, f.rule_id, p.status from rule.fct_finding f"
        " join seed.seed_rule_parameter n on n.rule_id = f.rule_id and n.fund_code = f.fund_code"
        " join core.dim_parameter p on p.parameter_id = n.parameter_id and p.fund_code = f.fund_code"
        " and p.region_code = f.region_code and (f.period between p.period_from and p.period_to"
        f" or f.seen_period between p.period_from and p.period_to) where {conditions}",
        params,
    ).to_pylist():
        said[row["finding_key"]].add(doubt(row["status"]) or "")
        if row["rule_id"] in by_other_days:
            said[row["finding_key"]].add("部分参数按其他日期取值，见 sif why")
    return {key: "；".join(sorted(doubts - {""})) or "已核对原文" for key, doubts in said.items()}
