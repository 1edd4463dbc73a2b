"""dlt with its DuckDB reader: the same ZIP, unpacked and transcoded, into a DuckDB table.

Runs in an environment of its own (`bench/peers/requirements.lock`), since dlt's pins are not ours."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


def _unpack(folder: Path, texts: Path) -> None:
    """It reads neither ZIP nor GB18030, so this is part of the work."""
    for archive in (folder / "zips").iterdir():
        with (
            zipfile.ZipFile(archive) as file,
            file.open(file.namelist()[0]) as packed,
            (texts / f"{archive.stem}.csv").open("wb") as out,
            subprocess.Popen(["iconv", "-f", "GB18030", "-t", "UTF-8"], stdin=subprocess.PIPE, stdout=out) as iconv,
        ):
            assert iconv.stdin is not None
            shutil.copyfileobj(packed, iconv.stdin, 1 << 20)
            iconv.stdin.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--side")
    parser.add_argument("--folder", type=Path)
    folder = parser.parse_args().folder
    os.environ |= {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "ERROR", "DLT_DATA_DIR": f"{folder}/dlt"}
    import dlt
    from dlt.sources.filesystem import filesystem, read_csv_duckdb

    from bench.measure import Measured

    database = folder / "dlt.duckdb"
    database.unlink(missing_ok=True)
    shutil.rmtree(folder / "dlt", ignore_errors=True)
    pipeline = dlt.pipeline(
        "bench", destination=dlt.destinations.duckdb(str(database)), dataset_name="raw", pipelines_dir=f"{folder}/dlt"
    )
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=shared) as texts, Measured() as measured:
        _unpack(folder, Path(texts))
        files = filesystem(bucket_url=f"file://{texts}", file_glob="*.csv")
        with next(Path(texts).glob("*.csv")).open(encoding="utf-8") as file:
            width = len(file.readline().split("|"))
        # It makes one name, "x", of every Chinese header.
        names = [f"c{number}" for number in range(width)]
        reader = read_csv_duckdb(delimiter="|", header=True, use_pyarrow=True, names=names)
        pipeline.run((files | reader).with_name("loaded"))
    with pipeline.sql_client() as client:
        (rows,) = client.execute_sql("select count(*) from loaded")[0]
    database.unlink()
    print(json.dumps(measured.figures | {"rows": rows}), file=sys.stdout)


if __name__ == "__main__":
    main()
