"""Run as a script: go through a door of the product with a fail-point armed, in a fork for each line of standard input.

    {"door": "sftp", "spec": "sftp.rename.before", "given": […]}  ->  the wait status of the fork

Everything is imported once, so that a crash costs milliseconds. This process itself opens nothing.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas  # noqa: F401  (DuckDB imports it at its first query)
import pyarrow as pa

import exchange_adapters.mof_node.ftp  # noqa: F401
import warehouse_sql.engine.postgres  # noqa: F401
from exchange_adapters.mof_node import MofNode, send_packages
from exchange_adapters.sftp_files import SftpFiles
from exchange_adapters.share_push import ShareTarget, push, push_shares
from exchange_adapters.treasury_db import TreasuryDb, send
from tests.exchange_adapters.test_share_push import SHARE
from warehouse_sql import failpoints, parts
from warehouse_sql.engine import duckdb as duck
from warehouse_sql.engine import postgres
from warehouse_sql.location import locate
from warehouse_sql.transform import LATEST


def sftp(settings: Mapping[str, Any], receipts: Sequence[Mapping[str, Any]]) -> None:
    """Receipts onto a partner's server."""
    SftpFiles("exchange_server", settings).send(receipts)


def mof_ftp(settings: Mapping[str, Any], url: str, landing: str) -> None:
    """A package onto the exchange node."""
    send_packages([MofNode("mof_ftp", settings)], url, Path(landing))


def treasury(settings: Mapping[str, Any], url: str) -> None:
    """Payment requests into treasury's database."""
    send(TreasuryDb("treasury", settings), url)


def share(settings: Mapping[str, Any], url: str) -> None:
    """A published share into a middle database."""
    push.declared = lambda: {SHARE.name: SHARE}
    push_shares([ShareTarget("cloud", settings)], url)


def published(url: str, value: int) -> None:
    """A build of one table, as dbt leaves it, takes the published name."""
    location = locate(url)
    if location.dialect == "postgres":
        nothing = pa.schema([("delivery_id", pa.int64())]).empty_table()
        postgres.prepare_build(location, parts.PLAN.empty_table(), nothing, parts.Moment(LATEST).as_table())
        with postgres.open_state(location) as warehouse, warehouse.transaction() as tx:
            tx.execute("create schema next_core")
            tx.execute(f"create table next_core.answer as select {value} as n")
            tx.execute("create schema next_mart")
            tx.execute(f"create table next_mart.answer as select {value} as n")
        postgres.publish(location)
        return
    with duck.build_file(location) as path:
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"create schema core; create table core.answer as select {value} as n")
            connection.execute(f"create schema mart; create table mart.answer as select {value} as n")
        duck.finish_build(location, path, ("t",))
        duck.publish(location, path)


DOORS = {"sftp": sftp, "mof_ftp": mof_ftp, "treasury": treasury, "share": share, "published": published}


def main() -> None:
    for line in sys.stdin:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                failpoints.arm(job["spec"])
                DOORS[job["door"]](*job["given"])
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
