"""`sif params`: legal numbers (政策参数): what holds, what is missing, what to review in a year, what changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import table_files
from cli.session import OK, PROBLEMS, USAGE, AsJson, Problem, command, console, print_json

if TYPE_CHECKING:
    from catalogue import Catalogue, ParameterValue
    from catalogue.parameter_coverage import Hole

PROVINCE = "630000"
Out = Annotated[
    Path | None, typer.Option("--out", "-o", dir_okay=False, help="File to write, .xlsx or .csv; else on the screen.")
]
Region = Annotated[str, typer.Option(help="Region code; it inherits from its prefecture, the province, the nation.")]
_KINDS = {"added": "新增", "removed": "删除", "changed": "变更"}

app = typer.Typer(
    name="params",
    help="Legal numbers (政策参数): what holds where and when, what is missing, what to review, what changed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("show")
@command
def show(
    parameter: Annotated[str, typer.Argument(metavar="ID", help="Parameter id, e.g. contribution_base_avg.")],
    on: Annotated[
        str | None, typer.Option(help="Day YYYY-MM-DD: only what holds then, with what is inherited.")
    ] = None,
    region: Region = PROVINCE,
    fund: Annotated[str | None, typer.Option(help="Fund code, e.g. enterprise_pension.")] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> int:
    """A legal number with its dates, document and how well it is known. Exit code 1: nothing holds that day.

    \b
    Examples:
      sif params show contribution_base_avg
      sif params show injury_grant_months --on 2024-07-01
      sif params show minimum_wage --on 2024-07-01 --region 632300
    """
    catalogue = _catalogue()
    values = [value for value in catalogue.parameters if value.parameter_id == parameter]
    if not values:
        raise Problem(f"unknown parameter {parameter[:60]!r}", _alike(parameter, catalogue), USAGE)
    if fund is not None and fund not in {one.fund_code for one in catalogue.funds}:
        known = ", ".join(one.fund_code for one in catalogue.funds)
        raise Problem(f"unknown fund {fund[:40]!r}", f"known: {known}", USAGE)
    if on is None:
        rows = [
            _line(catalogue, value, value.fund_code, value.region_code, value.valid_from, value.valid_to)
            for value in sorted(values, key=lambda v: (v.fund_code, v.region_code, v.valid_from or date.min))
            if fund is None or value.fund_code in (fund, "*")
        ]
    else:
        rows = _holding(catalogue, parameter, _day(on, "--on"), _region(catalogue, region), fund)
    title = f"{parameter} {values[0].name_zh}（{_word(values[0].unit)}）"
    if values[0].key_zh:
        title += f"，适用项：{values[0].key_zh}"
    columns = ["fund", "region", "key", "valid_from", "valid_to", "value", "document", "article", "status", "note",
               "source"]  # fmt: skip
    if on is not None:
        columns.insert(2, "set_by")
    _tell(rows, columns, "政策参数", title, out, as_json=as_json)
    return OK if any(row["value"] not in ("", "缺", "无") for row in rows) or on is None else PROBLEMS


@app.command("coverage")
@command
def coverage(
    since: Annotated[
        str | None, typer.Option("--from", metavar="YYYYMM", help="First month; 201501 if not given.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="YYYYMM", help="Last month; December of this year if not given.")
    ] = None,
    rules_only: Annotated[bool, typer.Option("--rules", help="Only what a rule in force needs.")] = False,
    out: Out = None,
    as_json: AsJson = False,
) -> int:
    """Months without a legal number. Exit code 1: some of them nobody has looked at, or a listed gap has its number.

    The list of whoever looked is catalogue/parameter_gaps.csv.

    \b
    Examples:
      sif params coverage --rules
      sif params coverage --from 202401 --to 202412 --out 参数缺口.xlsx
    """
    from catalogue import parameter_coverage as covering
    from catalogue.parameter_gaps import known_gaps

    catalogue = _catalogue()
    first = _month(since, "--from") or covering.SUPERVISED_SINCE
    last = _month(until, "--to") or f"{date.today().year}12"
    if first > last:
        raise Problem(f"--from {first} is after --to {last}", "swap them", USAGE)
    known = known_gaps(catalogue)
    found = covering.holes(catalogue, covering.needs(catalogue, first, last), first, last)
    stale = covering.stale(catalogue, found, known, first, last)
    if rules_only:
        found = [hole for hole in found if hole.rules]
    silent = covering.unknown(catalogue, found, known)
    rows = []
    for holes, state in ((silent, "未登记"), (_listed(found, silent), "已登记")):
        rows += [_hole(catalogue, hole, funds, state, known) for hole, funds in _by_funds(holes)]
    for gap in stale:
        rows.append(
            _hole_row(catalogue, gap.parameter_id, [gap.fund_code], gap.region_code, gap.since, gap.until)
            | {"state": "已有数值，须删除登记", "rules": "", "why": gap.why_zh}
        )
    columns = ["state", "parameter", "name", "fund", "region", "since", "until", "rules", "why"]
    bad = len(silent) + len(stale)
    _tell(rows, columns, "参数缺口", f"{first}–{last} 参数缺口", out, as_json=as_json, ok=not bad)
    if not as_json:
        print(
            f"sif: {len(silent)} gaps that are not listed, {len(stale)} listed that have a number, "
            f"{len(found)} in all ({first} to {last})",
            file=sys.stderr,
        )
    return PROBLEMS if bad else OK


@app.command("review")
@command
def review(
    year: Annotated[int, typer.Argument(min=1990, max=2100, help="Year to review.")],
    out: Out = None,
    as_json: AsJson = False,
) -> int:
    """What of the legal numbers somebody has to look at in a year: ending, usually announced, missing, not read.

    \b
    Examples:
      sif params review 2026
      sif params review 2026 --out 参数复核2026.xlsx
    """
    from catalogue.parameter_review import review as reviewing

    catalogue = _catalogue()
    rows = []
    for item in reviewing(catalogue, year):
        value = item.value
        keys = list(dict.fromkeys(v.key for v in item.values if v.key != "*"))
        numbers = [_number(v) for v in item.values] if not keys else []
        rows.append(
            _line(catalogue, value, "", value.region_code, value.valid_from, value.valid_to)
            | {
                "parameter": value.parameter_id,
                "name": value.name_zh,
                "fund": _funds(catalogue, (v.fund_code for v in item.values)),
                "key": "、".join(keys[:8]) + ("…" if len(keys) > 8 else ""),
                "value": "、".join(dict.fromkeys(numbers)) if not keys else f"{len(keys)} 项",
                "unit": _word(value.unit),
                "month": value.announced_month,
                "reason": "；".join(item.reasons),
                "result": "",
            }
        )
    columns = ["month", "parameter", "name", "fund", "region", "key", "valid_from", "valid_to", "value", "unit",
               "document", "article", "status", "reason", "note", "source"]  # fmt: skip
    if out is not None:
        columns += ["result"]  # for the officer to fill in
    _tell(rows, columns, f"{year}年参数复核", f"{year} 年政策参数复核清单", out, as_json=as_json)
    return OK


@app.command("diff")
@command
def diff(
    old: Annotated[Path | None, typer.Argument(help="Folder or zip of catalogue/parameters, the earlier.")] = None,
    new: Annotated[Path | None, typer.Argument(help="The later; the catalogue in use if not given.")] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="DAY DAY", help="Instead: what changed in force between two days."),
    ] = None,
    region: Region = PROVINCE,
    out: Out = None,
    as_json: AsJson = False,
) -> int:
    """Legal numbers added, removed or changed, with their documents. Exit code 1: there are some.

    \b
    Examples:
      sif params diff 旧版参数.zip
      sif params diff /backup/2024/catalogue /backup/2025/catalogue --out 参数变化.xlsx
      sif params diff --between 2024-12-31 2025-01-01
    """
    from catalogue import CatalogueError, parameter_diff

    catalogue = _catalogue()
    if (old is None) == (between is None):
        raise Problem("give an earlier state, or --between two days", "sif params diff -h shows how", USAGE)
    if between is not None:
        first, second = (_day(text, "--between") for text in between)
        changes = parameter_diff.between(catalogue, first, second, _region(catalogue, region))
        title = f"{first} 至 {second} 生效参数的变化"
    else:
        for place in (old, new):
            if place is not None and not place.exists():
                raise Problem(f"there is no {place}", "give a folder or zip of catalogue/parameters", USAGE)
        assert old is not None
        try:
            earlier = parameter_diff.read_state(old, catalogue)
            later = catalogue.parameters if new is None else parameter_diff.read_state(new, catalogue)
        except CatalogueError as error:
            place = f"{error.file}:{error.line}" if error.line else str(error.file)
            raise Problem(f"{place}: {error.problem}", error.todo, USAGE) from None
        changes, title = parameter_diff.as_written(earlier, later), "参数版本差异"
    # alike in several funds: told once
    together: dict[tuple[Any, ...], tuple[Any, list[str]]] = {}
    for change in changes:
        one = (change.kind, change.value.parameter_id, change.value.key, change.region_code,
               _told(change.old), _told(change.new))  # fmt: skip
        together.setdefault(one, (change, []))[1].append(change.fund_code)
    rows = [
        {
            "kind": _KINDS[change.kind],
            "parameter": change.value.parameter_id,
            "name": change.value.name_zh,
            "fund": _funds(catalogue, funds),
            "region": _region_name(catalogue, change.region_code),
            "key": _key(change.value),
            "old_value": "" if change.old is None else _number(change.old),
            "old_dates": _dates(change.old),
            "old_basis": _basis(change.old),
            "new_value": "" if change.new is None else _number(change.new),
            "new_dates": _dates(change.new),
            "new_basis": _basis(change.new),
            "unit": _word(change.value.unit),
        }
        for change, funds in together.values()
    ]
    columns = ["kind", "parameter", "name", "fund", "region", "key", "old_value", "new_value", "unit", "old_dates",
               "new_dates", "old_basis", "new_basis"]  # fmt: skip
    _tell(rows, columns, "参数变化", title, out, as_json=as_json)
    return PROBLEMS if rows else OK


HEADERS = {
    "kind": "变化",
    "state": "情形",
    "month": "通常公布月份",
    "parameter": "参数",
    "name": "名称",
    "fund": "险种",
    "region": "地区",
    "set_by": "规定地区",
    "key": "适用项",
    "since": "起始月份",
    "until": "截止月份",
    "valid_from": "自",
    "valid_to": "至",
    "value": "值",
    "old_value": "旧值",
    "new_value": "新值",
    "old_dates": "旧有效期",
    "new_dates": "新有效期",
    "old_basis": "旧依据",
    "new_basis": "新依据",
    "unit": "单位",
    "document": "文件",
    "article": "条",
    "status": "状态",
    "reason": "复核原因",
    "rules": "受影响规则",
    "why": "原因",
    "note": "说明",
    "source": "来源",
    "result": "复核结果",
}


def _tell(
    rows: Sequence[dict[str, Any]],
    columns: list[str],
    sheet: str,
    title: str,
    out: Path | None,
    *,
    as_json: bool,
    ok: bool = True,
) -> None:
    headers = [HEADERS[column] for column in columns]
    if out is not None:
        if out.suffix == ".xlsx":
            table_files.put(out, table_files.xlsx_bytes(sheet, headers, columns, rows))
        elif out.suffix == ".csv":
            table_files.put(out, table_files.csv_bytes(headers, columns, rows))
        else:
            raise Problem(f"--out {out.name} is neither .xlsx nor .csv", "name it so", USAGE)
        print(f"sif: {len(rows)} rows in {out}", file=sys.stderr)
    if as_json:
        print_json({"ok": ok, "count": len(rows), "rows": [{name: row[name] for name in columns} for row in rows]})
    elif out is None:
        from rich.table import Table

        grid = Table(*headers, title=title, title_justify="left")
        for row in rows:
            grid.add_row(*("" if row[name] is None else str(row[name]) for name in columns))
        console().print(grid if rows else f"{title}：无")


def _holding(catalogue: Catalogue, parameter: str, day: date, region: str, fund: str | None) -> list[dict[str, Any]]:
    from catalogue.in_force import FIRST, LAST, in_force, on, region_with_numbers, regions_with_numbers

    where = region_with_numbers(region, catalogue.regions, regions_with_numbers(catalogue))
    numbers = [
        n for n in on(in_force(catalogue), day) if n.rests_on.parameter_id == parameter and n.region_code == where
    ]
    every = {n.key: n.rests_on for n in numbers if n.fund_code == "*"}
    return [
        _line(
            catalogue,
            n.rests_on,
            n.fund_code,
            region,
            None if n.valid_from == FIRST else n.valid_from,
            None if n.valid_to == LAST else n.valid_to,
        )
        | {"set_by": _region_name(catalogue, n.rests_on.region_code), "key": "" if n.key == "*" else n.key}
        for n in numbers
        # without --fund what holds for every fund is told once
        if (n.fund_code == fund if fund else n.fund_code == "*" or n.rests_on is not every.get(n.key))
    ]


def _line(
    catalogue: Catalogue, value: ParameterValue, fund: str, region: str, since: date | None, until: date | None
) -> dict[str, Any]:
    return {
        "fund": _funds(catalogue, [fund]) if fund else "",
        "region": _region_name(catalogue, region),
        "key": _key(value),
        "valid_from": since,
        "valid_to": until,
        "value": _number(value),
        "document": _document(value),
        "article": value.article,
        "status": _word(value.status),
        "note": value.note,
        "source": value.source,
    }


def _hole(catalogue: Catalogue, hole: Hole, funds: list[str], state: str, known: Sequence[Any]) -> dict[str, Any]:
    from catalogue.in_force import chain

    above = chain(hole.region_code, catalogue.regions)
    why = dict.fromkeys(
        gap.why_zh
        for gap in known
        if gap.speaks_of(hole.parameter_id, hole.fund_code, above)
        and gap.since <= hole.until
        and hole.since <= gap.until
    )
    if state == "未登记":
        why = dict.fromkeys(["标明为缺口，未登记" if hole.declared else "目录中没有任何说明"])
    row = _hole_row(catalogue, hole.parameter_id, funds, hole.region_code, hole.since, hole.until)
    return row | {"state": state, "rules": "、".join(hole.rules), "why": "；".join(why)}


def _hole_row(
    catalogue: Catalogue, parameter: str, funds: list[str], region: str, since: str, until: str
) -> dict[str, Any]:
    names = {value.parameter_id: value.name_zh for value in catalogue.parameters}
    return {
        "parameter": parameter,
        "name": names.get(parameter, ""),
        "fund": _funds(catalogue, funds),
        "region": _region_name(catalogue, region),
        "since": since,
        "until": until,
    }


def _by_funds(holes: Iterable[Hole]) -> list[tuple[Hole, list[str]]]:
    """Holes that differ in the fund only, told together."""
    together: dict[tuple[Any, ...], tuple[Hole, list[str]]] = {}
    for hole in holes:
        one = (hole.parameter_id, hole.region_code, hole.since, hole.until, hole.declared, hole.rules)
        together.setdefault(one, (hole, []))[1].append(hole.fund_code)
    return list(together.values())


def _listed(found: list[Hole], silent: list[Hole]) -> list[Hole]:
    """Holes of which every month is listed."""
    open_ones = {(hole.parameter_id, hole.fund_code, hole.region_code) for hole in silent}
    return [hole for hole in found if (hole.parameter_id, hole.fund_code, hole.region_code) not in open_ones]


def _catalogue() -> Catalogue:
    from catalogue import load_catalogue

    return load_catalogue()


def _alike(parameter: str, catalogue: Catalogue) -> str:
    import difflib

    names = {value.parameter_id: value.name_zh for value in catalogue.parameters}
    close = difflib.get_close_matches(parameter, names, n=5, cutoff=0.4)
    close += [name for name, label in names.items() if parameter and parameter in label and name not in close][:5]
    return "like it: " + ", ".join(close) if close else "docs/dictionary/_generated/parameters.md lists them"


def _funds(catalogue: Catalogue, codes: Iterable[str]) -> str:
    names = {**catalogue.fund_names, "*": "全部险种"}
    wanted = dict.fromkeys(codes)
    if len(wanted) == len(catalogue.funds):
        return "全部险种"
    return "、".join(names[code] for code in wanted)


def _region_name(catalogue: Catalogue, code: str) -> str:
    return {**catalogue.region_names, "000000": "全国"}.get(code, code)


def _number(value: ParameterValue) -> str:
    if value.value is None:
        return "缺" if value.status == "gap" else "无"
    return f"{value.value:f}"


def _key(value: ParameterValue) -> str:
    return "" if value.key == "*" else value.key


def _dates(value: ParameterValue | None) -> str:
    return "" if value is None else f"{value.valid_from or ''}—{value.valid_to or ''}"


def _basis(value: ParameterValue | None) -> str:
    if value is None:
        return ""
    source = f"（来源：{value.source}）" if value.source and not value.document else ""
    return " ".join(x for x in (_document(value) + source, value.article, f"[{_word(value.status)}]") if x)


def _document(value: ParameterValue) -> str:
    from catalogue.citation import document_of

    return document_of(value)


def _word(code: str) -> str:
    from catalogue.words import word

    return word(code)


def _told(value: ParameterValue | None) -> tuple[str, str, str]:
    return ("", "", "") if value is None else (_number(value), _dates(value), _basis(value))


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(f"{option} {text[:20]!r} is no day", "write YYYY-MM-DD", USAGE) from None


def _month(text: str | None, option: str) -> str | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 6 and "01" <= text[4:] <= "12"):
        raise Problem(f"{option} {text[:20]!r} is no month", "write YYYYMM", USAGE)
    return text


def _region(catalogue: Catalogue, code: str) -> str:
    if code not in catalogue.region_names:
        raise Problem(f"unknown region {code[:20]!r}", "six digits, e.g. 632300", USAGE)
    return code
