"""Open the state or the published build of a warehouse, whichever engine it is on."""

from __future__ import annotations

from warehouse_sql import migrate
from warehouse_sql.location import locate
from warehouse_sql.port import Published, Warehouse, WarehouseError


def open_warehouse(url: str | None = None, *, wait_seconds: float = 120.0, create: bool = True) -> Warehouse:
    """Open the state (schemas `control`, `raw`), migrated where needed, and created unless `create` is false.

    Raises WarehouseBusy where another process keeps the embedded state open for longer than `wait_seconds`;
    WarehouseError where there is none and none is to be created.
    """
    location = locate(url)
    if not create and location.dialect == "duckdb" and not location.state_path.exists():
        raise _no_warehouse(str(location.state_path))
    warehouse: Warehouse
    if location.dialect == "duckdb":
        from warehouse_sql.engine import duckdb

        warehouse = duckdb.open_state(location, migrate.migrate, wait_seconds)
    else:
        from warehouse_sql.engine import postgres

        warehouse = postgres.open_state(location)
    try:
        if not create and not migrate.is_there(warehouse):
            raise _no_warehouse(f"{location.url.split('@')[-1].split('?')[0]}, a database without the schema `control`")
        migrate.migrate(warehouse)
    except BaseException:
        warehouse.close()
        raise
    return warehouse


def _no_warehouse(place: str) -> WarehouseError:
    return WarehouseError(f"there is no warehouse at {place}; run `sif init`, or set SIF_HOME / SIF_WAREHOUSE")


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
