"""What is decreed beside the ordinary life of the province: the planted rows of one run (see `plants`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from simulator.insurance import Edits


@dataclass(frozen=True)
class Enrolment:
    """One more row of EP02 for a person, in a region that need not be his own. Amounts are fen."""

    county: str
    index: int
    unit: int
    base: int
    supplement: int = 0
    division: str | None = None
    old_number: bool = False


@dataclass(frozen=True)
class Recovery:
    """A row of EP05 (冒领养老金追回)."""

    county: str
    index: int
    months: int
    overclaimed: int
    recovered: int


@dataclass(frozen=True)
class Registration:
    """A row of PS02 (死亡登记) that the ordinary life does not give."""

    county: str
    index: int
    death_day: int
    registered_day: int
    cancelled: bool
    old_number: bool = False


@dataclass
class Plan:
    """Keys of the lists: (region, month index); of registrations: (prefecture, month index)."""

    edits: Edits = field(default_factory=dict)
    enrolments: dict[tuple[str, int], list[Enrolment]] = field(default_factory=lambda: defaultdict(list))
    transfers: dict[tuple[str, int], list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))
    recoveries: dict[tuple[str, int], list[Recovery]] = field(default_factory=lambda: defaultdict(list))
    registrations: dict[tuple[str, int], list[Registration]] = field(default_factory=lambda: defaultdict(list))
    backpay: dict[tuple[str, int], list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))
    truth: list[dict[str, Any]] = field(default_factory=list)
