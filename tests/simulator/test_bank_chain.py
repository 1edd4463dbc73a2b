"""Statements of months that were generated apart follow one another without a break."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from lxml import etree

from simulator.money import MonthMoney, write_statements
from simulator.months import month_index


def balances(folder: Path, seq: int) -> list[tuple[str, str]]:
    """Opening and closing of every statement of an account, in the order of the files."""
    found = []
    for path in sorted(folder.rglob(f"BANK_CAMT053_*_{seq:03d}.xml")):
        for statement in etree.parse(path).iterfind(".//{*}Stmt"):
            by_kind = {b.findtext(".//{*}Cd"): b.findtext("{*}Amt") for b in statement.iterfind("{*}Bal")}
            found.append((by_kind["OPBD"], by_kind["CLBD"]))
    return found


@pytest.mark.parametrize("seq", [1, 2])
def test_months_generated_apart_are_one_chain(tmp_path, seq):
    gain = MonthMoney("632300", month_index("202401"), (100_00, 50_00), ((month_index("202401"), 900_00),))
    loss = MonthMoney("632300", month_index("202402"), (700_00, 0), ((month_index("202402"), 1_00),))
    idle = MonthMoney("632300", month_index("202403"), (0,), ((month_index("202403"), 0),))
    for money in (gain, loss, idle):
        write_statements(tmp_path, [money])
    found = balances(tmp_path, seq)
    assert len(found) >= 3
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))
