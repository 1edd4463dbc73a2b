"""Open the state or the published build of a warehouse, whichever engine it is on."""

from __future__ import annotations

from warehouse_sql import migrate
from warehouse_sql.location import locate
from warehouse_sql.port import Published, Warehouse


def open_warehouse(url: str | None = None, *, wait_seconds: float = 120.0) -> Warehouse:
    """Open the state (schemas `control`, `raw`), created and migrated where needed.

    Raises WarehouseBusy where another process keeps the embedded state open for longer than `wait_seconds`.
    """
    location = locate(url)
    warehouse: Warehouse
    if location.dialect == "duckdb":
        from warehouse_sql.engine import duckdb

        warehouse = duckdb.open_state(location, migrate.migrate, wait_seconds)
    else:
        from warehouse_sql.engine import postgres

        warehouse = postgres.open_state(location)
    try:
        migrate.migrate(warehouse)
    except BaseException:
        warehouse.close()
        raise
    return warehouse


def open_published(url: str | None = None, name: str = "") -> Published:
    """Open the last published build read-only, or the one of this name that stands beside it (`moments`).

    Raises WarehouseError where nothing has been published.
    """
    location = locate(url).beside(name)
    if location.dialect == "duckdb":
        from warehouse_sql.engine import duckdb

        return duckdb.open_published(location)
    from warehouse_sql.engine import postgres

    return postgres.open_published(location)
