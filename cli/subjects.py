"""Whom or what findings are about, as it is shown: columns for files, one text for the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warehouse_sql.port import Published

# Column → header and width.
HEADERS = {
    "subject": ("对象", 18), "person_id": ("个人编号", 14), "person_name": ("姓名", 12),
    "citizen_id": ("公民身份号码", 21), "unit_id": ("单位编号", 14),
    "unit_code": ("统一社会信用代码或组织机构代码", 21), "unit_name": ("单位名称", 28),
}  # fmt: skip


def named(published: Published, rows: Sequence[Mapping[str, Any]], *, unmasked: bool) -> dict[str, dict[str, Any]]:
    """finding_key → HEADERS; units and numbers of agencies are no personal data, names and citizens' numbers are."""
    from catalogue.masking import masked_row
    from warehouse_sql import subjects

    found = subjects.named(published, rows)
    return {key: dict(told) if unmasked else masked_row(told) for key, told in found.items()}


def text(told: Mapping[str, Any]) -> str:
    """The same in one line. A person's employer is left out."""
    of_person = any(told[name] for name in ("person_id", "person_name", "citizen_id"))
    names = ("subject", "person_name", "person_id", "citizen_id") if of_person else ("subject", "unit_name", "unit_id")
    return " ".join(str(told[name]) for name in names if told[name])
