"""The declared part of the base library (基础信息库): which tables make a model, and what it calls their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from catalogue import yamlfile
from catalogue.errors import PACKAGE
from catalogue.model import Catalogue, Field, Table
from catalogue.yamlfile import Document

FILE: Final = PACKAGE / "base_models.yml"

_REGION: Final = ("admin_division_code", "pooling_area_code", "region_code")
_PERIOD: Final = ("data_period", "fee_period", "corresponding_fee_period", "fee_period_start", "levy_period")
_FUND: Final = ("fund_code", "insurance_type_code")
_CORE_SYSTEMS: Final = ("HRSS", "MED")


@dataclass(frozen=True, slots=True)
class BaseMember:
    """One table of a base model. ``region``, ``period``, ``fund`` are columns of the table or None;
    ``fund_code`` is the fund where the table has one only; ``system`` is whose numbers of persons and units it uses."""

    table: Table
    region: str | None
    period: str | None
    fund: str | None
    fund_code: str | None
    system: str
    citizen_id: str | None
    person_id: str | None
    counted_by: tuple[str, ...]

    @property
    def counted_in_region(self) -> bool:
        """A table of the agencies that does not name its region: each agency has numbers of its own."""
        return self.region is None and self.table.source == "AGY"

    @property
    def unit_id(self) -> str | None:
        return "unit_id" if "unit_id" in self.table.columns else None

    @property
    def org_code(self) -> str | None:
        """The column of a unit's code (organisation or social credit code), where there is no number."""
        codes = ("unified_credit_code", "org_code")
        return None if self.unit_id else next((name for name in codes if name in self.table.columns), None)

    @property
    def taken(self) -> frozenset[str]:
        """Columns that reach the model under the name that all models share, not under their own."""
        whole_period = self.period and self.table.field(self.period).logical_type == "period_yyyymm"
        named = (self.region, self.period if whole_period else None, "fund_code" if self.fund == "fund_code" else None,
                 "citizen_id" if self.citizen_id == "citizen_id" else None)  # fmt: skip
        return frozenset(name for name in named if name)


@dataclass(frozen=True, slots=True)
class BaseModel:
    """One declared model. ``derived``: name -> (Chinese label, SQL over the columns of any member)."""

    name: str
    label_zh: str
    grain: str
    materialized: str
    members: tuple[BaseMember, ...]
    latest_by: str | None
    deleted_by: str | None
    rename: Mapping[str, str]
    derived: Mapping[str, tuple[str, str]]
    unused: Mapping[str, str]

    def name_of(self, column: str) -> str:
        """A table's column as the model calls it."""
        return self.rename.get(column, column)

    def counted_by(self, member: BaseMember) -> tuple[str, ...]:
        """What tells a table's rows apart, as SQL over its own columns."""
        return tuple(self.derived[name][1] if name in self.derived else name for name in member.counted_by)

    @property
    def fields(self) -> Mapping[str, Field]:
        """The members' own columns in the model, by their name there, in order of first appearance."""
        found: dict[str, Field] = {}
        for member in self.members:
            for field in member.table.fields:
                if field.column not in member.taken and field.column not in self.unused:
                    found.setdefault(self.name_of(field.column), field)
        return found


def base_models(catalogue: Catalogue, file: Path = FILE) -> dict[str, BaseModel]:
    """All models by name. A table that no model names stands alone, as ``base_<table_id>``.

    CatalogueError, with file and line, for a table that is unknown or in two models, that is left out while its family
    is not, and for a column that no member has."""
    document = yamlfile.read(file, "base_models")
    models = {name: _model(document, name, data, catalogue) for name, data in document.data.items()}
    placed: dict[str, str] = {}
    for model in models.values():
        for index, member in enumerate(model.members):
            code = member.table.file_code
            if code in placed:
                raise document.error(f"{code} already stands in {placed[code]}", "name it once",
                                     model.name, "members", index)  # fmt: skip
            placed[code] = model.name
    families = {catalogue.tables[code].table_id: name for code, name in placed.items()}
    for table in catalogue.tables.values():
        if table.file_code not in placed:
            name = f"base_{table.table_id}"
            if name in models or table.table_id in families:
                raise document.error(f"{table.file_code} is in no base model, other {table.table_id} are",
                                     f"add it to the members of {families.get(table.table_id, name)}")  # fmt: skip
            alone = {"label_zh": table.name_zh, "grain": table.grain, "members": [table.file_code]}
            models[name] = _model(document, name, alone, catalogue)
    return models


def core_systems(catalogue: Catalogue) -> dict[str, str]:
    """Fund → the system (HRSS, MED) that numbers its persons and units."""
    return {t.insurance_code: t.source for t in catalogue.tables.values() if t.source in _CORE_SYSTEMS}


def _model(document: Document, name: str, data: dict[str, Any], catalogue: Catalogue) -> BaseModel:
    for index, code in enumerate(data["members"]):
        if code not in catalogue.tables:
            raise document.error(f"unknown table {code!r}", "use a file code of the catalogue", name, "members", index)
    tables = [catalogue.tables[code] for code in data["members"]]
    _check_columns(document, name, data, {column for table in tables for column in table.columns})
    systems = core_systems(catalogue)
    return BaseModel(
        name=name,
        label_zh=data["label_zh"],
        grain=data["grain"],
        materialized=data.get("materialized", "table" if "latest_by" in data else "parted"),
        members=tuple(_member(table, data, systems) for table in tables),
        latest_by=data.get("latest_by"),
        deleted_by=data.get("deleted_by"),
        rename=data.get("rename", {}),
        derived={key: (value["label_zh"], value["sql"]) for key, value in data.get("derived", {}).items()},
        unused=data.get("unused", {}),
    )


def _member(table: Table, data: dict[str, Any], systems: Mapping[str, str]) -> BaseMember:
    def first(names: tuple[str, ...]) -> str | None:
        return next((name for name in names if name in table.columns), None)

    one_fund = table.insurance_code not in ("all", "none")
    person = data.get("person", {"citizen_id": "citizen_id", "person_id": "person_id"})
    counted_by = tuple(column for column in data.get("counted_by", ()) if column in table.columns)
    instead = data.get("counted_instead", {})
    return BaseMember(
        table=table,
        region=first(_REGION),
        period=data["period"] if "period" in data else first(_PERIOD),
        fund=None if one_fund else first(_FUND),
        fund_code=table.insurance_code if one_fund else None,
        system=systems.get(table.insurance_code, table.source),
        citizen_id=first((person["citizen_id"],)) if "citizen_id" in person else None,
        person_id=first((person["person_id"],)) if "person_id" in person else None,
        counted_by=counted_by or tuple(instead.get(column, column) for column in table.natural_key),
    )


def _check_columns(document: Document, name: str, data: dict[str, Any], columns: set[str]) -> None:
    for key in ("period", "counted_by", "counted_instead", "latest_by", "deleted_by", "rename", "unused", "person"):
        value = data.get(key, ())
        named = {key: value} if isinstance(value, str) else value
        for at, column in named.items() if isinstance(named, dict) else enumerate(named):
            place = (name, key) if isinstance(value, str) else (name, key, at)
            wanted = at if key in ("counted_instead", "rename", "unused") else column
            if wanted not in columns:
                raise document.error(f"no member has a column {wanted!r}", "mend or remove it", *place)
    for column, instead in data.get("counted_instead", {}).items():
        if instead not in data.get("derived", {}):
            raise document.error(f"{instead!r} is not derived", "declare its SQL", name, "counted_instead", column)
