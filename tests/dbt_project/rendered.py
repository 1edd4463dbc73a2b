"""Models as plain SQL: for tests that run a few of them, hundreds of times, on tables that they fill themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import jinja2

from catalogue import load_catalogue
from catalogue.generate.rules import rules

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
_OF_DBT = ("parts.sql", "ref.sql", "schema_name.sql", "table.sql", "failed_rules.sql", "rule_registry.sql")
"""What only dbt itself can read or use."""


def model(name: str, dialect: str, **variables: Any) -> str:
    """The SELECT of a model; every relation it names is a table of that name."""
    (path,) = PROJECT.glob(f"models/**/{name}.sql")
    return text(path.read_text(encoding="utf-8"), dialect, **variables)


def text(code: str, dialect: str, **variables: Any) -> str:
    """What SQL with macros comes to."""
    return _environment(dialect, code, variables).from_string(code).render()


def expression(macro: str, dialect: str, *arguments: Any) -> str:
    """What a macro makes of some SQL."""
    environment = _environment(dialect, "", {})
    return environment.from_string("{{ chosen(*arguments) }}").render(
        chosen=environment.globals[macro], arguments=arguments
    )


@cache
def _macros() -> CodeType:
    files = [path for path in sorted((PROJECT / "macros").glob("*.sql")) if path.name not in _OF_DBT]
    files += [path for path in sorted((PROJECT / "macros" / "rule").rglob("*.sql")) if path.name not in _OF_DBT]
    reader = jinja2.Environment(autoescape=False, extensions=["jinja2.ext.do"])
    return reader.compile("".join(path.read_text(encoding="utf-8") for path in files))


@cache
def _registry() -> dict[str, dict[str, Any]]:
    found = rules(load_catalogue())
    return {
        rule.rule_id: {"funds": list(rule.funds), "varies": sorted(rule.varies), "lasts": rule.lasts} for rule in found
    }


def _environment(dialect: str, code: str, variables: dict[str, Any]) -> jinja2.Environment:
    environment = jinja2.Environment(autoescape=False, extensions=["jinja2.ext.do"])
    macros: dict[str, Any] = {}
    before = variables.get("before")  # the table that a running model goes on from

    def dispatch(name: str) -> Any:
        return macros.get(f"{dialect}__{name}") or macros[f"default__{name}"]

    environment.globals.update(
        adapter=SimpleNamespace(dispatch=dispatch),
        and_before=lambda select: f"union all {select}".replace("__before__", before) if before else "",
        builtins=SimpleNamespace(ref=lambda name: name),
        config=lambda **_: "",
        execute=True,
        in_part=lambda _: "true",
        model={"raw_code": code, "config": {}},
        ref=lambda name: name,
        rows_of_same_part=lambda name: name,
        rows_since=lambda name: name,
        rule_registry=_registry,
        source=lambda _, name: name,
        target=SimpleNamespace(type=dialect),
        year_of_part=lambda: "cast('2024' as text)",
        var=lambda name, default=None: variables.get(name, default),
    )
    environment.globals["return"] = lambda value: value
    module = jinja2.Template.from_code(environment, _macros(), environment.globals).make_module()
    macros |= {name: value for name, value in vars(module).items() if callable(value)}
    environment.globals.update(macros)
    environment.globals["moment"] = lambda: (variables.get("as_of"), None)  # a macro gives text here, never a pair
    return environment
