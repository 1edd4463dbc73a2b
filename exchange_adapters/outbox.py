"""Receive from an outbox: a manifest that has not been seen leads to a landed file and a registered delivery.

The warehouse is open for moments only (what is known, then each batch), never while files travel: DuckDB has one
writer.
A crash leaves landed files that nobody knows; the next round fetches them again and the store keeps them once.
"""

from __future__ import annotations

import errno
import hashlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path, PurePosixPath

from catalogue import load_catalogue
from catalogue.masking import mask_words
from exchange_adapters import manifest
from exchange_adapters.limits import Flight, Limits
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from exchange_adapters.remote_files import DeniedError, GoneError, RemoteFile, RemoteFiles, SlowError
from warehouse_sql import clock, durable, open_warehouse
from warehouse_sql.control import deliveries
from warehouse_sql.control.deliveries import Arrival, Delivery
from warehouse_sql.control.receipts import AGAIN, Reason
from warehouse_sql.landing import LandedFile, Landing

# Deliveries that are noted together: opening and closing a DuckDB costs as much as noting a hundred.
_BATCH = 1_000
# A partial file that nobody came back for within this time is of no use.
_PARTIAL_LIFE = timedelta(days=7)
_DEFAULTS = Limits()

Found = tuple[Delivery, Arrival]
Refused = tuple[Arrival, str, str, Reason]
_Job = tuple[RemoteFile, dict[str, RemoteFile], Arrival]


class ChangedMeanwhileError(ChannelError):
    """A file was changed while it was being fetched; it is left for the next round."""


class ShortError(ChannelError):
    """The server gave fewer bytes than it lists."""


def receive(
    files: RemoteFiles,
    channel: str,
    warehouse_url: str | None,
    landing_root: Path,
    progress: Progress | None = None,
    outbox: str = "outbox",
    limits: Limits = _DEFAULTS,
    summary: ReceiveSummary | None = None,
    only: Collection[str] | None = None,
) -> ReceiveSummary:
    """Land and register everything new below `outbox`. Raises ChannelError; what was fetched until then is kept.

    Figures are added to `summary`, also those of a round that fails. A single file or folder that cannot be had (its
    sender is at work on it, it may not be read, it is too slow, its size is not what is listed) stops no other and is
    tried in the next round.
    With `only` (file codes) other tables are left for the next full round, and folders of other sources are not read.
    """
    summary = summary or ReceiveSummary()
    names = durable.Names(landing_root)
    landing = Landing(landing_root, names.give)
    flight = Flight(limits, landing.partial)
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        known = deliveries.known_arrivals(tx, channel)
    found: list[Found] = []
    refused: list[Refused] = []

    def fetch(job: _Job) -> Found | Refused | None:
        try:
            return _fetch(files, landing, flight, limits, channel, *job)
        except (ChangedMeanwhileError, GoneError):
            return None  # the sender is at work on this one; the others go on
        except (DeniedError, ShortError, SlowError) as error:
            summary.failures.append(str(error))
            return None

    def jobs() -> Iterator[_Job]:
        for sighting, folder in _manifests(files, outbox, only, summary.failures.append):
            arrival = Arrival(channel, sighting.path, sighting.modified_at, sighting.bytes)
            if arrival.arrival_id in known:
                summary.known += 1
            else:
                yield sighting, folder, arrival

    def note() -> None:
        names.sync()  # what is noted has to be there after a power cut
        _register(warehouse_url, found, refused, summary)

    try:
        for done, ((sighting, _, _), result) in enumerate(_side_by_side(fetch, jobs(), files.fetching), start=1):
            if result is None:
                summary.waiting += 1
            elif isinstance(result[0], Delivery):
                found.append(result)  # type: ignore[arg-type]
                summary.bytes += result[0].file_bytes
            else:
                refused.append(result)  # type: ignore[arg-type]
            if len(found) + len(refused) >= _BATCH:
                note()
            if progress:
                progress(done, None, PurePosixPath(sighting.path).name)
    finally:
        note()
    _forget_old_partials(landing)
    return summary


def _side_by_side(
    work: Callable[[_Job], Found | Refused | None], jobs: Iterable[_Job], parallel: int
) -> Iterator[tuple[_Job, Found | Refused | None]]:
    """Results in the order of the jobs; at most `parallel` are worked on. An error ends it, after those begun."""
    if parallel == 1:
        for job in jobs:
            yield job, work(job)
        return
    with ThreadPoolExecutor(parallel, thread_name_prefix="outbox") as pool:
        waiting: deque[tuple[_Job, Future[Found | Refused | None]]] = deque()
        try:
            for job in jobs:
                waiting.append((job, pool.submit(work, job)))
                if len(waiting) > 2 * parallel:
                    yield waiting[0][0], waiting[0][1].result()
                    waiting.popleft()
            while waiting:
                yield waiting[0][0], waiting[0][1].result()
                waiting.popleft()
        except Exception:
            for begun, future in waiting:
                if not future.cancel() and future.exception() is None:
                    yield begun, future.result()
            raise
        finally:
            for _, future in waiting:
                future.cancel()


def _manifests(
    files: RemoteFiles, outbox: str, only: Collection[str] | None, tell: Callable[[str], None]
) -> Iterator[tuple[RemoteFile, dict[str, RemoteFile]]]:
    """Each manifest (of the tables `only`) with the files of its folder by name."""
    roots = [outbox] if only is None else [f"{outbox}/{source}" for source in _sources(only)]
    for folder in (folder for root in roots for folder in files.walk(root, tell)):
        by_name = {PurePosixPath(file.path).name: file for file in folder}
        for name, file in by_name.items():
            if name.endswith(".json") and (only is None or (name.split("_")[1:2] and name.split("_")[1] in only)):
                if file.path.encode(errors="replace").decode() == file.path:
                    yield file, by_name
                else:  # bytes that are no UTF-8: no database can keep such a name
                    tell(f"{mask_words(file.path)!a}: a name that is not UTF-8; ask the sender to rename the file")


def _sources(file_codes: Collection[str]) -> list[str]:
    """Whose tables these are."""
    tables = load_catalogue().tables.values()
    found = {table.source for table in tables if table.file_code in file_codes}
    return sorted(found)


def _fetch(
    files: RemoteFiles,
    landing: Landing,
    flight: Flight,
    limits: Limits,
    channel: str,
    sighting: RemoteFile,
    folder: dict[str, RemoteFile],
    arrival: Arrival,
) -> Found | Refused | None:
    """A landed delivery, a refused manifest, or None where the file it names is not there yet."""
    stem = manifest.plain_stem(sighting.path)
    parts = PurePosixPath(sighting.path).parts
    source = parts[1] if len(parts) > 2 else "UNKNOWN"
    if stem is None:
        return arrival, source, "UNNAMED", manifest.UnusableManifestError("的文件名含有不允许的字符").reason
    raw = files.read(sighting.path, min(sighting.bytes, manifest.MAX_BYTES + 1))
    if len(raw) != sighting.bytes and len(raw) <= manifest.MAX_BYTES:
        raise ChangedMeanwhileError(f"{sighting.path}: changed while it was read")
    try:
        values = manifest.read(raw, stem)
    except manifest.UnusableManifestError as error:
        return arrival, source, stem, error.reason
    data = folder.get(values["file"])
    if data is None:
        return None
    if data.bytes > limits.max_file_bytes:
        told = f"文件大小 {data.bytes} 字节，超过上限 {limits.max_file_bytes} 字节，未接收；请拆分后{AGAIN}"
        return arrival, source, stem, Reason("too_large", told)
    try:
        with flight.of(data.bytes, data.path):
            landed = _land(files, landing, data, values.get("sha256"))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ChannelError(
                f"{data.path}: our disk is full ({landing.root}); make room, the next round goes on where this stopped"
            ) from error
        raise
    at = clock.now()
    about = {
        "channel": channel,
        "remote_path": sighting.path,
        "remote_modified_at": arrival.remote_modified_at,
        "remote_bytes": arrival.remote_bytes,
        "received_at": at,
        "arrival_id": arrival.arrival_id,
    }
    landing.keep_manifest(values["source"], stem, landed.sha256, raw, about)
    return manifest.delivery(values, stem, channel, landed.sha256, landed.bytes, at), arrival


def _land(files: RemoteFiles, landing: Landing, data: RemoteFile, declared: object) -> LandedFile:
    """Fetch a file, going on where an earlier attempt was cut off.

    A file that is not what its manifest declares is fetched once more, in one piece: it may have been put together from
    two attempts, or replaced while it was read, within the second that a time of change tells. So a wrong hash is
    always the sender's.
    """
    name = hashlib.sha256(f"{data.path}|{data.bytes}|{data.modified_at}".encode()).hexdigest()
    partial = landing.partial / f"{name}.part"
    with partial.open("ab") as into:
        offset = into.tell()
        if offset > data.bytes:
            into.truncate(0)
            offset = 0
        if offset < data.bytes:
            files.fetch(data.path, into, offset, data.bytes)
    if partial.stat().st_size == data.bytes:
        sha256 = _sha256(partial)
        if sha256 == str(declared).lower():
            return landing.adopt(partial, sha256)
    unchanged = files.stat(data.path) == data
    if unchanged and (offset or isinstance(declared, str)):
        with partial.open("wb") as into:
            files.fetch(data.path, into, 0, data.bytes)
        unchanged = files.stat(data.path) == data
    if not unchanged or partial.stat().st_size != data.bytes:
        partial.unlink()
        if unchanged:
            raise ShortError(f"{data.path}: the server gave fewer bytes than it lists; the next round asks again")
        raise ChangedMeanwhileError(
            f"{data.path}: the sender changed this file while it was fetched; it is fetched again next time."
            " Files must be written as .part and renamed"
        )
    return landing.adopt(partial)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _register(warehouse_url: str | None, found: list[Found], refused: list[Refused], summary: ReceiveSummary) -> None:
    if not found and not refused:
        return
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        outcomes = deliveries.register(tx, found)
        for arrival, source, stem, reason in refused:
            deliveries.record_refused(tx, arrival, source, stem, [reason])
    summary.new += outcomes.count("new")
    summary.duplicates += outcomes.count("duplicate")
    summary.conflicts += outcomes.count("conflict")
    summary.refused += len(refused)
    found.clear()
    refused.clear()


def _forget_old_partials(landing: Landing) -> None:
    limit = (clock.now() - _PARTIAL_LIFE).timestamp()
    for path in landing.partial.iterdir():  # also what waited for its name when a process was killed
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
