"""The rule registry (监管规则) as seeds: the YAML beside each rule's SELECT, read as strictly as any declaration."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from catalogue import yamlfile
from catalogue.errors import PACKAGE
from catalogue.model import Catalogue
from catalogue.yamlfile import Document

RULES: Final = PACKAGE.parent / "dbt_project" / "models" / "rule"
_AT: Final = ("models", 0, "config", "meta", "rule")


def rules(catalogue: Catalogue, folder: Path = RULES) -> list[dict[str, Any]]:
    """The `meta.rule` of every rule model, in order of id, with the model's name as ``model``.

    CatalogueError with file and line where a key, fund, table or parameter is unknown, or an id is declared twice.
    """
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("rule_*__*.yml")):
        document = yamlfile.read(path, "rule")
        model = document.data["models"][0]
        rule = model["config"]["meta"]["rule"] | {"model": model["name"]}
        _check(document, rule, catalogue)
        if rule["id"] in found:
            raise document.error(
                f"rule {rule['id']!r} is declared twice", f"the other is {found[rule['id']]['model']}", *_AT, "id"
            )
        found[rule["id"]] = rule
    return [found[rule_id] for rule_id in sorted(found)]


def _check(document: Document, rule: dict[str, Any], catalogue: Catalogue) -> None:
    if rule["model"] != document.file.stem:
        raise document.error(f"model {rule['model']!r} in {document.file.name}", "name the file after the model",
                             "models", 0, "name")  # fmt: skip
    funds = {"*", *(fund.fund_code for fund in catalogue.funds)}
    if rule["fund"] not in funds:
        raise document.error(f"unknown fund {rule['fund']!r}", f"use one of: {', '.join(sorted(funds))}", *_AT, "fund")
    known = {
        "inputs": catalogue.tables.keys(),
        "cross_inputs": catalogue.tables.keys(),
        "parameters": {p.parameter_id for p in catalogue.parameters},
    }
    for key, names in known.items():
        for index, name in enumerate(rule[key]):
            if name not in names:
                raise document.error(f"{key} names {name!r}, which is not declared", "declare it, or mend the name",
                                     *_AT, key, index)  # fmt: skip
    for key in ("in_force_from", "in_force_to"):
        try:
            date.fromisoformat(rule[key] or "2000-01-01")
        except ValueError:
            raise document.error(f"{rule[key]!r} is no date", "write a real date as YYYY-MM-DD", *_AT, key) from None
