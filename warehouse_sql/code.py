"""The code of a build: dbt's project with its seeds (models, macros, rules, parameters), kept so that it can run again.

A product that runs has no git. A build keeps its code in `control.code` when it is one that is not there yet; its name
is a hash of names and contents, so the same code has the same name on every machine.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from warehouse_sql.port import WarehouseError

Kind = Literal["parameters", "rules", "code"]
KINDS: Final[tuple[Kind, ...]] = ("parameters", "rules", "code")
"""In which a change of code is split, in this order: legal numbers, supervision rules, all other models and macros."""

_PARAMETERS: Final = frozenset({"seed_parameter.csv", "seed_rule_parameter.csv", "seed_rule_threshold.csv"})
_LEFT_OUT: Final = frozenset({"target", "logs", "dbt_packages"})
_SUFFIXES: Final = frozenset({".sql", ".yml", ".yaml", ".csv", ".md"})
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_USED: Final = ".used"
_IN_USE_SECONDS: Final = 86_400.0
MOST_LAID_OUT: Final = 8
"""How many former codes lie ready to run; each holds some 20 MB with what dbt keeps of it."""


def files(project: Path) -> dict[str, bytes]:
    """Name below the project (with `/`) → content, of everything that dbt reads."""
    found = {}
    for path in _walk(project):
        found[path.relative_to(project).as_posix()] = path.read_bytes()
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in _LEFT_OUT and not path.name.startswith("."):
                yield from _walk(path)
        elif path.suffix in _SUFFIXES and not path.name.startswith("."):
            yield path


def name_of(contents: Mapping[str, bytes]) -> str:
    """The name of a code: 40 hex digits."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()[:40]


def packed(contents: Mapping[str, bytes]) -> bytes:
    """A ZIP of it; the same code gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents[name])
    return out.getvalue()


def unpacked(archive: bytes, expected: str) -> dict[str, bytes]:
    """What `packed` packed. Raises WarehouseError where it is not the code of this name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        contents = {name: found.read(name) for name in found.namelist()}
    if name_of(contents) != expected:
        raise WarehouseError(f"the kept code {expected[:12]} is not what its name says: restore control.code")
    return contents


def laid_out(contents: Mapping[str, bytes], folder: Path) -> Path:
    """The code as a project that dbt can run, in a folder of its name below `folder`; there already: used as it is."""
    final = folder / name_of(contents)
    if not final.is_dir() or name_of(files(final)) != final.name:  # not there, or somebody edited it
        for name in contents:
            if not (final / name).resolve().is_relative_to(final.resolve()):
                raise WarehouseError("the kept code names a file outside its folder: restore control.code")
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".", dir=folder))
        for name, content in contents.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        shutil.rmtree(final, ignore_errors=True)
        try:
            made.rename(final)
        except OSError:  # another process laid it out meanwhile
            shutil.rmtree(made, ignore_errors=True)
    (final / _USED).touch()
    return final


def clear(folder: Path, now: float, kept_seconds: float, most: int = MOST_LAID_OUT) -> list[str]:
    """Remove laid out codes that nobody used for `kept_seconds`, and of the others all but the `most` used last.

    One that was used within the last day may be in use, and stays. `now` is seconds since the epoch. Returns names.
    """
    if not folder.is_dir():
        return []
    used = sorted(((_used(path), path) for path in folder.iterdir() if path.is_dir()), reverse=True)
    gone = []
    for place, (at, path) in enumerate(used):
        if now - at > kept_seconds or (place >= most and now - at > _IN_USE_SECONDS):
            shutil.rmtree(path, ignore_errors=True)
            gone.append(path.name)
    return sorted(gone)


def _used(path: Path) -> float:
    mark = path / _USED
    return (mark if mark.exists() else path).stat().st_mtime


def kind_of(name: str) -> Kind:
    """What a change of this file is a change of."""
    if name.startswith("seeds/"):
        seed = name.rsplit("/", 1)[-1]
        return "parameters" if seed in _PARAMETERS else "rules" if seed.startswith("seed_rule") else "code"
    return "rules" if name.startswith(("models/rule/", "macros/rule/")) else "code"


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[Kind, list[str]]:
    """Files that differ, by kind."""
    names = sorted(n for n in {*before, *after} if before.get(n) != after.get(n))
    return {kind: found for kind in KINDS if (found := [n for n in names if kind_of(n) == kind])}


def mixed(before: Mapping[str, bytes], after: Mapping[str, bytes], kinds: set[Kind]) -> dict[str, bytes]:
    """The former code, with the files of some kinds as they are now."""
    names = {*before, *after}
    chosen = {name: (after if kind_of(name) in kinds else before).get(name) for name in names}
    return {name: content for name, content in chosen.items() if content is not None}
