"""What a loaded catalogue is made of: frozen dataclasses, no behaviour beyond look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, Literal

LOGICAL_TYPES: Final = (
    "code",
    "id",
    "name",
    "text",
    "date",
    "period_yyyymm",
    "timestamp",
    "money",
    "rate",
    "count",
    "months",
    "days",
    "years",
    "flag",
)
INTEGER_TYPES: Final = frozenset({"count", "months", "days", "years"})
TEXT_TYPES: Final = frozenset({"code", "id", "name", "text", "period_yyyymm"})

Cycle = Literal["month", "realtime", "year"]
Kind = Literal["standard", "extension", "border"]
Severity = Literal["error", "warn"]


@dataclass(frozen=True, slots=True)
class Check:
    """One extra check of the gate on a table. ``kind`` is one of ``catalogue.checks.KINDS``, which says what
    ``columns`` and ``params`` mean. ``severity``: ``error`` holds a delivery back, ``warn`` only tells."""

    id: str
    kind: str
    severity: Severity
    columns: tuple[str, ...]
    params: Mapping[str, Any]
    title_zh: str


@dataclass(frozen=True, slots=True)
class Field:
    """One column of an interface table (字段). ``label_zh`` is the printed label, which is the header text;
    a table may repeat a label, so match by ``position`` (1-based) and label together."""

    position: int
    label_zh: str
    column: str
    logical_type: str
    parent_column: str | None
    code_list: tuple[str, str] | None
    standard_code: str | None
    appended: bool
    also_called: tuple[str, ...] = ()
    """Other labels that senders print for this column of this table."""


@dataclass(frozen=True, slots=True)
class Table:
    """One interface table (信息目录表) and our decisions on it."""

    file_code: str
    source: str
    insurance_code: str
    section: str
    table_id: str
    name_zh: str
    name_en: str
    cycle: Cycle
    grain: str
    kind: Kind
    natural_key: tuple[str, ...]
    required_key: tuple[str, ...]
    fields: tuple[Field, ...]
    tolerance: Decimal
    control_totals: tuple[str, ...]
    checks: tuple[Check, ...]
    history: str
    note: str
    no_list: Mapping[str, str]
    """Columns of codes whose list is not known here, and why."""
    not_parts: Mapping[str, str]
    """Parents that are no sum of their parts, and why: the derived check is switched off."""
    _by_column: Mapping[str, Field] = field(repr=False, compare=False, hash=False)

    @property
    def raw_name(self) -> str:
        """Name inside schema ``raw``: ``ep01_unit_contribution``."""
        return f"{self.file_code.lower()}_{self.table_id}"

    @property
    def stg_name(self) -> str:
        """Name of the generated staging view: ``stg_hrss__ep01_unit_contribution``."""
        return f"stg_{self.source.lower()}__{self.raw_name}"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f.column for f in self.fields)

    @property
    def labels(self) -> tuple[str, ...]:
        """Header of the TXT in catalogue order (标题行); a label may occur twice."""
        return tuple(f.label_zh for f in self.fields)

    def field(self, column: str) -> Field:
        """The field of a column. KeyError names table and column."""
        try:
            return self._by_column[column]
        except KeyError:
            raise KeyError(f"{self.file_code} has no column {column!r}") from None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One entry of the field dictionary (字段字典): one column name, type, unit and Chinese label."""

    column: str
    label_zh: str
    logical_type: str
    unit: str | None
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list (代码). ``status`` says how well it is known (``verified``, ``memory/…``)."""

    source_system: str
    element: str
    code: str
    name_zh: str
    valid_from: date | None
    valid_to: date | None
    status: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """All values of one element in one source system (代码表)."""

    source_system: str
    element: str
    name_zh: str
    standard: str
    codes: tuple[Code, ...]

    @property
    def values(self) -> frozenset[str]:
        return frozenset(c.code for c in self.codes)


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative division (行政区划) during one time. ``current_code`` ends its successor chain.

    Dates are as exact as the source gives them, hence text: ``1985``, ``1985-11``, ``1985-11-02``."""

    code: str
    name_zh: str
    level: int
    parent_code: str
    state: str
    valid_from: str | None
    valid_to: str | None
    predecessor: str | None
    successor: str | None
    current_code: str
    kind: str
    status: str
    date_status: str
    note: str


@dataclass(frozen=True, slots=True)
class Fund:
    """One fund (险种). ``scheme_group``: pension, medical or other."""

    fund_code: str
    name_zh: str
    scheme_group: str


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One legal number in force from ``valid_from`` to ``valid_to`` (both inclusive, None = open).

    ``value`` None with ``status`` gap: the number is not known, which is an outcome of its own and never "no finding";
    with ``status`` not_in_law: the law had no such number then.
    ``fund_code`` ``*`` means all funds; ``region_code`` ``000000`` the nation, ``630000`` the province.
    ``key`` is the line of a table (grade, age, tier …; ``key_zh`` says which), ``*`` where there is no table.
    ``announced_month``: when in the year a new value usually comes; None if not yearly.
    """

    parameter_id: str
    name_zh: str
    fund_code: str
    region_code: str
    valid_from: date | None
    valid_to: date | None
    value: Decimal | None
    unit: str
    document: str
    article: str
    status: str
    source: str
    note: str
    key: str = "*"
    key_zh: str = ""
    announced_month: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A sender of feeds (数据来源)."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Catalogue:
    """Everything declared, checked and read-only."""

    tables: Mapping[str, Table]
    sources: Mapping[str, Source]
    quantities: Mapping[str, Quantity]
    code_lists: Mapping[tuple[str, str], CodeList]
    regions: tuple[Region, ...]
    pseudo_regions: Mapping[str, str]
    funds: tuple[Fund, ...]
    parameters: tuple[ParameterValue, ...]

    @cached_property
    def region_names(self) -> Mapping[str, str]:
        """What every code of a region is called (统筹区名称): of today, of former days, and of a level's own (本级)."""
        return MappingProxyType({**self.pseudo_regions, **{region.code: region.name_zh for region in self.regions}})

    @cached_property
    def fund_names(self) -> Mapping[str, str]:
        """What every fund is called (险种名称)."""
        return MappingProxyType({fund.fund_code: fund.name_zh for fund in self.funds})

    def codes(self, source_system: str, element: str) -> CodeList:
        """The code list of an element in a source system. KeyError if it is not declared."""
        try:
            return self.code_lists[source_system, element]
        except KeyError:
            raise KeyError(f"no code list for element {element!r} of source system {source_system!r}") from None

    def delivery_codes(self, cycle: str | None) -> frozenset[str] | None:
        """What deliveries of tables of a cycle carry as `file_code`; None, which is all, for no cycle.

        Bank statements carry the code of their format.
        """
        if cycle is None:
            return None
        found = {code for code, table in self.tables.items() if table.cycle == cycle}
        return frozenset(found | ({"CAMT053", "MT940"} if "BK01" in found else set()))

    def table(self, file_code: str) -> Table:
        """The table of a file code. KeyError says so."""
        try:
            return self.tables[file_code]
        except KeyError:
            raise KeyError(f"the catalogue has no table {file_code!r}") from None
