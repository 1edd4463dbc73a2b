"""PostgreSQL: state and published build live in one database; a build goes to `next_…` schemas and is swapped in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final

import psycopg
import pyarrow as pa
from pgpq import ArrowToPostgresBinaryEncoder
from psycopg import conninfo
from psycopg import sql as psql

from warehouse_sql.ahead import Ahead
from warehouse_sql.engine.parameters import rewrite
from warehouse_sql.failpoints import reached
from warehouse_sql.location import Location
from warehouse_sql.port import Dialect, Params, Transaction, WarehouseError

# Schemas a build makes; on publishing each takes the place of its namesake.
BUILT_SCHEMAS = ("staging", "seed", "base", "intermediate", "core", "rule", "mart", "share")
NEXT = "next_"
_BUILT = re.compile(rf"(?<![\w.])({'|'.join(BUILT_SCHEMAS)})\.(?=[a-z_\"])")
_CATALOGUE = re.compile(r"information_schema\.(tables|columns)")

_ARROW_TYPES: dict[str, pa.DataType] = {
    "bool": pa.bool_(),
    "int2": pa.int64(),
    "int4": pa.int64(),
    "int8": pa.int64(),
    "float4": pa.float64(),
    "float8": pa.float64(),
    "text": pa.string(),
    "varchar": pa.string(),
    "bpchar": pa.string(),
    "name": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "bytea": pa.binary(),
}
_STORED_TYPES = _ARROW_TYPES | {
    "int2": pa.int16(),
    "int4": pa.int32(),
    "float4": pa.float32(),
    "numeric": pa.decimal128(38, 6),
}


class PostgresTransaction:
    """One transaction on a psycopg connection."""

    dialect: Dialect = "postgres"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def _cursor(self, sql: str, params: Params | None) -> psycopg.Cursor[Any]:
        if not params:
            return self._connection.execute(sql.encode())
        text, used = rewrite(sql.replace("%", "%%"), params, "%%(%s)s")
        return self._connection.execute(text.encode(), used)

    def execute(self, sql: str, params: Params | None = None) -> int:
        return self._cursor(sql, params).rowcount

    def execute_many(self, sql: str, rows: Sequence[Params]) -> None:
        if rows:
            text, _ = rewrite(sql.replace("%", "%%"), rows[0], "%%(%s)s")
            with self._connection.cursor() as cursor:
                cursor.executemany(text.encode(), [dict(row) for row in rows])

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        cursor = self._cursor(sql, params)
        description = cursor.description or []
        rows = cursor.fetchall()
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(description)
        arrays = [_array(column, values) for column, values in zip(description, columns, strict=True)]
        return pa.Table.from_arrays(arrays, names=[column.name for column in description])

    def lock(self, name: str) -> None:
        self._connection.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"sif.{name}"])

    def append(self, table: str, data: pa.Table | Iterable[pa.RecordBatch], schema: pa.Schema | None = None) -> int:
        if isinstance(data, pa.Table):
            schema, batches = data.schema, iter(data.to_batches())
        elif schema is None:
            raise ValueError("append: batches need their schema")
        else:
            batches = iter(data)
        wanted = self._as_stored(table, schema)
        columns = psql.SQL(", ").join(map(psql.Identifier, schema.names))
        command = psql.SQL("copy {} ({}) from stdin (format binary)").format(
            psql.Identifier(*table.split(".")), columns
        )
        copied = 0

        def encoded() -> Iterator[bytes]:
            nonlocal copied
            encoder = ArrowToPostgresBinaryEncoder(wanted)
            yield encoder.write_header()
            for batch in batches:
                yield encoder.write_batch(batch.cast(wanted))
                copied += batch.num_rows
            yield encoder.finish()

        # The server reads one piece while the next is encoded; a table that is there already is too small for that.
        with self._connection.cursor() as cursor, cursor.copy(command) as copy:
            if isinstance(data, pa.Table):
                for piece in encoded():
                    copy.write(piece)
            else:
                with Ahead(encoded(), depth=4) as pieces:
                    for piece in pieces:
                        copy.write(piece)
        return copied

    def _as_stored(self, table: str, schema: pa.Schema) -> pa.Schema:
        """The schema in the types of the table's columns: binary COPY converts nothing."""
        found = self._connection.execute(
            "select attname, typname from pg_attribute join pg_type t on t.oid = atttypid"
            " where attrelid = %s::regclass and attnum > 0",
            [table],
        )
        stored: dict[str, str] = dict(found.fetchall())
        fields = []
        for field in schema:
            kind = stored.get(field.name, "")
            keep = kind == "numeric" and pa.types.is_decimal(field.type)
            arrow = field.type if keep else _STORED_TYPES.get(kind)
            if arrow is None:
                raise WarehouseError(
                    f"append: {table} has no column {field.name} of a type that can be appended ({kind})"
                )
            fields.append((field.name, arrow))
        return pa.schema(fields)


class PostgresWarehouse:
    """A connection to the database, for the state or for reading what is published."""

    dialect: Dialect = "postgres"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[PostgresTransaction]:
        with self._connection.transaction():
            yield PostgresTransaction(self._connection)
            reached("postgres.commit.before")
        reached("postgres.commit.after")

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        with self._connection.transaction():
            return PostgresTransaction(self._connection).query(sql, params)

    def batches(self, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
        # A cursor of the server: the client holds one batch.
        with self._connection.transaction(), self._connection.cursor(name="batches") as cursor:
            cursor.execute(sql.encode())
            description = cursor.description or []
            while found := cursor.fetchmany(rows):
                columns = list(zip(*found, strict=True))
                arrays = [_array(column, values) for column, values in zip(description, columns, strict=True)]
                yield pa.RecordBatch.from_arrays(arrays, names=[column.name for column in description])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        # What is read in a transaction cannot be swapped away under it: publishing waits until its end.
        with self._connection.transaction():
            yield

    def relations(self) -> set[str]:
        found = self.query("select table_schema || '.' || table_name as name from information_schema.tables")
        return set(found.column("name").to_pylist())

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> PostgresWarehouse:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class PostgresBeside(PostgresWarehouse):
    """A build that stands beside the published one, read under the names of the published one.

    Readers write `mart.x`; here that is `<name>_mart.x`. `control` is the same for all.
    """

    def __init__(self, opened: PostgresWarehouse, prefix: str) -> None:
        super().__init__(opened._connection)
        if not re.fullmatch(r"[a-z0-9]+_", prefix):
            raise ValueError("a build's name has letters and digits only")
        self._prefix = prefix

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        return super().query(self._renamed(sql), params)

    def batches(self, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
        yield from super().batches(self._renamed(sql), rows)

    def _renamed(self, sql: str) -> str:
        own = f"like '{self._prefix[:-1]}\\_%'"
        cut = len(self._prefix) + 1
        pieces = re.split(r"('(?:[^']|'')*')", sql)
        for place in range(0, len(pieces), 2):  # what is quoted stays
            text = _BUILT.sub(rf"{self._prefix}\1.", pieces[place])
            pieces[place] = _CATALOGUE.sub(
                lambda found: (
                    f"(select substr(table_schema, {cut}) as table_schema, table_name"
                    + (", column_name, ordinal_position, data_type" if found[1] == "columns" else "")
                    + f" from information_schema.{found[1]} where table_schema {own}) as {found[1]}"
                ),
                text,
            )
        return "".join(pieces)


def _connect(location: Location, *, read_only: bool) -> PostgresWarehouse:
    try:
        connection = psycopg.connect(location.url, autocommit=True, connect_timeout=15)
    except psycopg.OperationalError as error:
        parts = conninfo.conninfo_to_dict(location.url)
        place = f"{parts.get('host', 'localhost')}:{parts.get('port', 5432)}/{parts.get('dbname', '')}"
        raise WarehouseError(
            f"cannot connect to PostgreSQL at {place}: {error}; check that it runs and that SIF_WAREHOUSE is right"
        ) from error
    connection.execute("set timezone = 'Asia/Shanghai'")
    connection.execute("set client_min_messages = warning")
    connection.read_only = read_only
    return PostgresWarehouse(connection)


def open_state(location: Location) -> PostgresWarehouse:
    """Open for reading and writing."""
    return _connect(location, read_only=False)


def open_published(location: Location) -> PostgresWarehouse:
    """Open read-only. Raises WarehouseError where nothing has been published."""
    published = _connect(location, read_only=True)
    if location.name:
        published = PostgresBeside(published, _prefix(location))
    if not any(name.split(".")[0] in BUILT_SCHEMAS for name in published.relations()):
        published.close()
        raise WarehouseError("nothing is published in this database yet: run `sif build` (or `sif night`)")
    return published


# A transaction holds three locks a dropped table until its end, and a server has some 8,000 for everybody. Changed code
# leaves the parts of five years behind, thousands of them.
_DROPPED_AT_ONCE: Final = 100

# Of what a model puts together on its way the planner knows no size and expects a row or two, whatever it was told of
# tables; loops over one inside the other then take hours over a province, and merging reads what has many rows a key
# again for each. Whole tables are joined here: by hash, unless there is nothing to be equal. Commits need not wait for
# the disk: the one that publishes does, for all before it.
_BUILD_OPTIONS: Final = "-c enable_nestloop=off -c enable_mergejoin=off -c jit=off -c synchronous_commit=off"


def dbt_environment(location: Location) -> dict[str, str]:
    """What dbt's profile needs to reach the database."""
    parts = conninfo.conninfo_to_dict(location.url)
    return {
        "SIF_PG_HOST": str(parts.get("host") or "localhost"),
        "SIF_PG_PORT": str(parts.get("port") or "5432"),
        "SIF_PG_USER": str(parts.get("user") or "postgres"),
        "SIF_PG_PASSWORD": str(parts.get("password") or ""),
        "SIF_PG_DBNAME": str(parts.get("dbname") or "postgres"),
        "PGOPTIONS": _BUILD_OPTIONS,
    }


def part_table(fingerprint: str) -> str:
    """The table of a part."""
    return f"part.p_{fingerprint}"


def part_tables(location: Location) -> set[str]:
    """Tables of parts that are there."""
    with open_state(location) as warehouse:
        return {name for name in warehouse.relations() if name.startswith("part.p_")}


def prepare_build(location: Location, plan: pa.Table, delivery: pa.Table, moment: pa.Table) -> None:
    """Clear what an interrupted build left in the `next_…` schemas; the plan of the parts comes in."""
    with open_state(location) as warehouse, warehouse.transaction() as tx:
        for schema in BUILT_SCHEMAS:
            tx.execute(f"drop schema if exists {NEXT}{schema} cascade")
        tx.execute("create schema if not exists part")
        tx.execute("drop table if exists part.plan, part.delivery, part.failed_rule, part.moment")
        tx.execute("create table part.failed_rule (rule_id text)")
        tx.execute(
            "create table part.plan"
            " (model text, period text, fingerprint text, place text, is_new boolean,"
            " is_shown boolean, goes_on_from text)"
        )
        tx.execute("create table part.delivery (fingerprint text, delivery_id bigint)")
        tx.append("part.plan", plan)
        tx.append("part.delivery", delivery)
        tx.execute("create table part.moment (as_of text, repairs_until text)")
        tx.append("part.moment", moment)
        _analyze_delivered(tx)
        for table in ("plan", "delivery", "failed_rule", "moment"):
            tx.execute(f"analyze part.{table}")


def join_by_hash(tx: Transaction) -> None:
    """Until the end of the transaction: of "the last event of each" the planner expects few rows, and would join
    hundreds of thousands of findings with them in loops."""
    tx.execute("set local enable_nestloop = off")
    tx.execute("set local enable_mergejoin = off")


def _analyze_delivered(tx: PostgresTransaction) -> None:
    """Tell the planner of tables that deliveries have filled since it was told. The server does so by itself, by the
    same measure, but minutes later."""
    stale = tx.query(
        "select schemaname || '.' || relname as name from pg_stat_user_tables"
        " where schemaname in ('raw', 'control') and n_mod_since_analyze > 50 + n_live_tup / 10"
    )
    for name in stale.column("name").to_pylist():
        tx.execute(f"analyze {name}")


def note_failed_rules(location: Location, rule_ids: Iterable[str]) -> None:
    """What the second pass of a build has to leave out (macros/rule/failed_rules.sql)."""
    with open_state(location) as warehouse, warehouse.transaction() as tx:
        tx.execute_many("insert into part.failed_rule values (:rule_id)", [{"rule_id": one} for one in rule_ids])


def part_rows(location: Location, places: Mapping[str, str]) -> dict[str, int]:
    """Rows of the parts that are there, by fingerprint."""
    there = part_tables(location)
    found = {fingerprint: place for fingerprint, place in places.items() if place in there}
    return count_rows(location, found)


def discard_parts(location: Location, wanted: Iterable[str]) -> None:
    """Remove parts that no build needs (`wanted`: fingerprints of those that one does) and that were made long ago."""
    keep = set(wanted)
    with open_state(location) as warehouse:
        old = warehouse.query(
            "select fingerprint from control.part"
            " where built_at < (now() at time zone 'Asia/Shanghai') - interval '7 days'"
        )
        unwanted = [one for one in old.column("fingerprint").to_pylist() if one not in keep]
        for start in range(0, len(unwanted), _DROPPED_AT_ONCE):
            with warehouse.transaction() as tx:
                for one in unwanted[start : start + _DROPPED_AT_ONCE]:
                    tx.execute(f"drop table if exists {part_table(one)}")
                    tx.execute("delete from control.part where fingerprint = :fingerprint", {"fingerprint": one})


def count_rows(location: Location, tables: Mapping[str, str]) -> dict[str, int]:
    """Rows of tables, by the names they are given with (name → `schema.table`)."""
    with open_state(location) as warehouse:
        return {
            name: int(warehouse.query(f"select count(*) as n from {table}").column("n")[0].as_py())
            for name, table in tables.items()
        }


def publish(location: Location) -> None:
    """Swap all built schemas in one transaction: a reader sees the old build or the new, never a mixture.

    Who may read the old schemas and tables may read the new ones: systems that read shares must not be locked out.
    """
    with open_state(location) as warehouse, warehouse.transaction() as tx:
        rights = [] if location.name else _rights(tx)
        beside = _prefix(location)
        built = set(tx.query("select schema_name from information_schema.schemata").column("schema_name").to_pylist())
        for schema in BUILT_SCHEMAS:
            if NEXT + schema in built:
                tx.execute(f"drop schema if exists {beside}{schema} cascade")
                tx.execute(f"alter schema {NEXT}{schema} rename to {beside}{schema}")
        for grant in rights:
            tx.execute(grant)


def is_published(location: Location) -> bool:
    """Whether the build is there."""
    with open_state(location) as warehouse:
        return any(name.startswith(f"{_prefix(location)}seed.") for name in warehouse.relations())


def discard_published(location: Location) -> None:
    """Remove a build that stands beside the published one."""
    if not location.name:
        raise ValueError("the published build is replaced, never removed")
    with open_state(location) as warehouse, warehouse.transaction() as tx:
        for schema in BUILT_SCHEMAS:
            tx.execute(f"drop schema if exists {_prefix(location)}{schema} cascade")


def _prefix(location: Location) -> str:
    """What stands before the schemas of a build that stands beside the published one."""
    return f"{location.name}_" if location.name else ""


def _rights(tx: PostgresTransaction) -> list[str]:
    """Statements that give the rights on published schemas, and on tables that are built again, to whoever has them."""
    schemas = ", ".join(f"'{schema}'" for schema in BUILT_SCHEMAS)
    rows = tx.query(
        f"""
        select 'schema' as kind, n.nspname as schema_name, '' as table_name, a.grantee as role_id,
            coalesce(r.rolname, '') as role_name, a.privilege_type, a.is_grantable
        from pg_namespace as n
        cross join lateral aclexplode(n.nspacl) as a
        left join pg_roles as r on r.oid = a.grantee
        where n.nspname in ({schemas}) and a.grantee <> n.nspowner
        union all
        select 'table', n.nspname, c.relname, a.grantee, coalesce(r.rolname, ''), a.privilege_type, a.is_grantable
        from pg_class as c
        inner join pg_namespace as n on n.oid = c.relnamespace
        inner join pg_class as c2 on c2.relname = c.relname
        inner join pg_namespace as n2 on n2.oid = c2.relnamespace and n2.nspname = '{NEXT}' || n.nspname
        cross join lateral aclexplode(c.relacl) as a
        left join pg_roles as r on r.oid = a.grantee
        where n.nspname in ({schemas}) and a.grantee <> c.relowner
        order by 1, 2, 3, 5, 6
        """
    ).to_pylist()
    grants = []
    for row in rows:
        if row["role_id"] and not row["role_name"]:
            continue  # the role is gone
        names = [row["schema_name"]] + ([row["table_name"]] if row["kind"] == "table" else [])
        grants.append(
            psql.SQL("grant {} on {} {} to {}{}")
            .format(
                psql.SQL(row["privilege_type"]),
                psql.SQL(row["kind"]),
                psql.Identifier(*names),
                psql.Identifier(row["role_name"]) if row["role_id"] else psql.SQL("public"),
                psql.SQL(" with grant option" if row["is_grantable"] else ""),
            )
            .as_string(None)
        )
    return grants


def _array(column: psycopg.Column, values: Sequence[Any]) -> pa.Array:
    info = psycopg.adapters.types.get(column.type_code)
    if info is not None and info.name == "numeric":
        if column.precision:
            return pa.array(values, pa.decimal128(column.precision, column.scale or 0))
        exponents = [v.as_tuple().exponent for v in values if isinstance(v, Decimal)]
        scale = max((-e for e in exponents if isinstance(e, int)), default=0)
        return pa.array(values, pa.decimal128(38, max(scale, 0)))
    return pa.array(values, _ARROW_TYPES.get(info.name) if info else pa.string())
