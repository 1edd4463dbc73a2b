"""`sif case`: findings of a person or unit worked through: one officer says, another says the same: it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import conditions, subjects, terms
from cli.officers import By, officer
from cli.session import OK, PROBLEMS, USAGE, AsJson, Problem, command, console, login, print_json, state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from warehouse_sql.control.payers import Payers
    from warehouse_sql.port import Transaction

app = typer.Typer(
    name="case",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Cases (线索): confirm, dismiss or ask about the findings of a person or unit; two people close one.",
)
CaseId = Annotated[str, typer.Argument(metavar="CASE", help="Case id, or finding_key, or the beginning of one.")]
Findings = Annotated[
    list[str] | None, typer.Option("--finding", help="Only this finding of the case (key or beginning); repeatable.")
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="CODE", help="Reason code (原因代码), e.g. D02.")]
Note = Annotated[str, typer.Option("--note", help="In your own words; no names or numbers of citizens.")]


@app.command("list")
@command
def list_(
    region: Annotated[str | None, typer.Option(help="Region code; 632300 includes its counties.")] = None,
    rule: Annotated[str | None, typer.Option(help="Only cases with findings of this rule.")] = None,
    standing: Annotated[
        str | None, typer.Option("--state", help="open, asked, proposed, confirmed, dismissed or gone.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many on the screen.")] = 50,
    as_json: AsJson = False,
) -> int:
    """Cases, those that need somebody first; by default all that are not closed."""
    from warehouse_sql import open_published
    from warehouse_sql.control import cases

    states = ("open", "asked", "proposed", "confirmed", "dismissed", "gone")
    conditions.known("状态", [standing], states)
    wanted, params = ["c.state = :state" if standing else "c.undecided_count > 0"], {}
    if standing:
        params["state"] = standing
    of = []
    if prefix := conditions.region_prefix(region):
        of.append(conditions.in_region("f.region_code", prefix))
        params["region"] = prefix
    if rule is not None:
        with open_published() as published:
            conditions.rules(published, [rule])
        of.append("f.rule_id = :rule")
        params["rule"] = rule
    if of:
        wanted.append(
            f"exists (select 1 from control.case_finding f where f.case_id = c.case_id and {' and '.join(of)})"
        )
    with state(wait_seconds=10) as warehouse:
        rows = warehouse.query(
            f"select c.* from control.case_state c where {' and '.join(wanted)}"
            " order by case c.state when 'proposed' then 1 when 'open' then 2 when 'asked' then 3 else 4 end,"
            " c.amount_at_stake desc, c.case_id",
            params,
        ).to_pylist()
        with warehouse.transaction() as tx:
            shown = rows if as_json else rows[:limit]
            one = cases.one_of_each(tx, [row["case_id"] for row in shown])
    with open_published() as published:
        about = subjects.named(published, list(one.values()), unmasked=False)
    if as_json:
        told = [{**row, **about[one[row["case_id"]]["finding_key"]]} for row in rows]
        print_json({"ok": True, "count": len(rows), "cases": told})
        return OK
    from rich.markup import escape
    from rich.table import Table

    out = console()
    grid = Table("案件", "对象", "状态", "统筹区", "疑点", "未决", "退回", "涉及金额（元）")
    for row in shown:
        place, whom = row["region_code"] or "", subjects.text(about[one[row["case_id"]]["finding_key"]])
        grid.add_row(
            row["case_id"], escape(whom), cases.STANDINGS[row["state"]],
            f"{place} 等 {row['region_count']} 地" if row["region_count"] > 1 else place, str(row["finding_count"]),
            str(row["undecided_count"]), str(row["returned_count"]), f"{row['amount_at_stake']:,.2f}",
        )  # fmt: skip
    out.print(grid)
    out.print(f"{len(rows)} 个案件" + (f"，另有 {len(rows) - limit} 个未显示（--limit）" if len(rows) > limit else ""))
    return OK


@app.command()
@command
def show(case: CaseId, as_json: AsJson = False) -> int:
    """The findings of a case, how each stands and why it came back, and everything that was said."""
    from catalogue.words import in_words
    from warehouse_sql import open_published
    from warehouse_sql.control import cases

    with open_published() as published:
        labels = terms.labels(terms.read(published), "evidence")
        with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
            case_id = _case_id(tx, case)
            rows = cases.found(tx, "case_id = :case", {"case": case_id})
            back = {row["finding_key"]: cases.came_back(tx, row, labels) for row in rows}
            events = cases.history(tx, case_id)
        about = subjects.named(published, rows, unmasked=False)
    if as_json:
        shown = [{**row, **about[row["finding_key"]], "came_back": back[row["finding_key"]]} for row in rows]
        print_json({"ok": True, "case_id": case_id, "findings": shown, "events": events})
        return OK
    out = console()
    whom = subjects.text(about[rows[0]["finding_key"]])
    out.print(f"案件 {case_id}：{whom}，{len(rows)} 条疑点", style="bold", markup=False)
    for row in rows:
        out.print(
            f"  {row['finding_key'][:12]} {row['rule_id']} {row['region_code'] or ''} {row['period'] or ''}"
            f" {row['amount_at_stake']:,.2f} 元  [{cases.STANDINGS[row['standing']]}]"
            f"  实际 {in_words(row['observed'])}  应为 {in_words(row['expected'])}",
            markup=False,
        )
        first, last = terms.moment(row["first_seen_at"]), terms.moment(row["last_seen_at"])
        out.print(f"      首次发现 {first}  最近一次见到 {last or '不详'}", style="dim", markup=False)
        if row["carried_from"]:
            word = _OUTCOMES[row["outcome"]]
            out.print(f"      沿用 {row['carried_from'][:12]} 的{word}：证据相同", style="dim", markup=False)
        if back[row["finding_key"]]:
            out.print(f"      退回原因：{back[row['finding_key']]}", style="yellow", markup=False)
    for event in events:
        reason = f" {event['reason_code']}" if event["reason_code"] else ""
        note = f"：{event['note']}" if event["note"] else ""
        out.print(
            f"  {event['acted_at']:%Y-%m-%d %H:%M} {event['acted_by']} {_WORDS[event['action']]}"
            f"{_OUTCOMES.get(event['outcome'], '')}{reason} {event['finding_key'][:12]}{note}",
            style="dim",
            markup=False,
        )
    return OK


@app.command()
@command
def confirm(
    case: CaseId, by: By, finding: Findings = None, reason: Reason = None, note: Note = "", as_json: AsJson = False
) -> int:
    """Say that the findings hold (核实). The second person who says so closes them.

    \b
    Example:
      sif case confirm 3f0a91c2 --reason C01 --by 王芳
    """
    return _say(case, "confirmed", by, finding, reason, note, as_json)


@app.command()
@command
def dismiss(
    case: CaseId, by: By, finding: Findings = None, reason: Reason = None, note: Note = "", as_json: AsJson = False
) -> int:
    """Say, with a reason, that there is nothing in them (排除). The second person who says so closes them.

    What is dismissed does not come back in the months after, unless what it rests on changes.

    \b
    Example:
      sif case dismiss 3f0a91c2 --reason D02 --note "档案核实视同缴费年限" --by 王芳
    """
    return _say(case, "dismissed", by, finding, reason, note, as_json)


@app.command()
@command
def ask(
    case: CaseId, by: By, note: Note, finding: Findings = None, reason: Reason = None, as_json: AsJson = False
) -> int:
    """Ask for material (补充材料); the findings wait for an answer."""
    return _say(case, "asked", by, finding, reason, note, as_json)


@app.command()
@command
def answer(case: CaseId, by: By, note: Note, finding: Findings = None, as_json: AsJson = False) -> int:
    """Answer what was asked; also the agency that paid may."""
    return _say(case, "answered", by, finding, None, note, as_json)


@app.command()
@command
def reopen(case: CaseId, by: By, note: Note, finding: Findings = None, as_json: AsJson = False) -> int:
    """Open what was closed again (重开), with a reason; what was said stays on record."""
    return _say(case, "reopened", by, finding, None, note, as_json)


@app.command()
@command
def precision(as_json: AsJson = False) -> int:
    """How often each rule was right, by county: of what two officers decided."""
    with state(wait_seconds=10) as warehouse:
        rows = warehouse.query("select * from control.rule_precision order by rule_id, region_code").to_pylist()
    if as_json:
        print_json({"ok": True, "precision": rows})
        return OK
    from rich.table import Table

    grid = Table("规则", "统筹区", "核实", "排除", "准确率")
    for row in rows:
        grid.add_row(
            row["rule_id"], row["region_code"], str(row["confirmed_count"]), str(row["dismissed_count"]),
            f"{row['precision_rate']:.2%}",
        )  # fmt: skip
    console().print(grid)
    return OK


_WORDS = {"proposed": "提出", "approved": "复核", "asked": "要求补充材料", "answered": "答复", "reopened": "重开"}
_OUTCOMES = {"confirmed": "核实", "dismissed": "排除", None: ""}
_DONE = {"proposed": "已提出，待另一人复核", "approved": "已复核结案", "asked": "待补充材料", "answered": "已答复",
         "reopened": "已重开", "unchanged": "未变"}  # fmt: skip


def _say(case: str, what: str, by: str, finding: list[str] | None, reason: str | None, note: str, as_json: bool) -> int:
    from catalogue.case_reasons import case_reasons
    from warehouse_sql.control import cases

    said = cases.Said(what, officer(by), login(), reason, note)
    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        case_id = _case_id(tx, case)
        rows = _chosen(cases.found(tx, "case_id = :case", {"case": case_id}), what, finding or [])
    sides = paying_sides(rows)
    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        try:
            done = cases.say(tx, [(row, said) for row in rows], sides, case_reasons())
        except cases.CaseError as error:
            raise Problem(str(error), "", PROBLEMS) from None
    if as_json:
        print_json({"ok": True, "case_id": case_id, **done.events})
    else:
        told = "；".join(f"{len(keys)} 条疑点{_DONE[name]}" for name, keys in done.events.items())
        print(f"案件 {case_id}：{told}")
    return OK


def paying_sides(rows: list[dict[str, Any]]) -> Mapping[str, Payers]:
    """Who paid, by the published build; without one nobody could have found anything."""
    from warehouse_sql import open_published
    from warehouse_sql.control import payers

    with open_published() as published:
        return payers.payers(published, rows)


def _chosen(rows: list[dict[str, Any]], what: str, asked: list[str]) -> list[dict[str, Any]]:
    """The findings of a case that are meant: those named, else all of which it can be said."""
    if asked:
        unknown = [key for key in asked if not any(row["finding_key"].startswith(key) for row in rows)]
        if unknown:
            raise Problem(f"案件中没有疑点 {unknown[0][:40]}", "请用 sif case show 查看", PROBLEMS)
        return [row for row in rows if any(row["finding_key"].startswith(key) for key in asked)]
    meant = {"answered": {"asked"}, "reopened": {"confirmed", "dismissed"}}.get(
        what, {"open", "returned", "asked", "proposed"}
    )
    chosen = [row for row in rows if row["standing"] in meant]
    if not chosen:
        word = {"answered": "没有待答复的疑点", "reopened": "没有已结案的疑点"}.get(what, "没有待处置的疑点")
        raise Problem(f"案件中{word}", "请用 sif case show 查看", PROBLEMS)
    return chosen


def _case_id(tx: Transaction, given: str) -> str:
    text = given.strip()
    if len(text) < 4 or not text.isalnum():
        raise Problem(f"“{given[:40]}”不是案件编号", "至少给出前四位；sif case list 列出案件", USAGE)
    found = tx.query(
        f"select distinct case_id from control.case_finding where substr(case_id, 1, {len(text)}) = :text"
        f" or substr(finding_key, 1, {len(text)}) = :text order by case_id limit 3",
        {"text": text},
    ).to_pylist()
    if len(found) != 1:
        word = "没有" if not found else "不止一个"
        raise Problem(f"{word}编号以 {text[:40]} 开头的案件或疑点", "sif case list 列出案件", PROBLEMS)
    return str(found[0]["case_id"])
