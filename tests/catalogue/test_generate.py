"""Generated files: what both engines really execute, and that the tree holds exactly what would be generated."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import jsonschema
import psycopg
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from catalogue import CatalogueError
from catalogue.errors import PACKAGE
from catalogue.generate import all_files, quality_seeds, raw_ddl, supervision
from catalogue.generate.__main__ import main
from catalogue.generate.output import FOLDERS, differences, write
from catalogue.generate.seeds import SEEDS, day_before, first_day, seed_files
from catalogue.model import LOGICAL_TYPES

ROOT = PACKAGE.parent


@pytest.fixture(scope="session")
def files(catalogue):
    return all_files(catalogue)


def test_check_on_the_committed_tree_finds_no_difference(files):
    assert differences(ROOT, files) == []


def test_generate_is_deterministic_offline_and_quick(files):
    start = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-m", "catalogue.generate", "--check"],
        cwd=ROOT, capture_output=True, text=True, env={"PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": "."},
        check=False,
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    assert time.perf_counter() - start < 10


def test_write_makes_check_pass_removes_leftovers_and_changes_nothing_twice(files, tmp_path):
    stray = tmp_path / FOLDERS[0] / "old.sql"
    stray.parent.mkdir(parents=True)
    stray.write_text("x")
    assert len(write(tmp_path, files)) == len(files) + 1
    assert not stray.exists()
    assert write(tmp_path, files) == []


def test_check_names_changed_missing_and_left_over_files(files, tmp_path, capsys):
    assert main([], tmp_path) == 0
    changed, missing = list(files)[:2]
    (tmp_path / changed).write_text("edited by hand", encoding="utf-8")
    (tmp_path / missing).unlink()
    extra = tmp_path / FOLDERS[-1] / "extra.json"
    extra.write_text("{}")
    assert main(["--check"], tmp_path) == 1
    told = capsys.readouterr().err
    assert all(f"differs: {name}" in told for name in (changed, missing, extra.relative_to(tmp_path).as_posix()))
    assert (tmp_path / changed).read_text(encoding="utf-8") == "edited by hand"


def test_generate_on_a_wrong_declaration_writes_nothing_and_exits_2(tmp_path, capsys, monkeypatch):
    def wrong():
        raise CatalogueError(Path("fields.yml"), 3, "unknown key 'unti'", "use one of: label, type")

    monkeypatch.setattr("catalogue.generate.__main__.load_catalogue", wrong)
    assert main([], tmp_path) == 2
    assert "fields.yml:3: unknown key 'unti'" in capsys.readouterr().err and not any(tmp_path.iterdir())


def test_emitters_that_leave_their_folders_or_claim_one_path_are_refused(catalogue, monkeypatch):
    for path in ("dbt_project/models/mine.sql", "warehouse_sql/raw/_generated/duckdb.sql"):
        monkeypatch.setattr("catalogue.generate.pages.emit", lambda _, path=path: {path: ""})
        with pytest.raises(RuntimeError, match=r"pages may not write"):
            all_files(catalogue)


def test_every_table_has_ddl_staging_key_test_source_seed_row_and_page(catalogue, files):
    models = {
        model["name"]: model
        for path, text in files.items()
        if path.endswith("__models.yml")
        for model in yaml.safe_load(text)["models"]
        if model["name"].startswith("stg_") and not model["name"].startswith("stg_reported__")
    }
    sources = yaml.safe_load(files["dbt_project/models/staging/_generated/_raw__sources.yml"])
    feeds = [r["file_code"] for r in csv.DictReader(io.StringIO(files["dbt_project/seeds/_generated/seed_feed.csv"]))]
    assert [t["name"] for t in sources["sources"][0]["tables"]] == [t.raw_name for t in catalogue.tables.values()]
    assert feeds == list(catalogue.tables) and len(models) == len(catalogue.tables) >= 110
    for table in catalogue.tables.values():
        sql = files[f"dbt_project/models/staging/_generated/{table.source.lower()}/{table.stg_name}.sql"]
        assert re.findall(r"^    r\.(\w+),?$", sql, re.M) == [*table.columns, "_delivery_id", "_line_no"]
        assert f"source('raw', '{table.raw_name}')" in sql and "known_as_of('d')" in sql
        page = files[f"docs/dictionary/_generated/{table.raw_name}.md"]
        assert all(f"| {f.label_zh} | `{f.column}` |" in page for f in table.fields)
        assert f"[{table.file_code}]({table.raw_name}.md)" in files["docs/dictionary/_generated/index.md"]


def test_duckdb_executes_the_ddl_and_has_every_column_with_its_type(catalogue, files):
    with duckdb.connect() as connection:
        connection.execute(files["warehouse_sql/raw/_generated/duckdb.sql"])
        connection.execute(files["warehouse_sql/raw/_generated/duckdb.sql"])
        found = connection.execute(
            "select table_name, column_name, data_type, is_nullable from information_schema.columns"
            " where table_schema = 'raw' order by table_name, ordinal_position"
        ).fetchall()
    types = {
        **dict.fromkeys(("code", "id", "name", "text", "period_yyyymm"), "VARCHAR"),
        **dict.fromkeys(("count", "months", "days", "years"), "BIGINT"),
        "date": "DATE", "timestamp": "TIMESTAMP", "money": "DECIMAL(18,2)", "rate": "DECIMAL(18,6)", "flag": "BOOLEAN",
    }  # fmt: skip
    assert found == expected_columns(catalogue, types, "BIGINT")


def test_postgresql_executes_the_ddl_and_has_every_column_with_its_type_and_label(catalogue, files, bare_postgres_url):
    with psycopg.connect(bare_postgres_url) as connection:
        connection.execute(files["warehouse_sql/raw/_generated/postgres.sql"])
        connection.execute(files["warehouse_sql/raw/_generated/postgres.sql"])
        found = connection.execute(
            "select table_name, column_name, case when data_type = 'numeric'"
            " then format('numeric(%s,%s)', numeric_precision, numeric_scale) else data_type end, is_nullable"
            " from information_schema.columns where table_schema = 'raw' order by table_name, ordinal_position"
        ).fetchall()
        labels = connection.execute(
            "select c.relname, a.attname, d.description from pg_description d"
            " join pg_class c on c.oid = d.objoid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid"
        ).fetchall()
    types = {
        **dict.fromkeys(("code", "id", "name", "text", "period_yyyymm"), "text"),
        **dict.fromkeys(("count", "months", "days", "years"), "bigint"),
        "date": "date", "timestamp": "timestamp without time zone", "money": "numeric(18,2)",
        "rate": "numeric(18,6)", "flag": "boolean",
    }  # fmt: skip
    assert found == expected_columns(catalogue, types, "bigint")
    stored = {(table, column): label for table, column, label in labels}
    for table in catalogue.tables.values():
        assert all(stored[table.raw_name, f.column] == f.label_zh for f in table.fields)


def expected_columns(catalogue, types, technical):
    return [
        row
        for table in sorted(catalogue.tables.values(), key=lambda t: t.raw_name)
        for row in [
            *((table.raw_name, f.column, types[f.logical_type], "YES") for f in table.fields),
            (table.raw_name, "_delivery_id", technical, "NO"),
            (table.raw_name, "_line_no", technical, "NO"),
        ]
    ]


@pytest.mark.parametrize("dialect", raw_ddl.DIALECTS)
@pytest.mark.parametrize("logical_type", LOGICAL_TYPES)
def test_every_logical_type_has_a_storage_type(dialect, logical_type):
    assert raw_ddl.sql_type(logical_type, dialect)


def test_every_seed_has_its_columns_and_one_row_a_key(files):
    declared = SEEDS | quality_seeds.SEEDS | supervision.SEEDS
    written = {name for name in files if name.startswith("dbt_project/seeds/") and name.endswith(".csv")}
    assert written == {f"dbt_project/seeds/_generated/{name}.csv" for name in declared}
    for name, (_, columns, key) in declared.items():
        rows = list(csv.DictReader(io.StringIO(files[f"dbt_project/seeds/_generated/{name}.csv"])))
        assert rows and list(rows[0]) == list(columns), name
        keys = Counter(tuple(row[k] for k in key) for row in rows)
        assert [one for one, count in keys.items() if count > 1] == [], name


def test_page_of_codes_shows_where_a_code_was_read_and_what_is_to_be_said(files):
    row = next(
        line for line in files["docs/dictionary/_generated/codes.md"].splitlines() if line.startswith("| 97 | 其他")
    )
    assert "public repository file ids" in row and row.endswith("| 扩展(公安/人口库) |")


def test_seed_with_a_key_twice_is_not_made():
    declared = {"seed_of_two": ("two columns", {"code": "varchar", "day": "date", "n": "bigint"}, ("code", "day"))}
    rows = [("a", None, 1), ("a", date(2024, 1, 1), 1), ("a", None, 2)]
    assert seed_files(declared, {"seed_of_two": rows[:2]}, "_seeds.yml")
    with pytest.raises(CatalogueError, match=r"seed_of_two.csv:4: the key a · {2}would"):
        seed_files(declared, {"seed_of_two": rows}, "_seeds.yml")


def test_seed_of_parameters_leaves_a_gap_empty_and_names_evidence(catalogue, files):
    rows = list(csv.DictReader(io.StringIO(files["dbt_project/seeds/_generated/seed_parameter.csv"])))
    assert all((row["value"] == "") == (row["status"] in ("gap", "not_in_law")) for row in rows)
    assert all(row["document"] or row["source"] for row in rows if row["value"])
    assert not {row["document"] for row in rows if row["document"]} & {p.source for p in catalogue.parameters}
    assert any("须核实" in row["note"] for row in rows)


def test_seed_of_regions_holds_one_name_of_a_code_on_any_day(files):
    rows = list(csv.DictReader(io.StringIO(files["dbt_project/seeds/_generated/seed_region.csv"])))
    for day in ("1984-06-01", "1985-11-01", "2000-01-01", "2013-02-07", "2013-02-08", "2024-01-01"):
        codes = [r["code"] for r in rows if (r["valid_from"] or "0") <= day <= (r["valid_to"] or "9")]
        assert len(codes) == len(set(codes))
    assert all(r["current_code"] in {x["code"] for x in rows if x["status"] == "current"} for r in rows)


@given(st.dates(min_value=date(1, 1, 2)))
def test_partial_dates_mean_their_first_day_and_end_the_day_before(day):
    for text in (f"{day:%Y}".zfill(4), f"{day.year:04}-{day:%m}", day.isoformat()):
        start = first_day(text)
        assert start is not None and start <= day and (start.day == 1 or len(text) == 10)
        if start > date.min:
            before = day_before(text)
            assert before is not None and (start - before).days == 1
    assert first_day(None) is None and day_before(None) is None


def manifest(**changes):
    return {
        "version": 1, "source": "HRSS", "table": "EP01", "region": "632300", "period": "202401", "seq": 1,
        "mode": "full", "file": "HRSS_EP01_632300_202401_001.zip", "bytes": 18233, "sha256": "0" * 64,
        "encoding": "GB18030", "records": 412, "control_totals": {"单位实缴当月金额": "183220.50"},
        "produced_at": "2024-02-03T02:11:09+08:00",
        **changes,
    }  # fmt: skip


def test_schema_of_the_manifest_takes_what_the_interface_shows_and_refuses_what_it_forbids(files):
    schema = json.loads(files["catalogue/schemas/_generated/manifest.schema.json"])
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(manifest())
    assert validator.is_valid(manifest(source="BANK", table="CAMT053"))
    assert validator.is_valid(manifest(surprise="a later version may add keys"))
    for wrong in (
        {"table": "EP08"}, {"table": "ZZ99"}, {"source": "XYZ"}, {"period": "202413"}, {"seq": 0}, {"mode": "some"},
        {"file": "../x.zip"}, {"sha256": "0" * 63}, {"control_totals": {"金额": "1.234"}}, {"records": -1},
    ):  # fmt: skip
        assert not validator.is_valid(manifest(**wrong)), wrong


def test_schema_of_records_knows_every_column(catalogue, files):
    schema = json.loads(files["catalogue/schemas/_generated/records.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    for code, table in catalogue.tables.items():
        assert list(schema["$defs"][code]["properties"]) == list(table.columns)


def test_handwritten_schemas_are_json_schemas():
    for path in sorted(Path(PACKAGE / "schemas").glob("*.json")):
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
