"""The run report (夜间运行报告): one self-contained HTML page about what a night brought, checked, found and cost."""

from __future__ import annotations

from pathlib import Path

from dashboards.run_report import figures, page
from warehouse_sql import durable

__all__ = ["write"]


def write(warehouse_url: str | None, path: Path, run_id: str | None = None) -> Path:
    """Write the report of a run (default: the last one) to `path`, replacing it as a whole; returns the path.

    What is missing (nothing built yet, no deliveries) is said on the page. Personal data never get on it: only counts,
    sums, and names of files, tables, regions and rules.
    """
    html = page.render(figures.collect(warehouse_url, run_id))
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    durable.write(path.with_name(f".{path.name}.part"), path, html.encode())
    return path
