"""What is decreed beside the ordinary life of the province: the planted rows of one run (see `plants`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from simulator.changes import Change
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


@dataclass(frozen=True)
class Contribution:
    """What is decreed of a person's contribution to a fund in a month, before units, tax and treasury are summed.

    Amounts in fen; None leaves what life gives. `absent`: not enrolled at all; `extra`: one more row, in `unit`."""

    county: str
    index: int
    base: int | None = None
    due: int | None = None
    paid: int | None = None
    unit_due: int | None = None
    unit_paid: int | None = None
    unit: int | None = None
    absent: bool = False
    extra: bool = False


@dataclass(frozen=True)
class Pension:
    """One more row of EP03 with the person's pension, paid by another region."""

    county: str
    index: int


@dataclass(frozen=True)
class Dependant:
    """One more row of EP04: whose survivor is paid what. Persons as (county, index)."""

    supporter: tuple[str, int]
    dependant: tuple[str, int]
    relation: str
    fen: int


@dataclass(frozen=True)
class Budget:
    """The expenditure that was approved for a fund and year (支出预算), fen; `version` 2 and more are adjustments
    (预算调整), in ascending order."""

    fund_name: str
    fen: int
    version: int = 1


@dataclass
class Plan:
    """Keys of the lists: (region, month index); of registrations: (prefecture, month index)."""

    edits: Edits = field(default_factory=dict)
    enrolments: dict[tuple[str, int], list[Enrolment]] = field(default_factory=lambda: defaultdict(list))
    transfers: dict[tuple[str, int], list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))
    recoveries: dict[tuple[str, int], list[Recovery]] = field(default_factory=lambda: defaultdict(list))
    registrations: dict[tuple[str, int], list[Registration]] = field(default_factory=lambda: defaultdict(list))
    backpay: dict[tuple[str, int], list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))
    contributions: dict[tuple[str, str, int], list[Contribution]] = field(default_factory=lambda: defaultdict(list))
    """By (region, fund, month)."""
    pensions: dict[tuple[str, int], list[Pension]] = field(default_factory=lambda: defaultdict(list))
    dependants: dict[tuple[str, int], list[Dependant]] = field(default_factory=lambda: defaultdict(list))
    budgets: dict[tuple[str, int], list[Budget]] = field(default_factory=lambda: defaultdict(list))
    """By (region, year)."""
    lives: dict[tuple[str, str, int], list[Change]] = field(default_factory=lambda: defaultdict(list))
    """Rows changed before payments are made of them, by (table, region, month)."""
    sent: dict[tuple[str, str, int], list[Change]] = field(default_factory=lambda: defaultdict(list))
    """Rows changed in the file only: whatever else says the same goes on saying what was right."""
    truth: list[dict[str, Any]] = field(default_factory=list)
