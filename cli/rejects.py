"""`sif rejects`: refused records with line, field and reason, for whoever has to correct them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import conditions, table_files
from cli.session import OK, PROBLEMS, AsJson, Problem, Unmask, command, console, print_json, record_unmasking, state

HEADERS = {
    "file_name": "文件",
    "file_code": "表",
    "line_no": "行号",
    "code": "原因代码",
    "column": "字段",
    "value": "值",
    "message": "说明",
    "raw_line": "原始行",
}


@command
def rejects(
    delivery: Annotated[str | None, typer.Option(help="Delivery id, or file name (with or without .zip).")] = None,
    table: Annotated[str | None, typer.Option(help="File code of the table, e.g. EP02.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", dir_okay=False, help="Write all of them to this file.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many records (without --csv).")] = 50,
    unmask: Unmask = None,
    as_json: AsJson = False,
) -> int:
    """Refused records: file, line, field, reason, and the line itself with personal data masked.

    \b
    Examples:
      sif rejects
      sif rejects --delivery HRSS_EP02_632300_202401_001 --csv 退回.csv
      sif rejects --table EP02 --json
    """
    from catalogue import load_catalogue

    tables = load_catalogue().tables
    conditions.table(table)
    wanted, params = ["1 = 1"], {}
    if table is not None:
        wanted.append("d.file_code = :file_code")
        params["file_code"] = table
    if delivery is not None:
        wanted.append("d.delivery_id = :delivery" if (number := _number(delivery)) else "d.stem = :delivery")
        params["delivery"] = number or delivery.removesuffix(".zip")
    where = " and ".join(wanted)
    top = "" if csv is not None else f" limit {limit}"
    with state(wait_seconds=10) as warehouse:
        [there] = warehouse.query(f"select count(*) as n from control.delivery d where {where}", params).to_pylist()
        if delivery is not None and not there["n"]:
            raise Problem(f"没有报送 {delivery[:80]!r}", "sif status 列出各文件；文件名可不带 .zip", PROBLEMS)
        [counted] = warehouse.query(
            "select count(*) as n from control.reject r"
            f" join control.delivery d on d.delivery_id = r.delivery_id where {where}",
            params,
        ).to_pylist()
        found = warehouse.query(
            "select d.delivery_id, d.file_name, d.file_code, r.line_no, r.raw_text, r.reasons from control.reject r"
            f" join control.delivery d on d.delivery_id = r.delivery_id where {where}"
            f" order by d.decided_at desc, d.delivery_id, r.line_no{top}",
            params,
        ).to_pylist()
    if unmask is not None:
        record_unmasking(unmask, "rejects")
    rows = [_row(row, tables.get(row["file_code"] or ""), unmask is not None) for row in found]
    total = int(counted["n"])
    if csv is not None:
        flat = _flat(rows)
        table_files.put(csv, table_files.csv_bytes(list(HEADERS.values()), list(HEADERS), flat))
        print(f"sif: {total} refused records in {csv}", file=sys.stderr)
    if as_json:
        print_json({"ok": True, "total": total, "rejects": rows})
    elif csv is None:
        _print(rows, total)
    return OK


def _number(delivery: str) -> int | None:
    """A delivery id; None where it is a file's name."""
    is_number = delivery.isascii() and delivery.isdigit() and len(delivery) < 20 and int(delivery) < 1 << 63
    return int(delivery) if is_number else None


def _row(row: dict[str, Any], table: Any, unmasked: bool) -> dict[str, Any]:
    reasons = json.loads(row.pop("reasons") or "[]")
    raw = row.pop("raw_text") or ""
    return {**row, "reasons": reasons, "raw_line": raw if unmasked else mask_line(raw, table)}


def mask_line(raw: str, table: Any) -> str:
    """A refused line with personal data masked; where its fields do not fit the table, every field is masked."""
    from catalogue import masking

    cells = raw.split("|")
    columns = table.columns if table is not None and len(table.columns) == len(cells) else None
    if columns is None:
        return "|".join(masking.mask_free_text(cell) for cell in cells)
    return "|".join(mask_cell(field, cell) for field, cell in zip(table.fields, cells, strict=True))


def mask_cell(field: Any, value: str) -> str:
    """A value of a refused record. Under the wrong column it may be of a person whatever the column is."""
    from catalogue import masking

    if field is None:
        return masking.mask_free_text(value)
    if masking.kind_of(field.column) is None and not masking.is_shape_of(field.logical_type, value):
        return masking.mask_free_text(value)
    return str(masking.masked(field.column, value))


def _flat(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **row,
            "code": reason["code"],
            "column": reason.get("column"),
            "value": reason.get("value_masked"),
            "message": reason["message"],
        }
        for row in rows
        for reason in row["reasons"]
    ]


def _print(rows: list[dict[str, Any]], total: int) -> None:
    out = console()
    if not rows:
        out.print("no refused records")
        return
    last = None
    for row in rows:
        if row["file_name"] != last:
            last = row["file_name"]
            out.print(last, style="bold", markup=False)
        for reason in row["reasons"]:
            out.print(f"  第 {row['line_no']} 行 [{reason['code']}] {reason['message']}", markup=False)
        out.print(f"      {row['raw_line']}", style="dim", markup=False)
    if total > len(rows):
        out.print(f"{total - len(rows)} more (--limit, or --csv FILE)")
