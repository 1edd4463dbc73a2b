"""First drafts of golden deliveries: `python -m tests.golden.invent [--again] [FAMILY …]`.

Good ones are a small county's month as the simulator has it; bad ones are good ones with the defects that are typical
for their family's columns and checks. Drafts are to be read and mended by hand, and are kept: only what is not there
is drafted, unless `--again` is given. `python -m tests.golden.update` then writes what is to come of them.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from catalogue import Check, Table
from simulator.books import CountyMonth
from simulator.delivery import Feed
from simulator.generate import Province, Request, produced_at
from simulator.tables import CountyTables
from tests.golden.cases import FOLDER, PERIOD, REGION, family_tables

ROWS = 10

Lines = list[list[str]]


def good() -> Iterator[tuple[Table, str]]:
    """The TXT of every table, from one small county and month."""
    tables = [table.file_code for group in family_tables().values() for table in group]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        province = Province(Request(persons=20_000, periods=(PERIOD,), seed=7, out=out, regions=REGION))
        county = CountyMonth(province.fund, province.counties[0], province.months[0], ROWS)
        for filled in CountyTables(county).fill(tables):
            code = filled.table.file_code
            feed = Feed(out / "outbox", code, REGION, PERIOD, produced_at(province.months[0], code))
            feed.add(filled.count, filled.columns)
            packed = feed.close().path.read_bytes()
            with zipfile.ZipFile(io.BytesIO(packed)) as archive:
                content = archive.read(archive.namelist()[0])
            text = content.decode(feed.style.encoding).removeprefix("\ufeff").replace("\r\n", "\n")
            yield filled.table, text


def _lines(text: str) -> Lines:
    return [line.split("|") for line in text.removesuffix("\n").split("\n")]


def _text(lines: Lines) -> str:
    return "".join("|".join(cells) + "\n" for cells in lines)


def _at_least(lines: Lines, table: Table, count: int) -> Lines:
    """The records, repeated with other ids until there are `count`."""
    records, number = list(lines[1:]), 0
    while len(records) < count:
        number += 1
        again = list(lines[1 + (number - 1) % (len(lines) - 1)])
        for at, field in enumerate(table.fields):
            if field.column in table.natural_key and field.logical_type in ("id", "code") and at:
                again[at] = f"{again[at][:-1]}{chr(ord('A') + number % 26)}"
        records.append(again)
    return [list(lines[0]), *(list(cells) for cells in records)]


DEFECTS = {
    # logical type -> values that are none
    "date": ["20250230", "2025-03-01"],
    "period_yyyymm": ["202513", "2025年3月"],
    "timestamp": ["20250310250000", "2025-03-10 09:30:00"],
    "money": ["1234.567", "1,234.50", "+5.00"],
    "rate": ["8%", "0.1234567"],
    "count": ["-3"], "months": ["12.5"], "days": ["三十"], "years": ["3e1"],
    "flag": ["是", "2"],
}  # fmt: skip


def records(table: Table, lines: Lines) -> tuple[str, dict]:
    """One defect a record: of every type the table has, of its key, of the number of its fields, of its bytes."""
    wrong: list[tuple[str, str, str]] = []
    for kind, values in DEFECTS.items():
        columns = [f.column for f in table.fields if f.logical_type == kind]
        wrong += [("set", column, value) for column, value in zip(columns[-len(values) :], values, strict=False)]
    wrong += [("set", column, "") for column in table.required_key[-1:]]
    names = [f.column for f in table.fields if f.logical_type in ("name", "text")]
    if names:
        wrong += [("bytes", names[0], "◆"), ("nul", names[-1], "◇")]
    wrong += [("few", "", ""), ("many", (names or [table.fields[-1].column])[0], "")]
    if len(wrong) > 3:  # and one record with two
        wrong.append(("two", wrong[0][1], wrong[0][2]))
    out = _at_least(lines, table, len(wrong) + 1)[: len(wrong) + 2]
    place = {f.column: at for at, f in enumerate(table.fields)}
    for cells, (what, column, value) in zip(out[2:], wrong, strict=True):
        match what:
            case "set":
                cells[place[column]] = value
            case "bytes" | "nul":
                cells[place[column]] = f"{cells[place[column]][:1]}{value}{cells[place[column]][1:]}"
            case "few":
                cells.pop()
            case "many":
                cells[place[column]] = f"{cells[place[column]]}|又及"
            case "two":
                cells[place[column]] = value
                cells[place[table.required_key[0]]] = ""
    send = {"bytes": {"◆": "ff", "◇": "00"}} if names else {}
    if len(table.file_code) and table.file_code[-1] in "37":  # some files end in the middle of a record
        send["cut"] = 1 + len("|".join(out[-1][-3:]).encode("gb18030"))
    return _text(out), send


def header(table: Table, lines: Lines) -> tuple[str, dict]:
    """A column is missing, another one is unknown, two have changed places."""
    out = [list(cells) for cells in lines[:4]]
    gone = len(table.fields) // 2
    for cells in out:
        del cells[gone]
        cells[-1], cells[-2] = cells[-2], cells[-1]
    out[0].append("备注（新增）")
    for cells in out[1:]:
        cells.append("无")
    return _text(out), {}


def totals(table: Table, lines: Lines) -> tuple[str, dict]:
    """What the manifest says is not what the file holds."""
    money = [f.label_zh for f in table.fields if f.logical_type == "money"]
    few = lines[:4]
    manifest: dict = {"records": len(few)}
    if money:
        manifest["control_totals"] = dict.fromkeys(dict.fromkeys(money[:2]), "0.01")
    return _text(few), {"manifest": manifest}


def gate(table: Table, lines: Lines) -> tuple[str, dict]:
    """Every record can be read, but what they say is wrong: codes, sums, order of dates, partners, keys. And columns
    have been added and moved, which is told and stops nothing."""
    out = _at_least(lines, table, 3)
    place = {f.column: at for at, f in enumerate(table.fields)}
    rows = out[1:]
    touched: set[tuple[int, str]] = set()
    for number, check in enumerate(table.checks):
        # A record of its own as far as they go: one defect must not undo another.
        order = [(number + n) % len(rows) for n in range(len(rows))]
        free = (row for row in order if not touched & {(row, column) for column in check.columns})
        row = next(free, order[0])
        touched |= _break(check, table, row, place, rows)
    if table.natural_key:  # a record twice
        out.append(list(rows[0]))
    for cells in out:
        cells[-1], cells[-2] = cells[-2], cells[-1]
        cells.append("备注（新增）" if cells is out[0] else "无")
    return _text(out), {}


def _break(check: Check, table: Table, row: int, place: dict[str, int], rows: Lines) -> set[tuple[int, str]]:
    """Make a record (some, for a share of them) fail a check; what was changed, as (record, column)."""
    cells, columns = rows[row], list(check.columns)
    first = columns[0]
    kind_of = {column: table.field(column).logical_type for column in columns}
    match check.kind:
        case "in_codes":
            cells[place[first]] = "X9"
        case "not_null_share":
            column = next((c for c in columns if c not in table.required_key), None)
            if column is None:  # an empty one would be refused at the border
                return set()
            for other in rows[: len(rows) // 2]:
                other[place[column]] = ""
            return {(n, column) for n in range(len(rows) // 2)}
        case "between":
            params = check.params
            if "max" in params:
                cells[place[first]] = f"{float(params['max']) * 10:.0f}"
            elif kind_of[first] == "money":
                cells[place[first]] = "-1.00"
        case "date_order":
            for column, year in zip(columns, ("2025", "2020"), strict=True):
                text = {"timestamp": f"{year}0301000000", "period_yyyymm": f"{year}03"}.get(kind_of[column])
                cells[place[column]] = text or f"{year}0301"
        case "parent_is_at_least_parts":
            cells[place[first]] = "0.01"
            if all(cells[place[part]] in ("", "0.00") for part in columns[1:]):
                cells[place[columns[1]]] = "500.00"
        case "sum_equals" | "sum_of_details_equals_master":
            value = cells[place[first]] or "0"
            cells[place[first]] = f"{float(value) + 100:.2f}" if kind_of[first] == "money" else str(int(value) + 1)
        case "person_in_unit_file":
            column = [c for c in columns if kind_of[c] in ("id", "code", "text")][-1]
            cells[place[column]] = "W99999999"
        case kind:
            print(f"{table.file_code}: nothing drafted for check {check.id} ({kind})")
    return {(row, column) for column in columns}


def partly(table: Table, lines: Lines) -> tuple[str, dict]:
    """One wrong record among twenty good ones: the file stands, the record is refused."""
    out = _at_least(lines, table, 21)[:22]
    kind = next(k for k in ("timestamp", "date", "period_yyyymm") if any(f.logical_type == k for f in table.fields))
    out[8][[f.logical_type for f in table.fields].index(kind)] = DEFECTS[kind][0]
    return _text(out), {}


PARTLY = ("benefit_payment_detail", "personal_contribution", "person_registry", "payroll_person", "outpatient_visit")
BAD = {"records": records, "header": header, "totals": totals, "gate": gate}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("family", nargs="*", help="table_id; all by default")
    parser.add_argument("--again", action="store_true", help="draft anew what is there already")
    parser.add_argument("--only", choices=["good", "partly", *BAD])
    options = parser.parse_args()
    wanted = set(options.family) or set(family_tables())
    representative = {family: tables[0].file_code for family, tables in family_tables().items()}
    for table, text in good():
        if table.table_id not in wanted:
            continue
        drafts = {f"good/{table.file_code}": (text, {})}
        if table.file_code == representative[table.table_id]:
            bad = BAD | ({"partly": partly} if table.table_id in PARTLY else {})
            drafts |= {f"bad/{table.file_code}_{what}": make(table, _lines(text)) for what, make in bad.items()}
        for name, (draft, send) in drafts.items():
            if options.only and not name.endswith(f"_{options.only}") and not name.startswith(f"{options.only}/"):
                continue
            path = FOLDER / table.table_id / f"{name}.txt"
            if path.exists() and not options.again:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(draft.encode("utf-8"))
            if send:
                note = path.with_name(f"{path.stem}.send.json")
                note.write_text(json.dumps(send, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
