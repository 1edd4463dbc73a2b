"""Which parts of the base library have to be made again: those whose inputs or code are not the same as they were.

A part is the rows that one model has of the deliveries of one period. Its name is a hash of everything it is made from:
the deliveries that count, the SQL of the model and of what it reads, the macros that these use, seeds. So a part is
never changed: what a build needs is there or not. A late delivery, a repaired record, another `as_of`, a changed line
of code lead to other names, hence to exactly the parts that differ; all others are used as they are, by any number of
builds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from catalogue import load_catalogue
from warehouse_sql.macros import Macros
from warehouse_sql.port import Transaction, Warehouse

MATERIALIZED: Final = "parted"
# In a parted model's `meta`: a part holds all periods up to its own (`true`), or those of them in its calendar year
# (`year`), made from a former one and the periods since.
RUNNING: Final = "running"
# Staging views that keep what corrections replaced begin so (catalogue/generate/dbt_identity.py).
EVER: Final = "stg_reported__"
# file code -> period -> delivery -> the day on which it was replaced, '' if it counts still
Delivered = Mapping[str, Mapping[str, Mapping[int, str]]]
_MAKING: Final = "with_same_parts() make_part()"  # macros with which the materialization makes a part of a model's SQL
# What a build reads of `control` beside the deliveries that count: rows are only added, so their number at a moment
# names them. A check that found otherwise later is in both tables.
_NOTED: Final = (
    "select received_at as noted_at from control.delivery",
    "select decided_at as noted_at from control.delivery",
    "select checked_at as noted_at from control.gate union all select checked_at from control.gate_former",
    "select acted_at as noted_at from control.case_event",
    "select moved_at as noted_at from control.finding_move",
)
_KEPT = pa.schema([
    ("fingerprint", pa.string()), ("model", pa.string()), ("period", pa.string()), ("rows", pa.int64()),
    ("build_id", pa.string()), ("built_at", pa.timestamp("us")),
])  # fmt: skip
PLAN: Final = pa.schema([
    ("model", pa.string()), ("period", pa.string()), ("fingerprint", pa.string()), ("place", pa.string()),
    ("is_new", pa.bool_()), ("is_shown", pa.bool_()), ("goes_on_from", pa.string()),
])  # fmt: skip
DELIVERY: Final = pa.schema([("fingerprint", pa.string()), ("delivery_id", pa.int64())])


@dataclass(frozen=True, slots=True)
class Part:
    """One part of one model. ``period`` is '' for the part without rows, which gives a model its columns."""

    model: str
    period: str
    fingerprint: str
    deliveries: tuple[int, ...]
    is_new: bool
    is_shown: bool = True
    """Whether the model's view reads it; of a running model the last one only, or the last of each year."""
    goes_on_from: str | None = None
    """Period of the part of a running model that this one goes on from."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a build knows: deliveries that were current at ``as_of``. Repaired rows (channel `repair`) may end before,
    to tell them apart from late data."""

    as_of: datetime
    repairs_until: datetime | None = None

    def deliveries(self, warehouse: Warehouse) -> list[dict[str, Any]]:
        """`delivery_id`, `file_code`, `period` of all that count; the same condition as dbt's known_as_of."""
        sql = (
            "select file_code, coalesce(period, '-') as period, delivery_id from control.current_delivery"
            " where known_from <= :as_of and (known_to is null or known_to > :as_of)"
        )
        params = {"as_of": self.as_of}
        if self.repairs_until is not None:
            sql += " and (channel <> 'repair' or known_from <= :repairs_until)"
            params["repairs_until"] = self.repairs_until
        rows: list[dict[str, Any]] = warehouse.query(sql, params).to_pylist()
        return rows

    def ever(self, warehouse: Warehouse) -> list[dict[str, Any]]:
        """The same of all that ever counted up to then, and `until`: the day on which it was replaced, or ''. The same
        condition as dbt's ever_known."""
        sql = (
            "select file_code, coalesce(period, '-') as period, delivery_id,"
            " coalesce(cast(cast(case when known_to <= :as_of then known_to end as date) as text), '') as until"
            " from control.current_delivery"
            " where known_from <= :as_of and (known_to is null or known_to > known_from)"
        )
        params = {"as_of": self.as_of}
        if self.repairs_until is not None:
            sql += " and (channel <> 'repair' or known_from <= :repairs_until)"
            params["repairs_until"] = self.repairs_until
        rows: list[dict[str, Any]] = warehouse.query(sql, params).to_pylist()
        return rows

    def data_hash(self, warehouse: Warehouse) -> str:
        """One name for the deliveries that count."""
        return _hash(*sorted(str(row["delivery_id"]) for row in self.deliveries(warehouse)))

    def known_hash(self, warehouse: Warehouse) -> str:
        """One name for all that was known: the deliveries that count, what else had come, what was checked, and what
        officers had said of findings (处置意见)."""
        counts = ", ".join(
            f"(select count(*) from ({rows}) as r where noted_at <= :as_of) as n{number}"
            for number, rows in enumerate(_NOTED)
        )
        [counted] = warehouse.query(f"select {counts}", {"as_of": self.as_of}).to_pylist()
        return _hash(self.data_hash(warehouse), *(str(count) for count in counted.values()))

    def as_table(self) -> pa.Table:
        """`part.moment`, as dbt's macros read it."""
        written = {"as_of": [_written(self.as_of)], "repairs_until": [_written(self.repairs_until)]}
        return pa.table({name: pa.array(values, pa.string()) for name, values in written.items()})


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def plan(manifest: Any, warehouse: Warehouse, moment: Moment, is_there: Callable[[str, str], bool]) -> list[Part]:
    """The parts of all parted models of a dbt manifest, as known at a moment.

    ``is_there(model, fingerprint)`` says whether the engine still has a part. One that it has and that is not noted was
    never tested, and is made again.
    """
    delivered = _by_period((row, "") for row in moment.deliveries(warehouse))
    ever = _by_period((row, row["until"]) for row in moment.ever(warehouse))
    noted = set(warehouse.query("select fingerprint from control.part").column("fingerprint").to_pylist())
    graph = _Graph(manifest, delivered, ever)
    parts = []
    for unique_id, node in sorted(manifest.nodes.items()):
        if str(node.resource_type) == "model" and node.config.materialized == MATERIALIZED:
            periods = graph.periods(unique_id)
            running = is_running(node)
            wanted = ["", *(_to_go_on_from(periods) if running else periods)]
            for before, period, after in zip(["", *wanted], wanted, [*wanted[1:], None], strict=False):
                fingerprint = graph.fingerprint(unique_id, period)
                is_new = fingerprint not in noted or not is_there(node.name, fingerprint)
                if running:
                    goes_on_from = before if before and _span(node, before) == _span(node, period) else None
                    is_shown = after is None or (bool(period) and _span(node, after) != _span(node, period))
                    parts.append(Part(node.name, period, fingerprint, (), is_new, is_shown, goes_on_from))
                else:
                    deliveries = tuple(sorted(graph.deliveries(unique_id, period)))
                    parts.append(Part(node.name, period, fingerprint, deliveries, is_new))
    return parts


def is_running(node: Any) -> bool:
    """Whether a part of a model holds all periods up to its own."""
    return bool((node.config.meta or {}).get(RUNNING))


def _span(node: Any, period: str) -> str:
    """The calendar year of which alone a part of a running model holds periods; '' where it holds all."""
    return period[:4] if node.config.meta[RUNNING] == "year" else ""


def _to_go_on_from(periods: list[str]) -> list[str]:
    """Of all periods, sorted, those up to which a running model has a part: the last, which it shows; the one before
    it, for the last is delivered bit by bit; and the last of each year, so that a correction of an old month costs the
    months since the year before it and not all."""
    of_years = {period[:4]: period for period in periods}
    return sorted({*of_years.values(), *periods[-2:]})


def keep(tx: Transaction, parts: Iterable[Part], rows: Mapping[str, int], build_id: str, at: datetime) -> None:
    """Note that parts are there and tested; ``rows`` by fingerprint."""
    noted = [
        {"fingerprint": p.fingerprint, "model": p.model, "period": p.period, "rows": rows.get(p.fingerprint),
         "build_id": build_id, "built_at": at}
        for p in parts
    ]  # fmt: skip
    for part in noted:
        tx.execute("delete from control.part where fingerprint = :fingerprint", {"fingerprint": part["fingerprint"]})
    tx.append("control.part", pa.Table.from_pylist(noted, schema=_KEPT))


def _by_period(rows: Iterable[tuple[dict[str, Any], str]]) -> Delivered:
    found: dict[str, dict[str, dict[int, str]]] = {}
    for row, until in rows:
        found.setdefault(row["file_code"], {}).setdefault(row["period"], {})[row["delivery_id"]] = until
    return found


class _Graph:
    """What a model is made from, along the manifest."""

    def __init__(self, manifest: Any, delivered: Delivered, ever: Delivered) -> None:
        self._nodes = manifest.nodes
        self._delivered = delivered
        self._ever = ever
        tables = load_catalogue().tables.values()
        self._codes = {t.stg_name: _delivery_codes(t.file_code) for t in tables}
        by_source = {t.raw_name: t.stg_name for t in tables}
        for node in manifest.nodes.values():
            if node.name.startswith(EVER):
                read = (by_source.get(below.rpartition(".")[2]) for below in node.depends_on.nodes)
                self._codes[node.name] = tuple(sorted({code for name in read if name for code in self._codes[name]}))
        self._memory: dict[tuple[str, str | None], str] = {}
        self._macros = Macros(manifest)
        self._texts: dict[str, list[str]] = {}

    def periods(self, unique_id: str) -> list[str]:
        """Periods of all deliveries of the feeds below a model, sorted."""
        feeds = self._feeds(unique_id)
        return sorted({period for name in feeds for by_period in self._of(name) for period in by_period})

    def deliveries(self, unique_id: str, period: str) -> set[int]:
        """Deliveries of one period below a model."""
        feeds = self._feeds(unique_id)
        return {one for name in feeds for by_period in self._of(name) for one in by_period.get(period, ())}

    def _of(self, name: str) -> list[Mapping[str, Mapping[int, str]]]:
        """What a staging view shows of each of its tables: period -> delivery -> the day on which it was replaced."""
        delivered = self._ever if name.startswith(EVER) else self._delivered
        return [delivered.get(code, {}) for code in self._codes[name]]

    def fingerprint(self, unique_id: str, period: str | None) -> str:
        """Hash of all that a node is made from; of one period of it, or (None) of the whole."""
        if (unique_id, period) not in self._memory:
            self._memory[unique_id, period] = self._fingerprint(unique_id, period)
        return self._memory[unique_id, period]

    def _fingerprint(self, unique_id: str, period: str | None) -> str:
        node = self._nodes.get(unique_id)
        if node is None:  # a source: its deliveries are counted at the staging view
            return unique_id
        if str(node.resource_type) == "seed":
            return str(node.checksum.checksum)
        own = self._code(unique_id)
        if node.name in self._codes:
            counted = {
                f"{one}{until and ' '}{until}"
                for periods in self._of(node.name)
                for at, ids in periods.items()
                if period in (None, at)
                for one, until in ids.items()
            }
            return _hash(*own, *sorted(counted))
        below = sorted(node.depends_on.nodes)
        if period and is_running(node):
            up_to = [
                one for one in self.periods(unique_id) if one <= period and _span(node, one) == _span(node, period)
            ]
            return _hash(*own, *(self.fingerprint(one, at) for at in up_to for one in below))
        whole = node.config.materialized not in (MATERIALIZED, "ephemeral")
        return _hash(*own, *(self.fingerprint(one, None if whole else period) for one in below))

    def _code(self, unique_id: str) -> list[str]:
        """A model's own text, how it is made, and the macros that both use."""
        if unique_id not in self._texts:
            node = self._nodes[unique_id]
            made = str(node.config.materialized)
            macros = self._macros.used([node.raw_code, _MAKING if made == MATERIALIZED else ""])
            self._texts[unique_id] = [*macros, node.raw_code, made]
        return self._texts[unique_id]

    def _feeds(self, unique_id: str) -> set[str]:
        """Names of the staging views of feeds that a model reads, itself or through ephemeral models."""
        found: set[str] = set()
        for below in self._nodes[unique_id].depends_on.nodes:
            node = self._nodes.get(below)
            if node is None:
                continue
            if node.name in self._codes:
                found.add(node.name)
            elif node.config.materialized in (MATERIALIZED, "ephemeral"):
                found |= self._feeds(below)
        return found


def parts_hash(parts: Iterable[Part]) -> str:
    """One name for all parts of a build: the same parts, the same name."""
    return _hash(*sorted(f"{part.model}|{part.period}|{part.fingerprint}" for part in parts))


def _delivery_codes(file_code: str) -> tuple[str, ...]:
    """What deliveries of a table carry as their file code: bank statements that of their format."""
    return (file_code, "CAMT053", "MT940") if file_code.startswith("BK") else (file_code,)


def _hash(*texts: str) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:40]
