"""The landing store (落地区): what came, byte for byte, under its content hash; never changed, never overwritten.

    <root>/objects/ab/abcdef…             the file itself, named by its SHA-256
    <root>/deliveries/<source>/<stem>/<sha256>.manifest.json   the manifest as it came
    <root>/deliveries/<source>/<stem>/<sha256>.arrival.json    channel, remote path, when it was received
    <root>/packages/<in|out>/<id>/<sha256>.json  packages of the exchange node: when, and by which adapter they came
    <root>/balances/<channel>/<id>.json   what a bank said an account holds: which object says so, when it was heard
    <root>/frozen/<name>/frozen.json      a frozen report: which object it is, and which the code that made it
    <root>/partial/                       files on their way in; anything here may be deleted

The second folder is the index from which `control.delivery` can be made again.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from warehouse_sql import durable
from warehouse_sql.port import WarehouseError

_CHUNK = 1 << 20
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,199}")


class LandingError(WarehouseError):
    """The store, or a file of it, is not what we put there: never the sender's fault. The message says what to do."""


@dataclass(frozen=True)
class LandedFile:
    """A file in the store: its SHA-256 (hex), size in bytes, path."""

    sha256: str
    bytes: int
    path: Path


@dataclass(frozen=True)
class LandedDelivery:
    """An entry of the store's index."""

    source: str
    stem: str
    sha256: str
    manifest: bytes
    arrival: dict[str, Any]


def _original(manifest: bytes) -> str | None:
    """The object that a delivery of our own making was read from (a workbook), where its manifest names one."""
    try:
        told = json.loads(manifest.decode("utf-8-sig"))
        return str(told["original"]["sha256"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _written(about: Mapping[str, Any]) -> bytes:
    return json.dumps(dict(about), ensure_ascii=False, sort_keys=True, default=str).encode()


class Landing:
    """The store below one folder. Who takes in many files at once gives `durable.Names.give` as `name`, and syncs
    before he tells anybody of them."""

    def __init__(self, root: Path, name: durable.Give = durable.give) -> None:
        self.root = Path(root)
        self._give_name = name
        self._there: set[Path] = set()

    @property
    def partial(self) -> Path:
        """Where files being received stand; same file system as the objects, so that naming them is a rename."""
        return self._made(self.root / "partial")

    def path(self, sha256: str) -> Path:
        """Where the object of this hash is (or would be)."""
        return self.root / "objects" / sha256[:2] / sha256

    def whole(self, sha256: str) -> Path:
        """The object of this hash, every byte of it read and compared. Raises LandingError."""
        path = self.path(sha256)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            raise LandingError(
                f"the landed file {sha256[:12]}… is gone: bring it back from the backup (`sif landing pull`),"
                " then load again"
            ) from None
        if found != sha256:
            raise LandingError(
                f"the landed file {sha256[:12]}… is damaged: put it aside, bring it back from the backup"
                " (`sif landing pull`), then load again"
            )
        return path

    def require_objects(self) -> None:
        """Raises LandingError where the folder of all objects is away: a disk not mounted, another SIF_HOME."""
        if not (self.root / "objects").is_dir():
            raise LandingError(
                f"there is no folder {self.root / 'objects'}, but files have landed: is the disk mounted, is SIF_HOME"
                " right? Nothing was loaded; bring the folder back and load again"
            )

    def put(self, stream: BinaryIO) -> LandedFile:
        """Store a stream; memory is one chunk, the name appears only when the bytes are safe."""
        temporary = self.partial / uuid.uuid4().hex
        digest, size = hashlib.sha256(), 0
        with ExitStack() as undo:
            undo.callback(temporary.unlink, missing_ok=True)
            with temporary.open("wb") as out:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    size += out.write(chunk)
            landed = self._name(temporary, digest.hexdigest(), size)
            undo.pop_all()  # it has its name, or waits for it
        return landed

    def adopt(self, partial: Path, sha256: str | None = None) -> LandedFile:
        """Take in a file that was received into `partial`; `sha256` where it was read already."""
        if sha256 is None:
            with partial.open("rb") as received:
                sha256 = hashlib.file_digest(received, "sha256").hexdigest()
        return self._name(partial, sha256, partial.stat().st_size)

    def _name(self, temporary: Path, sha256: str, size: int) -> LandedFile:
        final = self.path(sha256)
        self._made(final.parent)
        if final.exists():
            temporary.unlink()
        else:
            temporary.chmod(0o440)
            self._give_name(temporary, final)
        return LandedFile(sha256, size, final)

    def _made(self, folder: Path) -> Path:
        """The folder, made where it is not there; it is looked for once, not once a file."""
        if folder not in self._there:
            folder.mkdir(parents=True, exist_ok=True)
            self._there.add(folder)
        return folder

    def keep_manifest(self, source: str, stem: str, sha256: str, manifest: bytes, arrival: Mapping[str, Any]) -> None:
        """Keep the manifest and where it came from beside the object's name. The first one stays."""
        folder = self._folder(source, stem)
        folder.mkdir(parents=True, exist_ok=True)
        # The manifest comes last: it is what is listed.
        for suffix, content in (("arrival", _written(arrival)), ("manifest", manifest)):
            final = folder / f"{sha256}.{suffix}.json"
            if not final.exists():
                durable.write(self.partial / uuid.uuid4().hex, final, content, name=self._give_name)

    def keep_package(self, direction: str, package_id: str, sha256: str, about: Mapping[str, Any]) -> None:
        """Keep when and how a package of the exchange node came, or was made. The first note of a content stays."""
        for name in (direction, package_id):
            if not _SAFE_NAME.fullmatch(name) or ".." in name:
                raise ValueError("a package id must be a plain name of letters, digits, '_', '-'")
        self._note(self.root / "packages" / direction / package_id, sha256, about)

    def keep_balance(self, channel: str, observation_id: str, about: Mapping[str, Any]) -> None:
        """Keep what a bank said of an account, and when, beside the answer itself. The first note stays."""
        for name in (channel, observation_id):
            if not _SAFE_NAME.fullmatch(name) or ".." in name:
                raise ValueError("a channel must be a plain name of letters, digits, '_', '-'")
        self._note(self.root / "balances" / channel, observation_id, about)

    def balances(self) -> Iterator[dict[str, Any]]:
        """What was noted of every balance the store knows; by channel and id."""
        for path in sorted((self.root / "balances").glob("*/*.json")):
            yield json.loads(path.read_text(encoding="utf-8"))

    def keep_frozen(self, name: str, about: Mapping[str, Any]) -> None:
        """Keep what a frozen report is made from. Raises LandingError where the name has another note."""
        if not _SAFE_NAME.fullmatch(name) or ".." in name:
            raise ValueError("a frozen report has a plain name of letters, digits, '_', '-'")
        self._note(self.root / "frozen" / name, "frozen", about)
        if self.frozen_note(name) != json.loads(_written(about)):
            raise LandingError(f"落地区已有名为 {name} 的另一份定稿；定稿不可覆盖，请另取名称")

    def frozen_note(self, name: str) -> dict[str, Any] | None:
        """What was noted of the frozen report of this name."""
        path = self.root / "frozen" / name / "frozen.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def frozen(self) -> Iterator[dict[str, Any]]:
        """What was noted of every frozen report; by name."""
        for path in sorted((self.root / "frozen").glob("*/frozen.json")):
            yield json.loads(path.read_text(encoding="utf-8"))

    def _note(self, folder: Path, name: str, about: Mapping[str, Any]) -> None:
        final = folder / f"{name}.json"
        if final.exists():
            return
        folder.mkdir(parents=True, exist_ok=True)
        durable.write(self.partial / uuid.uuid4().hex, final, _written(about), name=self._give_name)

    def packages(self, direction: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Every package the store knows that came (`in`) or was made (`out`): id, SHA-256, what was noted; by id."""
        for path in sorted((self.root / "packages" / direction).glob("*/*.json")):
            yield path.parent.name, path.stem, json.loads(path.read_text(encoding="utf-8"))

    def verify(self) -> dict[str, Any]:
        """Every object read and compared with its name: how many are `right`, and names of `damaged` ones, of `lost`
        ones (a delivery or a package speaks of them) and of ones `unknown` to any note."""
        right: set[str] = set()
        damaged: list[str] = []
        for path in sorted((self.root / "objects").glob("*/*")):
            with path.open("rb") as file:
                true = hashlib.file_digest(file, "sha256").hexdigest() == path.name
            if true:
                right.add(path.name)
            else:
                damaged.append(path.name)
        told = {f"{one.source}/{one.stem}": one.sha256 for one in self.deliveries()}
        told |= {f"package {number}": sha256 for way in ("in", "out") for number, sha256, _ in self.packages(way)}
        for one in self.deliveries():
            original = _original(one.manifest)
            if original:
                told[f"original of {one.source}/{one.stem}"] = original
        for about in self.frozen():
            told |= {f"frozen {about['name']}": str(about["sha256"]),
                     f"code of frozen {about['name']}": str(about["code_sha256"])}  # fmt: skip
        known = set(told.values()) | {str(about.get("sha256")) for about in self.balances()}
        there = right | set(damaged)
        return {
            "right": len(right),
            "damaged": damaged,
            "lost": sorted(f"{name} {sha256}" for name, sha256 in told.items() if sha256 not in there),
            "unknown": sorted(right - known),
        }

    def manifest(self, source: str, stem: str, sha256: str) -> bytes:
        """The manifest as it came. Raises FileNotFoundError."""
        return (self._folder(source, stem) / f"{sha256}.manifest.json").read_bytes()

    def manifests(self, source: str, stem: str) -> Iterator[bytes]:
        """Every manifest that came under a name."""
        for path in sorted(self._folder(source, stem).glob("*.manifest.json")):
            yield path.read_bytes()

    def deliveries(self) -> Iterator[LandedDelivery]:
        """Every delivery the store knows, in order of name."""
        for path in sorted((self.root / "deliveries").glob("*/*/*.manifest.json")):
            sha256 = path.name.split(".")[0]
            arrival = json.loads(path.with_name(f"{sha256}.arrival.json").read_text(encoding="utf-8"))
            yield LandedDelivery(path.parts[-3], path.parts[-2], sha256, path.read_bytes(), arrival)

    def _folder(self, source: str, stem: str) -> Path:
        # Names come from outside: nothing but plain characters may become a path.
        for name in (source, stem):
            if not _SAFE_NAME.fullmatch(name) or ".." in name:
                raise ValueError("source and stem must be plain names of letters, digits, '_', '-', '.'")
        return self.root / "deliveries" / source / stem
