"""What the world sends and what the law says: declarations and a small typed reader."""

from catalogue.errors import CatalogueError
from catalogue.load import load_catalogue
from catalogue.model import (
    Catalogue,
    Check,
    Code,
    CodeList,
    Field,
    Fund,
    ParameterValue,
    Quantity,
    Region,
    Source,
    Table,
)

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Check",
    "Code",
    "CodeList",
    "Field",
    "Fund",
    "ParameterValue",
    "Quantity",
    "Region",
    "Source",
    "Table",
    "load_catalogue",
]
