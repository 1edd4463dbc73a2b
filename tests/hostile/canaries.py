"""Names, numbers and accounts of people who do not exist, and where they show up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from catalogue import Table, masking
from tests.ingest.deliver import record

COUNT = 1000
# Each canary has one of these in the middle, where no mask shows anything; nothing else in the world has them.
NAME, LATIN, ID, ACCOUNT = "鹮·鶲", "QUORRAXI", "19110303", "0731904265"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Canary:
    """A person to be looked for."""

    number: int

    @property
    def name(self) -> str:
        if self.number % 10 == 9:
            return f"ALI {LATIN} {self.number}"
        return f"尕藏{NAME}才{chr(0x4E00 + self.number)}"

    @property
    def citizen_id(self) -> str:
        first = f"630123{ID}{self.number:03d}"
        return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11]

    @property
    def account(self) -> str:
        return f"6227{ACCOUNT}{self.number:05d}"

    @property
    def text(self) -> str:
        return f"付 {self.name} {self.citizen_id} 账号 {self.account}"


CANARIES = [Canary(number) for number in range(COUNT)]


def row(table: Table, canary: Canary, **values: str) -> list[str]:
    """A good record of a table that is about this person wherever it can be."""
    kinds = {
        "name": canary.name, "citizen_id": canary.citizen_id, "account": canary.account, "free_text": canary.text,
        "birth_date": ID,
    }  # fmt: skip
    personal = {f.column: kinds[kind] for f in table.fields if (kind := masking.kind_of(f.column))}
    return record(table, canary.number, **personal, **values)


def _forms(marker: str) -> Iterator[bytes]:
    """As text of either encoding, escaped by JSON, repr or a URL."""
    yield marker.encode()
    yield marker.encode("gb18030")
    yield marker.encode("utf-16-le")
    yield json.dumps(marker)[1:-1].encode()
    yield json.dumps(marker)[1:-1].upper().encode()
    yield repr(marker.encode())[2:-1].encode()
    yield repr(marker.encode("gb18030"))[2:-1].encode()
    yield quote(marker).encode()


FORMS = {form: marker for marker in (NAME, LATIN, ID, ACCOUNT) for form in _forms(marker)}


def heard(said: bytes | str, about: int = 160) -> list[str]:
    """Every place where a canary is heard, with what stands around it."""
    data = said.encode("utf-8", "surrogateescape") if isinstance(said, str) else said
    found = []
    for form in FORMS:
        at = data.find(form)
        while at >= 0:
            found.append(data[max(at - about, 0) : at + about].decode("utf-8", "replace"))
            at = data.find(form, at + len(form))
    return found


def heard_in_files(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Files, by path, in whose content or name a canary is heard."""
    return {
        str(path): found for path in paths if path.is_file() and (found := heard(path.read_bytes()) + heard(str(path)))
    }
