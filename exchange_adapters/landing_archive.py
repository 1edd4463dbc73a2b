"""A second home of the landing store, in whatever fsspec reaches: an S3-compatible store, another disk.

The names are those of the landing store, and what has a name never changes: a copy is missing or whole. Objects go
before the notes that speak of them, so that the copy is a landing store at any moment; from it the first home, and from
that the warehouse, can be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from exchange_adapters.port import ChannelError, Progress
from warehouse_sql import durable
from warehouse_sql.landing import Landing

_AT_ONCE = 64


@dataclass
class Copied:
    """Files copied and their bytes, files that were there already, and what is wrong."""

    files: int = 0
    bytes: int = 0
    kept: int = 0
    damaged: list[str] = field(default_factory=list)


class LandingArchive:
    """The copy at a URL such as `s3://bucket/landing` or `file:///mnt/other/landing`."""

    def __init__(self, url: str, **options: Any) -> None:
        """Keys and the endpoint of an S3-compatible store come from the usual AWS_… variables. Raises ChannelError."""
        import fsspec

        try:
            self._fs, self._root = fsspec.core.url_to_fs(url, **options)
        except (ImportError, ValueError) as error:
            raise ChannelError(
                f"{url.split('://')[0]}: cannot be reached from here ({error}); for s3:// install the extra `s3`"
            ) from error
        self._in_one_step = "s3" in self._fs.protocol  # there a name appears with the whole file or not at all

    def push(self, landing: Landing, progress: Progress | None = None) -> Copied:
        """Copy what is not there yet. Safe to repeat and to kill."""
        done = Copied()
        for folder, names in _folders(landing.root):
            there = self._names(folder)
            missing = [name for name in names if name not in there]
            done.kept += len(names) - len(missing)
            for start in range(0, len(missing), _AT_ONCE):
                some = missing[start : start + _AT_ONCE]
                paths = [landing.root / folder / name for name in some]
                self._put(paths, [f"{self._root}/{folder}/{name}" for name in some])
                done.files += len(some)
                done.bytes += sum(path.stat().st_size for path in paths)
                if progress:
                    progress(done.files, None, folder)
        return done

    def pull(self, landing: Landing, progress: Progress | None = None) -> Copied:
        """Fetch what the landing store has not. A file that is not what its name says is named and left out.

        Raises ChannelError where there is no copy.
        """
        self._must_be_there()
        done = Copied()
        for folder in self._remote_folders():
            here = {path.name for path in (landing.root / folder).glob("*")}
            names = sorted(self._names(folder))
            done.kept += sum(name in here for name in names)
            for name in names:
                if name in here:
                    continue
                partial = landing.partial / f"{name}.part"
                self._fs.get_file(f"{self._root}/{folder}/{name}", str(partial))
                if folder.startswith("objects/") and _sha256(partial) != name:
                    done.damaged.append(f"{folder}/{name}")
                    partial.unlink()
                    continue
                final = landing.root / folder / name
                final.parent.mkdir(parents=True, exist_ok=True)
                with partial.open("rb+") as file:
                    durable.sync_file(file)
                if folder.startswith("objects/"):
                    partial.chmod(0o440)
                durable.rename(partial, final)
                done.files += 1
                done.bytes += final.stat().st_size
                if progress:
                    progress(done.files, None, folder)
        return done

    def verify(self) -> Copied:
        """Read every object there and compare it with its name; `kept` counts those that are right.

        Raises ChannelError where there is no copy: that is not a whole one.
        """
        self._must_be_there()
        done = Copied()
        for folder in self._remote_folders():
            if not folder.startswith("objects/"):
                continue
            for name in sorted(self._names(folder)):
                digest = hashlib.sha256()
                with self._fs.open(f"{self._root}/{folder}/{name}", "rb") as file:
                    while piece := file.read(1 << 20):
                        digest.update(piece)
                if digest.hexdigest() == name:
                    done.kept += 1
                else:
                    done.damaged.append(f"{folder}/{name}")
        return done

    def _must_be_there(self) -> None:
        self._fs.invalidate_cache()
        if not self._fs.exists(f"{self._root}/objects"):
            raise ChannelError(f"{self._root} 中没有落地文件的副本（objects/）：请核对网址，或先运行 sif landing push")

    def _put(self, paths: list[Path], targets: list[str]) -> None:
        try:
            if self._in_one_step:
                self._fs.put([str(path) for path in paths], targets)
                return
            for path, target in zip(paths, targets, strict=True):
                self._fs.makedirs(target.rpartition("/")[0], exist_ok=True)
                self._fs.put_file(str(path), f"{target}.part")
                self._fs.mv(f"{target}.part", target)
        except OSError as error:
            told = f"the archive takes nothing ({type(error).__name__}: {error}); run again to go on"
            raise ChannelError(told) from error

    def _names(self, folder: str) -> set[str]:
        """Names of whole files in a folder there."""
        self._fs.invalidate_cache()
        try:
            found = self._fs.ls(f"{self._root}/{folder}", detail=True)
        except FileNotFoundError:
            return set()
        names = {entry["name"].rsplit("/", 1)[-1] for entry in found if entry["type"] == "file"}
        return {name for name in names if name and not name.endswith(".part")}

    def _remote_folders(self) -> Iterator[str]:
        """Folders that hold files, objects first."""
        self._fs.invalidate_cache()
        for kind in ("objects", "deliveries", "packages", "balances", "frozen"):
            found = self._fs.find(f"{self._root}/{kind}")
            folders = {name[len(self._root) + 1 :].rpartition("/")[0] for name in found}
            yield from sorted(folders)


def _folders(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Folders of the landing store with the names of their files; objects before the notes that speak of them."""
    for kind in ("objects", "deliveries", "packages", "balances", "frozen"):
        files = sorted(path.relative_to(root) for path in (root / kind).rglob("*") if path.is_file())
        for folder, some in groupby(files, key=lambda path: path.parent.as_posix()):
            # Of two notes about a delivery the manifest is what the store lists: it goes last.
            names = sorted((path.name for path in some), key=lambda name: (name.endswith(".manifest.json"), name))
            yield folder, names


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
