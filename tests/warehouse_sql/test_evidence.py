"""How an amount of a finding follows from its lines: by what the SQL says, never by figures that happen to be equal."""

from __future__ import annotations

import ast
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from warehouse_sql import evidence, evidence_verify
from warehouse_sql.explain import LineView, Origins, RowView
from warehouse_sql.explain_lines import Cell, RawLine

RULE = "select {{{{ person_finding('X-001', 'b', kind=\"'k'\", amount='{amount}', observed=\"'1'\") }}}}, b.extra"
FACT = """select b.fund_code,
    {{{{ money('{paid}') }}}} as paid_amount,
    {{{{ money('coalesce(b.due, 0)') }}}} as due_amount
from base_thing as b"""


def row(model, values, *, rows=(), cells=None):
    line = None
    if cells is not None:
        line = LineView(2, None, RawLine(2, "", tuple(Cell(name, name, value) for name, value in cells.items())))
    made = RowView(model, "core", "", "", values, {}, line=line)
    made.origins = [Origins(rows[0].model, "", len(rows), list(rows))] if rows else []
    return made


def told(amount, paid, at_stake, *cells, values):
    facts = [row("fct_thing", value, cells=cell) for cell, value in zip(cells, values, strict=True)]
    finding = row("rule_x", {"amount_at_stake": Decimal(at_stake)}, rows=facts)
    sql = {"rule_x": RULE.format(amount=amount), "fct_thing": FACT.format(paid=paid)}
    found = evidence.figure(finding, "amount_at_stake", sql, lambda line: "L")
    return found["status"], [(term["sign"], term["column"]) for term in found["terms"]]


@pytest.mark.parametrize(
    ("paid", "cells", "terms"),
    [
        ("coalesce(b.own, 0)", {"own": "30.00", "due": "30.00"}, [(1, "own")]),
        ("coalesce(b.own, 0) + coalesce(b.other, 0)", {"own": "10", "other": "20.00"}, [(1, "own"), (1, "other")]),
        ("b.own - b.back - b.fee", {"own": "35", "back": "4", "fee": "1"}, [(1, "own"), (-1, "back"), (-1, "fee")]),
        ("case when b.f = 1 then b.own else b.own - b.back end", {"own": "35.00", "back": "5.00", "due": "30.00"},
         [(1, "own"), (-1, "back")]),
        ("b.own * 2", {"own": "15.00", "due": "30.00"}, []),
    ],
)  # fmt: skip
def test_amount_is_what_the_sql_adds_and_nothing_that_is_only_equal(paid, cells, terms):
    values = [{"paid_amount": Decimal("30.00"), "due_amount": Decimal("30.00")}]
    assert told("b.paid_amount", paid, "30.00", cells, values=values) == ("sum" if terms else "not_a_sum", terms)


def test_amount_is_summed_over_rows_and_a_difference_of_two_sums():
    cells = [{"own": "10.00", "due": "25.00"}, {"own": "20.00", "due": "40.00"}]
    values = [{"paid_amount": Decimal(c["own"]), "due_amount": Decimal(c["due"])} for c in cells]
    assert told("t.paid_amount", "b.own", "30.00", *cells, values=values) == ("sum", [(1, "own")] * 2)
    assert told("t.due_amount - t.paid_amount", "b.own", "35.00", *cells, values=values) == (
        "sum", [(1, "due"), (-1, "own")] * 2,
    )  # fmt: skip
    assert told("t.paid_amount", "b.own", "29.99", *cells, values=values) == ("not_a_sum", [])
    assert told("t.excess", "b.own", "30.00", *cells, values=values) == ("not_a_sum", [])
    assert told("t.paid_amount", "b.own", "0.00", *cells, values=values) == ("zero", [])


def test_check_in_the_bundle_runs_on_an_old_python_without_anything_of_ours():
    tree = ast.parse(Path(evidence_verify.__file__).read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
