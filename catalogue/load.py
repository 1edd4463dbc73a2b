"""Puts the declarations together. Anything wrong raises CatalogueError with file, line and what to do."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from catalogue import codes, csvfile, dictionary, overlays, parameters, regions, standard_tables
from catalogue.errors import PACKAGE
from catalogue.model import Catalogue, Fund

_FUND = ("insurance_code", "section", "name_zh", "n_tables", "n_fields")
_NOT_FUNDS: Final = frozenset({"all", "none", "new_rural_medical"})
"""Values of ``insurance_code`` that are no fund of today: several funds, no fund, a scheme that has ended."""


@cache
def load_catalogue(folder: Path = PACKAGE) -> Catalogue:
    """The whole catalogue, read once a process. ``folder`` is for tests."""
    raw_tables = standard_tables.read(folder / "standard")
    quantities = dictionary.read(folder / "fields.yml")
    synonyms = dictionary.read_synonyms(folder / "standard" / "synonyms.txt")
    dictionary.check(folder / "fields.yml", quantities, synonyms, raw_tables.values())
    code_lists = codes.read(folder / "codes")
    all_regions = regions.read(folder / "regions.csv")
    pseudo_regions = regions.read_pseudo(folder / "regions_pseudo.csv")
    code_lists[regions.LIST] = regions.as_code_list(all_regions, pseudo_regions)
    funds = _funds(folder / "standard" / "insurances.csv")
    known_funds = {f.fund_code for f in funds}
    for raw in raw_tables.values():
        if raw.row["insurance_code"] not in known_funds | _NOT_FUNDS:
            raise raw.row.error(
                f"unknown fund {raw.row['insurance_code']!r}",
                "declare it in catalogue/standard/insurances.csv",
            )
    tables, sources = overlays.read(folder / "feeds", raw_tables, code_lists)
    return Catalogue(
        tables=MappingProxyType(tables),
        sources=MappingProxyType(sources),
        quantities=MappingProxyType(quantities),
        code_lists=MappingProxyType(code_lists),
        regions=all_regions,
        pseudo_regions=MappingProxyType(pseudo_regions),
        funds=funds,
        parameters=parameters.read(folder / "parameters", known_funds, {r.code for r in all_regions}),
    )


def _funds(file: Path) -> tuple[Fund, ...]:
    """Funds in the order of the requirements; pensions and medical funds are known by the last word."""
    result: dict[str, Fund] = {}
    for row in csvfile.read(file, _FUND):
        code = row["insurance_code"]
        if code in result:
            raise row.error(f"fund {code!r} is declared twice", "keep one of them")
        group = code.rpartition("_")[2]
        result[code] = Fund(code, row["name_zh"], group if group in ("pension", "medical") else "other")
    return tuple(result.values())
