"""SQL that the least supported PostgreSQL reads: before version 16 a subquery in FROM had to have a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import jinja2
import pytest

from tests.dbt_project.rendered import PROJECT, model
from warehouse_sql.engine import LEAST_POSTGRES

# What may follow a subquery that has no name.
NO_NAME = re.compile(
    r"(?!as\b)(?:$|[),;]|(?:where|group|order|on|inner|left|cross|full|join|union|limit|having)\b)", re.I
)
OPENED = re.compile(r"(?<!distinct )\b(?:from|join)\s+\((?=\s*(?:select|with)\b)", re.I)


def nameless(sql: str) -> Iterator[str]:
    sql = re.sub(r"--[^\n]*|'(?:[^']|'')*'", lambda found: "''" if found[0][0] == "'" else "", sql)
    for opened in OPENED.finditer(sql):
        place, depth = opened.end(), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[place], 0)
            place += 1
        if NO_NAME.match(sql[place:].lstrip()):
            yield sql[opened.start() : opened.start() + 80]


def test_a_subquery_without_a_name_is_found() -> None:
    assert not list(nameless("select a from (select ')' from (select 1) as u) t where b is distinct from (select 1)"))
    assert len(list(nameless("select a from (select 1 from (select 2)) t left join (select 3) on true"))) == 2


def test_the_handbook_says_the_least_version() -> None:
    handbook = (PROJECT.parent / "docs" / "handbook.md").read_text(encoding="utf-8")
    assert f"PostgreSQL {LEAST_POSTGRES} or later" in handbook


@pytest.mark.parametrize("name", sorted(path.stem for path in PROJECT.glob("models/base/base_*.sql")))
def test_every_subquery_of_a_base_model_has_a_name(name: str) -> None:
    try:
        sql = model(name, "postgres")
    except jinja2.exceptions.UndefinedError as error:
        pytest.skip(str(error))
    assert list(nameless(sql)) == []
