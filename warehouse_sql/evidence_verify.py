"""核对疑点证据包：python verify.py [目录或 ZIP] [--sha256 登记的清单哈希]。只用 Python 标准库，不联网，不改任何文件。

退出码：0 全部相符 · 1 有改动或不符 · 2 无法读取。

This file goes into every evidence bundle as it is: it imports nothing but the standard library and runs on Python 3.9.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import zipfile
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
_MAX_FILE = 256 << 20
_MAX_FILES = 100_000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BOMS = (b"\xef\xbb\xbf", b"\x84\x31\x95\x33")


class Unreadable(Exception):
    """The bundle cannot be read at all."""


def contents(place: Path) -> dict[str, bytes]:
    """Name → bytes of everything in a folder or a ZIP. Raises Unreadable."""
    try:
        return _of_folder(place) if place.is_dir() else _of_zip(place)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise Unreadable(f"无法读取 {place.name}（{type(error).__name__}）") from None


def _of_folder(place: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if path.is_symlink():
            raise Unreadable(f"{name} 是链接，不是文件")
        if path.is_file() and "__pycache__" not in path.parts:
            if path.stat().st_size > _MAX_FILE or len(found) >= _MAX_FILES:
                raise Unreadable(f"{name} 过大，或文件过多")
            found[name] = path.read_bytes()
    return found


def _of_zip(place: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(place) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            if entry.file_size > _MAX_FILE or len(found) >= _MAX_FILES:
                raise Unreadable(f"{entry.filename} 过大，或文件过多")
            if entry.filename in found:
                raise Unreadable(f"ZIP 中有两个 {entry.filename}")
            found[entry.filename] = archive.read(entry)
    return found


def check(files: dict[str, bytes], expected: str | None = None) -> list[str]:
    """What is wrong with a bundle, one sentence each; nothing where all is as it was made.

    ``expected``: the SHA-256 of the manifest as it was recorded when the bundle was made, from elsewhere.
    """
    if MANIFEST not in files:
        return [f"缺少 {MANIFEST}，无法核对"]
    wrong = []
    actual = _sha256(files[MANIFEST])
    if SEAL not in files:
        wrong.append(f"缺少 {SEAL}")
    elif files[SEAL] != seal(files[MANIFEST]):
        wrong.append(f"{MANIFEST} 或 {SEAL} 被改动：清单的 SHA-256 是 {actual}，与 {SEAL} 所记不符")
    if expected is not None and actual != expected.strip().lower():
        wrong.append(f"{MANIFEST} 的 SHA-256 是 {actual}，与登记的 {expected.strip()[:64]} 不符：整个证据包可能被换过")
    try:
        manifest = json.loads(files[MANIFEST].decode("utf-8"))
        listed = {str(entry["path"]): entry for entry in manifest["files"]}
        wrong += _listed(files, listed)
        wrong += _stories(files, str(manifest["finding_key"]))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, InvalidOperation, RecursionError) as error:
        wrong.append(f"证据包内容残缺或格式被改动（{type(error).__name__}），不能继续核对")
    return wrong


def manifest_hash(files: dict[str, bytes]) -> str:
    """What stands for all of a bundle: the SHA-256 of its manifest."""
    return _sha256(files[MANIFEST])


def seal(manifest: bytes) -> bytes:
    """What stands in `manifest.sha256`: as `sha256sum` writes it."""
    return f"{_sha256(manifest)}  {MANIFEST}\n".encode()


def _listed(files: dict[str, bytes], listed: dict[str, Any]) -> list[str]:
    wrong = []
    for name, entry in listed.items():
        if name not in files:
            wrong.append(f"缺少文件 {name}")
        elif _sha256(files[name]) != entry["sha256"] or len(files[name]) != entry["bytes"]:
            wrong.append(f"文件 {name} 被改动：SHA-256 或大小与清单不符")
    wrong += [f"多出文件 {name}：清单中没有" for name in files if name not in listed and name not in (MANIFEST, SEAL)]
    return wrong


def _stories(files: dict[str, bytes], finding_key: str) -> list[str]:
    """What the files say of one another."""
    finding, lines, deliveries, sums = (
        json.loads(files[name].decode("utf-8"))
        for name in ("finding.json", "lines.json", "deliveries.json", "sums.json")
    )
    wrong = []
    if finding["values"]["finding_key"] != finding_key:
        wrong.append("finding.json 的疑点编号与清单不符")
    known = {entry["sha256"] for entry in deliveries}
    by_id = {}
    for line in lines:
        name, raw = f"{line['id']}（{line['file_name']} 第 {line['line_no']} 行）", files.get(line["raw"])
        if raw is None:
            wrong.append(f"{name}：缺少原文 {line['raw']}")
            continue
        if _sha256(raw) != line["sha256"]:
            wrong.append(f"{name}：原文的 SHA-256 与 lines.json 所记不符")
        if line["delivery_sha256"] not in known:
            wrong.append(f"{name}：所属报送文件不在 deliveries.json 中")
        text = _text(raw, line["codec"])
        if not _same(text, line["text"]):
            wrong.append(f"{name}：lines.json 中的文字与原文不符")
        header = files.get(line["header"]) if line["header"] else None
        if line["header"] and header is None:
            wrong.append(f"{name}：缺少标题行 {line['header']}")
        labels = _text(header, line["codec"]).split("|") if header is not None else []
        by_id[line["id"]] = (name, labels, text.split("|"))
        told = line["cells"]
        same = _same("|".join(labels), "|".join(line["labels"]))
        if told and not (same and [cell["label"] for cell in told] == line["labels"]):
            wrong.append(f"{name}：列名与标题行不符")
        if told and not _same("|".join(c["value"] for c in told), line["text"]):
            wrong.append(f"{name}：分列的值与原文不符")
    for figure in sums["figures"]:
        wrong += _figure(figure, finding["values"], by_id)
    return wrong


def _figure(figure: dict[str, Any], values: dict[str, Any], lines: dict[str, Any]) -> list[str]:
    """Whether an amount of the finding is the sum it is said to be, read from the lines' own bytes again."""
    label, stated = figure["label_zh"], Decimal(figure["stated"])
    wrong = []
    if values[figure["column"]] is None or Decimal(values[figure["column"]]) != stated:
        wrong.append(f"{label}：finding.json 为 {values[figure['column']]}，sums.json 为 {stated}")
    if figure["status"] != "sum":
        return wrong
    total = Decimal(0)
    for term in figure["terms"]:
        if term["line"] not in lines:
            return [*wrong, f"{label}：算式所引的 {term['line']} 不在证据包中，或其原文缺失"]
        name, labels, cells = lines[term["line"]]
        place = term["position"]
        if not 0 <= place < min(len(labels), len(cells)) or not _same(labels[place], term["label_zh"]):
            return [*wrong, f"{label}：{name} 没有“{term['label_zh']}”列，或列的位置不符"]
        value = Decimal(cells[place].strip())
        if value != Decimal(term["value"]):
            wrong.append(f"{label}：{name}“{term['label_zh']}”原文为 {value}，算式中为 {term['value']}")
        total += value if term["sign"] == 1 else -value
    if total != stated:
        wrong.append(f"{label}：所列各行合计 {total}，疑点为 {stated}，相差 {stated - total}")
    return wrong


def _text(raw: bytes, codec: str) -> str:
    for bom in _BOMS:
        if raw.startswith(bom):
            raw = raw[len(bom) :]
    return raw.decode(codec, "replace")


def _same(ours: str, theirs: str) -> bool:
    """Equal but for the few characters that Python's edition of GB18030 decodes into the private-use area."""
    if ours == theirs:
        return True
    if len(ours) != len(theirs):
        return False
    return all(a == b or _PRIVATE.match(a) for a, b in zip(ours, theirs))  # noqa: B905 (Python 3.9)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _told(files: dict[str, bytes]) -> str:
    figures = json.loads(files["sums.json"].decode("utf-8"))["figures"]
    told = []
    for figure in figures:
        if figure["status"] == "zero":
            continue
        word = "等于所列各行之和，已重新计算" if figure["status"] == "sum" else "不是各行之和（按规则计算），未作加总"
        told.append(f"{figure['label_zh']} {figure['stated']} 元：{word}")
    return "；".join(told)


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    expected, places = None, list(arguments)
    if "--sha256" in places:
        at = places.index("--sha256")
        expected = places[at + 1] if at + 1 < len(places) else ""
        del places[at : at + 2]
    if len(places) > 1 or any(place.startswith("-") for place in places):
        print(__doc__.split("\n")[0], file=sys.stderr)
        return 2
    place = Path(places[0]) if places else Path(__file__).resolve().parent
    try:
        files = contents(place)
    except Unreadable as error:
        print(f"无法核对：{error}", file=sys.stderr)
        return 2
    wrong = check(files, expected)
    for sentence in wrong:
        print(f"不符：{sentence}")
    if wrong:
        print(f"核对未通过：共 {len(wrong)} 处不符。本证据包不能作为依据。")
        return 1
    print(f"核对通过：{len(files)} 个文件与清单一致，各行原文与哈希一致。{_told(files)}")
    if expected is None:
        print(f"清单 SHA-256 {_sha256(files[MANIFEST])}；请与登记值比对（--sha256，或 sif finding verify）。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
