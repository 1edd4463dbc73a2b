"""Writes what the emitters return, and nothing else under the ``_generated`` folders."""

from __future__ import annotations

from pathlib import Path
from typing import Final

Files = dict[str, str]
"""Path relative to the project -> whole text, line ends ``\\n``."""

FOLDERS: Final = (
    "warehouse_sql/raw/_generated",
    "dbt_project/models/staging/_generated",
    "dbt_project/models/base/_generated",
    "dbt_project/models/rule/_generated",
    "dbt_project/macros/_generated",
    "dbt_project/macros/rule/_generated",
    "dbt_project/seeds/_generated",
    "docs/dictionary/_generated",
    "docs/rulebook/_generated",
    "catalogue/schemas/_generated",
)


def differences(root: Path, files: Files) -> list[str]:
    """Paths that are missing, differ or are left over, sorted."""
    result = [path for path, text in files.items() if _read(root / path) != text.encode()]
    result += [path for path in _present(root) if path not in files]
    return sorted(result)


def write(root: Path, files: Files) -> list[str]:
    """Write what differs, remove what is left over; the sorted paths touched."""
    changed = differences(root, files)
    for path in changed:
        target = root / path
        if path in files:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path].encode())
        else:
            target.unlink()
    return changed


def _present(root: Path) -> list[str]:
    return [
        path.relative_to(root).as_posix() for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()
    ]


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
