"""Figures to HTML. The template escapes everything: names of files and columns come from outside."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from catalogue import words
from dashboards.run_report import charts
from dashboards.run_report.figures import Figures, total

STAGES = {
    "receive": "接收文件",
    "load": "入库",
    "gate": "质量校验",
    "receipts": "发送回执",
    "build": "加工发布",
    "share": "推送共享",
    "share push": "推送共享",
    "report": "生成报告",
    "realtime": "实时轮次",
    "treasury": "送国库",
    "mof receive": "接收交换包",
    "mof send": "发送交换包",
    "mof restore": "恢复交换包记录",
    "unmask": "查看个人信息",
    "bundle": "制作证据包",
}
STATES = {
    "accepted": "已入库",
    "held": "校验待核",
    "rejected": "已拒收",
    "conflict": "同名冲突",
    "received": "待入库",
    "loaded": "待校验",
}
LAYERS = {
    "seed": "参数与代码",
    "staging": "接口视图",
    "base": "基础信息库",
    "intermediate": "中间加工",
    "core": "事实与维度",
    "rule": "监管规则",
    "mart": "主题集市",
    "share": "共享视图",
}
BALANCES = {
    "agrees": "与对账单一致",
    "differs": "与对账单不符",
    "newer": "对账单之后有新发生额",
    "no_statement": "尚无对账单",
    "failed": "未取得",
}
KINDS = {"added": "多出列", "missing": "缺少列", "reordered": "列序不同"}


def render(found: Figures) -> str:
    """The page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(yuan=yuan, wan=wan, number=number, percent=percent, points=points, duration=duration)
    months: dict[str, list[Decimal]] = {}
    for row in found.money:
        sums = months.setdefault(row["period"], [Decimal(0), Decimal(0)])
        sums[0] += row["income_amount"]
        sums[1] += row["expenditure_amount"]
    by_rule: dict[str, list[Any]] = {rule["rule_id"]: [] for rule in found.rules}
    for row in found.findings:
        by_rule.setdefault(row["rule_id"], []).append(row)
    regions = sorted({row["region_code"] for row in found.findings})
    return environment.get_template("page.html.j2").render(
        f=found,
        title="夜间运行报告",
        stages=STAGES,
        states=STATES,
        layers=LAYERS,
        sources=words.read(),
        kinds=KINDS,
        balances=BALANCES,
        total=total,
        by_rule=by_rule,
        finding_regions=regions,
        stage_chart=Markup(  # noqa: S704 (made by charts, which escapes)
            charts.bars(
                "各环节用时",
                [(STAGES.get(r["stage"], r["stage"]), r["seconds"], duration(r["seconds"])) for r in found.stages],
            )
        ),
        money_chart=Markup(  # noqa: S704
            charts.columns(
                "各月基金收入与支出（万元）",
                [(f"{period[:4]}年{int(period[4:])}月", sums) for period, sums in months.items()][-12:],
                ("收入", "支出"),
            )
        ),
        finding_chart=Markup(  # noqa: S704
            charts.bars(
                "各规则疑点数",
                [
                    (
                        rule["title_zh"][:10],
                        float(total(by_rule[rule["rule_id"]], "findings")),
                        f"{total(by_rule[rule['rule_id']], 'findings'):,} 条" if rule["ran"] else "未运行",
                    )
                    for rule in found.rules
                ],
            )
        ),
    )  # fmt: skip


def yuan(value: Any) -> str:
    """An amount in yuan, with thousands separators."""
    return "—" if value is None else f"{value:,.2f}"


def wan(value: Any) -> str:
    """An amount in 万元."""
    return "—" if value is None else f"{Decimal(value) / 10000:,.2f}"


def number(value: Any) -> str:
    """A count."""
    return "—" if value is None else f"{int(value):,}"


def percent(value: Any) -> str:
    """A share."""
    return "—" if value is None else f"{Decimal(value) * 100:.2f}%"


def points(value: Any) -> str:
    """A score between 0 and 1, in points of 100: all four places, so that 99.99 is not told as 100."""
    return "—" if value is None else f"{Decimal(value) * 100:.2f}"


def duration(seconds: Any) -> str:
    """Seconds, or minutes and seconds."""
    seconds = float(seconds or 0)
    return f"{seconds:.1f} 秒" if seconds < 90 else f"{int(seconds // 60)} 分 {int(seconds % 60)} 秒"
