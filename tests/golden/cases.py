"""Golden deliveries: `<family>/good/*.txt` and `<family>/bad/*.txt`; `*.expected.txt` says what must come of each.

A family is all tables of one `table_id`, whatever the fund. A case is named after its table (`EP01`, or `EP01_records`
where a table has several) and is the delivery's TXT as plain UTF-8, so that a change can be read in a diff; it is
packed on its way in. Its source says how it is encoded; what the sender does otherwise stands in `<case>.send.json`:

- `encoding`, `line_end`, `mode` and `manifest` (members of the manifest that are to be wrong);
- `bytes`: characters of the TXT that become these bytes (hex), for what UTF-8 cannot say;
- `cut`: how many bytes the file loses at its end.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from catalogue import Table, load_catalogue
from ingest import text
from simulator.delivery import STYLES, Style
from tests.ingest.deliver import Sent

FOLDER = Path(__file__).parent
REGION, PERIOD = "630102", "202503"
ALONE = "632300"
"""Cases that are wrong by themselves go to a region of their own; those for the gate are beside their partners."""
_AMOUNT = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Case:
    """One delivery. `seq` tells the cases of one table and region apart."""

    family: str
    kind: str
    name: str
    seq: int

    @property
    def path(self) -> Path:
        return FOLDER / self.family / self.kind / f"{self.name}.txt"

    @property
    def expectation(self) -> Path:
        return self.path.with_name(f"{self.name}.expected.txt")

    @property
    def table(self) -> Table:
        return load_catalogue().table(self.name.partition("_")[0])

    @property
    def region(self) -> str:
        return REGION if "_" not in self.name or self.name.endswith("_gate") else ALONE

    @cached_property
    def send(self) -> Mapping[str, Any]:
        path = self.path.with_name(f"{self.name}.send.json")
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    @cached_property
    def lines(self) -> list[str]:
        """Header and records, as they stand in the file."""
        return self.path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")

    @property
    def encoding(self) -> str:
        return str(self.send.get("encoding", self._style.encoding))

    @property
    def _style(self) -> Style:
        return STYLES.get(self.table.source, Style())

    def raw_lines(self) -> list[bytes]:
        """The lines as sent, without line ends and byte-order mark."""
        codec = text.ENCODINGS[self.encoding]
        found = [text.encode(line, codec) for line in self.lines]
        for character, replacement in self.send.get("bytes", {}).items():
            old, new = text.encode(character, codec), bytes.fromhex(replacement)
            found = [line.replace(old, new) for line in found]
        return found

    def content(self) -> bytes:
        end = str(self.send.get("line_end", self._style.line_end)).encode()
        content = b"".join(line + end for line in self.raw_lines())
        content = content[: len(content) - int(self.send.get("cut", 0))]
        return (b"\xef\xbb\xbf" if self._style.bom else b"") + content

    def totals(self) -> dict[str, str]:
        """Control totals of the columns the catalogue names, added up as a sender would."""
        header = self.lines[0].split("|")
        labels = [self.table.field(column).label_zh for column in self.table.control_totals]
        places = {label: header.index(label) for label in labels if label in header}
        records = [line.split("|") for line in self.lines[1:]]
        return {
            label: f"{sum(_amounts(records, at, len(header)), Decimal('0.00')):.2f}" for label, at in places.items()
        }

    def sent(self) -> Sent:
        return Sent(
            table=self.table.file_code,
            source=self.table.source,
            region=self.region,
            period=PERIOD,
            seq=self.seq,
            mode=str(self.send.get("mode", "full")),
            encoding=self.encoding,
            content=self.content(),
            manifest={
                "records": len(self.lines) - 1,
                "control_totals": self.totals(),
                **self.send.get("manifest", {}),
            },
        )


def _amounts(records: Iterable[list[str]], place: int, width: int) -> Iterable[Decimal]:
    """What can be added up: records with all their fields whose amount is one (exchange.md §1)."""
    for cells in records:
        if len(cells) == width and _AMOUNT.fullmatch(cells[place]):
            yield Decimal(cells[place])


def family_tables() -> dict[str, list[Table]]:
    """Tables of the standard and its extensions by family, in the order of the documents."""
    found: dict[str, list[Table]] = {}
    for table in load_catalogue().tables.values():
        if table.kind != "border":
            found.setdefault(table.table_id, []).append(table)
    return found


def cases(kind: str) -> list[Case]:
    """All cases of a kind."""
    found = []
    for path in sorted(FOLDER.glob(f"*/{kind}/*.txt")):
        if not path.name.endswith(".expected.txt"):
            found.append(Case(path.parents[1].name, kind, path.stem, _seq(path.stem)))
    return found


def _seq(name: str) -> int:
    """A number that no other case of the table has, and that stays when cases are added."""
    what = name.partition("_")[2] or "gate"
    usual = ["gate", "header", "records", "totals", "partly"]
    return 1 + usual.index(what) if what in usual else 100 + zlib.crc32(what.encode()) % 900
