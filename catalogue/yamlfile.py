"""Strict YAML: safe types only, no key twice, checked against a JSON Schema, every value knows its line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from catalogue.errors import PACKAGE, CatalogueError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Pointer = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: ``data`` as plain Python (dates stay text), ``line(pointer)`` the line of a value."""

    file: Path
    data: Any
    lines: Mapping[Pointer, int]

    def line(self, *pointer: str | int) -> int:
        """Line of the value at ``pointer`` or of the nearest enclosing value."""
        at: Pointer = pointer
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def error(self, problem: str, todo: str, *pointer: str | int) -> CatalogueError:
        return CatalogueError(self.file, self.line(*pointer), problem, todo)


@cache
def schema(name: str) -> dict[str, Any]:
    """A hand-written JSON Schema of ``catalogue/schemas``."""
    loaded: dict[str, Any] = json.loads((PACKAGE / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return loaded


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(name))


def read(file: Path, schema_name: str) -> Document:
    """Read ``file`` and check it against the schema. CatalogueError names the first mistake, by line."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(file, 0, "the file is missing", "restore it from version control") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(file, 0, f"not UTF-8 at byte {error.start}", "save the file as UTF-8") from None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
        raise CatalogueError(
            file, mark.line + 1 if mark else 0, f"not YAML: {problem}", "mend the indentation, quoting or characters"
        ) from None
    if node is None:
        raise CatalogueError(file, 1, "the file is empty", "write the declaration or remove the file")
    lines: dict[Pointer, int] = {}
    document = Document(file, _plain(file, node, (), lines, set()), lines)
    for mistake in _validator(schema_name).iter_errors(document.data):
        problem, todo, *key = _explain(mistake)
        raise document.error(problem, todo, *mistake.absolute_path, *key)
    return document


def _plain(file: Path, node: yaml.Node, at: Pointer, lines: dict[Pointer, int], seen: set[int]) -> Any:
    if id(node) in seen:
        raise CatalogueError(
            file, node.start_mark.line + 1, "an anchor (&) is used again (*)", "write it out: one reads it line by line"
        )
    seen.add(id(node))
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise CatalogueError(file, line, "a key is not a plain word", "use plain words as keys")
            if key in result:
                raise CatalogueError(
                    file, line, f"{key!r} is declared twice", f"keep one of them (line {lines[(*at, key)]})"
                )
            result[key] = _plain(file, value_node, (*at, key), lines, seen)
            lines[(*at, key)] = line
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(file, item, (*at, index), lines, seen) for index, item in enumerate(node.value)]
    return _scalar(file, node)


def _scalar(file: Path, node: yaml.Node) -> Any:
    """Booleans, integers and null are converted; decimals and dates stay text, so nothing is rounded."""
    kind = node.tag.rpartition(":")[2]
    text = str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        if text not in ("true", "false"):
            raise CatalogueError(
                file,
                node.start_mark.line + 1,
                f"{text} would be read as a truth value",
                "quote it or write true/false",
            )
        return text == "true"
    if kind == "int" and text.lstrip("-").isdigit() and text == str(int(text)):
        return int(text)
    return text


def _explain(mistake: jsonschema.ValidationError) -> tuple[str, ...]:
    """(problem, what to do[, key at fault]) in words a reader who knows no JSON Schema understands."""
    rule: dict[str, Any] = mistake.schema if isinstance(mistake.schema, dict) else {}
    found: Any = mistake.instance
    if mistake.validator == "additionalProperties":
        known: dict[str, Any] = rule.get("properties", {})
        unknown = next((key for key in found if key not in known), "?")
        return f"unknown key {unknown!r}", f"use one of: {', '.join(sorted(known))}", unknown
    if mistake.validator == "enum":
        return f"{found!r} is not known here", f"use one of: {', '.join(str(x) for x in rule['enum'])}"
    if mistake.validator == "required":
        return mistake.message, "add it"
    return mistake.message, str(rule.get("description", "see catalogue/schemas"))
