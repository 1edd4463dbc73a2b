"""docs/howto/add-a-rule.md is true: this follows it on a copy of the project. Two other rules of the copy are broken,
one in its SELECT and one in its key: the new one is published all the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, Sent, record
from warehouse_sql import open_published, open_warehouse
from warehouse_sql.control import deliveries

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "howto" / "add-a-rule.md"
STEP = re.compile(r"^Create `([^`]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
BUILD = """
import json, sys
from warehouse_sql import transform
result = transform.build(sys.argv[1])
failed = {node.name: node.message for node in result.failed_rules}
print(json.dumps({"failed": failed, "events": dict(result.events)}))
"""


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The project folder after the steps of the page."""
    root = tmp_path_factory.mktemp("project")
    for package in ("catalogue", "dbt_project", "warehouse_sql"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__", "target", "logs"))
    steps = STEP.findall(PAGE.read_text(encoding="utf-8"))
    assert len(steps) == 3
    for name, text in steps:
        assert not (root / name).exists()
        (root / name).write_text(text, encoding="utf-8")
    rules = root / "dbt_project" / "models" / "rule"
    broken = rules / "rule_per_002__base_above_ceiling.sql"
    broken.write_text(broken.read_text(encoding="utf-8") + "    and c.no_such_column = 1\n", encoding="utf-8")
    doubled = rules / "rule_pen_007__due_and_paid_differ.sql"
    once = doubled.read_text(encoding="utf-8")
    doubled.write_text(
        f"select * from (\n{once}) as one union all select * from (\n{once}) as other\n", encoding="utf-8"
    )
    run(root, "-m", "catalogue.generate")
    return root


def run(root, *arguments):
    environment = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"} | {"PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def deliver(url, home, paid):
    """The pensions of two people for a month, as paid; the contributions of one."""
    table = CATALOGUE.table("EP03")
    place = {"admin_division_code": "632300", "data_period": "202403", "pension_backpay_total": "0"}
    people = zip(("632321195001011239", "632321195102022345"), paid, strict=True)
    pensions = [
        record(table, number, **place, person_id=f"P{number}", citizen_id=citizen, birth_date=citizen[6:14],
               pension_due_total="3000", pension_paid_total=amount)
        for number, (citizen, amount) in enumerate(people, start=1)
    ]  # fmt: skip
    contribution = record(CATALOGUE.table("EP02"), 1, admin_division_code="632300", data_period="202403")
    Sent(table="EP03", period="202403", records=pensions).land(url, home)
    Sent(table="EP02", period="202403", records=[contribution]).land(url, home)
    load_pending(url, home)
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:  # gates are not the matter here
        loaded = deliveries.in_status(tx, "loaded")
        assert loaded
        deliveries.decide(tx, [deliveries.Decision(one.delivery_id, "accepted") for one in loaded])


def test_rule_of_the_page_finds_and_a_broken_one_says_error(followed, duckdb_url, tmp_path, monkeypatch):
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    deliver(duckdb_url, tmp_path / "landing", ("3010.00", "3000.50"))
    told = json.loads(run(followed, "-c", BUILD, duckdb_url).splitlines()[-1])
    assert told["failed"].keys() == {"rule_per_002__base_above_ceiling", "rule_pen_007__due_and_paid_differ"}
    of_key = told["failed"]["rule_pen_007__due_and_paid_differ"]
    assert "one row a (finding_key) is declared" in of_key
    assert told["events"]["opened"] >= 1
    with open_published(duckdb_url) as published:
        found = published.query(
            "select f.amount_at_stake, f.evidence, s.state from rule.fct_finding f"
            " join control.finding_state s on s.finding_key = f.finding_key where f.rule_id = 'PEN-099'"
        ).to_pylist()
        outcomes = published.query("select distinct rule_id, outcome from rule.fct_rule_run").to_pylist()
        shown = published.query("select name, value_amount from rule.fct_finding_evidence where rule_id = 'PEN-099'")
    assert [(str(row["amount_at_stake"]), row["state"]) for row in found] == [("10.00", "open")]
    assert json.loads(found[0]["evidence"]) == {"due_amount": "3000.00", "paid_for_month_amount": "3010.00"}
    assert {row["name"]: str(row["value_amount"]) for row in shown.to_pylist()} == {
        "due_amount": "3000.000000",
        "paid_for_month_amount": "3010.000000",
    }
    by_rule = {(row["rule_id"], row["outcome"]) for row in outcomes}
    for rule_id in ("PER-002", "PEN-007"):
        assert (rule_id, "error") in by_rule and (rule_id, "ran") not in by_rule
    assert ("PEN-099", "ran") in by_rule
