"""Where each column of a model comes from: columns of the models below it, read from dbt's compiled SQL."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage

from catalogue import load_catalogue
from catalogue.base_models import base_models

Origins = Mapping[str, Mapping[str, frozenset[str]]]
"""model -> column -> `model.column` of the models below."""

# What a parted model's SQL holds until its part is known (macros/parts.sql): the first part goes on from nothing.
_FORMER: Final = re.compile(r"__and_before__.*?__end_of_before__", re.DOTALL)
_OF_PARTS: Final = re.compile(r"\(__(?:since|part_of)_([a-z0-9_]+)__\)")


def column_origins(models: Mapping[str, Any], columns: Mapping[str, list[str]]) -> Origins:
    """For each column of the models, those of other models that it is made from; `columns` of whatever they read."""
    found: dict[str, dict[str, frozenset[str]]] = dict(_declared())
    for name, node in models.items():
        if name in found or not node.get("compiled_code"):
            continue
        below = {parent.rpartition(".")[2] for parent in node["depends_on"]["nodes"]}
        schema = {one: dict.fromkeys(columns[one], "text") for one in below if columns.get(one)}
        try:
            nodes = lineage(None, read(node["compiled_code"]), schema, dialect="duckdb", copy=False)
        except (SqlglotError, RecursionError) as error:
            print(f"docs: the SQL of {name} cannot be read for its lineage: {' '.join(str(error).split())[:300]}")
            continue
        assert isinstance(nodes, dict)
        found[name] = {column: frozenset(_leaves(one)) for column, one in nodes.items()}
    return found


def without_lineage(models: Iterable[str], origins: Origins) -> list[str]:
    """Models of which no column is known to come from anywhere."""
    return sorted(name for name in models if not any(origins.get(name, {}).values()))


def read(sql: str) -> exp.Expr:
    """A model's SQL as it stands in a first build of all deliveries; tables by name alone, unique over all layers."""
    sql = _OF_PARTS.sub(r"\1", _FORMER.sub("", sql)).replace("__deliveries__", "is not null")
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    for table in tree.find_all(exp.Table):
        table.set("db", None)
        table.set("catalog", None)
    return tree


def _declared() -> Iterator[tuple[str, dict[str, frozenset[str]]]]:
    """The generated base models': their declaration says it, and reading their SQL would take minutes."""
    for model in base_models(load_catalogue()).values():
        origins: dict[str, set[str]] = defaultdict(set)
        for member in model.members:
            staged = member.table.stg_name
            for column in member.table.columns:
                if column not in member.taken and column not in model.unused:
                    origins[model.name_of(column)].add(f"{staged}.{column}")
            shared = {
                "region_code": (member.region,), "region_code_raw": (member.region,), "period": (member.period,),
                "fund_code": (member.fund,), "unit_key": (member.unit_id,), "citizen_id": (member.citizen_id,),
                "citizen_id_raw": (member.citizen_id,), "person_key": (member.citizen_id, member.person_id),
            }  # fmt: skip
            for name, columns in shared.items():
                origins[name] |= {f"{staged}.{column}" for column in columns if column}
        yield model.name, {name: frozenset(of) for name, of in origins.items() if of}


def _leaves(node: Node) -> Iterator[str]:
    for below in node.walk():
        if not below.downstream and isinstance(below.source, exp.Table):
            yield f"{below.source.name}.{below.name.rpartition('.')[2]}"
