"""Read `counterparties.yml`: whom we receive from, and how each is reached."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from exchange_adapters.port import ChannelError


@cache
def _schema() -> dict[str, Any]:
    path = Path(__file__).with_name("counterparties.schema.json")
    return dict(json.loads(path.read_text(encoding="utf-8")))


def channels() -> list[str]:
    """Every channel that an entry may name."""
    entry = _schema()["properties"]["counterparties"]["items"]
    return list(entry["properties"]["channel"]["enum"])


def read(where: Path | Mapping[str, Any]) -> list[dict[str, Any]]:
    """The counterparties, checked. Relative file names are taken from the folder of the file.

    Raises ChannelError naming the entry that is wrong; values are not shown, for they may be secrets.
    """
    base = Path()
    values: Any = where
    if isinstance(where, Path):
        if not where.exists():
            raise ChannelError(f"{where} is missing: run `sif init` and fill it in, or set SIF_COUNTERPARTIES")
        base = where.parent
        try:
            values = yaml.safe_load(where.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f" line {mark.line + 1}" if mark else ""
            raise ChannelError(f"{where}{place}: this is not YAML") from None
    for error in jsonschema.Draft202012Validator(_schema()).iter_errors(values):
        path = "/".join(str(step) for step in error.absolute_path) or "the file"
        raise ChannelError(f"counterparties: {path} does not fit ({error.validator}); see docs/handbook.md")
    entries = [dict(entry) for entry in values["counterparties"]]
    names = [entry["name"] for entry in entries]
    for name in names:
        if names.count(name) > 1:
            raise ChannelError(f"counterparties: the name {name} is given twice")
    for entry in entries:
        for key, value in entry.items():
            if key.endswith("_file") and not Path(value).is_absolute():
                entry[key] = str(base / value)
    return entries


def secret(path: str, owner: str) -> str:
    """The content of a secret's file. Raises ChannelError."""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ChannelError(f"{owner}: cannot read {path}: {error.strerror}") from error
