"""A warehouse whose people are there several times over stands for as many people."""

from __future__ import annotations

import duckdb
import pytest

from bench.multiplied import multiply


@pytest.fixture
def one(tmp_path):
    place = tmp_path / "one.duckdb"
    with duckdb.connect(str(place)) as connection:
        for schema in ("base", "core", "seed"):
            connection.execute(f"create schema {schema}")
        connection.execute(
            f"copy (select md5(i::text) as person_key, '6301' || i as citizen_id, '202401' as period, i as amount"
            f" from range(3) as t(i)) to '{tmp_path / 'part.parquet'}'"
        )
        connection.execute(
            f"create view base.base_payment as select * from read_parquet(['{tmp_path / 'part.parquet'}'])"
        )
        connection.execute("create view core.fct_payment as select * from base.base_payment where amount > 0")
        connection.execute(
            "create table base.base_person_identity as select md5('0') as person_key, md5('1') as resolved_person_key"
        )
        connection.execute("create table core.dim_parameter as select 'age' as parameter_id, 60 as value")
        connection.execute("create table seed.seed_rule as select 'a' as person_id")
        connection.execute("create table base.base_unasked as select 'a' as person_key")
    return place


def test_people_are_there_as_often_and_everything_else_once(one, tmp_path):
    statements = [
        'select * from "one"."core"."fct_payment", "one"."core"."dim_parameter", "one"."seed"."seed_rule"',
        "select * from base.base_person_identity",
    ]
    made = multiply(one, tmp_path / "five", 5, statements)
    with duckdb.connect(str(made), read_only=True) as connection:
        assert connection.execute(
            "select count(*), count(distinct person_key), count(distinct citizen_id), sum(amount) from core.fct_payment"
        ).fetchone() == (10, 10, 10, 15)
        assert connection.execute(
            "select count(*) from base.base_person_identity as i"
            " inner join core.fct_payment as p on p.person_key = i.resolved_person_key and p.amount = 1"
        ).fetchone() == (5,)
        assert connection.execute("select count(*) from core.dim_parameter").fetchone() == (1,)
        assert connection.execute("select count(*) from seed.seed_rule").fetchone() == (1,)
        (read,) = connection.execute("select sql from duckdb_views() where view_name = 'base_payment'").fetchone()
        assert str(tmp_path / "five") in read
        with pytest.raises(duckdb.CatalogException):
            connection.execute("select * from base.base_unasked")


def test_a_view_that_cannot_stand_is_an_error_and_no_endless_search(one, tmp_path):
    with duckdb.connect(str(one)) as connection:
        connection.execute("create schema mart")
        connection.execute("create table mart.elsewhere as select 1 as amount")
        connection.execute("create view core.fct_elsewhere as select * from mart.elsewhere")
    with pytest.raises(duckdb.CatalogException, match="elsewhere"):
        multiply(one, tmp_path / "two", 2, ["select * from core.fct_elsewhere"])
