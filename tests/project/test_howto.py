"""docs/howto/add-a-rule.md and add-a-mart.md are true: this follows them on a copy of the project and builds it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from catalogue import load_catalogue
from catalogue.generate.rules import rules
from warehouse_sql import open_warehouse, transform
from warehouse_sql.location import locate

ROOT = Path(__file__).resolve().parents[2]
STEP = re.compile(r"^(At the end of|Create) `([^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "dbt_project", tmp_path / "dbt_project", ignore=shutil.ignore_patterns("target", "logs"))
    return tmp_path


def follow(page: str, project: Path) -> list[str]:
    """Do what the page says; returns the models it creates. Skips where the example has been added for real."""
    created = []
    steps = STEP.findall((ROOT / "docs" / "howto" / page).read_text(encoding="utf-8"))
    assert len(steps) >= 2
    for verb, name, text in steps:
        target = project / name
        if verb == "Create" and target.exists():
            pytest.skip(f"the example of {page} has been added to this project")
        assert target.exists() == (verb == "At the end of"), name
        with target.open("a", encoding="utf-8") as file:
            file.write(text)
        if target.suffix == ".sql" and verb == "Create":
            created.append(target.stem)
    return created


def build_with_unit_tests(project: Path, url: str, models: list[str], monkeypatch: Any) -> dict[str, str]:
    """Status of every node of a build of these models over an empty warehouse, and of their unit tests after it.

    In one `dbt build` with a selection, unit tests make dbt 1.11 wait for ever for a node it has dropped from its queue.
    """
    monkeypatch.setattr(transform, "PROJECT", project / "dbt_project")
    location = locate(url)
    open_warehouse(url).close()
    build = transform._arguments(location, models, None, 2)
    unit = ["test", *transform._arguments(location, None, None, 2)[1:], "--select", "test_type:unit"]
    at = unit.index("--exclude-resource-type")
    del unit[at : at + 2]
    environment = {"SIF_BUILD_PATH": str(project / "build.duckdb"), "SIF_STATE_PATH": str(location.state_path)}
    nodes = [node for arguments in (build, unit) for node in transform._run_dbt(arguments, environment, None)]
    return {node.name: node.status for node in nodes}


@pytest.mark.parametrize(
    ("page", "also", "unit_test"),
    [
        (
            "add-a-rule.md",
            ["fct_finding", "fct_rule_run"],
            "rule_pen_007__ten_yuan_too_much_is_found_back_pay_and_cents_are_not",
        ),
        ("add-a-mart.md", [], "mart_pension__benefit_month_of_two_pensioners_is_their_sum"),
    ],
)
def test_following_the_page_gives_models_that_build_and_pass(
    page: str, also: list[str], unit_test: str, project: Path, duckdb_url: str, monkeypatch: Any
) -> None:
    created = follow(page, project)
    if page == "add-a-rule.md":
        registry = rules(load_catalogue(), project / "dbt_project" / "models" / "rule")
        assert {rule["model"]: rule["id"] for rule in registry}[created[0]] == "PEN-007"
    status = build_with_unit_tests(project, duckdb_url, [*created, *also], monkeypatch)
    wrong = {name: told for name, told in status.items() if told not in ("success", "pass")}
    assert not wrong
    assert status[unit_test] == "pass"
    assert {*created, *also} <= set(status)


def test_page_with_a_wrong_figure_would_fail(project: Path, duckdb_url: str, monkeypatch: Any) -> None:
    (created,) = follow("add-a-mart.md", project)
    page = project / f"dbt_project/models/mart/{created}.yml"
    text = page.read_text(encoding="utf-8")
    assert text.count("payment_rate: 0.75") == 1
    page.write_text(text.replace("payment_rate: 0.75", "payment_rate: 0.76"), encoding="utf-8")
    status = build_with_unit_tests(project, duckdb_url, [created], monkeypatch)
    assert "fail" in status["mart_pension__benefit_month_of_two_pensioners_is_their_sum"]
