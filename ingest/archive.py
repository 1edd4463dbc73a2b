"""The ZIP of a delivery, read as if its sender were hostile: one member of the right name, or `bad_archive`.

Packages of the exchange node hold several members; they are read by the same checks (`members`).

Only what is needed of the format is read, and everything read is checked: exactly one entry, the same in both headers
of the archive, lying where it must with nothing before, between or behind; no encryption, links or folders; sizes and
checksum true. The 8 GiB and 200:1 limits hold for what really comes out, not for what the headers claim.
`zipfile` is not used because it accepts overlapping and hidden members and reads directories of any length.

Only the standard library and isal are imported: the product runs this module in a process of its own with narrow limits
(`ingest.unpacker`), which knows nothing else of the product and starts in 20 ms.
"""

from __future__ import annotations

import os
import resource
import socket
import stat
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final

from isal import isal_zlib

MAX_BYTES: Final = 8 << 30
MAX_RATIO: Final = 200
_CHUNK: Final = 1 << 20
# Small pieces go in: what a call leaves over is copied, and copying a MiB a dozen times costs more than inflating it.
_PACKED_CHUNK: Final = 1 << 16
_END, _ENTRY, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END64, _LOCATOR64 = b"PK\x06\x06", b"PK\x06\x07"
_ENCRYPTED, _DESCRIPTOR, _STRONG, _PATCH, _MASKED = 1 << 0, 1 << 3, 1 << 6, 1 << 5, 1 << 13
_STORED, _DEFLATED = 0, 8
_FULL32: Final = 0xFFFFFFFF
_MAX_DIRECTORY: Final = 70_000

# What the process of its own answers with: kind and length, then so many bytes.
FRAME: Final = struct.Struct("<cI")
PIECE, DONE, REFUSED = b"p", b"d", b"r"
# Of an archive of several members: first size and name of each, then the pieces of each, with an end.
MEMBER, MEMBER_END = b"m", b"e"
MEMBER_SIZE: Final = struct.Struct("<Q")
# Asks for such an archive: a byte no name begins with, at most how many members, and which (or all).
SEVERAL: Final = struct.Struct("<cHH")
ALL: Final = 0xFFFF
MAX_NAME: Final = 4096
_MEMORY: Final = 256 << 20
_SECONDS: Final = 300


class ArchiveError(ValueError):
    """The archive is refused; `code` is `bad_archive` or `too_large`.

    The message is for the sender's operator and ends in what to do with the archive; how it is then sent again is not
    the same for a file and for a package, so that the caller says (`sent_again`).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def sent_again(self, how: str) -> str:
        """The message to its end."""
        return f"{self.message}后{how}"


@dataclass(frozen=True)
class Member:
    """The one member: where its data start, how long they are, what they unpack to."""

    name: str
    method: int
    crc: int
    start: int
    packed: int
    size: int


def chunks(file: BinaryIO, size: int, names: Sequence[str]) -> Iterator[bytes]:
    """The unpacked bytes of the member, in pieces of at most 1 MiB; `size` is that of the file, `names` are those that
    the member may have. Raises ArchiveError, at the latest at the end."""
    yield from _unpack(file, _examine(file, size, names))


def _bad(message: str) -> ArchiveError:
    return ArchiveError("bad_archive", message)


def _shown(name: bytes) -> str:
    """A member's name in a message: whole where it can be no person's, who some senders name files after."""
    text = name.decode("utf-8", "replace")
    digits = longest = 0
    for char in text:
        digits = digits + 1 if char.isdigit() else 0
        longest = max(longest, digits)
    return ascii(text[:80] if text.isascii() and longest < 12 else f"{text[:1]}***")


def members(file: BinaryIO, size: int, most: int) -> list[tuple[bytes, Member]]:
    """The 1…`most` members of an archive, checked like a single one: name as it stands there, and where the data are.

    They must lie one behind the other from the first byte to the directory. Names are for the caller to judge; nothing
    is unpacked here. Raises ArchiveError.
    """
    directory_start, directory_size, entries = _end(file, size, most)
    if not 1 <= entries <= most:
        raise _bad(f"压缩包内有 {entries} 个成员，应为 1 至 {most} 个；请重新打包")
    file.seek(directory_start)
    directory = memoryview(file.read(directory_size))
    found: list[tuple[int, bytes, Member, int]] = []
    for _ in range(entries):
        entry = _Entry.read(bytes(directory[:_MAX_DIRECTORY]))
        directory = directory[entry.size :]
        entry.check()
        start = entry.check_local(file)
        member = Member(
            entry.name.decode("utf-8", "replace"), entry.method, entry.crc, start, entry.packed, entry.unpacked
        )
        found.append((entry.offset, entry.name, member, _gap(entry.flags)))
    if directory:
        raise _bad("压缩包目录长度不符（可能含隐藏成员），请重新打包")
    found.sort(key=lambda one: one[0])
    ends = [(0, 0), *((member.start + member.packed, gap) for _, _, member, gap in found)]
    starts = [*(offset for offset, _, _, _ in found), directory_start]
    for (end, gap), begin in zip(ends, starts, strict=True):
        if not 0 <= begin - end <= gap:
            raise _bad(_MISPLACED)
    return [(name, member) for _, name, member, _ in found]


def unpack(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """The unpacked bytes of one of `members`, in pieces of at most 1 MiB. Raises ArchiveError."""
    yield from _unpack(file, member)


_MISPLACED = "压缩包内数据位置与目录不符（重叠或含隐藏内容），请重新打包"


def _gap(flags: int) -> int:
    """How many bytes may stand behind a member's data: its sizes once more, where the flags say so."""
    return 24 if flags & _DESCRIPTOR else 0


@dataclass(frozen=True)
class _Entry:
    """An entry of the central directory; `size` is its own length in bytes."""

    size: int
    name: bytes
    made_by: int
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    disk: int
    attributes: int
    offset: int

    @classmethod
    def read(cls, entry: bytes) -> _Entry:
        """The entry at the beginning of `entry`. Raises ArchiveError."""
        if len(entry) < 46 or entry[:4] != _ENTRY:
            raise _bad("压缩包目录损坏，请重新打包")
        (made_by, _, flags, method, _, crc, packed, unpacked) = struct.unpack("<HHHHIIII", entry[4:28])
        (name_size, extra_size, comment_size, disk, _, attributes, offset) = struct.unpack("<HHHHHII", entry[28:46])
        size = 46 + name_size + extra_size + comment_size
        if size > len(entry):
            raise _bad("压缩包目录长度不符（可能含隐藏成员），请重新打包")
        name = entry[46 : 46 + name_size]
        extra = entry[46 + name_size : 46 + name_size + extra_size]
        packed, unpacked, offset = _wide(extra, packed, unpacked, offset)
        return cls(size, name, made_by, flags, method, crc, packed, unpacked, disk, attributes, offset)

    def check(self) -> None:
        """Raises ArchiveError where the member is none that we take: encrypted, a link, of several disks, too large."""
        if self.flags & (_ENCRYPTED | _STRONG | _MASKED):
            raise _bad("压缩包已加密，约定不加密；请重新打包")
        if self.flags & _PATCH or self.method not in (_STORED, _DEFLATED):
            raise _bad("压缩方法不支持（只支持 deflate 或不压缩），请重新打包")
        mode = self.attributes >> 16
        link = self.made_by >> 8 == 3 and mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)
        if link or self.attributes & 0x10:
            raise _bad("压缩包内成员不是普通文件（链接或目录），请重新打包")
        if self.disk not in (0, 0xFFFF):
            raise _bad("分卷压缩包不支持，请重新打包")
        if self.unpacked > MAX_BYTES:
            raise _too_large(f"解压后 {self.unpacked} 字节，超过 8 GiB")
        if self.unpacked > self.packed * MAX_RATIO:
            raise _too_large(f"压缩比超过 {MAX_RATIO}:1")
        if self.method == _STORED and self.packed != self.unpacked:
            raise _bad("压缩包记载的大小前后不一，请重新打包")

    def check_local(self, file: BinaryIO) -> int:
        """Check the member's own header against this entry; returns where its data start. Raises ArchiveError."""
        return _check_local(file, self.offset, self.name, self.flags, self.method, self.crc, self.packed, self.unpacked)


def _expected(names: Sequence[str]) -> str:
    """The names as a message tells them: one, and what else it may end in."""
    endings = dict.fromkeys(name[name.rfind(".") :].lower() for name in names)
    others = "、".join([*endings][1:])
    return f"{names[0]}（扩展名也可为 {others}）" if others else names[0]


def _examine(file: BinaryIO, size: int, names: Sequence[str]) -> Member:
    directory_start, directory_size, entries = _end(file, size)
    if entries != 1:
        raise _bad(f"压缩包内有 {entries} 个成员，应只有一个文件 {_expected(names)}；请重新打包")
    file.seek(directory_start)
    entry = _Entry.read(file.read(directory_size))
    if entry.size != directory_size:
        raise _bad("压缩包目录长度不符（可能含隐藏成员），请重新打包")
    name = next((name for name in names if name.encode() == entry.name), None)
    if name is None:
        raise _bad(f"压缩包内成员名为 {_shown(entry.name)}，应为 {_expected(names)}；请更正成员名")
    entry.check()
    start = entry.check_local(file)
    gap = directory_start - (start + entry.packed)
    if entry.offset != 0 or not 0 <= gap <= _gap(entry.flags):
        raise _bad(_MISPLACED)
    return Member(name, entry.method, entry.crc, start, entry.packed, entry.unpacked)


def _too_large(what: str) -> ArchiveError:
    return ArchiveError("too_large", f"{what}，拒绝解压；请拆分为多个文件")


def _end(file: BinaryIO, size: int, most: int = 1) -> tuple[int, int, int]:
    """Start and size of the central directory and the number of its entries; checked where there are at most `most`."""
    tail_size = min(size, 22 + 0xFFFF + 76)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise _bad("不是完整的 ZIP 文件（缺少结尾目录，可能传输中断）；请重新打包")
    disk, directory_disk, here, entries, length, start, comment = struct.unpack("<HHHHIIH", tail[at + 4 : at + 22])
    end = size - tail_size + at
    if at + 22 + comment != len(tail):
        raise _bad("ZIP 文件尾部有多余内容，请重新打包")
    if 0xFFFF in (here, entries) or _FULL32 in (length, start):
        locator = tail[at - 20 : at] if at >= 20 else b""
        if locator[:4] != _LOCATOR64:
            raise _bad("ZIP64 结构损坏，请重新打包")
        record_at = int.from_bytes(locator[8:16], "little")
        if record_at != end - 20 - 56:
            raise _bad("ZIP64 结构损坏，请重新打包")
        file.seek(record_at)
        record = file.read(56)
        if len(record) != 56 or record[:4] != _END64:
            raise _bad("ZIP64 结构损坏，请重新打包")
        disk, directory_disk, here, entries, length, start = struct.unpack("<IIQQQQ", record[16:56])
        end = record_at
    if disk or directory_disk or here != entries:
        raise _bad("分卷压缩包不支持，请重新打包")
    if 1 <= entries <= most and (length > _MAX_DIRECTORY + most * 1024 or start + length != end):
        raise _bad("压缩包目录位置或长度不符，请重新打包")
    return start, length, entries


def _wide(extra: bytes, packed: int, unpacked: int, offset: int) -> tuple[int, int, int]:
    """Sizes and offset with the 64-bit extra field applied."""
    values = [unpacked, packed, offset]
    if _FULL32 not in values:
        return packed, unpacked, offset
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == 1:
            for index, value in enumerate(values):
                if value == _FULL32:
                    if len(body) < 8:
                        break
                    (values[index],) = struct.unpack("<Q", body[:8])
                    body = body[8:]
            return values[1], values[0], values[2]
    raise _bad("ZIP64 结构损坏，请重新打包")


def _check_local(
    file: BinaryIO, offset: int, name: bytes, flags: int, method: int, crc: int, packed: int, unpacked: int
) -> int:
    """Check the member's own header against the directory's; returns where its data start."""
    file.seek(offset)
    head = file.read(30)
    if len(head) != 30 or head[:4] != _LOCAL:
        raise _bad("压缩包成员头损坏，请重新打包")
    _, local_flags, local_method, _, local_crc, local_packed, local_unpacked, name_size, extra_size = struct.unpack(
        "<HHHIIIIHH", head[4:30]
    )
    local_name = file.read(name_size)
    extra = file.read(extra_size)
    if local_name != name or local_method != method or (local_flags ^ flags) & ~0x0800:
        raise _bad("压缩包成员头与目录不一致，请重新打包")
    if not flags & _DESCRIPTOR:
        if _FULL32 in (local_packed, local_unpacked):
            local_packed, local_unpacked, _ = _wide(extra, local_packed, local_unpacked, 0)
        if (local_crc, local_packed, local_unpacked) != (crc, packed, unpacked):
            raise _bad("压缩包成员头与目录记载的大小不一致，请重新打包")
    return offset + 30 + int(name_size) + int(extra_size)


def _unpack(file: BinaryIO, member: Member) -> Iterator[bytes]:
    file.seek(member.start)
    size, crc = 0, 0
    for out in _inflated(file, member.packed) if member.method == _DEFLATED else _pieces(file, member.packed):
        size += len(out)
        if size > member.size:
            raise _bad("解压后的大小超过压缩包所记，请重新打包")
        crc = isal_zlib.crc32(out, crc)
        yield out
    if size != member.size or crc != member.crc:
        raise _bad("解压后的大小或校验值与压缩包所记不符，请重新打包")


def _pieces(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left:
        piece = file.read(min(_PACKED_CHUNK, left))
        if not piece:
            raise _bad("压缩包数据不完整，请重新打包")
        left -= len(piece)
        yield piece


def _inflated(file: BinaryIO, packed_size: int) -> Iterator[bytes]:
    inflate = isal_zlib.decompressobj(-15)
    for packed in _pieces(file, packed_size):
        waiting = True
        while waiting:
            try:
                out = inflate.decompress(packed, _CHUNK)
            except isal_zlib.error as error:  # type: ignore[misc]  # its stub declares an instance
                raise _bad("压缩数据损坏，无法解压；请重新打包") from error
            packed = inflate.unconsumed_tail
            # A full piece may have left output inside, even where all input is used up.
            waiting = not inflate.eof and (bool(packed) or len(out) == _CHUNK)
            if out:
                yield out
        if inflate.unused_data:
            raise _bad("压缩数据之后有多余内容，请重新打包")
    if not inflate.eof:
        raise _bad("压缩数据不完整，请重新打包")


def _frames(file: BinaryIO, size: int, request: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not request.startswith(b"\0"):
        for piece in chunks(file, size, request.decode().split("\0")):
            yield PIECE, piece
        return
    _, most, wanted = SEVERAL.unpack(request)
    found = members(file, size, most)
    for name, member in found:
        yield MEMBER, MEMBER_SIZE.pack(member.size) + name
    for index, (_, member) in enumerate(found):
        if wanted in (ALL, index):
            for piece in unpack(file, member):
                yield PIECE, piece
            yield MEMBER_END, b""


def _serve(channel: socket.socket) -> None:
    """Answer requests until the other side hangs up: a member's names (or SEVERAL) and an open file in, frames out."""
    while request := socket.recv_fds(channel, MAX_NAME, 1):
        name, descriptors, _, _ = request
        if not descriptors:
            return
        with os.fdopen(descriptors[0], "rb") as file:
            _limit_seconds(_SECONDS)
            try:
                for kind, body in _frames(file, os.fstat(file.fileno()).st_size, name):
                    channel.sendall(FRAME.pack(kind, len(body)))
                    channel.sendall(body)
                end, message = DONE, b""
            except ArchiveError as error:
                end, message = REFUSED, f"{error.code} {error.message}".encode()
            except MemoryError:
                end, message = REFUSED, "bad_archive 解压所需内存超过限额，拒绝解压；请拆分".encode()
            channel.sendall(FRAME.pack(end, len(message)) + message)


def _confine() -> None:
    """Give up what unpacking does not need: no file can grow, no further file or process be opened, little memory."""
    limits = {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 16,
        resource.RLIMIT_AS: _MEMORY,
    }
    for limit, value in limits.items():
        with suppress(ValueError, OSError):  # some systems know not all of them
            resource.setrlimit(limit, (value, value))


def _limit_seconds(more: int) -> None:
    """So many seconds of processor time from now, then the system ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + more, hard))


if __name__ == "__main__":
    _confine()
    _serve(socket.socket(fileno=int(sys.argv[1])))
