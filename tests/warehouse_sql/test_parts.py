"""Incremental builds: exactly the parts that late deliveries name are made again, and nothing else is different."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import psycopg
import pytest

from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, good, land, query, record
from warehouse_sql import clock, open_published, open_warehouse, transform
from warehouse_sql.content_hash import content_hash
from warehouse_sql.control import deliveries
from warehouse_sql.engine import postgres
from warehouse_sql.location import locate

MODELS = {"EP01": "base_unit_contribution_month", "EP02": "base_contribution_month", "EP03": "base_benefit_month"}
PERIODS = ("202312", "202401", "202402", "202403")
# A running model, made from one of the periods; up to which it has parts: a year's last, the last but one, the last.
OF_PERIOD, RUNNING, UP_TO = "base_person_sighting", "base_person_record", ("202312", "202402", "202403")
# One that begins anew each year, made from contributions.
OF_YEAR = "base_contributed_year"
BUILT = (*MODELS.values(), OF_PERIOD, RUNNING, OF_YEAR)
REGIONS = ("632300", "630102")
CORRECTIONS = 100
# What a round leaves alone: a month in the middle of all but contributions, then all of the first one.
LEFT_ALONE = ({("EP01", "202402"), ("EP03", "202402")}, {(table, PERIODS[0]) for table in MODELS})


def file(table: str, region: str, period: str, seq: int, mode: str = "full", first: int = 1, count: int = 5):
    source = CATALOGUE.table(table).source
    sent = good(0, table=table, source=source, region=region, period=period, seq=seq, mode=mode)
    values = {"admin_division_code": region, "data_period": period}
    for number in range(first, first + count):
        amount = {f.column: f"{seq}.{number:02d}" for f in CATALOGUE.table(table).fields if f.logical_type == "money"}
        sent.records.append(record(CATALOGUE.table(table), number, **values, **amount))
    return sent


def accept(url: str, root: Path, sent: list) -> None:
    """As after a gate that found nothing: what is tried here is the build."""
    landed = land(sent, url, root)
    load_pending(url, root)
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        deliveries.decide(tx, [deliveries.Decision(one.delivery_id, "accepted") for one in landed])


def build(url: str, **options) -> tuple[set[tuple[str, str]], dict[str, str]]:
    """(parts made, hashes of the models)."""
    result = transform.build(url, select=[*BUILT, "dim_fund"], **options)
    made = query(url, "select model, period from control.part where build_id = :id and period <> ''",
                 id=result.build_id)  # fmt: skip
    with open_published(url) as published:
        hashes = {name: content_hash(published, f"base.{name}") for name in BUILT}
    return {(row["model"], row["period"]) for row in made}, hashes


def made_of(changed: set[tuple[str, str]], up_to: tuple[str, ...] = UP_TO) -> set[tuple[str, str]]:
    """Parts that have to be made where (table, period) are new."""
    of_people = {period for table, period in changed if table != "EP01"}
    made = {(MODELS[table], period) for table, period in changed} | {(OF_PERIOD, period) for period in of_people}
    made |= {(RUNNING, period) for period in up_to if of_people and period >= min(of_people)}
    paid = {period for table, period in changed if table == "EP02"}
    return made | {(OF_YEAR, to) for to in up_to if any(to[:4] == one[:4] and to >= one for one in paid)}


def forget_parts(url: str) -> None:
    """As on a machine that has nothing but the state."""
    location = locate(url)
    if location.dialect == "duckdb":
        shutil.rmtree(location.published_path.with_name(f"{location.published_path.stem}.parts"))
    else:
        with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
            tx.execute("drop schema part cascade")


@pytest.mark.slow
def test_a_hundred_late_corrections_make_the_parts_they_name_and_equal_a_build_from_nothing(warehouse_url, tmp_path):
    chance, root = random.Random(11), tmp_path / "landing"
    next_seq = {(table, region, period): 2 for table in MODELS for region in REGIONS for period in PERIODS}
    accept(warehouse_url, root, [file(*place, seq=1) for place in next_seq])
    everything = made_of({(table, period) for table in MODELS for period in PERIODS})
    made, first = build(warehouse_url)
    assert made == everything
    if locate(warehouse_url).dialect == "postgres":
        assert len(scanned(warehouse_url, MODELS["EP02"], "202402")) == 1
        assert len(scanned(warehouse_url, MODELS["EP02"], "202402", "202403")) == 2
    moment = clock.now()
    for left_alone in LEFT_ALONE:
        late = []
        for _ in range(CORRECTIONS // len(LEFT_ALONE)):
            place = chance.choice([place for place in next_seq if (place[0], place[2]) not in left_alone])
            mode, first_number = chance.choice([("full", 1), ("append", 3), ("append", 50)])
            late.append(file(*place, next_seq[place], mode, first_number, chance.randint(1, 8)))
            next_seq[place] += 1
        accept(warehouse_url, root, late)
        made, hashes = build(warehouse_url)
        assert made == made_of({(one.table, one.period) for one in late})
    assert hashes != first
    again, same = build(warehouse_url)
    assert again == set() and same == hashes
    # What was known before is there still: no part is made, and the former hashes come.
    made, then = build(warehouse_url, as_of=moment)
    assert made == set() and then == first
    forget_parts(warehouse_url)
    made, full = build(warehouse_url)
    assert made == everything
    assert full == hashes


def test_a_part_of_a_build_that_failed_is_made_again(warehouse_url, tmp_path, monkeypatch):
    accept(warehouse_url, tmp_path / "landing", [file("EP02", "632300", "202401", 1)])
    monkeypatch.setattr(transform, "_stop_on_failure", lambda nodes: _raise())
    with pytest.raises(transform.BuildFailed):
        build(warehouse_url)
    monkeypatch.undo()
    made, _ = build(warehouse_url)
    assert made == made_of({("EP02", "202401")}, up_to=("202401",))
    if locate(warehouse_url).dialect == "postgres":
        assert unknown_to_the_planner(warehouse_url) == []


def test_parts_that_no_build_needs_are_removed_where_a_server_cannot_lock_them_all_at_once(postgres_url):
    names = [f"{number:040x}" for number in range(400)]  # three locks each
    open_warehouse(postgres_url).close()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("create schema part")
        connection.execute(";".join(f"create table part.p_{name} (t text)" for name in names))
        connection.execute(
            "insert into control.part (fingerprint, model, period, rows, build_id, built_at)"
            " select unnest(%s::text[]), 'base_x', '202401', 1, 'b', '2020-01-01'",
            [names],
        )
        with pytest.raises(psycopg.errors.OutOfMemory):  # the server is as busy as it can be, but for 700 locks
            connection.execute("select pg_advisory_lock(n) from generate_series(1, 100000) as n")
        connection.execute("select pg_advisory_unlock(n) from generate_series(1, 700) as n")
        postgres.discard_parts(locate(postgres_url), names[:1])
    assert postgres.part_tables(locate(postgres_url)) == {postgres.part_table(names[0])}
    assert [row["fingerprint"] for row in query(postgres_url, "select fingerprint from control.part")] == names[:1]


def scanned(url: str, model: str, *periods: str) -> set[str]:
    """Parts that PostgreSQL reads for some periods of a model."""
    named = ", ".join(f"'{period}'" for period in periods)
    with open_published(url) as published:
        plan = published.query(f"explain select * from base.{model} where period in ({named})").column(0).to_pylist()
    return set(re.findall("p_[0-9a-f]{40}", "\n".join(plan)))


def unknown_to_the_planner(url: str) -> list[dict[str, str]]:
    """Tables of a build, and parts, that PostgreSQL has no statistics of."""
    return query(
        url,
        "select n.nspname || '.' || c.relname as name"
        " from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
        " where c.relkind = 'r' and c.reltuples < 0 and n.nspname in ('part', 'seed', 'base', 'core')",
    )


def _raise() -> None:
    raise transform.BuildFailed("as if a test had failed")


def test_changed_code_makes_the_parts_of_its_model_and_no_others(duckdb_url, tmp_path, monkeypatch):
    accept(duckdb_url, tmp_path / "landing", [file(table, "632300", "202401", 1) for table in MODELS])
    build(duckdb_url)
    project = tmp_path / "dbt_project"
    shutil.copytree(transform.PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    monkeypatch.setattr(transform, "PROJECT", project)
    model = project / "models" / "base" / "_generated" / "base_benefit_month.sql"
    model.write_text(model.read_text(encoding="utf-8") + "-- changed\n", encoding="utf-8")
    made, _ = build(duckdb_url)
    assert made == {("base_benefit_month", "202401")}


# One made in parts, a table, views with and without a period in their key.
DOUBLED = {
    "base_benefit_month": "base/_generated",
    "dim_fund": "core",
    "fct_contribution": "core",
    "fct_payable_item": "core",
}


def test_a_model_with_several_rows_of_its_grain_fails_and_says_so(warehouse_url, tmp_path):
    sent = [file(table, "632300", "202401", 1) for table in ("EP02", "EP03", "EP12")]
    accept(warehouse_url, tmp_path / "landing", sent)
    project = tmp_path / "dbt_project"
    shutil.copytree(transform.PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    for name, folder in DOUBLED.items():
        model = project / "models" / folder / f"{name}.sql"
        config, select = re.match(r"(\{\{ config\(.*?\) \}\})?(.*)", model.read_text(encoding="utf-8"), re.S).groups()
        lines = [line for line in select.splitlines() if not line.startswith("-- ")]
        doubled = "select * from (\n{0}\n) as one union all select * from (\n{0}\n) as other\n"
        model.write_text((config or "") + doubled.format("\n".join(lines)), encoding="utf-8")
    with pytest.raises(transform.BuildFailed) as failed:
        transform.build(warehouse_url, select=list(DOUBLED), project=project)
    for name in DOUBLED:
        assert re.search(rf"{name}: one row a \([^)]+\) is declared, but \d+ of them have several", str(failed.value))


def test_a_reader_of_the_published_file_reaches_its_parts_and_no_other_file(duckdb_url, tmp_path):
    accept(duckdb_url, tmp_path / "landing", [file("EP02", "632300", "202401", 1)])
    build(duckdb_url)
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with open_published(duckdb_url) as published:
        [row] = published.query("select count(*) as n from base.base_contribution_month").to_pylist()
        assert row["n"] == 5
        # Not the part without rows: DuckDB would expect as many of the others.
        [view] = published.query(
            "select sql from duckdb_views() where view_name = 'base_contribution_month'"
        ).to_pylist()
        assert view["sql"].count(".parquet") == 1
        with pytest.raises(Exception, match=r"[Pp]ermission|disabled"):
            published.query(f"select * from read_csv('{secret}')")
