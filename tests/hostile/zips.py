"""Hostile ZIPs, built byte by byte: what a library would never write.

`CASES` gives for each name a function of (stem, text) to the bytes of an archive, and the code it is to be refused
with (None: it is odd, and right).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

Build = Callable[[str, bytes], bytes]
UNIX, SYMLINK, DEVICE, FIFO, FOLDER = 3 << 8, 0o120777 << 16, 0o060666 << 16, 0o010666 << 16, 0o040755 << 16
BIG = 0xFFFFFFFF


@dataclass(frozen=True)
class Entry:
    """A member. What is None is told truly; `local_…` is what its own header says where that differs."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    made_by: int = UNIX | 20
    attributes: int = 0o100644 << 16
    crc: int | None = None
    packed: int | None = None
    unpacked: int | None = None
    offset: int | None = None
    local_name: bytes | None = None
    local_packed: int | None = None
    local_unpacked: int | None = None
    local_crc: int | None = None
    local_method: int | None = None
    local_flags: int | None = None
    raw: bytes | None = None
    extra: bytes = b""
    local_extra: bytes = b""
    comment: bytes = b""
    descriptor: bytes = b""
    disk: int = 0

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        return deflated(self.data) if self.method == 8 else self.data


def deflated(data: bytes, level: int = 6) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def or_(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def archive(
    *entries: Entry, before: bytes = b"", between: bytes = b"", after: bytes = b"", comment: bytes = b"",
    count: int | None = None, directory_start: int | None = None, directory_size: int | None = None,
    hidden: bytes = b"", zip64: bytes = b"", listed: int | None = None,
) -> bytes:  # fmt: skip
    """Members, directory, end; every part can be made to lie. Only the first `listed` entries are in the directory."""
    out, directory = bytearray(before), bytearray()
    for number, entry in enumerate(entries):
        body, offset = entry.body(), len(out)
        crc, size = or_(entry.crc, zlib.crc32(entry.data)), or_(entry.unpacked, len(entry.data))
        packed = or_(entry.packed, len(body))
        name = or_name(entry.local_name, entry.name)
        streamed = entry.flags & 8 and entry.local_crc is None
        out += struct.pack(
            "<4sHHHHHIIIHH", b"PK\3\4", 20, or_(entry.local_flags, entry.flags), or_(entry.local_method, entry.method),
            0, 0x21, 0 if streamed else or_(entry.local_crc, crc), 0 if streamed else or_(entry.local_packed, packed),
            0 if streamed else or_(entry.local_unpacked, size), len(name) & 0xFFFF, len(entry.local_extra),
        )  # fmt: skip
        out += name + entry.local_extra + body + entry.descriptor
        if listed is None or number < listed:
            directory += struct.pack(
                "<4sHHHHHHIIIHHHHHII", b"PK\1\2", entry.made_by, 20, entry.flags, entry.method, 0, 0x21, crc, packed,
                size, len(entry.name) & 0xFFFF, len(entry.extra), len(entry.comment), entry.disk, 0, entry.attributes,
                or_(entry.offset, offset),
            )  # fmt: skip
            directory += entry.name + entry.extra + entry.comment
    out += between
    start = len(out)
    directory += hidden
    out += directory + zip64
    number = or_(count, len(entries) if listed is None else listed)
    out += struct.pack(
        "<4sHHHHIIH", b"PK\5\6", 0, 0, number & 0xFFFF, number & 0xFFFF, or_(directory_size, len(directory)) & BIG,
        or_(directory_start, start) & BIG, len(comment),
    )  # fmt: skip
    return bytes(out + comment + after)


def or_name(value: bytes | None, otherwise: bytes) -> bytes:
    return otherwise if value is None else value


def one(change: Callable[[Entry, bytes], Entry] | None = None, **whole) -> Build:
    """An archive of the one member that it should have, but for a change."""

    def build(stem: str, text: bytes) -> bytes:
        entry = Entry(f"{stem}.txt".encode(), text)
        return archive(change(entry, text) if change else entry, **whole)

    return build


def named(name: bytes, **more) -> Build:
    return one(lambda entry, _: replace(entry, name=name, **more))


def beside(*others: Entry, **whole) -> Build:
    return lambda stem, text: archive(Entry(f"{stem}.txt".encode(), text), *others, **whole)


def bomb(stem: str, text: bytes) -> bytes:
    """300 MiB of nothing in 300 KiB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros, crc, raw = bytes(1 << 20), 0, b""
    for _ in range(300):
        raw += packer.compress(zeros)
        crc = zlib.crc32(zeros, crc)
    raw += packer.flush()
    return archive(Entry(f"{stem}.txt".encode(), b"", raw=raw, crc=crc, unpacked=300 << 20))


def bomb_that_lies(stem: str, text: bytes) -> bytes:
    raw = deflated(bytes(64 << 20), 9)
    return archive(Entry(f"{stem}.txt".encode(), b"", raw=raw, crc=0, unpacked=len(raw) * 100))


def overlapping(stem: str, text: bytes) -> bytes:
    """Many entries that share one body: the quine-like bombs."""
    first = Entry(f"{stem}.txt".encode(), text)
    others = [replace(first, name=f"{n}.txt".encode(), offset=0, raw=b"", packed=len(first.body())) for n in range(50)]
    return archive(first, *others)


def quoted(stem: str, text: bytes) -> bytes:
    """The member's data hold the local header of a second one, which the directory points to."""
    inner = archive(Entry(b"inner.txt", b"x" * 100))
    data = inner[: inner.index(b"PK\1\2")]
    head = 30 + len(f"{stem}.txt")
    return archive(
        Entry(f"{stem}.txt".encode(), data, method=0), Entry(b"inner.txt", b"x" * 100, offset=head, raw=b"", packed=8)
    )


def cut(at: Callable[[bytes], int]) -> Build:
    def build(stem: str, text: bytes) -> bytes:
        whole = one()(stem, text)
        return whole[: at(whole)]

    return build


def patched(at: Callable[[bytes], int], value: bytes) -> Build:
    def build(stem: str, text: bytes) -> bytes:
        whole = bytearray(one()(stem, text))
        place = at(whole)
        whole[place : place + len(value)] = value
        return bytes(whole)

    return build


def nested(stem: str, text: bytes) -> bytes:
    return archive(Entry(f"{stem}.zip".encode(), one()(stem, text)))


def nested_in_its_name(stem: str, text: bytes) -> bytes:
    return archive(Entry(f"{stem}.txt".encode(), one()(stem, text)))


def two_ends(stem: str, text: bytes) -> bytes:
    """An archive in the comment of an archive: the last end record tells of another member."""
    return one()(stem, text) + archive(Entry(b"other.txt", b"x"))


def end_in_the_comment(stem: str, text: bytes) -> bytes:
    other = archive(Entry(b"other.txt", b"x"))
    return archive(Entry(f"{stem}.txt".encode(), text), comment=other)


def encrypted(stem: str, text: bytes) -> bytes:
    return archive(Entry(f"{stem}.txt".encode(), text, flags=1, raw=b"\x99" * 12 + deflated(text)))


def aes(stem: str, text: bytes) -> bytes:
    extra = struct.pack("<HHHHBH", 0x9901, 7, 2, 0x4541, 3, 8)
    return archive(Entry(f"{stem}.txt".encode(), text, flags=1, method=99, extra=extra, local_extra=extra, raw=text))


def zip64(stem: str, text: bytes) -> bytes:
    """Right, and with sizes in 64 bits, as writers of streams do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open(f"{stem}.txt", "w", force_zip64=True) as to:
        to.write(text)
    return out.getvalue()


def zip64_lies(stem: str, text: bytes) -> bytes:
    extra = struct.pack("<HHQQ", 1, 16, 1 << 60, 1 << 50)
    return archive(Entry(f"{stem}.txt".encode(), text, packed=BIG, unpacked=BIG, extra=extra, local_extra=extra))


def zip64_short_extra(stem: str, text: bytes) -> bytes:
    return archive(Entry(f"{stem}.txt".encode(), text, packed=BIG, unpacked=BIG, extra=b"\1\0\xff\xff12345678"))


def zip64_end_elsewhere(stem: str, text: bytes) -> bytes:
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, 1 << 62, 1)
    return one(zip64=locator, count=0xFFFF)(stem, text)


def streamed(stem: str, text: bytes, good: bool = True) -> bytes:
    size = len(text) + (0 if good else 5)
    raw = deflated(text)
    told = struct.pack("<4sIII", b"PK\7\10", zlib.crc32(text), len(raw), size)
    return archive(Entry(f"{stem}.txt".encode(), text, flags=8, descriptor=told, unpacked=size))


def stored_mismatch(stem: str, text: bytes) -> bytes:
    return archive(Entry(f"{stem}.txt".encode(), text, method=0, unpacked=len(text) * 2))


def directory_entry_of(entry: bytes) -> bytes:
    return archive(Entry(entry, b"")).partition(b"PK\1\2")[2].partition(b"PK\5\6")[0]


BAD, LARGE = "bad_archive", "too_large"
END = b"PK\5\6"
CASES: dict[str, tuple[Build, str | None]] = {
    # names that lead elsewhere
    "slip": (named(b"../../../../tmp/sif-slip.txt"), BAD),
    "slip, absolute": (named(b"/tmp/sif-slip.txt"), BAD),
    "slip, drive letter": (named(b"C:\\sif-slip.txt"), BAD),
    "slip, backslashes": (named(b"..\\..\\..\\tmp\\sif-slip.txt"), BAD),
    "slip, UNC": (named(b"\\\\server\\share\\sif-slip.txt"), BAD),
    "slip, overlong UTF-8": (named(b"\xc0\xae\xc0\xae/sif-slip.txt"), BAD),
    "slip, full-width dots": (named("．．/sif-slip.txt".encode()), BAD),
    "slip, only in its own header": (one(lambda e, _: replace(e, local_name=b"../" + e.name[3:])), BAD),
    "slip, only in the directory": (one(lambda e, _: replace(e, name=b"../" + e.name[3:], local_name=e.name)), BAD),
    "slip, beside the member": (beside(Entry(b"../../sif-slip.txt", b"x")), BAD),
    "slip, unicode path field": (
        one(lambda e, _: replace(e, extra=struct.pack("<HHBI", 0x7075, 5 + 10, 1, zlib.crc32(e.name)) + b"../x.txt..")),
        None,
    ),
    "name with NUL": (one(lambda e, _: replace(e, name=e.name + b"\0../../x")), BAD),
    "name of 64 KiB": (named(b"a" * 65_535), BAD),
    "empty name": (named(b""), BAD),
    "name in GBK": (named("参保缴费.txt".encode("gbk")), BAD),
    "name in GBK that says it is UTF-8": (named("参保缴费.txt".encode("gbk"), flags=0x800), BAD),
    "name in UTF-8 that does not say so": (named("参保缴费.txt".encode()), BAD),
    "name that turns around": (named("\u202etxt.exe".encode()), BAD),
    "name of a device": (named(b"CON.txt"), BAD),
    "other case": (one(lambda e, _: replace(e, name=e.name.lower())), BAD),
    # things that are no files
    "symlink": (one(lambda e, _: replace(e, data=b"/etc/passwd", attributes=SYMLINK)), BAD),
    "symlink to the landing store": (one(lambda e, _: replace(e, data=b"../objects", attributes=SYMLINK)), BAD),
    "device": (one(lambda e, _: replace(e, attributes=DEVICE)), BAD),
    "pipe": (one(lambda e, _: replace(e, attributes=FIFO)), BAD),
    "folder with the member's name": (one(lambda e, _: replace(e, attributes=FOLDER | 0x10)), BAD),
    "folder beside the member": (beside(Entry(b"folder/", b"", attributes=FOLDER | 0x10)), BAD),
    # too much
    "bomb, 1000:1": (bomb, LARGE),
    "bomb that lies about its size": (bomb_that_lies, BAD),
    "claims 16 EiB": (zip64_lies, LARGE),
    "claims 4 GiB of ten bytes": (one(lambda e, _: replace(e, unpacked=BIG - 1, local_unpacked=BIG - 1)), LARGE),
    "overlapping members": (overlapping, BAD),
    "member in the data of another": (quoted, BAD),
    "nested": (nested, BAD),
    "nested under the right name": (nested_in_its_name, "undecodable"),
    "65,535 members": (one(count=65_534), BAD),
    # hidden, doubled, displaced
    "two members": (beside(Entry(b"readme.txt", b"x")), BAD),
    "two members of one name": (lambda s, t: beside(Entry(f"{s}.txt".encode(), t[:40]))(s, t), BAD),
    "a member that no directory lists": (beside(Entry(b"hidden.txt", b"x"), listed=1), BAD),
    "directory with a hidden entry": (one(hidden=b"PK\1\2" + bytes(42)), BAD),
    "data before": (one(before=b"MZ" + bytes(512)), BAD),
    "data between member and directory": (one(between=b"#!/bin/sh\n" * 9), BAD),
    "data behind the end": (one(after=b"\0" * 30), BAD),
    "two ends": (two_ends, BAD),
    "an end in the comment": (end_in_the_comment, BAD),
    "directory points outside": (one(directory_start=1 << 31), BAD),
    "directory points at itself": (one(directory_start=0), BAD),
    "entry points outside": (one(lambda e, _: replace(e, offset=1 << 30)), BAD),
    "entry points into the data": (one(lambda e, _: replace(e, offset=20)), BAD),
    "no member, counted one": (lambda s, t: archive(count=1), BAD),
    "no member": (lambda s, t: archive(), BAD),
    "of several disks": (one(lambda e, _: replace(e, disk=3)), BAD),
    # sizes and sums that are not true
    "larger than told": (one(lambda e, t: replace(e, unpacked=len(t) - 7, local_unpacked=len(t) - 7)), BAD),
    "smaller than told": (one(lambda e, t: replace(e, unpacked=len(t) + 7, local_unpacked=len(t) + 7)), BAD),
    "sizes differ between the headers": (one(lambda e, t: replace(e, local_unpacked=len(t) + 1)), BAD),
    "methods differ between the headers": (one(lambda e, _: replace(e, local_method=0)), BAD),
    "wrong CRC": (one(lambda e, _: replace(e, crc=1, local_crc=1)), BAD),
    "stored, of another size": (stored_mismatch, BAD),
    "ZIP64 field too short": (zip64_short_extra, LARGE),
    "ZIP64 end elsewhere": (zip64_end_elsewhere, BAD),
    "descriptor that lies": (lambda s, t: streamed(s, t, good=False), BAD),
    # no ZIP that we take
    "encrypted": (encrypted, BAD),
    "encrypted with AES": (aes, BAD),
    "unknown method": (one(lambda e, _: replace(e, method=93)), BAD),
    "deflate64": (one(lambda e, _: replace(e, method=9)), BAD),
    "empty file": (lambda s, t: b"", BAD),
    "no ZIP": (lambda s, t: b"GIF89a" + bytes(100), BAD),
    "cut in the data": (cut(lambda whole: len(whole) // 2), BAD),
    "cut in the directory": (cut(lambda whole: whole.rindex(END) - 9), BAD),
    "cut in the end": (cut(lambda whole: len(whole) - 3), BAD),
    "broken deflate": (patched(lambda whole: 30 + whole.index(b".txt") - 26, b"\xff\xff\xff\xff"), BAD),
    "end of the deflate missing": (one(lambda e, t: replace(e, raw=deflated(t)[:-4])), BAD),
    "more behind the deflate": (one(lambda e, t: replace(e, raw=deflated(t) + b"more")), BAD),
    # odd and right
    "ZIP64 sizes": (zip64, None),
    "descriptor": (streamed, None),
    "stored": (one(lambda e, _: replace(e, method=0)), None),
    "comment": (one(comment="由导出程序生成".encode()), None),
    "made on DOS": (one(lambda e, _: replace(e, made_by=20, attributes=0x20)), None),
}
