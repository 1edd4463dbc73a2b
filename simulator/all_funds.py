"""The deliveries of a county beyond enterprise pension: every other table of every source that sends files."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from catalogue import Table, load_catalogue
from simulator.books import CountyMonth
from simulator.delivery import Feed, Written
from simulator.insurance import Fund
from simulator.money import SHANGHAI
from simulator.months import date_in, period_of
from simulator.province import County
from simulator.tables import CountyTables

OWN_WAY = ("EP", "PS", "TR", "BK")
"""Tables that `generate` writes from single lives (EP, PS) or that do not come as files (TR, BK)."""


def codes(month: int) -> list[str]:
    """Tables due for a month: the monthly and real-time ones, in January also those of the year."""
    return [
        code
        for code, table in load_catalogue().tables.items()
        if not code.startswith(OWN_WAY) and (table.cycle != "year" or month % 12 == 0)
    ]


def write(outbox: Path, fund: Fund, of: County, month: int) -> list[Written]:
    """One file a table; what was written."""
    written = []
    for filled in CountyTables(CountyMonth(fund, of, month)).fill(codes(month)):
        table = filled.table
        feed = Feed(outbox, table.file_code, of.code, period_of(month), sent_at(table, month))
        feed.add(filled.count, filled.columns)
        written.append(feed.close())
    return written


def sent_at(table: Table, month: int) -> datetime:
    """Tax tells on the 18th, agencies after paying, the others at the beginning of the next month."""
    day = {"TAX": date_in(month, 18), "AGY": date_in(month, 11)}.get(table.source, date_in(month + 1, 3))
    return datetime.combine(day, time(2, 11, 9), SHANGHAI)
