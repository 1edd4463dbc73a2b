"""The rule registry as seeds, read from the YAML beside each rule's SELECT."""

from __future__ import annotations

from typing import Any, Final

import yaml

from catalogue.errors import PACKAGE

RULES: Final = PACKAGE.parent / "dbt_project" / "models" / "rule"


def rules() -> list[dict[str, Any]]:
    """The `meta.rule` of every rule model, in order of id, with the model's name as ``model``."""
    found = []
    for path in sorted(RULES.glob("rule_*__*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
            found.append(model["config"]["meta"]["rule"] | {"model": model["name"]})
    return sorted(found, key=lambda rule: str(rule["id"]))
