"""The deliveries of a county beyond enterprise pension: every other table of every source that sends files."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from catalogue import Table, load_catalogue
from simulator.delivery import Feed, Written
from simulator.feeds import BANKS
from simulator.life_tables import LifeTables
from simulator.lives import CountyLives
from simulator.money import SHANGHAI, MonthMoney
from simulator.months import date_in, period_of
from simulator.tables import Filled

Ints = NDArray[np.int64]

OWN_WAY = ("EP", "PS", "TR", "BK", "HI")
"""Tables that `generate` writes from single lives (EP, PS) or that do not come as
files of one (TR, BK, and HI, which is read out of workbooks of the past)."""
COLLECTED = ("RP06", "IP08", "EM08", "EM10", "RM04", "UE06", "WI06", "MT04")
"""Tables that together say what tax collected, each yuan once."""
COLLECTED_AMOUNTS = ("unit_paid_amount", "personal_paid_amount", "collective_aid_amount")


def codes(month: int) -> list[str]:
    """Tables due for a month: the monthly and real-time ones, in January also those of the year."""
    return [
        code
        for code, table in load_catalogue().tables.items()
        if not code.startswith(OWN_WAY) and (table.cycle != "year" or month % 12 == 0)
    ]


def write(outbox: Path, lives: CountyLives, month: int) -> tuple[list[Written], list[MonthMoney]]:
    """One file a table; what was written, and the money of each fund that collects or pays."""
    of, plan = lives.of, lives.plan
    written: list[Written] = []
    collected: dict[str, int] = {}
    paid: dict[str, Ints] = {}
    for filled in LifeTables(lives.month(month)).fill(codes(month)):
        table = filled.table
        feed = Feed(outbox, table.file_code, of.code, period_of(month), sent_at(table, month),
                    changes=plan.sent.get((table.file_code, of.code, month)))  # fmt: skip
        feed.add(filled.count, filled.columns)
        written.append(feed.close())
        if table.table_id == "benefit_disbursement":
            paid[table.insurance_code] = _by_bank(filled)
        elif table.file_code in COLLECTED:
            amounts = (np.asarray(filled.columns[name]).sum() for name in COLLECTED_AMOUNTS if name in filled.columns)
            collected[table.insurance_code] = collected.get(table.insurance_code, 0) + int(sum(amounts))
    return written, [
        MonthMoney(of.code, month, tuple(int(fen) for fen in amounts), ((month, collected.get(code, 0)),), code)
        for code, amounts in sorted(paid.items())
    ]


def _by_bank(filled: Filled) -> Ints:
    """What was ordered of each of BANKS, fen."""
    sums = np.zeros(len(BANKS), dtype=np.int64)
    place = {code: at for at, (code, _) in enumerate(BANKS)}
    banks = filled.columns["bank_code"]
    assert isinstance(banks, pa.Array)
    np.add.at(sums, [place[code] for code in banks.to_pylist()], np.asarray(filled.columns["amount"]))
    return sums


def sent_at(table: Table, month: int) -> datetime:
    """Tax tells on the 18th, agencies after paying, the others at the beginning of the next month."""
    day = {"TAX": date_in(month, 18), "AGY": date_in(month, 11)}.get(table.source, date_in(month + 1, 3))
    return datetime.combine(day, time(2, 11, 9), SHANGHAI)
