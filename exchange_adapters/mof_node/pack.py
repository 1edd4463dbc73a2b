"""Make a package (ZIP with `package.xml`): the same members under the same id give the same bytes."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
import uuid
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from exchange_adapters.port import ChannelError
from warehouse_sql.control.packages import DESCRIPTION, MEDIA_TYPES, PACKAGE_ID, TYPES, Contents, Member
from warehouse_sql.landing import LandedFile, Landing

_MOMENT = (1980, 1, 1, 0, 0, 0)


def describe(files: Sequence[Path]) -> tuple[Member, ...]:
    """The files as members, in order of name. Raises ChannelError where one cannot be sent."""
    members: dict[str, Member] = {}
    for path in files:
        name = unicodedata.normalize("NFC", path.name)
        media_type = MEDIA_TYPES.get(path.suffix.lower())
        if media_type is None:
            raise ChannelError(f"{path.name}: a package holds .xlsx and .csv files only")
        if name.casefold() in {known.casefold() for known in members}:
            raise ChannelError(f"{path.name}: two files of this name; rename one")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        members[name] = Member(name, media_type, path.stat().st_size, digest)
    if not members:
        raise ChannelError("a package needs at least one file")
    return tuple(members[name] for name in sorted(members))


def package_id(kind: str, sender: str, receiver: str, period: str | None, members: Sequence[Member]) -> str:
    """An id that the same content always gets, so that asking twice queues once."""
    text = "|".join([kind, sender, receiver, period or "", *(f"{m.name}={m.sha256}" for m in members)])
    return "-".join(filter(None, (kind, period, hashlib.sha256(text.encode()).hexdigest()[:20])))


def write(contents: Contents, files: Sequence[Path], landing: Landing) -> LandedFile:
    """Pack files into the landing store. Raises ChannelError."""
    if contents.type not in TYPES:
        raise ChannelError(f"a package is one of {', '.join(TYPES)}")
    if not PACKAGE_ID.fullmatch(contents.package_id):
        raise ChannelError("a package id has 1 to 64 letters, digits, '-' or '_'")
    by_name = {unicodedata.normalize("NFC", path.name): path for path in files}
    partial = landing.partial / f"{uuid.uuid4().hex}.part"
    try:
        with zipfile.ZipFile(partial, "w") as archive:
            archive.writestr(_info(DESCRIPTION, zipfile.ZIP_DEFLATED), description(contents))
            for member in contents.members:
                # A workbook is a ZIP already.
                method = zipfile.ZIP_DEFLATED if member.media_type == "text/csv" else zipfile.ZIP_STORED
                with by_name[member.name].open("rb") as source, archive.open(_info(member.name, method), "w") as into:
                    shutil.copyfileobj(source, into, 1 << 20)
        return landing.adopt(partial)
    finally:
        partial.unlink(missing_ok=True)


def description(contents: Contents) -> bytes:
    """`package.xml`."""
    root = etree.Element("package", version="1")
    for name, value in (
        ("id", contents.package_id),
        ("type", contents.type),
        ("from", contents.sender),
        ("to", contents.receiver),
        ("period", contents.period),
    ):
        etree.SubElement(root, name).text = value
    members = etree.SubElement(root, "members")
    for member in contents.members:
        etree.SubElement(members, "member", name=member.name, sha256=member.sha256)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = method
    info.external_attr = 0o100644 << 16
    return info
