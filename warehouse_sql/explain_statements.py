"""Pieces of bank statements (银行对账单) as they came: the entry or the head of a statement that a row was read from.

Rows name the line on which their piece begins; where several begin on one line, pieces are numbered through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from catalogue import masking

FORMATS: Final = frozenset({"CAMT053", "MT940"})
MAX_BYTES: Final = 256 << 20
_MAX_PIECE: Final = 1 << 20

_XML_ENTRY = re.compile(rb"<(?:[\w.-]+:)?Ntry[\s>].*?</(?:[\w.-]+:)?Ntry>", re.DOTALL)
_XML_HEAD = re.compile(rb"<(?:[\w.-]+:)?Stmt[\s>].*?(?=<(?:[\w.-]+:)?Ntry[\s>]|</(?:[\w.-]+:)?Stmt>)", re.DOTALL)
_XML_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_XML_LEAF = re.compile(r">([^<]+)</((?:[\w.-]+:)?([\w.-]+))>")
# Elements of camt.053 that tell nothing of a person; the text of every other one is masked.
_XML_PLAIN = frozenset(
    {
        "Amt", "Sum", "TtlNetNtryAmt", "NbOfNtries", "CdtDbtInd", "RvslInd", "Ccy", "Sts", "Cd", "Prtry", "BIC",
        "BICFI", "Dt", "DtTm", "CreDtTm", "FrDtTm", "ToDtTm", "ElctrncSeqNb", "PgNb", "LastPgInd",
        "NtryRef", "AcctSvcrRef", "EndToEndId", "InstrId", "MsgId",
    }
)  # fmt: skip
_XML_MASKS = {"Nm": masking.mask_name, "IBAN": masking.mask_account, "Id": masking.mask_account}

_BOMS = (b"\xef\xbb\xbf", b"\x84\x31\x95\x33")
_START = rb"^[ \t]*(?:\{[^\n]*\{4:[ \t]*)?"
_SWIFT_ENTRY = re.compile(rb"^[ \t]*:61:.*?(?=^[ \t]*:(?!86:)[0-9N][0-9S][A-Z]?:|^-|\Z)", re.DOTALL | re.MULTILINE)
_SWIFT_HEAD = re.compile(_START + rb":20:.*?(?=^[ \t]*:61:|^[ \t]*:62|^-|\Z)", re.DOTALL | re.MULTILINE)
_SWIFT_FIELD = re.compile(r"^(.*?:(?:\d{2}[A-Z]?|NS):)(.*)$")
_SWIFT_AMOUNT = re.compile(r"\d{6}(?:\d{4}|\s{4})?R?[DC][A-Z]?\s?[\d.,]+", re.IGNORECASE)
_SWIFT_PLAIN = ("20", "28", "28C", "60F", "60M", "62F", "62M", "64", "65", "13D")


def pieces(data: bytes, kind: str, line_nos: Collection[int]) -> dict[int, bytes]:
    """The pieces that begin on these lines. An entry comes before the head of a statement with the same number."""
    entry, head = (_XML_ENTRY, _XML_HEAD) if kind == "CAMT053" else (_SWIFT_ENTRY, _SWIFT_HEAD)
    if kind == "MT940":
        for bom in _BOMS:
            data = data.removeprefix(bom)
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    found: dict[int, bytes] = {}
    for pattern in (entry, head):
        for number, piece in _numbered(data, pattern):
            if number in line_nos and number not in found:
                found[number] = piece[:_MAX_PIECE].rstrip()
    return found


def masked(text: str, kind: str) -> str:
    """A piece fit to be shown."""
    return _masked_swift(text) if kind == "MT940" else _masked_xml(text)


def _numbered(data: bytes, pattern: re.Pattern[bytes]) -> Iterator[tuple[int, bytes]]:
    items = list(pattern.finditer(data))
    starts, line, place = [], 1, 0
    for item in items:
        line, place = line + data.count(b"\n", place, item.start()), item.start()
        starts.append(line)
    numbers = starts if len(set(starts)) == len(starts) else range(1, len(items) + 1)
    return ((number, item.group()) for number, item in zip(numbers, items, strict=True))


def _masked_xml(text: str) -> str:
    return _XML_LEAF.sub(_masked_element, _XML_CDATA.sub(lambda cdata: "*" * len(cdata[1]), text))


def _masked_element(found: re.Match[str]) -> str:
    text, tag, name = found.groups()
    if name in _XML_PLAIN or not text.strip():
        return found.group()
    mask = _XML_MASKS.get(name, masking.mask_free_text)
    return f">{mask(text)}</{tag}>"


def _masked_swift(text: str) -> str:
    """Amounts, dates and numbers of statements stay; accounts, references and texts are masked."""
    return "\n".join(_masked_line(line) for line in text.split("\n"))


def _masked_line(line: str) -> str:
    field = _SWIFT_FIELD.match(line)
    if field is None:
        return masking.mask_free_text(line)
    name, value = field.groups()
    tag = name.rsplit(":", 2)[1]
    if tag in _SWIFT_PLAIN:
        return line
    if tag == "25":
        return name + masking.mask_account(value)
    amount = _SWIFT_AMOUNT.match(value) if tag == "61" else None
    plain = amount.group() if amount else ""
    return name + plain + masking.mask_free_text(value[len(plain) :])
