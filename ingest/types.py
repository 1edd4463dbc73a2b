"""What a field's text may be: the strict definition, one value at a time (exchange.md, first paragraphs).

This is the law of the border. `columns` does the same for whole columns at once and must agree with it to the letter;
records that `columns` refuses are explained by this module, so the two check each other on every rejected line.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

MAX_TEXT_CHARS: Final = 1000
"""Longest text of one field, in characters (`too_long`); the one place that says so."""

Value = str | Decimal | int | bool | date | datetime

_MONEY = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,2})?")
_RATE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_INTEGER = re.compile(r"[0-9]{1,16}")
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_PERIOD = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])")
_TIMESTAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")

CODE_OF_TYPE: Final = {
    "money": "bad_number",
    "rate": "bad_number",
    "count": "bad_number",
    "months": "bad_number",
    "days": "bad_number",
    "years": "bad_number",
    "date": "bad_date",
    "period_yyyymm": "bad_period",
    "timestamp": "bad_timestamp",
    "flag": "bad_flag",
    "code": "too_long",
    "id": "too_long",
    "name": "too_long",
    "text": "too_long",
}
"""The reason code of a field that does not parse, by logical type."""


class BadValueError(ValueError):
    """The text is not a value of its type; `code` is the reason code of exchange.md. Holds no value (personal data)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse(logical_type: str, text: str) -> Value | None:
    """The value of a field's text; the empty text is None. Raises BadValueError."""
    if text == "":
        return None
    value = _parse(logical_type, text)
    if value is None:
        raise BadValueError(CODE_OF_TYPE[logical_type])
    return value


def _parse(logical_type: str, text: str) -> Value | None:
    match logical_type:
        case "money":
            return Decimal(text).quantize(Decimal("0.01")) if _MONEY.fullmatch(text) else None
        case "rate":
            return Decimal(text).quantize(Decimal("0.000001")) if _RATE.fullmatch(text) else None
        case "count" | "months" | "days" | "years":
            return int(text) if _INTEGER.fullmatch(text) else None
        case "date":
            return _moment(_DATE.fullmatch(text), date)
        case "timestamp":
            return _moment(_TIMESTAMP.fullmatch(text), datetime)
        case "period_yyyymm":
            return text if _PERIOD.fullmatch(text) else None
        case "flag":
            return {"0": False, "1": True}.get(text)
        case _:
            return text if len(text) <= MAX_TEXT_CHARS else None


def _moment(match: re.Match[str] | None, make: type[date]) -> date | None:
    if match is None:
        return None
    try:
        return make(*map(int, match.groups()))
    except ValueError:  # the 31st of February
        return None
