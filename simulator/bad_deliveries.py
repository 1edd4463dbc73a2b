"""A folder of wrong deliveries, one case each, with the receipt that exchange.md demands (`expected.json`).

`DIR/outbox` comes first. `DIR/later/outbox` is what the same senders put there afterwards: the repeated and the
changed file. `expected.json` is a list of cases: `stem`, `case`, `wave` (`first`, `later`), `status` of the receipt
(null: there must be none), `codes` (reason codes that must be among the receipt's), `accepted`, `rejected` (records;
null where the whole file is refused), `drift` (kinds that must be reported).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from catalogue import load_catalogue
from simulator.delivery import STYLES, ZIP_TIME, write_manifest
from simulator.province import counties
from simulator.text import encode, yuan

TABLE, PERIOD, RECORDS = "EP06", "202501", 40
LABEL = "转移金额"


@dataclass
class Case:
    """One delivery before it is packed; a case changes what it is about, the rest stays right."""

    region: str
    header: list[str]
    rows: list[list[str]]
    table: str = TABLE
    source: str = "HRSS"
    member: str | None = None
    text: bytes | None = None
    packed: bytes | None = None
    manifest: dict[str, Any] = field(default_factory=dict)
    raw_manifest: bytes | None = None
    on_disk: Callable[[bytes], bytes] | None = None

    @property
    def stem(self) -> str:
        return f"{self.source}_{self.table}_{self.region}_{PERIOD}_001"


@dataclass(frozen=True)
class Expected:
    """What the receipt must say."""

    case: str
    stem: str
    wave: str
    status: str | None
    codes: tuple[str, ...] = ()
    accepted: int | None = None
    rejected: int | None = None
    drift: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    name: str
    make: Callable[[Case], None]
    status: str | None
    codes: tuple[str, ...]
    accepted: int | None
    rejected: int | None
    drift: tuple[str, ...]


KINDS: list[Kind] = []


def case(
    status: str | None,
    *codes: str,
    accepted: int | None = None,
    rejected: int | None = None,
    drift: tuple[str, ...] = (),
) -> Callable[[Callable[[Case], None]], Callable[[Case], None]]:
    def register(make: Callable[[Case], None]) -> Callable[[Case], None]:
        KINDS.append(Kind(make.__name__, make, status, codes, accepted, rejected, drift))
        return make

    return register


def _fresh(region: str) -> Case:
    """A delivery of RECORDS transfers of people who do not exist (sequence 000 is never issued)."""
    table = load_catalogue().table(TABLE)
    rows = []
    for number in range(RECORDS):
        values = {
            "admin_division_code": region,
            "data_period": PERIOD,
            "person_id": f"{region}{number:08d}",
            "person_name": "尕藏·才让" if number % 2 else "王䶮",
            "sex_code": "1",
            "citizen_id": "",
            "birth_date": "19800229",
            "personal_identity_code": "24",
            "transfer_direction_code": "1",
            "transfer_scheme_direction_code": "1",
            "transfer_type_code": "1",
            "transfer_area_scope_code": "1",
            "transfer_amount": f"{1000 + number}.50",
        }
        rows.append([values[column] for column in table.columns])
    return Case(region, list(table.labels), rows)


def _text(one: Case) -> bytes:
    if one.text is not None:
        return one.text
    encoding = str(one.manifest.get("encoding", STYLES[one.source].encoding if one.source in STYLES else "GB18030"))
    return encode("\n".join("|".join(row) for row in [one.header, *one.rows]) + "\n", encoding)


def _zip(members: list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data)
    return packed.getvalue()


def _pack(one: Case) -> bytes:
    return one.packed if one.packed is not None else _zip([(one.member or f"{one.stem}.txt", _text(one))])


def _total(one: Case) -> str:
    place = one.header.index(LABEL) if LABEL in one.header else None
    amounts = [row[place] for row in one.rows if place is not None and len(row) == len(one.header)]
    return yuan(sum(int(a.replace(".", "")) for a in amounts if a.replace(".", "").isdigit()))


# -- the whole file is refused -----------------------------------------------------------------------------------------


@case("rejected", "bad_hash")
def wrong_hash(one: Case) -> None:
    one.manifest["sha256"] = "0" * 64


@case("rejected", "bad_size")
def short_file(one: Case) -> None:
    """The manifest tells of a hundred bytes more."""
    one.manifest["bytes"] = len(_pack(one)) + 100


@case("rejected", "bad_size", "bad_hash")
def half_file(one: Case) -> None:
    """Transmission broke off: half of the file the manifest describes."""
    one.on_disk = lambda data: data[: len(data) // 2]


@case("rejected", "bad_archive")
def half_archive(one: Case) -> None:
    """The sender packed half an archive and described that truly."""
    data = _pack(one)
    one.packed = data[: len(data) // 2]


@case("rejected", "bad_count")
def wrong_records(one: Case) -> None:
    one.manifest["records"] = RECORDS + 1


@case("rejected", "bad_total")
def wrong_total(one: Case) -> None:
    one.manifest["control_totals"] = {LABEL: "1.00"}


@case("rejected", "bad_archive")
def two_members(one: Case) -> None:
    one.packed = _zip([(f"{one.stem}.txt", _text(one)), ("readme.txt", b"second")])


@case("rejected", "bad_archive")
def no_member(one: Case) -> None:
    one.packed = _zip([])


@case("rejected", "bad_archive")
def path_in_member_name(one: Case) -> None:
    one.member = f"../../{one.stem}.txt"


@case("rejected", "bad_archive")
def not_an_archive(one: Case) -> None:
    one.packed = _text(one)


@case("rejected", "too_large")
def zip_bomb(one: Case) -> None:
    """Sixteen MiB of blanks: about 1000:1."""
    one.text = b" " * (16 << 20)


@case("rejected", "unknown_table")
def unknown_table(one: Case) -> None:
    one.table = "EP99"


@case("rejected", "missing_column", drift=("missing",))
def missing_column(one: Case) -> None:
    """The header lacks 公民身份号码."""
    at = one.header.index("公民身份号码")
    del one.header[at]
    for row in one.rows:
        del row[at]


@case("rejected", "undecodable")
def another_encoding(one: Case) -> None:
    """The manifest says GB18030, the file is UTF-16."""
    text = "\n".join("|".join(row) for row in [one.header, *one.rows]) + "\n"
    one.text = text.encode("utf-16")


@case("rejected", "too_many_rejects", "bad_number")
def too_many_rejects(one: Case) -> None:
    """Four of forty amounts are no amounts: ten per cent."""
    for row in one.rows[:4]:
        row[-1] = "1,000.00"


@case("rejected", "bad_manifest")
def manifest_broken_json(one: Case) -> None:
    one.raw_manifest = b'{"version": 1, "source": "HRSS", '


@case("rejected", "bad_manifest")
def manifest_unknown_mode(one: Case) -> None:
    one.manifest["mode"] = "replace"


@case("rejected", "bad_manifest")
def manifest_of_another_region(one: Case) -> None:
    one.manifest["region"] = "630199"


# -- records are refused, the file stands ------------------------------------------------------------------------------


@case("accepted", "bad_encoding", accepted=RECORDS - 1, rejected=1)
def bad_encoding_in_a_line(one: Case) -> None:
    lines = _text(one).split(b"\n")
    lines[5] = lines[5].replace("尕藏".encode("gb18030"), b"\xff\xff\xff").replace("王".encode("gb18030"), b"\xff\xff")
    one.text = b"\n".join(lines)


@case("accepted", "field_count", accepted=RECORDS - 1, rejected=1)
def wrong_field_count(one: Case) -> None:
    one.rows[7][3] = "王|五"


@case("accepted", "nul_byte", accepted=RECORDS - 1, rejected=1)
def nul_byte(one: Case) -> None:
    one.rows[9][3] = "王\0五"


@case("accepted", "truncated", accepted=RECORDS - 1, rejected=1)
def truncated_last_line(one: Case) -> None:
    """The last record breaks off in the middle, without a line end."""
    one.text = _text(one)[:-25]


@case("accepted", "bad_number", "bad_date", accepted=RECORDS - 2, rejected=2)
def tolerated_rejects(one: Case) -> None:
    """Two of forty: five per cent are tolerated."""
    one.rows[3][-1] = "1e3"
    one.rows[4][one.header.index("出生日期")] = "19810229"


@case("accepted", "missing_key", accepted=RECORDS - 1, rejected=1)
def empty_key(one: Case) -> None:
    one.rows[11][one.header.index("个人编号")] = ""


@case("accepted", accepted=RECORDS, rejected=0, drift=("added",))
def header_with_added_column(one: Case) -> None:
    one.header.insert(4, "联系地址")
    for row in one.rows:
        row.insert(4, "西宁市")


@case("accepted", accepted=RECORDS, rejected=0, drift=("reordered",))
def header_reordered(one: Case) -> None:
    one.header[2], one.header[3] = one.header[3], one.header[2]
    for row in one.rows:
        row[2], row[3] = row[3], row[2]


# -- nothing wrong, and what is not there yet --------------------------------------------------------------------------


@case("accepted", accepted=RECORDS, rejected=0)
def good_neighbour(one: Case) -> None:
    """Bad deliveries must not hurt a good one."""


@case("accepted", accepted=RECORDS, rejected=0)
def sent_twice(one: Case) -> None:
    """Comes again, unchanged, in the later wave."""


@case("accepted", accepted=RECORDS, rejected=0)
def sent_with_another_content(one: Case) -> None:
    """Comes again under the same name with other bytes in the later wave; the first stays."""


@case(None)
def no_manifest(one: Case) -> None:
    """A ZIP without its manifest is not there yet."""
    one.raw_manifest = b""


def write(out: Path) -> list[Expected]:
    """Write all cases below `out`; returns (and writes) what is expected. A case has a county of its own."""
    regions = [c.code for c in counties()]
    if len(KINDS) > len(regions):
        raise ValueError("more cases than counties")
    expected = []
    for kind, region in zip(KINDS, regions, strict=False):
        one = _fresh(region)
        kind.make(one)
        _write(out / "outbox", one, totals=not kind.rejected)
        expected.append(
            Expected(kind.name, one.stem, "first", kind.status, kind.codes, kind.accepted, kind.rejected, kind.drift)
        )
        if kind.name == "sent_twice":
            _write(out / "later" / "outbox", one, totals=True)
            expected.append(Expected(kind.name, one.stem, "later", "duplicate"))
        if kind.name == "sent_with_another_content":
            one.rows[0][-1] = "9.99"
            _write(out / "later" / "outbox", one, totals=True)
            expected.append(Expected(kind.name, one.stem, "later", "conflict"))
    for folder in (out, out / "later"):
        (folder / "receipts").mkdir(parents=True, exist_ok=True)
    rows = [asdict(e) for e in expected]
    (out / "expected.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return expected


def _write(outbox: Path, one: Case, totals: bool) -> None:
    folder = outbox / one.source / PERIOD / one.region
    folder.mkdir(parents=True, exist_ok=True)
    data = _pack(one)
    (folder / f"{one.stem}.zip").write_bytes(one.on_disk(data) if one.on_disk else data)
    manifest = {
        "version": 1, "source": one.source, "table": one.table, "region": one.region, "period": PERIOD, "seq": 1,
        "mode": "full", "file": f"{one.stem}.zip", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
        "encoding": "GB18030", "records": len(one.rows), "control_totals": {LABEL: _total(one)} if totals else {},
        "produced_at": "2025-02-03T02:11:09+08:00",
    } | one.manifest  # fmt: skip
    if one.raw_manifest is None:
        write_manifest(folder, one.stem, manifest)
    elif one.raw_manifest:
        (folder / f"{one.stem}.json").write_bytes(one.raw_manifest)


__all__ = ["Case", "Expected", "write"]
