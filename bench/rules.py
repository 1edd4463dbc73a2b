"""All supervision rules over a year of all funds, beside one pass over the columns that they read, on both engines.

    python -m bench.rules [--persons 20_000] [--regions 630104,630105] [--engine duckdb postgres] [--folder DIR]
    python -m bench.rules --grow        # and five times the persons
    python -m bench.rules --engine duckdb --persons 200_000 --regions all --times 5 25      # and copies of them

ours    dbt builds everything below models/rule (rules with their keys, findings, runs) and, of the core, the two
        tables of legal numbers, in a warehouse whose base library and facts stand; its project is read before
sql     the same statements one after the other, without dbt
passes  for each rule by itself, one scan of the columns that it reads of each relation (`columns_read`), with one
        aggregate of each by region and month: what rules of one SELECT each cannot do without
limit   the same for all rules together: of each relation one scan of the columns that any of them reads

The data are a simulated year in which of each kind of finding one is planted for 4,000 people, received, loaded, gated
and built as in production; `--folder` keeps them for the next run. For `--times` people are not generated but copied
(bench/multiplied.py), and what is copied is deleted when it has been measured. Each side is a process of its own; what
PostgreSQL's processes use is added (bench/server.py).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing, nullcontext
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.measure import Figures, in_a_process, in_turn
from bench.province import simulate
from bench.server import measured_with, serving
from warehouse_sql.location import locate

ENGINES = ("duckdb", "postgres")
PERIODS = tuple(f"2024{month:02}" for month in range(1, 13))
LEGAL_NUMBERS = ("dim_parameter", "dim_contribution_band")
MEASURED_SIDES = ("ours", "sql", "passes", "limit")
FINDINGS = "rule.fct_finding_candidate"
PLANTED_ONCE = ("pensions_beyond_the_budget",)  # a kind that wants a county for each


def prepare(folder: Path, engine: str, persons: int, regions: str) -> None:
    """A warehouse with everything that rules read; nothing is done where it stands and was made by the same code."""
    import exchange_adapters
    import expectations
    import ingest
    from simulator.plants import KINDS
    from warehouse_sql import transform

    made_by, url = folder / f"{engine}.made_by", _url(folder, engine)
    if made_by.exists() and made_by.read_text(encoding="utf-8") == _code_before_rules():
        return
    if not (folder / "outside" / "summary.json").exists():
        shutil.rmtree(folder / "outside", ignore_errors=True)
        planted = tuple(
            (name, 1 if name in PLANTED_ONCE else max(1, persons // 4_000))
            for name, kind in KINDS.items() if not kind.is_trap
        )  # fmt: skip
        simulate(folder / "outside", persons, PERIODS, regions, plants=planted, traps=True)
    os.environ["SIF_HOME"] = str(folder / "home")
    print(f"{engine}: receive, load, gate, build of base and core", file=sys.stderr)
    landing = folder / f"landing-{engine}"
    exchange_adapters.receive_folder(folder / "outside", url, landing)
    ingest.load_pending(url, landing)
    expectations.run_gates(url)
    transform.build(url, select=["base", "core", "resource_type:seed"])
    made_by.write_text(_code_before_rules(), encoding="utf-8")


def _code_before_rules() -> str:
    """The name of dbt's project without its rules: they may change while the rest stands."""
    from warehouse_sql import code, transform

    contents = code.files(transform.PROJECT)
    return code.name_of({name: text for name, text in contents.items() if not name.startswith("models/rule/")})


def ours(folder: Path, engine: str) -> Figures:
    """Everything that dbt builds of the rules. What it ran is kept for the other sides, with the seconds of each."""
    from warehouse_sql import dbt_run

    environment, arguments = _place(folder, engine, fresh=True), _arguments(folder, engine)
    database = environment["SIF_PG_DBNAME"] if engine == "postgres" else dbt_run.database_of(_build_path(folder))
    started = time.perf_counter()
    manifest = dbt_run.read(locate(_url(folder, engine)), dbt_run.PROJECT, database, arguments)
    parse_seconds = time.perf_counter() - started
    with measured_with(folder / "pg", engine) as measured:
        nodes = dbt_run.run(arguments, environment, manifest=manifest)
    failed = [f"{node.name}: {node.message}" for node in nodes if node.status in ("error", "fail", "skipped")]
    if failed:
        raise SystemExit("\n".join(failed[:5]))
    (folder / f"{engine}.nodes.json").write_text(json.dumps(_statements(manifest, nodes)), encoding="utf-8")
    return measured.figures | {
        "parse_seconds": parse_seconds, "nodes": len(nodes), "node_seconds": sum(node.seconds for node in nodes),
        "rows": _one_number(folder, engine, f"select count(*) from {FINDINGS}"),
    }  # fmt: skip


def _statements(manifest: Any, nodes: list[Any]) -> list[dict[str, Any]]:
    """Of each node what it is, its SELECT and how long dbt took for it, in the order in which they ended."""
    by_name = {node.name: node for node in manifest.nodes.values()}
    return [
        {"name": node.name, "kind": node.resource_type, "as": by_name[node.name].config.materialized,
         "place": f"{by_name[node.name].schema}.{by_name[node.name].alias}", "seconds": node.seconds,
         "indexes": [one["columns"] for one in by_name[node.name].config.get("indexes") or []],
         "sql": by_name[node.name].compiled_code, "is_rule": "models/rule" in by_name[node.name].original_file_path}
        for node in nodes
    ]  # fmt: skip


def sql(folder: Path, engine: str) -> Figures:
    """The statements of `ours`; the seconds of each are kept beside them."""
    statements = json.loads((folder / f"{engine}.nodes.json").read_text(encoding="utf-8"))
    _place(folder, engine, fresh=True)
    with closing(_connect(folder, engine)) as connection:
        connection.execute("create schema rule")
        with measured_with(folder / "pg", engine) as measured:
            for one in statements:
                started = time.perf_counter()
                text = one["sql"].strip().rstrip(";")
                if one["kind"] == "test":
                    connection.execute(f"select count(*) from ({text}) as failures").fetchall()
                elif one["as"] == "view":
                    connection.execute(f"create view {one['place']} as {text}")
                else:
                    connection.execute(f"drop table if exists {one['place']} cascade")
                    connection.execute(f"create table {one['place']} as {text}")
                    for columns in one["indexes"]:
                        connection.execute(f"create index on {one['place']} ({', '.join(columns)})")
                    if engine == "postgres":  # as dbt does (macros/portable.sql)
                        connection.execute(f"analyze {one['place']}")
                one["sql_seconds"] = time.perf_counter() - started
        rows = _number(connection.execute(f"select count(*) from {FINDINGS}"))
    (folder / f"{engine}.profile.json").write_text(json.dumps(statements), encoding="utf-8")
    return measured.figures | {"nodes": len(statements), "rows": rows}


def passes(folder: Path, engine: str) -> Figures:
    """One statement a relation for each rule by itself."""
    return _scanned(folder, engine, lambda selects: [[select] for select in selects])


def limit(folder: Path, engine: str) -> Figures:
    """One statement a relation."""
    return _scanned(folder, engine, lambda selects: [selects])


def _scanned(folder: Path, engine: str, grouped: Callable[[list[str]], list[list[str]]]) -> Figures:
    """For each group of the rules' SELECTs one pass over what they read together, outside their own layer."""
    statements = json.loads((folder / f"{engine}.nodes.json").read_text(encoding="utf-8"))
    made = {one["place"] for one in statements if one["is_rule"]}
    groups = grouped([one["sql"] for one in statements if one["is_rule"]])
    _place(folder, engine, fresh=False)
    with closing(_connect(folder, engine)) as connection:
        types = _types(connection)
        read = [
            (relation, columns)
            for selects in groups for relation, columns in sorted(columns_read(selects, types, engine).items())
            if relation not in made
        ]  # fmt: skip
        with measured_with(folder / "pg", engine) as measured:
            rows = 0
            for relation, columns in read:
                found = connection.execute(one_pass(relation, columns, types[relation])).fetchall()
                rows += sum(row[0] for row in found)
    return measured.figures | {"rows": rows, "nodes": len(read), "columns": sum(len(columns) for _, columns in read)}


def columns_read(selects: list[str], types: dict[str, dict[str, str]], engine: str) -> dict[str, set[str]]:
    """Relation (`schema.name`) → columns of it that any of the SELECTs uses, found in its syntax tree.

    `types`: relation → column → type. A column that a `select *` carries along and nothing uses is not read.
    """
    from sqlglot import exp, parse_one
    from sqlglot.optimizer.pushdown_projections import pushdown_projections
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import traverse_scope

    schema: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for relation, columns in types.items():
        place, name = relation.split(".")
        schema[place][name] = columns
    read: dict[str, set[str]] = defaultdict(set)
    for select in selects:
        tree = parse_one(select, read=engine)
        for table in tree.find_all(exp.Table):
            table.set("catalog", None)
        named = qualify(tree, dialect=engine, schema=schema, validate_qualify_columns=False)
        for scope in traverse_scope(pushdown_projections(named)):
            for column in scope.columns:
                source = scope.sources.get(column.table)
                if isinstance(source, exp.Table) and column.name in types.get(f"{source.db}.{source.name}", ()):
                    read[f"{source.db}.{source.name}"].add(column.name)
    return dict(read)


def one_pass(relation: str, columns: set[str], types: dict[str, str]) -> str:
    """A scan of the columns with one aggregate of each, by region and month where the relation has them."""
    by = [name for name in ("region_code", "period") if name in types]
    aggregates = ["count(*) as rows_of_group"]
    for name in sorted(columns - set(by)):
        kind = types[name].lower()
        if kind.startswith(("numeric", "decimal")) and not kind.endswith(",0)"):  # numbers of 38 digits are no money
            aggregates.append(f"sum({name})")
        elif kind.startswith("bool"):
            aggregates.append(f"count(case when {name} then 1 end)")
        else:
            aggregates.append(f"max({name})")
    group = f" group by {', '.join(by)}" if by else ""
    return f"select {', '.join(aggregates)} from {relation}{group}"


def _types(connection: Any) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for place, name, column, kind in connection.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns"
        " where table_schema in ('base', 'core', 'seed', 'rule', 'intermediate')"
    ).fetchall():
        found[f"{place}.{name}"][column] = kind
    return dict(found)


def _arguments(folder: Path, engine: str) -> list[str]:
    """Those of a build, but without what stands already, and in its place."""
    from warehouse_sql import dbt_run

    arguments = dbt_run.arguments(locate(_url(folder, engine)), dbt_run.PROJECT)
    arguments[arguments.index("--vars") + 1] = json.dumps({"schema_prefix": "", "parts": True})
    return [*arguments, "--select", "path:models/rule", *LEGAL_NUMBERS]


def _place(folder: Path, engine: str, *, fresh: bool) -> dict[str, str]:
    """What dbt's profile needs to reach the warehouse; a `fresh` one has no rules yet."""
    from warehouse_sql import parts, transform
    from warehouse_sql.engine import duckdb, postgres

    os.environ["SIF_HOME"] = str(folder / "home")
    location = locate(_url(folder, engine))
    planned = (parts.PLAN.empty_table(), parts.DELIVERY.empty_table(), parts.Moment(transform.LATEST, None).as_table())
    if engine == "duckdb":
        path = _build_path(folder)
        if fresh:
            shutil.copy(location.published_path, path)
            duckdb.prepare_build(path, *planned)
        return duckdb.dbt_environment(location, path)
    if fresh:
        with closing(_connect(folder, engine)) as connection:
            connection.execute("drop schema if exists rule cascade")
        postgres.prepare_build(location, *planned)
    return postgres.dbt_environment(location)


def _connect(folder: Path, engine: str) -> Any:
    """As a build connects: PostgreSQL's planner has the same settings for all sides."""
    if engine == "duckdb":
        import duckdb

        return duckdb.connect(str(_build_path(folder)))
    import psycopg

    from warehouse_sql.engine import postgres

    url = _url(folder, engine)
    return psycopg.connect(url, autocommit=True, options=postgres.dbt_environment(locate(url))["PGOPTIONS"])


def _build_path(folder: Path) -> Path:
    """Where a build of this warehouse works: dbt keeps what it has read of a project by that name."""
    return folder / "home" / ".warehouse.build.duckdb"


def _one_number(folder: Path, engine: str, query: str) -> int:
    with closing(_connect(folder, engine)) as connection:
        return _number(connection.execute(query))


def _number(cursor: Any) -> int:
    return int(cursor.fetchone()[0])


def _url(folder: Path, engine: str) -> str:
    if engine == "duckdb":
        return f"duckdb://{folder}/home/warehouse.duckdb"
    return (folder / "pg_url").read_text(encoding="utf-8")


def run(folder: Path, options: argparse.Namespace, persons: int) -> dict[str, dict[str, Figures]]:
    """engine → side → figures."""
    place = folder / f"{persons}"
    (place / "home").mkdir(parents=True, exist_ok=True)
    found = {}
    for engine in options.engine:
        with serving(place / "pg") if engine == "postgres" else nullcontext("") as url:
            (place / "pg_url").write_text(url, encoding="utf-8")
            prepare(place, engine, persons, options.regions)
            found[engine] = _measured(place, engine, options.repeat)
    findings = {engine: sides["ours"]["rows"] for engine, sides in found.items()}
    if len(set(findings.values())) > 1:
        raise SystemExit(f"the engines do not find the same: {findings}")
    return found


def run_copied(folder: Path, options: argparse.Namespace, times: int) -> dict[str, dict[str, Figures]]:
    """The same of `times` as many people, once they have been measured themselves."""
    import duckdb

    from bench.multiplied import multiply

    one, place = folder / f"{options.persons}", folder / f"{options.persons * times}"
    statements = [node["sql"] for node in json.loads((one / "duckdb.nodes.json").read_text(encoding="utf-8"))]
    shutil.rmtree(place / "home", ignore_errors=True)
    print(f"copying {options.persons:,} people {times} times", file=sys.stderr)
    multiply(one / "home" / "warehouse.duckdb", place / "home", times, statements)
    duckdb.connect(str(locate(_url(place, "duckdb")).state_path)).close()  # dbt wants it beside the build's file
    found = {"duckdb": _measured(place, "duckdb", options.repeat)}
    shutil.rmtree(place / "home")
    return found


def _measured(place: Path, engine: str, repeat: int) -> dict[str, Figures]:
    sides = [f"{side}_{engine}" for side in MEASURED_SIDES]
    figures = in_turn(sides, repeat, lambda side: in_a_process("bench.rules", side, place))
    return {side: figures[f"{side}_{engine}"] for side in MEASURED_SIDES}


def as_markdown(folder: Path, options: argparse.Namespace, found: dict[int, dict[str, dict[str, Figures]]]) -> str:
    load = os.getloadavg()[1]
    lines = [f"{os.cpu_count()} CPUs, {len(PERIODS)} months of all funds, regions {options.regions},"
             f" median of {options.repeat}; load average of the machine at the end {load:.1f}."]  # fmt: skip
    for persons, engines in found.items():
        for engine, sides in engines.items():
            lines += _table(persons, engine, sides)
            lines += _dearest(folder / f"{persons}" / f"{engine}.profile.json", options.dearest)
    for fewer, more in pairwise(found):
        lines += ["", f"| {more:,} people and {fewer:,} | s | CPU s | peak MiB |", "|---|---|---|---|"]
        for engine in found[more]:
            for side in MEASURED_SIDES:
                one, other = found[fewer][engine][side], found[more][engine][side]
                ratios = (other[key] / one[key] for key in ("seconds", "cpu_seconds", "peak_mib"))
                lines.append(f"| {engine}, {side} | " + " | ".join(f"× {ratio:.2f}" for ratio in ratios) + " |")
    return "\n".join(lines) + "\n"


def _table(persons: int, engine: str, sides: dict[str, Figures]) -> list[str]:
    mine, bare, _, least = (sides[side] for side in MEASURED_SIDES)
    lines = ["", f"**{engine}, {persons:,} people**: {mine['rows']:,.0f} findings in {mine['nodes']:.0f} nodes; of"
             f" {least['nodes']:.0f} relations {least['columns']:.0f} columns, {least['rows']:,.0f} rows", "",
             "| side | s | CPU s | peak MiB | times the limit, s | CPU s |", "|---|---|---|---|---|---|"]  # fmt: skip
    for side, f in sides.items():
        ratio, of_cpu = f["seconds"] / least["seconds"], f["cpu_seconds"] / least["cpu_seconds"]
        lines.append(f"| {side} | {f['seconds']:.2f} | {f['cpu_seconds']:.2f} | {f['peak_mib']:.0f} | **{ratio:.2f}** |"
                     f" {of_cpu:.2f} |")  # fmt: skip
    spared = mine["cpu_seconds"] - bare["cpu_seconds"]
    return [*lines, "", f"dbt: {mine['parse_seconds']:.1f} s to read the project, not in the table;"
            f" {spared:.1f} CPU s more than its statements, {1000 * spared / mine['nodes']:.0f} ms a node"]  # fmt: skip


def _dearest(profile: Path, count: int) -> list[str]:
    """Nodes by the seconds of their statements."""
    nodes = sorted(json.loads(profile.read_text(encoding="utf-8")), key=lambda one: -one["sql_seconds"])
    if not count:
        return []
    lines = ["", "| dearest | s alone | s in dbt |", "|---|---|---|"]
    return lines + [f"| {one['name']} | {one['sql_seconds']:.2f} | {one['seconds']:.2f} |" for one in nodes[:count]]


SIDES = {f"{side.__name__}_{engine}": (side, engine) for side in (ours, sql, passes, limit) for engine in ENGINES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=20_000)
    parser.add_argument("--regions", default="630104,630105", help="codes of counties or prefectures, or all")
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--grow", action="store_true", help="also with five times the persons")
    parser.add_argument("--times", nargs="+", type=int, default=[], help="also with the persons copied as many times")
    parser.add_argument("--dearest", type=int, default=10, help="how many nodes to name")
    parser.add_argument("--folder", type=Path, help="where data and warehouses are kept; a short path")
    parser.add_argument("--out", type=Path, help="write the tables here too")
    parser.add_argument("--side", choices=list(SIDES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.times and "duckdb" not in options.engine:
        parser.error("--times copies a warehouse on DuckDB: name it among the engines")
    if options.side:
        side, engine = SIDES[options.side]
        print(json.dumps(side(options.folder, engine)))
        return
    with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory(prefix="sifr") as folder:
        root = Path(folder).absolute()
        sizes = [options.persons, 5 * options.persons] if options.grow else [options.persons]
        found = {persons: run(root, options, persons) for persons in sizes}
        found |= {options.persons * times: run_copied(root, options, times) for times in options.times}
        text = as_markdown(root, options, found)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
