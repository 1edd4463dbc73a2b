"""The rules' unit tests (hit, near miss, traps, the month before and after a change of law), on both engines."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict

import pytest

from warehouse_sql import dbt_run, explain_models, open_published, transform
from warehouse_sql.engine import duckdb, postgres
from warehouse_sql.location import locate

SITUATIONS = ("hit", "near_miss", "trap")


def rules(manifest):
    return {
        node["name"]: node["config"]["meta"]["rule"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and re.match(r"rule_[a-z]+_[0-9]+__", node["name"])
    }


def unit_tests(manifest):
    found = defaultdict(list)
    for node in manifest["unit_tests"].values():
        found[node["model"]].append(node)
    return found


def values(rows):
    return {value for row in rows for value in row.values() if isinstance(value, str)}


def test_rows_that_a_row_leads_to_are_looked_for_by_columns_that_both_have(small_warehouse):
    models, wrong = explain_models.read(transform.PROJECT / "models"), []
    with open_published(small_warehouse("duckdb").url) as published:
        columns = {
            name: set(published.query(f"select * from {name} limit 0").column_names)
            for name in published.relations()
            if name.split(".")[0] in ("base", "core", "intermediate", "rule", "mart", "share")
        }
    for model in models.values():
        for origin in model.origins:
            source = models[origin.model]
            own, its = (columns.get(f"{one.schema}.{one.name}", set()) for one in (model, source))
            named = {*origin.on, *((None, name) for name, _ in origin.where)}
            wrong += [
                f"{model.name} by {ours} to {origin.model} by {theirs}"
                for ours, theirs in named
                if theirs not in its or (ours and ours not in own)
            ]
    assert wrong == []


def test_every_rule_is_tried_on_a_hit_a_near_miss_and_its_look_alikes(manifest):
    tests, wrong = unit_tests(manifest), []
    for model, rule in rules(manifest).items():
        named = {situation: set() for situation in SITUATIONS}
        funds = set()
        for node in tests[model]:
            meta = node["config"]["meta"]
            given = values(row for each in node["given"] for row in each["rows"] or [])
            expected = values(node["expect"]["rows"])
            for situation in SITUATIONS:
                names = set(meta.get(situation, ()))
                named[situation] |= names
                if names - given:
                    wrong.append(f"{node['name']}: {situation} {sorted(names - given)} is in no given row")
            hits, others = set(meta.get("hit", ())), set(meta.get("near_miss", ())) | set(meta.get("trap", ()))
            if hits - expected:
                wrong.append(f"{node['name']}: hit {sorted(hits - expected)} is not expected")
            if others & expected:
                wrong.append(f"{node['name']}: {sorted(others & expected)} is expected, but is said to be none")
            funds |= {row.get("fund_code") for row in node["expect"]["rows"]}
        wrong += [f"{model}: no {situation} in its unit tests" for situation in SITUATIONS if not named[situation]]
        missing = set(rule["funds"]) - funds
        if len(rule["funds"]) > 1 and missing:
            wrong.append(f"{model}: no hit expected in {sorted(missing)}")
    assert wrong == []


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_unit_tests_of_the_rules_hold(small_warehouse, manifest, tmp_path, engine):
    location = locate(small_warehouse(engine).url)  # its relations have the columns that unit tests take
    # What the build has read of the project; its names are those of what was published, not of a build to come.
    building = dbt_run.arguments(location, transform.PROJECT)
    if engine == "duckdb":
        copy = tmp_path / "unit_tests.duckdb"
        shutil.copy(location.published_path, copy)
        environment = duckdb.dbt_environment(location, copy)
        read = dbt_run.read(location, transform.PROJECT, dbt_run.database_of(copy), building)
    else:
        environment = postgres.dbt_environment(location)
        read = dbt_run.read(location, transform.PROJECT, environment["SIF_PG_DBNAME"], building)
        for node in read.nodes.values():
            node.schema = node.schema.removeprefix("next_")
            node.relation_name = (node.relation_name or "").replace('."next_', '."') or None
    work = tmp_path / "dbt"
    arguments = [
        "test", "--select", "test_type:unit", "--quiet", "--project-dir", str(transform.PROJECT), "--profiles-dir",
        str(transform.PROJECT), "--target", engine, "--target-path", str(work), "--log-path", str(work / "logs"),
        "--no-use-colors", "--no-write-json",
    ]  # fmt: skip
    results = dbt_run.run(arguments, environment, manifest=read)
    assert [f"{result.name}: {result.message}" for result in results if result.status != "pass"] == []
    assert len(results) == len(manifest["unit_tests"])
    ran = {node["name"]: node["model"] for node in manifest["unit_tests"].values()}
    passed = {ran[result.name] for result in results}
    assert passed >= {*rules(manifest), "fct_retirement", "dim_parameter", "dim_contribution_band"}
