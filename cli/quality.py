"""`sif quality`: the scorecard of what came (数据质量评分卡) and volumes far from usual, worst first."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli import conditions as asked
from cli.conditions import month_or_year, region_prefix
from cli.session import OK, PROBLEMS, UNAVAILABLE, AsJson, Problem, command, console, print_json

_ARRIVAL = {
    "on_time": "按期",
    "early": "月末前生成",
    "late": "迟报",
    "missing": "缺报",
    "awaited": "未到期",
    "not_accepted": "未入库",
    "no_due_day": "无期限",
}
_SCORES = {
    "completeness_score": "完整",
    "uniqueness_score": "唯一",
    "validity_score": "有效",
    "consistency_score": "一致",
    "timeliness_score": "及时",
    "overall_score": "总分",
    "score_change": "较上期",
}
_METRICS = {"row_count": "行数", "person_count": "人数", "unit_count": "单位数", "amount": "金额"}
_LIMITS = ("measured", "median_value", "low_limit", "high_limit")
_STATES = {"low": "偏低", "high": "偏高"}


@command
def quality(
    period: Annotated[str | None, typer.Option(help="Month YYYYMM, or year YYYY.")] = None,
    region: Annotated[str | None, typer.Option(help="Region code; 632300 includes its counties.")] = None,
    source: Annotated[str | None, typer.Option(help="Sender, e.g. HRSS.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also tables on which nobody must act.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most this many lines on the screen.")] = 40,
    as_json: AsJson = False,
) -> int:
    """Quality of each table, region and month of the last published build: who must act, and why.

    Exit code 1 if somebody must.

    \b
    Examples:
      sif quality --period 202501
      sif quality --region 632300 --source HRSS --all
    """
    from catalogue import load_catalogue

    asked.source(source)
    names = load_catalogue().region_names
    cards, volumes = collect(period, region, source, every=every)
    for row in (*cards, *volumes):
        row["region_zh"] = names.get(row["region_code"])
    to_act = [row for row in cards if row["who_must_act"]]
    if as_json:
        print_json({"ok": not to_act and not volumes, "scorecard": cards, "volumes": volumes})
    else:
        _print(cards, volumes, limit)
    return PROBLEMS if to_act or volumes else OK


def collect(
    period: str | None, region: str | None, source: str | None, *, every: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(scorecard, volumes that are low or high), worst first; no personal data in either.

    Problem where the scorecard has nothing at all of what was asked for: that is not "nobody must act"."""
    from warehouse_sql import open_published

    conditions, params = ["1 = 1"], {}
    for column, value in (("region_code", region_prefix(region)), ("period", month_or_year(period))):
        if value:
            conditions.append(f"substr({column}, 1, {len(value)}) = :{column}")
            params[column] = value
    if source is not None:
        conditions.append("source = :source")
        params["source"] = source
    where = " and ".join(conditions)
    with open_published() as published:
        if not {"mart.mart_quality__scorecard", "mart.mart_quality__volume"} <= published.relations():
            raise Problem("the scorecard is not built yet", "run `sif build`", UNAVAILABLE)
        known = published.query(f"select count(*) as n from mart.mart_quality__scorecard where {where}", params)
        if not known.column("n")[0].as_py():
            raise Problem("nothing is known of these tables and months", "ask with fewer conditions", PROBLEMS)
        acting = "" if every else " and who_must_act is not null"
        cards = published.query(
            f"select * from mart.mart_quality__scorecard where {where}{acting}"
            " order by coalesce(overall_score, 0), period desc, file_code, region_code",
            params,
        ).to_pylist()
        volumes = published.query(
            f"select * from mart.mart_quality__volume where {where} and state in ('low', 'high')"
            " order by period desc, file_code, region_code, metric",
            params,
        ).to_pylist()
    return list(cards), list(volumes)


def _print(cards: list[dict[str, Any]], volumes: list[dict[str, Any]], limit: int) -> None:
    from rich.markup import escape
    from rich.table import Table

    out = console()
    if cards:
        grid = Table("数据表", "地区", "期别", "到数", *_SCORES.values(), "应处理", "原因")
        for row in cards[:limit]:
            told = f"{row['reason_zh'] or ''}{row['unknown_zh'] or ''}".rstrip("；")
            grid.add_row(
                f"{row['file_code']} {escape(row['table_zh'])}", _place(row), row["period"],
                _ARRIVAL.get(row["arrival"], row["arrival"]), *(_score(row[name]) for name in _SCORES),
                escape(row["who_zh"] or ""), escape(told),
            )  # fmt: skip
        out.print(grid)
        if len(cards) > limit:
            out.print(f"还有 {len(cards) - limit} 项未列出（--limit）")
    else:
        out.print("nobody must act (没有需要处理的数据表)")
    if volumes:
        heads = ("数据表", "地区", "期别", "指标", "本月", "中位数", "下限", "上限", "结论")
        grid = Table(*heads, title="数据量与往月不同")
        for row in volumes[:limit]:
            grid.add_row(
                row["file_code"], _place(row), row["period"], _METRICS[row["metric"]],
                *(f"{row[name]:,.2f}".removesuffix(".00") for name in _LIMITS),
                _STATES[row["state"]],
            )  # fmt: skip
        out.print(grid)
        if len(volumes) > limit:
            out.print(f"还有 {len(volumes) - limit} 项未列出（--limit）")


def _place(row: dict[str, Any]) -> str:
    return f"{row['region_code']} {row['region_zh'] or ''}".rstrip()


def _score(value: Any) -> str:
    """Points of 100, all four places of the score: 0.9999 is not told as 100."""
    return "未知" if value is None else f"{value * 100:.2f}"
