"""`sif drift`: how the headers of deliveries differ from the contract, by counterparty and over time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli import conditions
from cli.session import OK, PROBLEMS, AsJson, command, console, landing_root, print_json, state

_KINDS = {"added": "多出", "missing": "缺少", "reordered": "顺序不同"}


@command
def drift(
    source: Annotated[str | None, typer.Option(help="Only what this counterparty sends: HRSS, MED …")] = None,
    table: Annotated[str | None, typer.Option(help="Only this table: EP01 …")] = None,
    draft: Annotated[
        Path | None, typer.Option(help="Write drafts of the next contract version into this folder.", file_okay=False)
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Columns that senders add, leave out, rename or move (字段漂移), since when, where, and whether they still do.

    Exit code 1 where a latest delivery still differs.

    \b
    Examples:
      sif drift
      sif drift --source HRSS --draft drafts/next
    """
    from catalogue import load_catalogue
    from catalogue.errors import PACKAGE
    from ingest.new_feed.contract import next_version
    from warehouse_sql.control import drifts
    from warehouse_sql.landing import Landing

    conditions.source(source)
    conditions.table(table)
    with state() as warehouse:
        found = drifts.over_time(warehouse, source, table)
    still = any(one.still for one in found)
    catalogue = load_catalogue()
    written: list[Path] = []
    if draft is not None and found:
        written = next_version(found, catalogue, Landing(landing_root()), PACKAGE.parent).write(draft)
    if as_json:
        shown = [{name: getattr(one, name) for name in one.__dataclass_fields__} for one in found]
        print_json({"ok": not still, "drift": shown, "drafts": [str(path) for path in written]})
        return PROBLEMS if still else OK
    if not found:
        typer.echo("所有文件的标题行均与信息目录一致。")
        return OK
    from rich.table import Table

    grid = Table("报送方", "表", "列", "差异", "文件数", "地区", "期别", "拒收", "最新文件")
    for one in found:
        together = f"（或改名为“{'、'.join(one.together)}”）" if one.kind == "missing" and one.together else ""
        regions = "、".join(one.regions[:3]) + (f" 等 {len(one.regions)} 个" if len(one.regions) > 3 else "")
        grid.add_row(
            catalogue.sources[one.source].name_zh if one.source in catalogue.sources else one.source,
            f"{one.file_code} {catalogue.tables[one.file_code].name_zh if one.file_code in catalogue.tables else ''}",
            one.label, _KINDS[one.kind] + together, f"{one.deliveries}/{one.of}", regions,
            f"{one.first_period}–{one.last_period}", str(one.refused), "仍有" if one.still else "已无",
        )  # fmt: skip
    console().print(grid)
    for path in written:
        typer.echo(f"草稿：{path}")
    return PROBLEMS if still else OK
