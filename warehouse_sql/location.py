"""Where the warehouse is: `SIF_WAREHOUSE`, or `SIF_HOME/warehouse.duckdb`."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from warehouse_sql.port import Dialect, WarehouseError


def sif_home() -> Path:
    """Folder of everything a running system writes: landing, logs, reports, the embedded warehouse."""
    return Path(os.environ.get("SIF_HOME", "var")).absolute()


def default_url() -> str:
    """The warehouse of this environment."""
    return os.environ.get("SIF_WAREHOUSE") or f"duckdb://{sif_home() / 'warehouse.duckdb'}"


@dataclass(frozen=True)
class Location:
    """A parsed warehouse URL."""

    dialect: Dialect
    url: str
    name: str = ""
    """Of a build that stands beside the published one (`moments`); empty: the published one itself."""

    @property
    def main_path(self) -> Path:
        """DuckDB: the file of the published build."""
        return Path(unquote(urlsplit(self.url).path))

    @property
    def published_path(self) -> Path:
        """DuckDB: the file readers open; replaced as a whole by each build."""
        main = self.main_path
        return main.with_name(f"{main.stem}.builds") / f"{self.name}{main.suffix}" if self.name else main

    def beside(self, name: str) -> Location:
        """The same warehouse, a build with a name of its own."""
        return replace(self, name=name)

    @property
    def state_path(self) -> Path:
        """DuckDB: the file of `control` and `raw`, which one process writes at a time."""
        path = self.main_path
        return path.with_name(f"{path.stem}.state{path.suffix}")

    @property
    def work_path(self) -> Path:
        """Folder for what a build leaves behind (dbt's parse cache and logs)."""
        if self.dialect == "duckdb":
            return self.main_path.with_name(f"{self.main_path.stem}.work")
        return sif_home() / "warehouse.work"


def locate(url: str | None = None) -> Location:
    """Parse a warehouse URL. Raises WarehouseError where it is of neither engine."""
    url = url or default_url()
    if url.startswith("duckdb:///"):
        return Location("duckdb", url)
    if url.startswith(("postgresql://", "postgres://")):
        return Location("postgres", url)
    shown = url.split("@")[-1]
    raise WarehouseError(
        f"SIF_WAREHOUSE: {shown!r} is neither duckdb:///absolute/path.duckdb nor postgresql://…; set one of the two"
    )
