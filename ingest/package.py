"""A package of the Ministry of Finance exchange node (财政部交换节点): `package.xml` and the members it declares.

Read as if its sender were hostile: the ZIP in the confined process of `ingest.unpacker`, names as plain text and never
as paths (nothing is unpacked to disk), the XML without DTD, entities and network, and every declared member compared
with its SHA-256. What is not declared, or not there, refuses the whole package.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from catalogue import masking
from ingest import archive
from ingest.archive import ArchiveError
from ingest.unpacker import Unpacker
from warehouse_sql.control.packages import DESCRIPTION, MEDIA_TYPES, PACKAGE_ID, TYPES, Contents, Member

MAX_MEMBERS: Final = 1000
MAX_MEMBER_BYTES: Final = 256 << 20
MAX_UNPACKED_BYTES: Final = 1 << 30
MAX_XML_BYTES: Final = 1 << 20

_PARTY = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,62}[^\s\x00-\x1f\x7f])?")
_PERIOD = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_FIELDS = ("id", "type", "from", "to", "period")


class PackageError(ValueError):
    """The package is refused; `code` is one of bad_archive, too_large, bad_manifest, bad_hash; the message is for the
    sender's operator."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass
class _There:
    """What one reading of a member told: size, hash, first bytes; the whole of `package.xml`."""

    size: int
    sha256: str = ""
    head: bytes = b""
    text: bytes = b""


def read(path: Path, expected_id: str, unpacker: Unpacker) -> Contents:
    """What a landed package holds; every byte of it is read and compared. `expected_id`: what it was sent as.

    Raises PackageError, UnpackerDiedError.
    """
    try:
        there = _read(path, unpacker)
    except ArchiveError as error:
        raise PackageError(error.code, error.sent_again("重新报送")) from error
    contents = _described(_description(there.pop(DESCRIPTION, None)), expected_id)
    declared = {member.name: member for member in contents.members}
    _same_names(set(declared), set(there))
    found = tuple(_checked(there[name], member) for name, member in declared.items())
    return Contents(contents.package_id, contents.type, contents.sender, contents.receiver, contents.period, found)


def chunks(path: Path, member: Member) -> Iterator[bytes | bytearray]:
    """The bytes of a registered member, in pieces of at most 1 MiB. Raises PackageError, at the latest at the end."""
    digest = hashlib.sha256()
    try:
        with Unpacker() as unpacker:
            names = list(_names(unpacker.members(path, MAX_MEMBERS + 1, MAX_MEMBERS + 1)))
            if member.name not in names:
                raise _missing([member.name])
            place = names.index(member.name)
            for kind, body in unpacker.members(path, MAX_MEMBERS + 1, place):
                if kind == archive.PIECE:
                    digest.update(body)
                    yield body
    except ArchiveError as error:
        raise PackageError(error.code, error.sent_again("重新报送")) from error
    if digest.hexdigest() != member.sha256:
        raise _bad_hash(member.name)


def _names(frames: Iterator[tuple[bytes, bytes | bytearray]]) -> Iterator[str]:
    for kind, body in frames:
        if kind == archive.MEMBER:
            yield _name(bytes(body[archive.MEMBER_SIZE.size :]))


def _read(path: Path, unpacker: Unpacker) -> dict[str, _There]:
    """Every member by name. Names and sizes are judged before anything is unpacked."""
    there: dict[str, _There] = {}
    folded: set[str] = set()
    waiting: Iterator[str] | None = None
    name, digest = "", hashlib.sha256()
    with closing(unpacker.members(path, MAX_MEMBERS + 1)) as frames:
        for kind, body in frames:
            if kind == archive.MEMBER:
                new = _name(bytes(body[archive.MEMBER_SIZE.size :]))
                if new.casefold() in folded:
                    raise PackageError("bad_archive", f"压缩包内有重名成员 {_shown(new)}，请更正后重新打包报送")
                folded.add(new.casefold())
                there[new] = _There(archive.MEMBER_SIZE.unpack(body[: archive.MEMBER_SIZE.size])[0])
                _limits(new, there)
                continue
            if waiting is None:
                waiting = iter(there)
                name = next(waiting)
            one = there[name]
            if kind == archive.PIECE:
                digest.update(body)
                one.head = one.head or bytes(body[:4])
                if name == DESCRIPTION:
                    one.text += body
            else:
                one.sha256, digest = digest.hexdigest(), hashlib.sha256()
                name = next(waiting, "")
    return there


def _limits(name: str, there: Mapping[str, _There]) -> None:
    size = there[name].size
    if name == DESCRIPTION and size > MAX_XML_BYTES:
        raise PackageError("bad_manifest", f"{DESCRIPTION} 超过 1 MiB，请更正后重新报送")
    if size > MAX_MEMBER_BYTES:
        raise PackageError("too_large", f"成员 {_shown(name)} 超过 {MAX_MEMBER_BYTES >> 20} MiB，请拆分后报送")
    if sum(one.size for one in there.values()) > MAX_UNPACKED_BYTES:
        raise PackageError("too_large", f"数据包解压后超过 {MAX_UNPACKED_BYTES >> 20} MiB，请拆分后报送")


def _description(there: _There | None) -> bytes:
    if there is None:
        raise PackageError("bad_manifest", f"数据包缺少 {DESCRIPTION}，请补充后重新报送")
    return there.text


def _name(raw: bytes) -> str:
    """A member's name: UTF-8, or GB18030 as Chinese packers write without saying so; a plain file name."""
    for encoding in ("utf-8", "gb18030"):
        try:
            name = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise PackageError("bad_archive", "压缩包内成员名无法解码，请使用 UTF-8 文件名重新打包")
    return _plain(name, "bad_archive")


def _plain(name: str, code: str) -> str:
    name = unicodedata.normalize("NFC", name)
    strange = any(character in '/\\:*?"<>|' or unicodedata.category(character)[0] == "C" for character in name)
    if not name or strange or name.startswith((".", " ")) or name.endswith((".", " ")) or len(name.encode()) > 200:
        raise PackageError(code, f"成员名 {_shown(name)} 不是普通文件名（不得含路径、控制字符），请更正后重新报送")
    return name


def _shown(name: str) -> str:
    return ascii(masking.mask_words(name)[:80])


def _described(xml: bytes, expected_id: str) -> Contents:
    root = _parse(xml)
    if _local(root) != "package":
        raise PackageError("bad_manifest", f"{DESCRIPTION} 的根元素应为 package，请更正后重新报送")
    values = {name: _value(root, name) for name in _FIELDS}
    if values["id"] != expected_id:
        shown = _shown(values["id"])
        raise PackageError("bad_manifest", f"{DESCRIPTION} 的 id {shown} 与传输编号不一致，请更正后重新报送")
    checks = (
        ("id", PACKAGE_ID.fullmatch(values["id"])),
        ("type", values["type"] in TYPES),
        ("from", _PARTY.fullmatch(values["from"])),
        ("to", _PARTY.fullmatch(values["to"])),
        ("period", not values["period"] or _PERIOD.fullmatch(values["period"])),
    )
    for name, fits in checks:
        if not fits:
            raise PackageError("bad_manifest", f"{DESCRIPTION} 的 {name} 缺失或不合规定，请更正后重新报送")
    return Contents(
        values["id"], values["type"], values["from"], values["to"], values["period"] or None, _declared(root)
    )


def _declared(root: Any) -> tuple[Member, ...]:
    elements = [child for child in root if _local(child) == "member"]
    for group in (child for child in root if _local(child) == "members"):
        elements += [child for child in group if _local(child) == "member"]
    if not 1 <= len(elements) <= MAX_MEMBERS:
        raise PackageError("bad_manifest", f"{DESCRIPTION} 应列出 1 至 {MAX_MEMBERS} 个成员，请更正后重新报送")
    members: dict[str, Member] = {}
    for element in elements:
        name = _plain(_value(element, "name"), "bad_manifest")
        sha256 = _value(element, "sha256")
        if not _SHA256.fullmatch(sha256) or name in members or name == DESCRIPTION:
            raise PackageError("bad_manifest", f"成员 {_shown(name)} 重复，或 sha256 不合规定，请更正后重新报送")
        suffix = Path(name).suffix.lower()
        if suffix not in MEDIA_TYPES:
            raise PackageError("bad_manifest", f"成员 {_shown(name)} 既不是 XLSX 也不是 CSV，请更正后重新报送")
        members[name] = Member(name, MEDIA_TYPES[suffix], 0, sha256.lower())
    return tuple(members.values())


def _parse(xml: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise PackageError("bad_manifest", f"{DESCRIPTION} 不是格式正确的 XML，请更正后重新报送") from None
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise PackageError("bad_manifest", f"{DESCRIPTION} 含有 DOCTYPE，不予接收，请更正后重新报送")
    return root


def _value(element: Any, name: str) -> str:
    """A value given as an attribute or as a child element, once."""
    attribute = element.get(name)  # not by going over all: of 50,000 that takes half a minute
    given = [] if attribute is None else [str(attribute)]
    given += ["".join(child.itertext()) for child in element if _local(child) == name]
    if len(given) > 1:
        raise PackageError("bad_manifest", f"{DESCRIPTION} 的 {name} 出现多次，请更正后重新报送")
    return given[0].strip() if given else ""


def _local(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _same_names(declared: set[str], there: set[str]) -> None:
    if missing := sorted(declared - there):
        raise _missing(missing)
    if extra := sorted(there - declared):
        shown = "、".join(_shown(name) for name in extra[:3])
        raise PackageError(
            "bad_archive", f"压缩包内有 {DESCRIPTION} 未列出的成员：{shown}（共 {len(extra)} 个），请更正后重新报送"
        )


def _missing(names: list[str]) -> PackageError:
    shown = "、".join(_shown(name) for name in names[:3])
    return PackageError("bad_archive", f"缺少 {DESCRIPTION} 列出的成员：{shown}（共 {len(names)} 个），请重新打包报送")


def _bad_hash(name: str) -> PackageError:
    return PackageError("bad_hash", f"成员 {_shown(name)} 的 SHA-256 与 {DESCRIPTION} 所列不一致，请重新打包报送")


def _checked(there: _There, declared: Member) -> Member:
    """The member with its true size. Raises PackageError."""
    if there.sha256 != declared.sha256:
        raise _bad_hash(declared.name)
    if declared.media_type == MEDIA_TYPES[".xlsx"] and there.head != b"PK\x03\x04":
        raise PackageError("bad_archive", f"成员 {_shown(declared.name)} 不是 XLSX 工作簿，请更正后重新报送")
    return Member(declared.name, declared.media_type, there.size, declared.sha256)
