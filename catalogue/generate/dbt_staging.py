"""dbt's view of ``raw``: the sources file, and one staging view a table."""

from __future__ import annotations

from typing import Any, Final

import yaml

from catalogue.generate.output import Files
from catalogue.model import Catalogue, Table

FOLDER: Final = "dbt_project/models/staging/_generated"
HEAD: Final = "# Generated from catalogue/ by `make generate`; do not edit.\n"
# On DuckDB the state (raw, control) is another file, attached read-only under this name.
_DATABASE: Final = "{{ 'sif_state' if target.type == 'duckdb' else target.database }}"


def staging_sql(table: Table) -> str:
    """The view: rows of the deliveries that were current at ``as_of``, columns in catalogue order."""
    columns = "".join(f"    r.{column},\n" for column in table.columns)
    return (
        "-- Generated from catalogue/ by `make generate`; do not edit.\n"
        f"-- {table.file_code} {table.name_zh}: {table.grain}\n"
        f"select\n{columns}    r._delivery_id,\n    r._line_no\n"
        f"from {{{{ source('raw', '{table.raw_name}') }}}} as r\n"
        "inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id\n"
        "where {{ known_as_of('d') }}\n"
    )


def emit(catalogue: Catalogue) -> Files:
    tables = list(catalogue.tables.values())
    sources = {
        "version": 2,
        "sources": [
            {
                "name": "raw",
                "description": "Accepted and pending rows as received, append-only (原始层)",
                "database": _DATABASE,
                "schema": "raw",
                "tables": [
                    {"name": t.raw_name, "description": f"{t.file_code} {t.name_zh} · {t.name_en}"} for t in tables
                ],
            }
        ],
    }
    files: Files = {f"{FOLDER}/_raw__sources.yml": HEAD + dump(sources)}
    for source in catalogue.sources.values():
        own = [t for t in tables if t.source == source.code]
        low = source.code.lower()
        models = {"version": 2, "models": [_model(t) for t in own]}
        files[f"{FOLDER}/{low}/_stg_{low}__models.yml"] = HEAD + dump(models)
        for t in own:
            files[f"{FOLDER}/{low}/{t.stg_name}.sql"] = staging_sql(t)
    return files


def _model(table: Table) -> dict[str, Any]:
    return {
        "name": table.stg_name,
        "description": f"{table.file_code} {table.name_zh} · {table.grain}",
        "columns": [{"name": f.column, "description": f.label_zh} for f in table.fields],
    }


def dump(data: dict[str, Any]) -> str:
    """YAML in the order given, Chinese as it is."""
    text: str = yaml.dump(
        data,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        sort_keys=False,
        allow_unicode=True,
        width=110,
    )
    return text
