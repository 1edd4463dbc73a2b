"""docs/howto/add-a-feed.md is true: this follows it on a copy of the catalogue."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal

import duckdb
import jsonschema
import pytest

from catalogue import load_catalogue
from catalogue.errors import PACKAGE
from catalogue.generate import all_files

PAGE = PACKAGE.parent / "docs" / "howto" / "add-a-feed.md"
STEP = re.compile(r"^(At the end of|Create) `([^`]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The project folder after the steps of the page."""
    if "CA02" in load_catalogue().tables:
        pytest.skip("the example of the page has been added to this project")
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(PACKAGE, root / "catalogue", ignore=shutil.ignore_patterns("__pycache__", "_generated"))
    steps = STEP.findall(PAGE.read_text(encoding="utf-8"))
    assert [verb for verb, _, _ in steps] == ["At the end of"] * 3 + ["Create"] * 2
    for verb, name, text in steps:
        target = root / name
        assert target.exists() == (verb == "At the end of")
        with target.open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)
    return root


def test_following_the_page_declares_and_generates_the_feed(followed):
    catalogue = load_catalogue(followed / "catalogue")
    table = catalogue.tables["CA02"]
    assert table.tolerance == Decimal("0.02") and [c.id for c in table.checks] == [
        "admin_division_code__in_codes",
        "cost_in_range",
    ]
    files = all_files(catalogue)
    for name in (
        "dbt_project/models/staging/_generated/cab/stg_cab__ca02_cremation_record.sql",
        "docs/dictionary/_generated/ca02_cremation_record.md",
    ):
        assert name in files
    with duckdb.connect() as connection:
        connection.execute(files["warehouse_sql/raw/_generated/duckdb.sql"])
        assert connection.execute("select count(*) from raw.ca02_cremation_record").fetchone() == (0,)


def test_delivery_made_by_the_page_is_one_the_interface_knows(followed):
    subprocess.run([sys.executable, "send_one.py"], cwd=followed, check=True)
    (path,) = followed.rglob("CAB_*.json")
    schema = json.loads(
        all_files(load_catalogue(followed / "catalogue"))["catalogue/schemas/_generated/manifest.schema.json"]
    )
    manifest = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(manifest, schema)
    with zipfile.ZipFile(path.with_suffix(".zip")) as archive:
        (member,) = archive.namelist()
        lines = archive.read(member).decode().splitlines()
    table = load_catalogue(followed / "catalogue").tables["CA02"]
    assert lines[0].split("|") == list(table.labels)
    assert len(lines) - 1 == manifest["records"] == 100
