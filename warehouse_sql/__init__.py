"""The warehouse: the only package that opens a connection to it.

`open_warehouse` gives the state (schemas `control` and `raw`), where deliveries are recorded and rows appended.
`open_published` gives what readers see: the last published build. `transform` makes a new build and publishes it.
"""

from warehouse_sql.opening import open_published, open_warehouse
from warehouse_sql.port import Published, Transaction, Warehouse, WarehouseBusy, WarehouseError

__all__ = [
    "Published",
    "Transaction",
    "Warehouse",
    "WarehouseBusy",
    "WarehouseError",
    "open_published",
    "open_warehouse",
]
