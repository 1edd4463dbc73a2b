"""What changed between two states of the legal numbers, or between two days in force."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from catalogue import parameters
from catalogue.errors import CatalogueError
from catalogue.in_force import FIRST, in_force, on, region_with_numbers, regions_with_numbers
from catalogue.model import Catalogue, ParameterValue

_MOST_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Change:
    """A number of one fund, region and key that came (``old`` None), went (``new`` None) or became another."""

    kind: Literal["added", "removed", "changed"]
    fund_code: str
    region_code: str
    old: ParameterValue | None
    new: ParameterValue | None

    @property
    def value(self) -> ParameterValue:
        """Of which parameter and key."""
        found = self.new or self.old
        assert found is not None
        return found


def read_state(place: Path, catalogue: Catalogue) -> tuple[ParameterValue, ...]:
    """The numbers in a folder or zip: ``parameters/*.yml`` of a catalogue, or the YAML files themselves.

    CatalogueError where it holds none, or one that cannot be read."""
    funds = {fund.fund_code for fund in catalogue.funds}
    regions = {region.code for region in catalogue.regions}
    if place.is_dir():
        return parameters.read(_folder(place), funds, regions)
    if not zipfile.is_zipfile(place):
        raise CatalogueError(
            place, 0, "neither a folder nor a zip", "give catalogue/parameters of some time, or its zip"
        )
    with TemporaryDirectory() as unpacked, zipfile.ZipFile(place) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename.endswith(".yml") and not entry.is_dir()]
        of_catalogue = [entry for entry in entries if Path(entry.filename).parent.name == "parameters"]
        chosen = of_catalogue or [entry for entry in entries if "/" not in entry.filename]
        if not chosen:
            raise CatalogueError(place, 0, "no parameters/*.yml in it", "zip the folder catalogue/parameters")
        if sum(entry.file_size for entry in chosen) > _MOST_BYTES:
            raise CatalogueError(place, 0, "too large for parameter files", "zip only catalogue/parameters")
        names = [Path(entry.filename).name for entry in chosen]
        if len(set(names)) < len(names):
            raise CatalogueError(place, 0, "two folders with parameters in it", "zip one catalogue/parameters")
        for entry, name in zip(chosen, names, strict=True):
            Path(unpacked, name).write_bytes(archive.read(entry))
        return parameters.read(Path(unpacked), funds, regions)


def as_written(old: tuple[ParameterValue, ...], new: tuple[ParameterValue, ...]) -> list[Change]:
    """Lines (parameter, fund, region, key, first day) of two states that differ in value, end, document or status."""
    before, after = _by_line(old), _by_line(new)
    return [
        _change(before.get(line), after.get(line), fund, region)
        for line in sorted(before.keys() | after.keys())
        for _, fund, region, _, _ in (line,)
        if _said(before.get(line)) != _said(after.get(line))
    ]


def between(catalogue: Catalogue, first: date, second: date, region: str) -> list[Change]:
    """Numbers in force in a region, inherited ones too, that are others on the second day than on the first.

    What the law does not have on a day is not there."""
    where = region_with_numbers(region, catalogue.regions, regions_with_numbers(catalogue))
    numbers = [number for number in in_force(catalogue) if number.region_code == where]
    before, after = (
        {
            (n.rests_on.parameter_id, n.fund_code, n.key): n.rests_on
            for n in on(numbers, day)
            if n.rests_on.status != parameters.NOT_IN_LAW
        }
        for day in (first, second)
    )
    funds_of_all = {parameter_id for parameter_id, fund, _ in before.keys() | after.keys() if fund == parameters.ANY}
    return [
        _change(before.get(series), after.get(series), fund, region)
        for series in sorted(before.keys() | after.keys())
        for parameter_id, fund, _ in (series,)
        if _in_words(before.get(series)) != _in_words(after.get(series))
        # what holds for every fund is told once
        and not (fund != parameters.ANY and parameter_id in funds_of_all and _same_as_all(series, before, after))
    ]


def _same_as_all(
    series: tuple[str, str, str],
    before: dict[tuple[str, str, str], ParameterValue],
    after: dict[tuple[str, str, str], ParameterValue],
) -> bool:
    of_all = (series[0], parameters.ANY, series[2])
    return all(state.get(series) is state.get(of_all) for state in (before, after))


def _folder(place: Path) -> Path:
    inner = next((p for p in (place / "catalogue" / "parameters", place / "parameters") if p.is_dir()), place)
    if not any(inner.glob("*.yml")):
        raise CatalogueError(place, 0, "no parameters/*.yml in it", "give the folder catalogue/parameters of some time")
    return inner


def _by_line(values: tuple[ParameterValue, ...]) -> dict[tuple[str, str, str, str, date], ParameterValue]:
    return {(v.parameter_id, v.fund_code, v.region_code, v.key, v.valid_from or FIRST): v for v in values}


def _said(value: ParameterValue | None) -> tuple[object, ...] | None:
    if value is None:
        return None
    return value.value, value.unit, value.valid_to, value.document, value.article, value.status


def _in_words(value: ParameterValue | None) -> tuple[object, ...] | None:
    """What is said in force: another line with the same number, document and status is no change."""
    if value is None:
        return None
    return value.value, value.unit, value.document, value.article, value.status


def _change(old: ParameterValue | None, new: ParameterValue | None, fund: str, region: str) -> Change:
    kind: Literal["added", "removed", "changed"] = "added" if old is None else "removed" if new is None else "changed"
    return Change(kind, fund, region, old, new)
