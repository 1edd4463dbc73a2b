"""What models declare about themselves, read from `dbt_project/models/**/*.yml` (no dbt, no manifest: milliseconds).

    config:
      meta:
        explain:
          grain: [fund_code, region_code, period]         # columns that name one row; order of positional keys of `why`
          from:                                           # the rows behind a row, one entry a model
          - model: fct_payment
            on: {fund_code: fund_code, period: period}    # our column: its column
            where: {is_paid: true}                        # optional: only these of its rows; [a, b]: any of them
            adds_up:                                      # optional: our figure is the sum of its columns (+, -) over
              balance_amount: -amount                     #   its rows, and over every entry that names the figure
        rule: {id, title_zh, class, severity, funds, basis: [{document, article}], in_force_from, in_force_to,
               population_zh, parameters: {fund: [id or {id, day, fund}]}, remedy_zh}   # generated from the rule's YAML

The title is what the model's `description` begins with (标题：说明), the definition (口径) the Chinese of the rest;
of a rule, the `what_zh` of its own YAML. Officers read both: what is English in a description, or a comment of the
SQL, is in neither. Unknown keys fail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import yaml

from catalogue.citation import cited
from warehouse_sql.port import WarehouseError

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*")
_SUM = re.compile(r"\s*[+-]?\s*[a-z_][a-z0-9_]*(?:\s*[+-]\s*[a-z_][a-z0-9_]*)*\s*")
_TERM = re.compile(r"([+-]?)\s*([a-z_][a-z0-9_]*)")
_COLON = re.compile(r"[:：]\s*")
_SENTENCE = re.compile(r"(?<=\.)\s+|(?<=。)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{2,}[,;:.]?\s+[A-Za-z]+")  # words, not the codes and names that stand in Chinese
# Folders whose rows are not for explaining: staging views are not published.
_SKIPPED = frozenset({"staging"})


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe, and only `true` and `false` are booleans: to YAML 1.1 the key `on` is one."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:bool"]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


class DeclarationError(WarehouseError):
    """A model's `meta` is not as described above; the message names the file."""


@dataclass(frozen=True)
class Origin:
    """One entry of `explain.from`. `on`: (our column, its column); `adds_up`: our figure → its columns with signs."""

    model: str
    on: tuple[tuple[str, str], ...]
    where: tuple[tuple[str, Any], ...] = ()
    adds_up: Mapping[str, tuple[tuple[int, str], ...]] | None = None


@dataclass(frozen=True)
class Taken:
    """A legal number that a rule takes: by which columns of the finding (`period`, `period - 12 months`), and of which
    fund where it is not the finding's."""

    parameter_id: str
    days: tuple[str, ...] = ("period",)
    fund: str = ""


@dataclass(frozen=True)
class Rule:
    """`meta.rule`: what a supervision rule (监管规则) rests on."""

    rule_id: str
    title_zh: str
    rule_class: str
    severity: str
    funds: tuple[str, ...]
    basis_zh: str
    in_force_from: str | None
    in_force_to: str | None
    population_zh: str
    parameters: Mapping[str, tuple[Taken, ...]]
    remedy_zh: str


@dataclass(frozen=True)
class Model:
    """A model below `dbt_project/models`: schema (its layer), what it says, how a row of it is explained."""

    name: str
    schema: str
    title_zh: str
    definition: str
    grain: tuple[str, ...]
    origins: tuple[Origin, ...]
    rule: Rule | None
    labels: Mapping[str, str]


def read(models: Path) -> dict[str, Model]:
    """All published models by name; read once, as long as no file changes. Raises DeclarationError."""
    files = sorted([*models.rglob("*.yml"), *models.rglob("*.sql")])
    seen = tuple((file, status.st_mtime_ns, status.st_size) for file in files for status in [file.stat()])
    return dict(_read(models, seen))


@lru_cache(maxsize=2)
def _read(models: Path, seen: tuple[tuple[Path, int, int], ...]) -> Mapping[str, Model]:
    declared: dict[str, tuple[Path, Mapping[str, Any]]] = {}
    of_rules: dict[str, str] = {}
    for file in (path for path, _, _ in seen if path.suffix == ".yml"):
        if _SKIPPED.isdisjoint(file.relative_to(models).parts):
            document = _load(file)
            of_rules[file.stem] = str(document.get("what_zh") or "").strip()
            for entry in document.get("models") or ():
                declared[str(entry.get("name"))] = (file, entry)
    found: dict[str, Model] = {}
    for sql in (path for path, _, _ in seen if path.suffix == ".sql"):
        parts = sql.relative_to(models).parts
        if len(parts) > 1 and _SKIPPED.isdisjoint(parts):
            file, entry = declared.get(sql.stem, (sql, {}))
            found[sql.stem] = _model(sql, parts[0], file, entry, of_rules.get(sql.stem, ""))
    for model in found.values():
        for origin in model.origins:
            if origin.model not in found:
                raise DeclarationError(f"{model.name}: explain.from names {origin.model!r}, which is no model")
    return found


def _load(file: Path) -> Mapping[str, Any]:
    try:
        document = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise DeclarationError(f"{file}: not YAML: {' '.join(str(error).split())}") from error
    return document if isinstance(document, dict) else {}


def _model(sql: Path, schema: str, file: Path, entry: Mapping[str, Any], of_rule: str) -> Model:
    meta = {**(entry.get("meta") or {}), **((entry.get("config") or {}).get("meta") or {})}
    explain = meta.get("explain") or {}
    _only(file, sql.stem, "explain", explain, {"grain", "from"})
    labels = {
        str(column["name"]): str(column["description"]).strip()
        for column in entry.get("columns") or ()
        if column.get("description")
    }
    title, definition = _said(str(entry.get("description") or ""))
    return Model(
        name=sql.stem,
        schema=schema,
        title_zh=title or sql.stem,
        definition=of_rule or definition,
        grain=tuple(_identifier(file, sql.stem, name) for name in explain.get("grain") or ()),
        origins=tuple(_origin(file, sql.stem, item) for item in explain.get("from") or ()),
        rule=_rule(meta["rule"]) if meta.get("rule") else None,
        labels=labels,
    )


def _origin(file: Path, model: str, item: Mapping[str, Any]) -> Origin:
    _only(file, model, "explain.from", item, {"model", "on", "where", "adds_up"})
    if not item.get("model") or not item.get("on"):
        raise DeclarationError(f"{file}: {model}: each entry of explain.from needs `model` and `on`")
    return Origin(
        model=_identifier(file, model, item["model"]),
        on=tuple((_identifier(file, model, ours), _identifier(file, model, its)) for ours, its in item["on"].items()),
        where=tuple((_identifier(file, model, name), value) for name, value in (item.get("where") or {}).items()),
        adds_up={
            _identifier(file, model, ours): _terms(file, model, str(its))
            for ours, its in (item.get("adds_up") or {}).items()
        },
    )


def _terms(file: Path, model: str, text: str) -> tuple[tuple[int, str], ...]:
    if not _SUM.fullmatch(text):
        raise DeclarationError(f"{file}: {model}: adds_up {text!r} is not columns with + and -")
    return tuple((-1 if sign == "-" else 1, name) for sign, name in _TERM.findall(text))


def _rule(meta: Mapping[str, Any]) -> Rule:
    basis = meta.get("basis") or ()

    def text(name: str) -> str:
        return str(meta.get(name) or "")

    return Rule(
        rule_id=text("id"),
        title_zh=text("title_zh"),
        rule_class=text("class"),
        severity=text("severity"),
        funds=tuple(map(str, meta.get("funds") or ())),
        basis_zh=cited((str(entry["document"]), str(entry["article"])) for entry in basis),
        in_force_from=text("in_force_from") or None,
        in_force_to=text("in_force_to") or None,
        population_zh=text("population_zh"),
        parameters={str(fund): tuple(map(_taken, each)) for fund, each in (meta.get("parameters") or {}).items()},
        remedy_zh=text("remedy_zh"),
    )


def _taken(entry: str | Mapping[str, Any]) -> Taken:
    if isinstance(entry, str):
        return Taken(entry)
    return Taken(str(entry["id"]), tuple(map(str, entry.get("day") or Taken.days)), str(entry.get("fund") or ""))


def _only(file: Path, model: str, what: str, given: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise DeclarationError(f"{file}: {model}: {what} has unknown keys {unknown}; known: {sorted(known)}")


def _identifier(file: Path, model: str, name: Any) -> str:
    if not isinstance(name, str) or not _IDENTIFIER.fullmatch(name):
        raise DeclarationError(f"{file}: {model}: {name!r} is no column or model name")
    return name


def _said(description: str) -> tuple[str, str]:
    """Title and definition: of what follows the title, the sentences in Chinese."""
    title, *rest = _COLON.split(description.strip(), maxsplit=1)
    said = [text.strip() for text in _SENTENCE.split("".join(rest))]
    return title, "".join(text for text in said if _CHINESE.search(text) and not ENGLISH.search(text))
