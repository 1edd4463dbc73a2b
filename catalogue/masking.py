"""Masking of personal data (个人信息脱敏): the one place that decides what of a value may be shown.

Which columns are personal follows from the field dictionary: every column of type ``id``, ``name`` or ``text`` is
either classed here as personal or listed as not personal; a test fails for a column that is neither. Columns that only
models know (``subject_citizen_id``) are classed by the ending of their name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final, Literal

Kind = Literal["citizen_id", "name", "account", "birth_date", "free_text"]

# Endings of column names, longest meaning first; the first that fits decides.
_ENDINGS: Final[tuple[tuple[str, Kind], ...]] = (
    ("citizen_id", "citizen_id"),
    ("identity_no", "citizen_id"),
    ("birth_date", "birth_date"),
    ("bank_account_name", "name"),
    ("account_no", "account"),
    ("account", "account"),
    ("person_name", "name"),
    ("supporter_name", "name"),
    ("dependant_name", "name"),
    ("payee_name", "name"),
    ("payer_name", "name"),
    ("counterparty_name", "name"),
    ("party_name", "name"),
    ("operator_name", "name"),
    ("subject_name", "name"),
    ("diagnosis_name", "name"),
    ("disease_name", "name"),
    ("remittance_text", "free_text"),
    ("cell_text", "free_text"),
)
# What models append: citizen_id_raw, citizen_id18, occupational_disease_name_1.
_APPENDED: Final = re.compile(r"(?:_raw|_?\d+)$")

NOT_PERSONAL: Final = frozenset(
    {
        # units and public bodies
        "unit_id", "unit_name", "org_code", "unified_credit_code", "former_unit_id", "former_unit_name",
        "supporter_former_unit_id", "deceased_unit_id", "bank_name", "medical_institution_name", "project_name",
        "village_name",
        # numbers that agencies give: they tell a person only to whoever has the agency's own register, and an officer
        # cannot look a finding up without them
        "person_id", "supporter_person_id", "dependant_person_id", "deceased_person_id", "household_id", "party_id",
        # documents, batches, things
        "levy_notice_no", "tax_receipt_no", "transmission_batch_no", "uuid", "reversal_serial_no", "visit_no",
        "record_pk", "payment_master_id", "payable_plan_detail_id", "payable_item_detail_id", "settlement_no", "id",
        "request_no", "voucher_no", "doc_no", "receipt_no", "statement_id", "bank_reference", "end_to_end_reference",
        "indicator_name", "assistive_device_name_1", "assistive_device_name_2", "assistive_device_name_3",
        "settlement_place", "payment_failure_reason", "interest_year",
        # reports of the past: where a figure stands, and what stands beside it
        "work_id", "report_cycle", "indicator_set", "sheet_title", "section_label", "line_label", "printed_line_no",
        "column_label", "unit_label",
    }
)  # fmt: skip
"""Columns of type id, name or text that are shown as they are."""

_ID_IN_TEXT: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
    r"|\d{6}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
    r")(?![0-9A-Za-z])",
    re.ASCII,
)


def mask_citizen_id(value: str) -> str:
    """``632123199001011234`` → ``632123********1234``; other documents keep less: ``E12345678`` → ``E1*****78``."""
    if len(value) >= 15:
        return value[:6] + "*" * (len(value) - 10) + value[-4:]
    if len(value) >= 8:
        return value[:2] + "*" * (len(value) - 4) + value[-2:]
    return value[:1] + "*" * max(len(value) - 1, 1) if value else ""


def mask_name(value: str) -> str:
    """First character and stars, at most four: ``尕藏·才让`` → ``尕****``, ``马芳`` → ``马*``."""
    value = value.strip()
    return value[:1] + "*" * min(max(len(value) - 1, 1), 4) if value else ""


def mask_account(value: str) -> str:
    """The last four characters: ``6222021234567890`` → ``************7890``; short ones not even those."""
    keep = 4 if len(value) >= 8 else 0
    return "*" * (len(value) - keep) + value[len(value) - keep :]


def mask_birth_date(value: str) -> str:
    """The year only: ``19900101`` → ``1990****``. With a masked ID beside it, a whole one would tell the person."""
    return value[:4] + re.sub(r"[^-/]", "*", value[4:])


def mask_free_text(value: str) -> str:
    """First character and the length, up to ten: nobody knows what senders write there."""
    return value[:1] + "*" * min(max(len(value) - 1, 1), 10) if value else ""


def mask_text(text: str) -> str:
    """A message with every citizen ID in it masked; everything else stays."""
    return _ID_IN_TEXT.sub(lambda found: mask_citizen_id(found.group()), text)


_LONG_NUMBER: Final = re.compile(r"[0-9]{12,}[Xx]?", re.ASCII)
_DOTTED: Final = re.compile(r"[^\W\d_]+(?:[·•‧・･∙⋅．][^\W\d_]+)+")
_LATIN_WORDS: Final = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)+")
_QUOTED: Final = re.compile(r"(['\"])(.*?)\1", re.DOTALL)
_OUR_NAME: Final = re.compile(r"[a-z0-9]+(?:[_.][a-z0-9]+)+", re.ASCII)
_ROW: Final = re.compile(r"(\)=|contains |COPY [^\n]*?: )(?:\(.*\)|[^\n]+)")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_DECLARED: Final = re.compile(r" ?[A-Za-z0-9_.:+\-]{0,64} ?", re.ASCII)


def mask_words(text: str) -> str:
    """What a sender named (a file, a column), without what is no name of a thing: numbers as long as a person's or an
    account's, and names of persons in parts (``尕藏·才让``)."""
    text = _LONG_NUMBER.sub(lambda found: mask_account(found.group()), text)
    return _DOTTED.sub(lambda found: mask_name(found.group()), text)


def mask_label(label: str) -> str:
    """A column's title that we do not know: as it is, unless it is like a person's name or number."""
    if len(label) > 40 or _LONG_NUMBER.search(label) or _DOTTED.search(label) or _LATIN_WORDS.search(label):
        return mask_free_text(label)
    return label


def mask_message(text: str) -> str:
    """An error's message from somebody else's program, which may quote values: quotations that are no names of ours,
    whole rows, long numbers and all that is not ASCII are left out."""
    text = _QUOTED.sub(lambda found: found.group() if _OUR_NAME.fullmatch(found.group(2)) else "'…'", text)
    text = _ROW.sub(r"\1(…)", text)
    return _NOT_ASCII.sub("…", re.sub(r"[0-9]{6,}", "…", text))


def is_plain(value: str) -> bool:
    """Whether a declared value is of the kind that is expected there (a code, a month, a count) and may be repeated."""
    return _DECLARED.fullmatch(value) is not None and not _LONG_NUMBER.search(value)


_SHAPES: Final = re.compile(r"[0-9.,+\-eE:/ ]{0,14}")
_TEXTS: Final = frozenset({"text", "name", "id"})


def is_shape_of(logical_type: str, value: str) -> bool:
    """Whether a value is at all like those of its type: a figure or a day, a short code, or a text without numbers that
    are as long as a person's. What is not was put under the wrong column."""
    if logical_type in _TEXTS:
        return mask_words(value) == value and len(value) <= 100
    return _SHAPES.fullmatch(value) is not None or (logical_type == "code" and is_plain(value))


_MASKS: Final = {
    "citizen_id": mask_citizen_id,
    "name": mask_name,
    "account": mask_account,
    "birth_date": mask_birth_date,
    "free_text": mask_free_text,
}


@cache
def kind_of(column: str) -> Kind | None:
    """What personal data a column holds; None if none."""
    if column in NOT_PERSONAL:
        return None
    if column.startswith("unclassed_"):  # drafted from a sample, and nobody has said yet what it holds
        return "free_text"
    plain = _APPENDED.sub("", column)
    for ending, kind in _ENDINGS:
        if plain == ending or plain.endswith("_" + ending):
            return kind
    return None


def masked(column: str, value: Any) -> Any:
    """The value fit to be shown: as it is where the column is not personal, else masked text. None stays None."""
    if value is None:
        return None
    kind = kind_of(column)
    if kind is not None:
        if isinstance(value, date | datetime):
            value = value.isoformat()[:10]
        return _MASKS[kind](str(value))
    return mask_text(value) if isinstance(value, str) else value


def masked_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with every personal column masked."""
    return {column: masked(column, value) for column, value in row.items()}
