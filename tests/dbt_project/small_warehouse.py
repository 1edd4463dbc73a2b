"""A small warehouse whose deliveries count, count no longer, or are held, in two months and four counties."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, Sent, good, land, record
from warehouse_sql import open_published, open_warehouse, transform
from warehouse_sql.control import deliveries


@dataclass(frozen=True)
class Built:
    """A warehouse that was built once."""

    url: str
    numbers: dict[str, int]

    def rows(self, sql: str, **params: object) -> list[dict]:
        with open_published(self.url) as published:
            return published.query(sql, params).to_pylist()


def persons(region: str, seq: int, mode: str, citizens: dict[int, str], **values: str) -> Sent:
    """EP02: one record a person, by number and citizen ID."""
    sent = good(0, table="EP02", region=region, period="202401", seq=seq, mode=mode)
    own = {"admin_division_code": region, "data_period": "202401", "sex_code": "1"} | values
    for number, citizen_id in citizens.items():
        sent.records.append(record(CATALOGUE.table("EP02"), number, citizen_id=citizen_id, **own))
    return sent


def sent_files() -> dict[str, Sent]:
    tax = good(0, table="TX01", source="TAX", region="632300", period="202401")
    for number, code in enumerate(("110", "110", "210", "999"), 1):
        tax.records.append(
            record(CATALOGUE.table("TX01"), number, admin_division_code="632300", insurance_type_code=code)
        )
    treasury = good(0, table="TR03", source="TRE", region="630000", period="202401", mode="append")
    for number, updated in ((1, "20240119180000"), (1, "20240120090000"), (1, "20240120090000"), (2, "20240119180000")):
        treasury.records.append(record(CATALOGUE.table("TR03"), number, updated_at=updated, is_deleted="0"))
    return {
        "first": persons("632300", 1, "full", {
            1: "632321196801011231", 2: "632321680101123", 3: "63232119680101108x", 4: "无", 5: "632321196801011239",
        }, sex_code="M"),
        # Two persons once more, whose former rows count no longer, and one born after the month he is reported for.
        "more": persons("632300", 2, "append", {
            1: "632321196801011231", 2: "632321680101123", 6: "110101202402011232",
        }),
        "retired": persons("632121", 1, "full", {7: "632321196801011231"}),
        "tax": tax,
        # A receipt that changed, the change twice: three states and a double.
        "treasury": treasury,
        # Comes, is refused, and leaves its month without data; a later month says that it is owed.
        "held": persons("632221", 1, "full", {8: "632321196801011231"}),
        "next": good(2, table="EP02", region="632221", period="202403"),
    }  # fmt: skip


def build(url: str, folder: Path) -> Built:
    files = sent_files()
    landed = land(list(files.values()), url, folder / "landing")
    load_pending(url, folder / "landing")
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        # As after a gate that found nothing.
        states = {name: "held" if name == "held" else "accepted" for name in files}
        deliveries.decide(
            tx, [deliveries.Decision(one.delivery_id, states[name]) for name, one in zip(files, landed, strict=True)]
        )
    transform.build(url)
    return Built(url, {name: one.delivery_id for name, one in zip(files, landed, strict=True)})
