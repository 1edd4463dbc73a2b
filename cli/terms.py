"""What rules call what they show: kinds of findings and evidence, as published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from warehouse_sql.port import Published

SEVERITIES = {"high": "高", "medium": "中", "low": "低"}
STATES = {"open": "未结", "closed": "已结"}


def read(published: Published) -> list[dict[str, Any]]:
    """Rows of seed_rule_term, in order: rule_id, role (kind, evidence …), name, label_zh, type, unit."""
    return list(
        published.query(
            "select rule_id, role, name, label_zh, type, unit from seed.seed_rule_term order by rule_id, role, position"
        ).to_pylist()
    )


def moment(at: datetime | None) -> str:
    """When, to the minute."""
    return "" if at is None else f"{at:%Y-%m-%d %H:%M}"


def labels(terms: Iterable[Mapping[str, Any]], role: str) -> dict[tuple[str, str], str]:
    """(rule, name) → label."""
    return {(term["rule_id"], term["name"]): term["label_zh"] for term in terms if term["role"] == role}
