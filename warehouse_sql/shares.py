"""The declared shares (共享): `dbt_project/models/share/*.yml`, whose contract dbt enforces when it builds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from warehouse_sql.port import WarehouseError
from warehouse_sql.transform import PROJECT

_NAME = re.compile(r"share_[a-z0-9_]{1,42}_v[1-9][0-9]?")
_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True)
class Share:
    """A version of a share: its columns in order, each with the type of its contract and its Chinese label."""

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]


def declared(folder: Path | None = None) -> dict[str, Share]:
    """Every declared share by name. Raises WarehouseError naming the file that is wrong."""
    shares: dict[str, Share] = {}
    for path in sorted((folder or PROJECT / "models" / "share").glob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            name = str(model["name"])
            columns = tuple((str(c["name"]), _type(c.get("data_type"))) for c in model.get("columns", []))
            if not _NAME.fullmatch(name) or not columns or not all(_COLUMN.fullmatch(c) and t for c, t in columns):
                raise WarehouseError(
                    f"{path.name}: {name[:80]} is no share: its name is share_<what>_v<number>, every column has a"
                    " name and a data_type"
                )
            labels = {str(c["name"]): str(c.get("description", "")) for c in model["columns"]}
            shares[name] = Share(name, str(model.get("description", "")), columns, labels)
    return shares


def _type(declared_type: object) -> str:
    """One spelling a type: text, date, timestamp, bigint, boolean, numeric(p,s); empty where it is none of them."""
    text = re.sub(r"\s+", "", str(declared_type or "").lower())
    number = re.fullmatch(r"(?:numeric|decimal)\((\d{1,2}),(\d{1,2})\)", text)
    if number and 0 < int(number[1]) <= 38 and int(number[2]) <= int(number[1]):
        return f"numeric({number[1]},{number[2]})"
    same = {"varchar": "text", "integer": "bigint", "int": "bigint", "bool": "boolean"}
    text = same.get(text, text)
    return text if text in ("text", "date", "timestamp", "bigint", "boolean") else ""
