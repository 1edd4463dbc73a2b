"""Pure emitters: catalogue in, texts of files for foreign tools out."""

from __future__ import annotations

from catalogue.generate import (
    dbt_base,
    dbt_identity,
    dbt_measures,
    dbt_rules,
    dbt_staging,
    fund_codes,
    json_schemas,
    pages,
    quality_seeds,
    raw_ddl,
    rule_book,
    seeds,
    supervision,
)
from catalogue.generate.output import FOLDERS, Files
from catalogue.model import Catalogue


def all_files(catalogue: Catalogue) -> Files:
    """Every generated file by path. RuntimeError if two emitters claim one path or leave their folders."""
    files: Files = {}
    for emitter in (
        raw_ddl,
        dbt_staging,
        dbt_base,
        dbt_identity,
        dbt_measures,
        dbt_rules,
        fund_codes,
        seeds,
        quality_seeds,
        json_schemas,
        pages,
        rule_book,
        supervision,
    ):
        for path, text in emitter.emit(catalogue).items():
            if path in files or not path.startswith(tuple(f"{folder}/" for folder in FOLDERS)):
                raise RuntimeError(f"{emitter.__name__} may not write {path}")
            files[path] = text
    return files
