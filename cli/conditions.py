"""Values by which people narrow what they ask for: one that does not exist is wrong usage, never "nothing found"."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from cli.session import USAGE, Problem

if TYPE_CHECKING:
    from warehouse_sql.port import Published


def known(what: str, given: Iterable[str | None], there: Collection[str], todo: str = "") -> None:
    """Raises Problem where one of the given values (None: not given) is not among those there are."""
    unknown = sorted({value for value in given if value is not None} - set(there))
    if unknown:
        shown = ", ".join(repr(value[:40]) for value in unknown[:3])
        raise Problem(f"没有{what} {shown}", todo or f"有：{'、'.join(sorted(there))}", USAGE)


def source(given: str | None) -> None:
    """Who sends (报送方), e.g. HRSS."""
    from catalogue import load_catalogue

    known("报送方", [given], load_catalogue().sources)


def table(given: str | None) -> None:
    """File code of a table, e.g. EP02."""
    from catalogue import load_catalogue

    known("数据表", [given], load_catalogue().tables, "请写文件代码，如 EP02（见 docs/dictionary）")


def rules(published: Published, given: Iterable[str | None]) -> None:
    """Rules (监管规则) of the published build."""
    there = published.query("select rule_id from seed.seed_rule").column("rule_id").to_pylist()
    known("规则", given, [str(rule_id) for rule_id in there])


def region_prefix(region: str | None) -> str | None:
    """632300 → 6323: a prefecture or the province stands for all below it."""
    from catalogue import load_catalogue, regions

    if region is None:
        return None
    if not (region.isascii() and region.isdigit() and len(region) == 6):
        raise Problem(f"--region {region[:40]!r} is no region code", "six digits, e.g. 632300", USAGE)
    codes = load_catalogue().code_lists[regions.LIST].values
    known("统筹区", [region], codes, "请写 catalogue/regions.csv 中的代码，如 632300")
    return region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region


def in_region(column: str, prefix: str) -> str:
    """SQL: the region is that of `region_prefix` (:region) or below it. What names none (treasury may leave it out of a
    subsidy) is the province's."""
    within = f"substr({column}, 1, {len(prefix)}) = :region"
    return f"({within} or {column} is null)" if len(prefix) == 2 else within


def month_or_year(period: str | None) -> str | None:
    """YYYYMM or YYYY, checked."""
    if period is None:
        return None
    if not (period.isascii() and period.isdigit() and len(period) in (4, 6) and "01" <= (period[4:] or "01") <= "12"):
        raise Problem(f"--period {period[:40]!r} is no month", "YYYYMM or YYYY", USAGE)
    return period
