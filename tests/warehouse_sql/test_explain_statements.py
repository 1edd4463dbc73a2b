"""From a row of a bank statement back to the piece of the file it was read from, masked."""

from __future__ import annotations

import json

import pytest

from ingest import text
from tests.ingest.test_bank_golden import FILES, FOLDER
from warehouse_sql import explain_statements


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_golden_file_finds_its_piece(name):
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    kind = "CAMT053" if name.startswith("camt") else "MT940"
    codec = {"GB18030": "gb18030", "UTF-8": "utf-8"}[FILES[name]]
    data = (FOLDER / name).read_bytes()
    wanted = {row["_line_no"] for table in ("BK01", "BK02") for row in expected[table]}
    pieces = explain_statements.pieces(data, kind, wanted)
    found = {number: text.decode(piece, codec, "replace") for number, piece in pieces.items()}
    masked = {number: explain_statements.masked(piece, kind) for number, piece in found.items()}
    assert set(found) == set(masked) == wanted
    for entry in expected["BK02"]:
        piece = found[entry["_line_no"]]
        assert str(int(float(entry["amount"]))) in piece.replace(",", "")
        for secret in (entry["counterparty_name"], entry["counterparty_account_no"]):
            if secret and secret in piece:
                assert secret not in masked[entry["_line_no"]]
    for head in expected["BK01"]:
        opening = masked[head["_line_no"]]
        assert "OPBD" in opening or "PRCD" in opening or ":60" in opening
        assert head["account_no"] not in opening
        assert head["account_no"] in found[head["_line_no"]].replace(" ", "")


def test_pieces_on_one_line_are_numbered_through():
    data = (FOLDER / "camt_02.xml").read_bytes().replace(b"\n", b"")
    pieces = explain_statements.pieces(data, "CAMT053", {1, 2, 3, 4, 5})
    found = {number: piece.decode() for number, piece in pieces.items()}
    assert ["R001" in found[1], "PF2024" in found[2], "冲正" in found[3], "PDNG" in found[4], 5 in found] == [
        True, True, True, True, False,
    ]  # fmt: skip
