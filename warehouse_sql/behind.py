"""Which deliveries some rows of a model rest on, along what the models declare (`explain.from`): sets, not single rows.

`explain` walks from one row to its lines; here the question is only which files, for as many rows as changed, so each
layer is one semi-join.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from warehouse_sql.explain_models import Model
from warehouse_sql.port import Published

_MAX_DEPTH: Final = 6
_MAX_KEYS: Final = 500
"""More rows than these are not named one by one: then all rows of the model are asked about."""


def deliveries_behind(
    published: Published, models: Mapping[str, Model], model: str, keys: Collection[Sequence[Any]]
) -> set[int] | None:
    """Numbers of the deliveries behind the rows with these keys (values in the order of the model's grain).

    None where the declarations do not lead to a delivery: then nobody knows, and nothing must be left out.
    """
    if not keys:
        return set()
    rows = published.query("select table_schema, table_name, column_name from information_schema.columns").to_pylist()
    columns: dict[str, set[str]] = {}
    for row in rows:
        columns.setdefault(f"{row['table_schema']}.{row['table_name']}", set()).add(row["column_name"])
    top = models[model]
    condition, params = _keyed(top.grain, keys) if len(keys) <= _MAX_KEYS else ("true", {})
    asked: list[str] = []
    if not _walk(models, columns, top, condition, asked, 0):
        return None
    found = published.query(" union ".join(asked), params).column("_delivery_id").to_pylist()
    return {int(one) for one in found if one is not None}


def _walk(
    models: Mapping[str, Model],
    columns: Mapping[str, set[str]],
    model: Model,
    condition: str,
    asked: list[str],
    depth: int,
) -> bool:
    """Add the questions that lead from rows of a model to deliveries; False where some way ends before one."""
    relation = f"{model.schema}.{model.name}"
    there = columns.get(relation, set())
    has_delivery = "_delivery_id" in there
    if has_delivery:
        asked.append(f"select _delivery_id from {relation} where {condition}")
    if not there or depth >= _MAX_DEPTH or not model.origins:
        return has_delivery
    for origin in model.origins:
        source = models[origin.model]
        its_columns = columns.get(f"{source.schema}.{source.name}", set())
        if not {its for _, its in origin.on} <= its_columns or not {ours for ours, _ in origin.on} <= there:
            return False
        its, ours = (", ".join(names) for names in zip(*((b, a) for a, b in origin.on), strict=True))
        known = " and ".join(f"{name} is not null" for name, _ in origin.on)
        behind = f"({its}) in (select {ours} from {relation} where {known} and {condition})"
        chosen = "".join(f" and {name} {_literal(value)}" for name, value in origin.where)
        if not _walk(models, columns, source, behind + chosen, asked, depth + 1):
            return False
    return True


def _keyed(grain: Sequence[str], keys: Collection[Sequence[Any]]) -> tuple[str, dict[str, Any]]:
    terms, params = [], {}
    for number, key in enumerate(keys):
        parts = []
        for place, (name, value) in enumerate(zip(grain, key, strict=True)):
            parts.append(f"{name} is null" if value is None else f"{name} = :k{number}_{place}")
            if value is not None:
                params[f"k{number}_{place}"] = value
        terms.append(f"({' and '.join(parts)})")
    return f"({' or '.join(terms)})", params


def _literal(value: Any) -> str:
    """A value of `explain.where` (written by us, read from YAML) as SQL."""
    if value is None:
        return "is null"
    if isinstance(value, bool):
        return f"= {'true' if value else 'false'}"
    if isinstance(value, int):
        return f"= {value}"
    return "= '" + str(value).replace("'", "''") + "'"
